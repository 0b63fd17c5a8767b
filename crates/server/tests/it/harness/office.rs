//! An office at work: its own database, the program serving it, and the people who may sign in.

use super::actor::Actor;
use super::database::{Database, Engine};
use super::prepared::ward_login;
use super::program::{Ended, roviec, run};
use super::{BOOK, SUPERIOR};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// A served office; the program ends and the database goes when it is dropped.
pub struct Office {
    serving: Serving,
    database: Database,
    now: String,
}

/// The running program.
struct Serving {
    program: Child,
    address: String,
}

impl Office {
    /// Serves a copy of the prepared office as if at an instant.
    pub fn open(engine: Engine, now: &str) -> Office {
        let database = Database::prepared(engine);
        Office { serving: Serving::start(&database, now), now: now.to_owned(), database }
    }

    /// The head who signs.
    pub fn head(&self) -> Actor {
        self.person(BOOK, "chu-tich")
    }

    /// The specialist who prepares plans, figures and reports.
    pub fn specialist(&self) -> Actor {
        self.person(BOOK, "chuyen-vien")
    }

    /// The officer of a ward: `Ngọc Hà`, `Kim Mã` or `Phúc Xá`.
    pub fn ward(&self, name: &str) -> Actor {
        self.person(BOOK, ward_login(name))
    }

    /// An officer of the one-stop counter.
    pub fn counter(&self) -> Actor {
        self.person(BOOK, "mot-cua")
    }

    /// A colleague at the same counter.
    pub fn colleague(&self) -> Actor {
        self.person(BOOK, "mot-cua-2")
    }

    /// The specialist for civil status, who handles cases.
    pub fn handler(&self) -> Actor {
        self.person(BOOK, "tu-phap")
    }

    /// Runs the program on at another instant: the same records, a later clock.
    pub fn later(&mut self, now: &str) {
        self.serving.stop();
        self.serving = Serving::start(&self.database, now);
        self.now = now.to_owned();
    }

    /// The superior level.
    pub fn city(&self) -> Actor {
        self.person(SUPERIOR, "lanh-dao")
    }

    /// The operator of the system.
    pub fn operator(&self) -> Actor {
        self.person(BOOK, "quan-tri")
    }

    /// Kills the program as a power failure would: without a word to it.
    pub fn kill(&self) {
        let pid = self.serving.program.id().to_string();
        let killed = std::process::Command::new("kill").args(["-9", &pid]).status().expect("the command kill");
        assert!(killed.success());
    }

    /// Somebody who has not signed in.
    pub fn anyone(&self) -> Actor {
        Actor::new(&self.serving.address)
    }

    fn person(&self, book: &str, login: &str) -> Actor {
        let actor = self.anyone();
        actor.sign_in(book, login);
        actor
    }

    /// The number of a unit by its name.
    pub fn unit(&self, name: &str) -> i64 {
        self.number(&format!("select unit from unit_version where book = '{BOOK}' and name = '{name}'"))
    }

    /// The number of an officer by login.
    pub fn officer(&self, login: &str) -> i64 {
        self.number(&format!("select no from officer where book = '{BOOK}' and login = '{login}'"))
    }

    /// How many facts the journal has.
    pub fn facts(&self) -> i64 {
        self.number(&format!("select count(*) from fact where book = '{BOOK}'"))
    }

    /// A number read behind the program's back.
    pub fn number(&self, sql: &str) -> i64 {
        self.database.number(sql)
    }

    /// Rows read or changed behind the program's back, cells joined by `|`.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        self.database.rows(sql)
    }

    /// Runs a command on the database of this office.
    pub fn command(&self, args: &[&str]) -> Ended {
        self.command_reading(args, "")
    }

    /// Runs a command that reads a text from its standard input.
    pub fn command_reading(&self, args: &[&str], input: &str) -> Ended {
        run(&self.database, &self.now, args, input)
    }

    /// A path for a file of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.database.dir().join(name)
    }

    /// Writes a file of this test and answers its path as an argument.
    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("the file is written");
        argument(&path)
    }
}

/// A path as an argument.
pub fn argument(path: &Path) -> String {
    path.to_str().expect("a plain path").to_owned()
}

impl Serving {
    fn start(database: &Database, now: &str) -> Serving {
        let mut program = roviec()
            .args(["serve", "--listen", "127.0.0.1:0", "--now", now])
            .args(database.args())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = program.stdout.as_mut().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its first line");
        let address = line.trim().split_once("http://").map(|(_, address)| format!("http://{address}"));
        Serving { program, address: address.unwrap_or_else(|| panic!("no address in “{line}”")) }
    }
}

impl Serving {
    fn stop(&mut self) {
        // It may have ended already; either way nothing of it remains.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop();
    }
}
