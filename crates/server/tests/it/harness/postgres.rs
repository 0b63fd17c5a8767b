//! A PostgreSQL server for the tests: the one named by `ROVIEC_TEST_POSTGRES`, or an own cluster for this run.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Runs the server and, once the test run has ended and with it our end of the pipe, stops it and removes its files.
const WATCH: &str = r#"
dir=$1; shift
"$@" >"$dir/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$dir"
"#;

/// The address of a server on which this run may create databases; started once per run.
pub fn server() -> &'static str {
    static SERVER: OnceLock<(String, Option<Child>)> = OnceLock::new();
    let (url, _) = SERVER.get_or_init(|| match std::env::var("ROVIEC_TEST_POSTGRES") {
        Ok(url) => (url, None),
        Err(_) => {
            let (url, watch) = start();
            (url, Some(watch))
        }
    });
    url
}

/// The address of a database on the same server.
pub fn url_of(database: &str) -> String {
    let url = server();
    let (address, options) = url.split_once('?').map_or((url, String::new()), |(a, o)| (a, format!("?{o}")));
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address[host..].find('/').map_or(address.len(), |at| host + at);
    format!("{}/{database}{options}", &address[..end])
}

fn start() -> (String, Child) {
    let bin = binaries();
    let dir = tempfile::Builder::new().prefix("roviec-pg-").tempdir().expect("a folder for the cluster").keep();
    give_to_postgres(&dir);
    let cluster = dir.join("cluster");
    let mut initdb = as_postgres(&bin.join("initdb"));
    initdb.arg("-D").arg(&cluster).args(["-U", "postgres", "-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8"]);
    let made = initdb.output().expect("initdb runs");
    assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
    let port = free_port();
    let watch = run(&bin.join("postgres"), &dir, &cluster, port);
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    wait_for(&url, &dir.join("log"));
    (url, watch)
}

/// The newest installed server.
fn binaries() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        installed.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists()).collect();
    found.sort();
    found.pop().expect(
        "PostgreSQL is missing: install the Debian package `postgresql`, or name a server in ROVIEC_TEST_POSTGRES",
    )
}

fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:") && line.split_whitespace().nth(2) == Some("0"))
}

/// PostgreSQL refuses to run as root; then its own user runs it.
fn as_postgres(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
    command
}

fn give_to_postgres(dir: &Path) {
    if is_root() {
        let given = Command::new("chown").arg("postgres:postgres").arg(dir).status().expect("chown runs");
        assert!(given.success(), "the user `postgres` is missing: install the Debian package `postgresql`");
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn run(program: &Path, dir: &Path, cluster: &Path, port: u16) -> Child {
    let server = as_postgres(program);
    let mut watch = Command::new("sh");
    watch.args(["-c", WATCH, "watch"]).arg(dir).arg(server.get_program()).args(server.get_args());
    watch.arg("-D").arg(cluster).args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""]);
    for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"] {
        watch.args(["-c", setting]);
    }
    // Its own group, so that an interrupted test run still leaves it the time to clean up.
    watch.current_dir("/").process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    watch.spawn().expect("the server starts")
}

fn wait_for(url: &str, log: &Path) {
    let begun = Instant::now();
    while let Err(why) = postgres::Client::connect(url, postgres::NoTls) {
        let told = std::fs::read_to_string(log).unwrap_or_default();
        assert!(begun.elapsed() < Duration::from_secs(30), "PostgreSQL does not answer: {why}\n{told}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
