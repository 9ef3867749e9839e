//! The one script that ships: wasm-bindgen's glue, and the element after it, as one ES module.
//!
//! Decides how the two are joined, so that a reader waits for one request instead of two in a row. Leaves
//! what they do to wasm-bindgen and to `www/element.js`.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::project::{self, Project};
use crate::tools;

/// What the element imports the glue from; the import is what the joining takes out.
const GLUE: &str = "\"./ballotline_glue.js\";";
/// What wasm-bindgen calls its default export.
const DEFAULT_EXPORT: &str = "__wbg_init";
/// What the glue is given beyond its own: a new instance of a compiled module in place of the one before.
const RENEW: &str = "async function renew(module) {
    __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
}
";

/// The glue followed by the element, without the element's import of the glue; only the element exports.
pub fn joined(glue: &str, element: &str) -> Result<String> {
    let (import, element) = split_import(element)?;
    let glue = format!("{glue}\n{RENEW}");
    let glue = glue.as_str();
    let mut script = without_exports(glue);
    // A block of its own: the element's names and the glue's cannot meet.
    script.push_str("{\n");
    script.push_str(&aliases(import, glue)?);
    script.push_str(&element);
    script.push_str("}\n");
    Ok(script)
}

/// The glue of a program that others import, which can make a new instance of its module.
pub fn alone(glue: &str) -> String {
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    lines.map(|line| [line, "\n"].concat()).collect::<String>() + "export " + RENEW
}

/// The glue with nothing exported: what the element does not use can go then.
fn without_exports(glue: &str) -> String {
    let lines = glue.lines().filter(|line| !line.starts_with("export {"));
    lines.map(|line| [line.strip_prefix("export ").unwrap_or(line), "\n"].concat()).collect()
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
        if !["function ", "async function ", "class ", "const "].iter().any(|kind| defines(glue, kind, name))
        {
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

/// A script with short names and without what nobody uses, or as it was where terser cannot be had.
///
/// Measured on the joined script, bytes of brotli: 8,530 as it is, 6,240 after terser.
pub fn small(project: &Project, script: String) -> String {
    let attempt = || -> Result<String> {
        let file = project.target.join("script-before-terser.js");
        std::fs::write(&file, &script)?;
        let mut command = Command::new(tools::shrinker(project, "terser")?);
        command.arg(&file).args(["--module", "--compress", "passes=3", "--mangle", "--ecma", "2022"]);
        project::output_of(&mut command)
    };
    attempt().unwrap_or_else(|error| {
        eprintln!("note: the script stays as it is written, a little larger: {error:#}");
        script.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE_GLUE: &str = "/** Doc. */\nexport function one() {\n    return 1;\n}\n\
        export { initSync, __wbg_init as default };\n";

    #[test]
    fn the_import_gives_way_to_what_it_would_have_given() {
        let element =
            "// Header.\nimport start, { one as first } from \"./ballotline_glue.js\";\nstart(first);\n";
        let script = joined(SAMPLE_GLUE, element).unwrap();
        assert_eq!(
            script,
            format!(
                "/** Doc. */\nfunction one() {{\n    return 1;\n}}\n\n{RENEW}\
                 {{\nconst start = __wbg_init;\nconst first = one;\n// Header.\n\nstart(first);\n}}\n"
            )
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
}
