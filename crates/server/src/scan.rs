//! The scanner of uploaded files: a program of the operator, asked through its standard input.

use crate::cli::Scanner;
use office::app::Unclean;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

impl Scanner {
    /// The scanner that was named, if any.
    pub fn scanner(&self) -> Option<office::app::Scan> {
        self.scan.as_deref().map(scanner)
    }
}

/// A scanner that runs a program for each file; whatever ends with another code than 0 refuses the file.
fn scanner(program: &Path) -> office::app::Scan {
    let program = program.to_owned();
    Box::new(move |bytes| run(&program, bytes))
}

/// How long a scanner may take for one file.
const PATIENCE: Duration = Duration::from_secs(30);

/// Writes the file from a thread of its own, so that a scanner that talks first is heard.
fn feed(mut input: std::process::ChildStdin, bytes: Vec<u8>) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        // A scanner that has seen enough closes its end early; its exit code says what it found.
        let _ = input.write_all(&bytes);
    })
}

/// What it said, as far as a sentence needs it; the rest is read and dropped.
fn said_of(mut output: std::process::ChildStdout) -> String {
    let (mut kept, mut part) = (Vec::new(), [0_u8; 4096]);
    while let Ok(read @ 1..) = output.read(&mut part) {
        if kept.len() < part.len() {
            kept.extend_from_slice(part.get(..read).unwrap_or_default());
        }
    }
    String::from_utf8_lossy(&kept).into_owned()
}

fn run(program: &PathBuf, bytes: &[u8]) -> Result<(), Unclean> {
    let broken = |e: std::io::Error| Unclean::Unasked(format!("không chạy được {} ({e})", program.display()));
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(broken)?;
    let feeding = child.stdin.take().map(|input| feed(input, bytes.to_vec()));
    let reading = child.stdout.take().map(|output| std::thread::spawn(move || said_of(output)));
    let began = Instant::now();
    let status = loop {
        match child.try_wait().map_err(broken)? {
            Some(status) => break status,
            None if began.elapsed() > PATIENCE => {
                // It may have ended between the two looks; either way it is over.
                let _ = child.kill();
                let _ = child.wait();
                return Err(Unclean::Unasked("chương trình quét không trả lời kịp".to_owned()));
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    drop(feeding.map(std::thread::JoinHandle::join));
    if status.success() {
        return Ok(());
    }
    let said = reading.and_then(|thread| thread.join().ok()).unwrap_or_default();
    Err(Unclean::Found(said.lines().next().unwrap_or("tệp không an toàn").trim().to_owned()))
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
        assert_eq!(scan(b"a virus"), Err(Unclean::Found("tìm thấy mã độc".to_owned())));
        let missing = scanner(&folder.path().join("khong-co"));
        assert!(missing(b"x").is_err_and(|why| matches!(why, Unclean::Unasked(_))));
    }
}
