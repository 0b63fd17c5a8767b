//! Reads a demonstration file; what is wrong in it is a fault with file and line.

use super::fault;
use super::script::Script;
use crate::error::Error;

/// The script in a file.
pub fn read(file: &str, text: &str) -> Result<Script, Error> {
    toml::from_str(text).map_err(|wrong| {
        let line = wrong.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        fault(file, &format!("dòng {line}"), format!("{}. Sửa theo các mục khác của tệp.", wrong.message()))
    })
}
