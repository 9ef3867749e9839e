//! The one script that ships: wasm-bindgen's glue, and the element after it, as one ES module.
//!
//! Decides how the two are joined, so that a reader waits for one request instead of two in a row. Leaves
//! what they do to wasm-bindgen and to `www/element.js`.

use anyhow::{Context as _, Result, bail};

/// What the element imports the glue from; the import is what the joining takes out.
const GLUE: &str = "\"./ballotline_glue.js\";";
/// What wasm-bindgen calls its default export.
const DEFAULT_EXPORT: &str = "__wbg_init";
/// What the glue is given beyond its own: a new instance of a compiled module in place of the one before.
const RENEW: &str = "function renew(module) { wasm = undefined; initSync({ module }); }\n";

/// The glue followed by the element, without the element's import of the glue and without lines of comment.
pub fn joined(glue: &str, element: &str) -> Result<String> {
    let (import, element) = split_import(element)?;
    let glue = format!("{glue}\n{RENEW}");
    let glue = glue.as_str();
    let mut script = without_comment_lines(glue);
    // A block of its own: the element's names and the glue's cannot meet.
    script.push_str("{\n");
    script.push_str(&aliases(import, glue)?);
    script.push_str(&without_comment_lines(&element));
    script.push_str("}\n");
    Ok(script)
}

/// The clause of the element's first import, and the element without it.
fn split_import(element: &str) -> Result<(&str, String)> {
    let first = element.lines().find(|line| line.starts_with("import ") || line.starts_with("import{"));
    let clause =
        first.and_then(|line| line.strip_prefix("import ")?.strip_suffix(GLUE)?.trim().strip_suffix("from"));
    let (Some(line), Some(clause)) = (first, clause) else {
        bail!("the first import of www/element.js must be one line that reads `import … from {GLUE}`");
    };
    let rest = element.replacen(line, "", 1);
    if rest.contains("ballotline_glue.js") {
        bail!("www/element.js names ballotline_glue.js more than once; one import can be taken out, no more");
    }
    Ok((clause.trim(), rest))
}

/// Constants for the names that the import would have given and that the glue does not already have.
fn aliases(clause: &str, glue: &str) -> Result<String> {
    let (default, named) = match clause.split_once('{') {
        Some((default, named)) => {
            let named = named.strip_suffix('}').context("the import of the glue has no closing brace")?;
            (default.trim().trim_end_matches(',').trim(), named)
        }
        None => (clause, ""),
    };
    if default.contains('*') || default.contains(',') {
        bail!("the import of the glue must name what it takes: `import start, {{ one, two }} from {GLUE}`");
    }
    let mut text = String::new();
    if !default.is_empty() && default != DEFAULT_EXPORT {
        text.push_str(&format!("const {default} = {DEFAULT_EXPORT};\n"));
    }
    for name in named.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let (name, local) =
            name.split_once(" as ").map_or((name, name), |(name, local)| (name.trim(), local.trim()));
        if !["function ", "class ", "const "].iter().any(|kind| defines(glue, kind, name)) {
            bail!("www/element.js imports `{name}`, and the library exports nothing of that name");
        }
        if local != name {
            text.push_str(&format!("const {local} = {name};\n"));
        }
    }
    Ok(text)
}

/// Whether the glue defines a name at its top level.
fn defines(glue: &str, kind: &str, name: &str) -> bool {
    glue.lines().any(|line| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        line.strip_prefix(kind).and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| {
            !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$')
        })
    })
}

/// A script without empty lines, without lines that are nothing but comment, and without indentation.
///
/// Lines within a template literal stay as they are. It is no parser: a comment after code stays, and that is fine.
pub fn without_comment_lines(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut in_template = false;
    let mut in_comment = false;
    for line in script.lines() {
        let trimmed = line.trim();
        if in_comment {
            in_comment = !trimmed.ends_with("*/");
            continue;
        }
        if !in_template {
            if trimmed.is_empty() || trimmed.starts_with("//") {
                continue;
            }
            if trimmed.starts_with("/*") && (trimmed.ends_with("*/") || !trimmed.contains("*/")) {
                in_comment = !trimmed.ends_with("*/");
                continue;
            }
        }
        kept.push_str(if in_template { line } else { trimmed });
        kept.push('\n');
        if line.replace("\\`", "").matches('`').count() % 2 == 1 {
            in_template = !in_template;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE_GLUE: &str = "/** Doc.\n * more\n */\nexport function one() {\n    // inner\n    return 1;\n}\n\
        export { initSync, __wbg_init as default };\n";

    #[test]
    fn the_import_gives_way_to_what_it_would_have_given() {
        let element =
            "// Header.\nimport start, { one as first } from \"./ballotline_glue.js\";\nstart(first);\n";
        let script = joined(SAMPLE_GLUE, element).unwrap();
        assert_eq!(
            script,
            "export function one() {\nreturn 1;\n}\nexport { initSync, __wbg_init as default };\n\
             {\nconst start = __wbg_init;\nconst first = one;\nstart(first);\n}\n"
        );
    }

    #[test]
    fn another_first_import_is_refused() {
        assert!(joined(SAMPLE_GLUE, "import x from \"./other.js\";\n").is_err());
        assert!(joined(SAMPLE_GLUE, "start();\n").is_err());
        assert!(joined(SAMPLE_GLUE, "import * as all from \"./ballotline_glue.js\";\n").is_err());
    }

    #[test]
    fn a_name_that_the_library_lacks_is_refused() {
        let error = joined(SAMPLE_GLUE, "import start, { on } from \"./ballotline_glue.js\";\n").unwrap_err();
        assert!(error.to_string().contains("`on`"), "{error}");
    }

    #[test]
    fn template_literals_keep_their_lines() {
        assert_eq!(
            without_comment_lines("  a = `x\n  // not a comment\n`;\n  // one\n"),
            "a = `x\n  // not a comment\n`;\n"
        );
    }
}
