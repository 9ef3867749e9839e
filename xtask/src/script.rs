//! The one script that ships: wasm-bindgen's glue, and the element after it, as one ES module.
//!
//! Decides how the two are joined, so that a reader waits for one request instead of two in a row. Leaves
//! what they do to wasm-bindgen and to `www/element.js`.

use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{self, Project};
use crate::split;
use crate::tools;

/// The element's one import, which the joining takes out.
const IMPORT: &str = "import { glue } from \"./ballotline_glue.js\";\n";
/// What the glue is given beyond its own: a new instance of a compiled module in place of the one before.
const RENEW: &str = "async function renew(module) {
    __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
}
";
/// What it is given for parts, see [`crate::split`]: one that is added to the instance.
fn join() -> String {
    let (stem, table, radix) = (split::STEM, split::TABLE, split::RADIX);
    format!(
        "async function join(part) {{
    const {stem} = wasm;
    const {table} = new Proxy({{}}, {{ get: (_, place) => {stem}.{table}.get(parseInt(place, {radix})) }});
    await WebAssembly.instantiate(part, {{ {stem}, {table} }});
}}
"
    )
}

/// The glue followed by the element, without the element's import of the glue; only the element exports. The glue becomes a
/// function, so that its names are its own: what it exports, `renew` and `join`.
pub fn joined(glue: &str, element: &str) -> Result<String> {
    let Some((before, after)) = element.split_once(IMPORT) else {
        bail!("www/element.js must read `{}`", IMPORT.trim_end());
    };
    let exported = glue.lines().filter_map(|line| line.strip_prefix("export function ")?.split_once('('));
    let names: Vec<&str> = exported.map(|(name, _)| name).chain(["renew", "join"]).collect();
    let glue = without_exports(glue);
    Ok(format!(
        "const glue = () => {{\n{glue}\n{RENEW}{}return {{ {} }};\n}};\n{before}{after}",
        join(),
        names.join(", ")
    ))
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

/// A script with short names and without what nobody uses, or as it was where terser cannot be had.
///
/// Measured on the joined script, bytes of brotli: 8,530 as it is, 6,240 after terser.
pub fn small(project: &Project, script: String) -> String {
    let attempt = || -> Result<String> {
        let file = project.target.join("script-before-terser.js");
        std::fs::write(&file, &script)?;
        let mut command = Command::new(tools::shrinker(project, "terser")?);
        command.arg(&file).args([
            "--module",
            "--compress",
            "passes=4,unsafe_arrows,unsafe_methods",
            "--mangle",
            "--ecma",
            "2022",
        ]);
        project::output_of(&mut command)
    };
    attempt().unwrap_or_else(|error| {
        eprintln!("note: the script stays as it is written, a little larger: {error:#}");
        script.clone()
    })
}

/// A style sheet without comments, indents and the breaks between declarations. Selectors and values stay as they are written.
pub fn small_style(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    for (index, part) in style.split("/*").enumerate() {
        let kept = if index == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) };
        for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
            out.push_str(line);
            if !line.ends_with(['{', '}', ';']) {
                out.push('\n');
            }
        }
    }
    out.replace(" {", "{")
        .replace("{ ", "{")
        .replace("; ", ";")
        .replace(" }", "}")
        .replace(": ", ":")
        .replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_says_the_same_in_fewer_bytes() {
        let style = "/* Why. */\n.a,\n.b :is(c) { color: red; }\n\n@media (min-width: 8px) {\n  .a { font: 1px/2 x; /* so */ }\n}\n";
        let small = ".a,\n.b :is(c){color:red}@media (min-width:8px){.a{font:1px/2 x}}";
        assert_eq!(small_style(style).trim_end(), small);
    }

    const SAMPLE_GLUE: &str = "/** Doc. */\nexport function one() {\n    return 1;\n}\n\
        export { initSync, __wbg_init as default };\n";

    #[test]
    fn the_glue_keeps_its_names_to_itself() {
        let script = joined(SAMPLE_GLUE, &format!("// Header.\n{IMPORT}glue().one();\n")).unwrap();
        assert_eq!(
            script,
            format!(
                "const glue = () => {{\n/** Doc. */\nfunction one() {{\n    return 1;\n}}\n\n{RENEW}{}\
                 return {{ one, renew, join }};\n}};\n// Header.\nglue().one();\n",
                join()
            )
        );
    }

    #[test]
    fn another_import_is_refused() {
        assert!(joined(SAMPLE_GLUE, "import x from \"./other.js\";\n").is_err());
    }
}
