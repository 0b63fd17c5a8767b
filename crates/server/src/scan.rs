//! The scanner of uploaded files: a program of the operator, asked through its standard input.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A scanner that runs a program for each file; whatever ends with another code than 0 refuses the file.
pub fn scanner(program: &Path) -> office::app::Scan {
    let program = program.to_owned();
    Box::new(move |bytes| run(&program, bytes))
}

fn run(program: &PathBuf, bytes: &[u8]) -> Result<(), String> {
    let broken = |e: std::io::Error| format!("không chạy được {} ({e})", program.display());
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(broken)?;
    if let Some(mut input) = child.stdin.take() {
        // A scanner that has seen enough closes its end early; its exit code says what it found.
        let _ = input.write_all(bytes);
    }
    let ended = child.wait_with_output().map_err(broken)?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stdout);
    Err(said.lines().next().map_or_else(|| "tệp không an toàn".to_owned(), |line| line.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_of_the_program_decides() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("quet");
        let script = "#!/bin/sh\nif grep -q virus; then echo 'tìm thấy mã độc'; exit 1; fi\n";
        std::fs::write(&program, script).expect("written");
        std::process::Command::new("chmod").arg("+x").arg(&program).status().expect("chmod");
        let scan = scanner(&program);
        assert_eq!(scan(b"an ordinary file"), Ok(()));
        assert_eq!(scan(b"a virus"), Err("tìm thấy mã độc".to_owned()));
        let missing = scanner(&folder.path().join("khong-co"));
        assert!(missing(b"x").is_err_and(|why| why.contains("không chạy được")));
    }
}
