//! Who acts, when, in which book, under which packs: the first argument of every act and every page.

use crate::directory::permit::{Act, Role, allowed};
use crate::error::{Error, refuse};
use crate::journal::{CITIZEN, SYSTEM};
use jiff::{Timestamp, civil::Date, tz::Offset};
use std::sync::Arc;

/// Asia/Ho_Chi_Minh has been UTC+7 without summer time since 13/6/1975; acts of this program are all later.
pub const HANOI: Offset = Offset::constant(7);

/// The person who acts, with the roles of every post held on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Officer number within the book of the session; 0 is the operator's command line.
    pub officer: i64,
    pub name: String,
    pub post_title: String,
    pub roles: Vec<Role>,
    /// Units whose posts the officer holds; what a ward officer may see and enter.
    pub units: Vec<i64>,
}

/// The circumstances of one act or one page.
#[derive(Clone)]
pub struct Ctx {
    pub book: String,
    /// Name of the office that keeps the book.
    pub book_name: String,
    /// Whether this is a demonstration office; every page says so.
    pub demo: bool,
    pub actor: Actor,
    pub now: Timestamp,
    pub pack: Arc<pack::Pack>,
    /// Token every form must carry back, so that no other site can act for this person.
    pub csrf: String,
}

impl Ctx {
    /// The circumstances of the operator at the command line, who may do everything.
    pub fn operator(book: &str, now: Timestamp, pack: Arc<pack::Pack>) -> Ctx {
        let actor = Actor {
            officer: SYSTEM,
            name: "Quản trị hệ thống (dòng lệnh)".into(),
            post_title: "Quản trị hệ thống".into(),
            roles: vec![Role::Operator, Role::Specialist, Role::Head],
            units: Vec::new(),
        };
        Ctx { book: book.to_owned(), book_name: String::new(), demo: false, actor, now, pack, csrf: String::new() }
    }

    /// The circumstances of a citizen on the public pages, who holds no post and no session.
    pub fn citizen(book: &str, book_name: &str, now: Timestamp, pack: Arc<pack::Pack>) -> Ctx {
        let actor = Actor {
            officer: CITIZEN,
            name: "Người dân".into(),
            post_title: String::new(),
            roles: Vec::new(),
            units: Vec::new(),
        };
        let (book, book_name) = (book.to_owned(), book_name.to_owned());
        Ctx { book, book_name, demo: false, actor, now, pack, csrf: String::new() }
    }

    /// Today in Hà Nội.
    pub fn today(&self) -> Date {
        day_of(self.now)
    }

    /// The first line of every act: may this person do this?
    pub fn permit(&self, act: Act) -> Result<(), Error> {
        if self.may(act) {
            return Ok(());
        }
        refuse(
            "not-permitted",
            format!("Vai trò của đồng chí không được {}. Việc này thuộc về: {}.", act.label(), act.holders()),
        )
    }

    /// Whether a page should offer an act to this person.
    pub fn may(&self, act: Act) -> bool {
        self.actor.roles.iter().any(|role| allowed(*role, act))
    }

    /// Whether this person sees the whole office or only the lines of the own units.
    pub fn sees_all(&self) -> bool {
        self.actor.roles.iter().any(|role| !matches!(role, Role::Unit | Role::Counter))
    }

    /// Whether this person belongs to the superior level only, which reads what was signed.
    pub fn looks_down(&self) -> bool {
        self.actor.roles.iter().all(|role| *role == Role::City)
    }

    /// Whether this person may see what belongs to a unit.
    pub fn sees_unit(&self, unit: i64) -> bool {
        self.sees_all() || self.actor.units.contains(&unit)
    }
}

/// The day of an instant in Hà Nội.
pub fn day_of(at: Timestamp) -> Date {
    HANOI.to_datetime(at).date()
}
