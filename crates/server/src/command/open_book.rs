//! `roviec open` and `roviec password`: the first steps of a new office.

use crate::cli::{Office, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result, anyhow};
use office::ctx::Ctx;
use office::directory::{
    NewBook, NewOfficer, NewUnit, appoint, open_book as open_the_book, permit::Role, set_password,
};
use office::plan::catalogue::adopt_catalogue;
use std::io::Read;
use std::process::ExitCode;

/// Opens a book with its root unit, the catalogue of the pack, and the first operator.
pub fn open_book(place: &Place, office: &Office) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let ctx = Ctx::operator(&office.book, clock(place.now)(), packs::load()?);
    let from = viet::day::read(&office.from).map_err(|e| anyhow!("--from: {e}"))?;
    db.write(|tx| {
        let root = NewUnit {
            code: office.code.clone(),
            kind: office.kind.clone(),
            name: office.name.clone(),
            parent: None,
            on: from,
            abolished_on: None,
        };
        let unit =
            open_the_book(&ctx, tx, &NewBook { book: office.book.clone(), superior: office.superior.clone(), root })?;
        adopt_catalogue(&ctx, tx)?;
        let operator = NewOfficer {
            login: office.operator.clone(),
            name: "Quản trị hệ thống".into(),
            post_title: "Quản trị hệ thống".into(),
            role: Role::Operator,
            unit,
            from,
        };
        appoint(&ctx, tx, &operator)?;
        Ok(())
    })?;
    say!("Đã mở sổ {}. Đặt mật khẩu: roviec password --book {} {}", office.book, office.book, office.operator);
    Ok(ExitCode::SUCCESS)
}

/// Sets a password read from standard input, so that it stands in no shell history.
pub fn password(place: &Place, book: &str, login: &str) -> Result<ExitCode> {
    let mut password = String::new();
    std::io::stdin().read_to_string(&mut password).context("không đọc được mật khẩu từ đầu vào chuẩn")?;
    let db = open_migrated(place)?;
    let ctx = Ctx::operator(book, clock(place.now)(), packs::load()?);
    db.write(|tx| set_password(&ctx, tx, login, password.trim_end_matches(['\r', '\n'])))?;
    say!("Đã đặt mật khẩu cho {login}.");
    Ok(ExitCode::SUCCESS)
}
