//! The program at the command line: arguments in, exit code and both outputs back.

use super::database::Database;
use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Stdio};

/// The program under test, untouched by settings of the surroundings.
pub fn roviec() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roviec"));
    for name in ["ROVIEC_DATA", "ROVIEC_DATABASE", "ROVIEC_NOW", "ROVIEC_LISTEN", "ROVIEC_PUBLIC_URL"] {
        command.env_remove(name);
    }
    // A hub of the stories stands on this machine: no proxy between.
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env_remove(name);
    }
    command
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// The output of a command that must succeed.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self.out
    }

    /// Fails unless the command ended with this code and said these words on standard error.
    #[track_caller]
    pub fn must_fail(self, code: i32, words: &str) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(self.err.contains(words), "“{words}” is not in: {}", self.err);
    }
}

/// Runs a command on a database as if at an instant.
pub fn run<S: AsRef<OsStr>>(database: &Database, now: &str, args: &[S], input: &str) -> Ended {
    let mut command = roviec();
    command.args(args).args(database.args()).args(["--now", now]);
    finish(command, input)
}

/// Runs a command that needs no database.
pub fn run_alone(args: &[&str]) -> Ended {
    let mut command = roviec();
    command.args(args);
    finish(command, "")
}

fn finish(mut command: Command, input: &str) -> Ended {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|why| panic!("{command:?} does not start: {why}"));
    // Dropping the pipe at once tells a command that reads it that there is no more.
    let written = child.stdin.take().map(|mut pipe| pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the program ends");
    drop(written);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\u{a0}', " ");
    Ended { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}
