//! The program that is measured: run to its end, or serving.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Settings of the surroundings that would change what is measured.
const SETTINGS: [&str; 5] = ["ROVIEC_DATA", "ROVIEC_DATABASE", "ROVIEC_NOW", "ROVIEC_LISTEN", "ROVIEC_PUBLIC_URL"];

/// The program at `ROVIEC_BIN`, otherwise the release build of this repository.
fn path() -> Result<PathBuf> {
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/release/roviec");
    let path = std::env::var_os("ROVIEC_BIN").map_or_else(built, PathBuf::from);
    let missing = || format!("no program at {}; build it with: cargo build --release -p server", path.display());
    path.canonicalize().with_context(missing)
}

fn roviec() -> Result<Command> {
    let mut command = Command::new(path()?);
    for setting in SETTINGS {
        command.env_remove(setting);
    }
    Ok(command)
}

/// Runs a command that must succeed; answers how long it took and what it said.
pub fn run<S: AsRef<OsStr>>(args: &[S]) -> Result<(Duration, String)> {
    run_reading(args, "")
}

/// Runs a command that reads `input`.
pub fn run_reading<S: AsRef<OsStr>>(args: &[S], input: &str) -> Result<(Duration, String)> {
    let mut command = roviec()?;
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let begun = Instant::now();
    let mut child = command.spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // A command that reads nothing may have ended already.
        let _ = pipe.write_all(input.as_bytes());
    }
    let output = child.wait_with_output()?;
    let took = begun.elapsed();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).chars().take(800).collect::<String>();
        bail!("{command:?} failed: {said}");
    }
    Ok((took, String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// The program serving; it ends when this is dropped.
pub struct Serving {
    child: Child,
    /// `http://127.0.0.1:…`.
    pub address: String,
}

impl Serving {
    /// Serves a folder with `demo` or `serve`, as if at an instant when one is given.
    pub fn start(command: &str, folder: &Path, now: Option<&str>) -> Result<Serving> {
        let mut program = roviec()?;
        program.args([command, "--listen", "127.0.0.1:0", "--data"]).arg(folder);
        program.args(now.into_iter().flat_map(|now| ["--now", now]));
        let mut child = program.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut out = BufReader::new(child.stdout.take().context("no output")?);
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            if out.read_line(&mut line)? == 0 {
                let _ = child.kill();
                bail!("the program ended before it served");
            }
        }
        // Whatever it still says must find a reader.
        std::thread::spawn(move || std::io::copy(&mut out.take(u64::MAX), &mut std::io::sink()));
        let address = line.split_once("http://").map(|(_, address)| format!("http://{}", address.trim()));
        Ok(Serving { child, address: address.unwrap_or_default() })
    }

    /// Memory of the program in MB (a million bytes) by its name in the kernel's account: `VmRSS` now, `VmHWM` at most.
    pub fn memory(&self, name: &str) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let kib: f64 = line
            .and_then(|text| text.trim().trim_end_matches("kB").trim().parse().ok())
            .context("no account of memory")?;
        Ok(kib * 1024.0 / 1e6)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already; either way nothing of it remains.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
