//! What the tests need on the machine beside the Rust toolchain; on Debian, root gets what is missing from apt.

use super::step::run;
use anyhow::{Result, bail};
use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

struct Piece {
    what: &'static str,
    is_there: fn() -> bool,
    packages: &'static [&'static str],
    /// Needed only by the end-to-end tests.
    browser: bool,
}

const PIECES: &[Piece] = &[
    Piece { what: "PostgreSQL", is_there: has_postgresql, packages: &["postgresql"], browser: false },
    Piece {
        what: "LibreOffice",
        is_there: has_libreoffice,
        packages: &["libreoffice-writer", "libreoffice-calc"],
        browser: false,
    },
    Piece { what: "pdftotext", is_there: || on_path("pdftotext"), packages: &["poppler-utils"], browser: false },
    // Reads the code on a receipt as a citizen's telephone would.
    Piece { what: "zbarimg", is_there: || on_path("zbarimg"), packages: &["zbar-tools"], browser: true },
    Piece { what: "Chromium", is_there: || on_path("chromium"), packages: &["chromium"], browser: true },
    Piece { what: "Node", is_there: || on_path("node") && on_path("npm"), packages: &["nodejs", "npm"], browser: true },
];

/// Makes sure that every piece is there, or says which packages bring it.
pub fn provide(browser: bool) -> Result<()> {
    let needed = || PIECES.iter().filter(|piece| browser || !piece.browser);
    let missing: Vec<&Piece> = needed().filter(|piece| !(piece.is_there)()).collect();
    if missing.is_empty() {
        let names: Vec<&str> = needed().map(|piece| piece.what).collect();
        println!("there: {}", names.join(", "));
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|piece| piece.packages).copied().collect();
    let names = missing.iter().map(|piece| piece.what).collect::<Vec<_>>().join(", ");
    if !is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default()) || !is_root() {
        bail!("missing: {names}; install the Debian packages {} or what brings the same", packages.join(" "));
    }
    println!("missing: {names}; apt-get installs {}", packages.join(" "));
    install(&packages)?;
    match missing.iter().find(|piece| !(piece.is_there)()) {
        Some(piece) => bail!("{} is still missing after its packages were installed", piece.what),
        None => Ok(()),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    run(apt().arg("update"))?;
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

fn has_postgresql() -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin/initdb")).any(|program| program.exists())
}

/// LibreOffice as Debian cuts it: the program may stand there without Writer or Calc.
fn has_libreoffice() -> bool {
    let parts = Path::new("/usr/lib/libreoffice/program");
    on_path("soffice") && (!parts.exists() || ["libswlo.so", "libsclo.so"].iter().all(|part| parts.join(part).exists()))
}

fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn is_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| line == "ID=debian")
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_is_debian() {
        // os-release, whether apt may be asked
        let rows =
            [("NAME=\"Debian GNU/Linux\"\nID=debian\n", true), ("ID=ubuntu\nID_LIKE=debian\n", false), ("", false)];
        for (text, expected) in rows {
            assert_eq!(is_debian(text), expected, "{text}");
        }
    }

    #[test]
    fn a_program_is_looked_for_on_the_path() {
        assert!(on_path("sh"));
        assert!(!on_path("a-program-that-nobody-has"));
    }
}
