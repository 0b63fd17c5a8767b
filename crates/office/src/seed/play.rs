//! Plays a script: opens the book, appoints the officers, then does every step as the officer who did it.

use super::script::{Act, OfficerLine, Script, UnitLine};
use super::{fault, steps};
use crate::ctx::{Actor, Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::directory::{NewBook, NewOfficer, NewUnit, appoint, establish, open_book};
use crate::error::Error;
use crate::params;
use crate::plan::catalogue::adopt_catalogue;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// The stage of one script.
pub struct Stage<'a> {
    pub file: &'a str,
    pub place: String,
    /// Day on which the office was established; officers hold their posts from then on.
    pub from: Date,
}

impl Stage<'_> {
    /// A fault at the present step.
    pub fn fault<T>(&self, sentence: impl Into<String>) -> Result<T, Error> {
        Err(fault(self.file, &self.place, sentence))
    }

    /// A day as officials write it.
    pub fn day(&self, text: &str) -> Result<Date, Error> {
        viet::day::read(text).or_else(|unreadable| self.fault(unreadable.why))
    }

    /// An instant by the wall clock of Hà Nội: `2017-05-05T16:56`.
    pub fn instant(&self, text: &str) -> Result<Timestamp, Error> {
        let local: Option<DateTime> = text.parse().ok();
        match local.and_then(|local| HANOI.to_timestamp(local).ok()) {
            Some(at) => Ok(at),
            None => self.fault(format!("“{text}” không phải thời điểm. Ghi như 2017-05-05T16:56.")),
        }
    }
}

/// Plays a whole script in one transaction.
pub fn play(tx: &mut Tx, pack: &Arc<pack::Pack>, file: &str, script: &Script) -> Result<(), Error> {
    let mut stage = Stage { file, place: "đầu tệp".into(), from: Date::ZERO };
    stage.from = stage.day(script.root.established.as_deref().unwrap_or_default())?;
    let opened_at = match script.act.first() {
        Some(first) => stage.instant(&first.at)?,
        None => HANOI.to_timestamp(stage.from.at(8, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH),
    };
    let operator = Ctx::operator(&script.book, opened_at, pack.clone());
    people(&operator, tx, &stage, script)?;
    for (at, act) in script.act.iter().enumerate() {
        stage.place = format!("bước {} ({})", at + 1, act.at);
        let ctx = ctx_of(tx, &operator, &stage, act)?;
        steps::step(&ctx, tx, &stage, &act.step).map_err(|error| placed(&stage, error))?;
    }
    Ok(())
}

/// A refusal or fault of an act, with the step of the file in which it happened.
fn placed(stage: &Stage, error: Error) -> Error {
    match error {
        Error::Failure(failure) => Error::Failure(failure),
        other => fault(stage.file, &stage.place, other.to_string()),
    }
}

fn people(ctx: &Ctx, tx: &mut Tx, stage: &Stage, script: &Script) -> Result<(), Error> {
    let root = open_book(
        ctx,
        tx,
        &NewBook {
            book: script.book.clone(),
            superior: script.superior.clone(),
            root: unit(stage, &script.root, None)?,
        },
    )?;
    adopt_catalogue(ctx, tx)?;
    for line in &script.unit {
        let new = unit(stage, line, Some(root))?;
        let no = establish(ctx, tx, &new)?;
        if let Some(login) = &line.login {
            let name = format!("Cán bộ {}", line.name);
            let post_title = format!("Công chức {}", line.name);
            appoint(
                ctx,
                tx,
                &NewOfficer { login: login.clone(), name, post_title, role: Role::Unit, unit: no, from: new.on },
            )?;
        }
    }
    for line in &script.officer {
        officer(ctx, tx, stage, root, line)?;
    }
    Ok(())
}

fn unit(stage: &Stage, line: &UnitLine, parent: Option<i64>) -> Result<NewUnit, Error> {
    let on = line.established.as_deref().map_or(Ok(stage.from), |day| stage.day(day))?;
    let abolished_on = line.abolished.as_deref().map(|day| stage.day(day)).transpose()?;
    Ok(NewUnit { code: line.code.clone(), kind: line.kind.clone(), name: line.name.clone(), parent, on, abolished_on })
}

fn officer(ctx: &Ctx, tx: &mut Tx, stage: &Stage, root: i64, line: &OfficerLine) -> Result<(), Error> {
    let Some(role) = Role::read(&line.role) else {
        return stage
            .fault(format!("không có vai trò “{}”. Dùng unit, specialist, head, city hoặc operator.", line.role));
    };
    let unit = match &line.unit {
        Some(name) => steps::unit_named(ctx, tx, stage, name)?,
        None => root,
    };
    let (login, name, post_title) = (line.login.clone(), line.name.clone(), line.post.clone());
    appoint(ctx, tx, &NewOfficer { login, name, post_title, role, unit, from: stage.from })?;
    Ok(())
}

/// The circumstances of the officer who did a step, at its instant.
fn ctx_of(tx: &mut Tx, operator: &Ctx, stage: &Stage, act: &Act) -> Result<Ctx, Error> {
    let now = stage.instant(&act.at)?;
    let sql = "select o.no, o.name, p.title, p.role, p.unit from officer o join post p on p.book = o.book and p.officer = o.no \
        where o.book = $1 and o.login = $2 order by p.no";
    let rows = tx.rows(sql, params![&operator.book, &act.by])?;
    let Some(first) = rows.first() else {
        return stage.fault(format!("không có cán bộ “{}”. Khai báo trong [[officer]] hoặc ở đơn vị.", act.by));
    };
    let (officer, name, post_title) = (first.int("no")?, first.text("name")?, first.text("title")?);
    let mut actor = Actor { officer, name, post_title, roles: Vec::new(), units: Vec::new() };
    for row in &rows {
        actor.roles.extend(Role::read(&row.text("role")?));
        actor.units.push(row.int("unit")?);
    }
    Ok(Ctx { actor, now, ..operator.clone() })
}
