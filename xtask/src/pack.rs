//! Compression: the `.br` and `.gz` that stand beside every file worth compressing.
//!
//! Decides which files those are and how hard they are squeezed. Leaves who gets which one to the server.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use walkdir::WalkDir;

/// How hard to squeeze.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// As small as it gets: what ships and what is measured.
    Full,
    /// Quick: for looking at a change.
    Quick,
}

/// Endings of files that compress well.
const PACKABLE: [&str; 10] = ["html", "css", "js", "mjs", "wasm", "csv", "json", "svg", "txt", "bin"];
/// Base-two logarithm of brotli's window.
const WINDOW_BITS: i32 = 24;

/// Whether a file is worth compressing, judged by its ending.
pub fn is_packable(path: &Path) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| PACKABLE.contains(&ending))
}

/// The bytes in brotli.
pub fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let quality = match effort {
        Effort::Full => 11,
        Effort::Quick => 5,
    };
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: WINDOW_BITS,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters).context("brotli failed")?;
    Ok(packed)
}

/// The bytes in gzip.
pub fn gzip(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    let level = match effort {
        Effort::Full => flate2::Compression::best(),
        Effort::Quick => flate2::Compression::fast(),
    };
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), level);
    writer.write_all(bytes).context("gzip failed")?;
    writer.finish().context("gzip failed")
}

/// Writes the compressed siblings of every file under a folder.
pub fn pack(folder: &Path, effort: Effort) -> Result<()> {
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.context("could not list what was built")?;
        let path = entry.path();
        if !entry.file_type().is_file() || !is_packable(path) {
            continue;
        }
        let bytes = std::fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
        for (ending, packed) in [("br", brotli(&bytes, effort)?), ("gz", gzip(&bytes, effort)?)] {
            let mut sibling = path.as_os_str().to_owned();
            sibling.push(".");
            sibling.push(ending);
            std::fs::write(&sibling, packed)
                .with_context(|| format!("could not write {}", sibling.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_unpacks() {
        let text = "votes and shares, ".repeat(100);
        let packed = brotli(text.as_bytes(), Effort::Full).unwrap();
        let mut unpacked = String::new();
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let packed = gzip(text.as_bytes(), Effort::Full).unwrap();
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
    }
}
