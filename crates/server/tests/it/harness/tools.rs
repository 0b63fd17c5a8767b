//! Other people's programs that read what was exported: the same eyes as those of whoever receives a file.

use std::path::Path;
use std::process::{Command, Output};

/// The text of a PDF as `pdftotext` reads it, one plain space between words.
pub fn pdf_text(file: &Path) -> String {
    let read = tool("pdftotext", "poppler-utils", Command::new("pdftotext").arg("-layout").arg(file).arg("-"));
    plain(&read.stdout)
}

/// The text of a DOCX as LibreOffice reads it, one plain space between words.
pub fn docx_text(file: &Path) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    // A profile of its own: two instances on one profile wait for each other.
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let mut soffice = Command::new("soffice");
    soffice.args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]);
    soffice.arg(folder.path()).arg(file);
    tool("soffice", "libreoffice-writer", &mut soffice);
    let name = Path::new(file.file_name().expect("a file name")).with_extension("txt");
    plain(&std::fs::read(folder.path().join(name)).expect("LibreOffice wrote the text"))
}

fn tool(name: &str, package: &str, command: &mut Command) -> Output {
    let output =
        command.output().unwrap_or_else(|why| panic!("{name} ({why}): install the Debian package `{package}`"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).replace(['\u{a0}', '\u{202f}', '\u{feff}'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
