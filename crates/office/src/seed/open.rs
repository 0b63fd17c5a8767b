//! Opens a book of the demonstration: the office, its units, officers and posts, the catalogue of the packs.

use super::names::{Names, Thing};
use super::person::instant;
use super::run::placed;
use super::script::{Group, OfficerRow, Script, UnitRow};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Role;
use crate::directory::{NewBook, NewOfficer, NewUnit, UnitChange, appoint, change, establish, open_book};
use crate::error::{Error, Fault};
use crate::plan::catalogue::adopt_catalogue;
use pack::Pack;
use std::sync::Arc;

/// Opens the book as the operator would; answers the numbers of units and officers by their keys.
pub fn open(tx: &mut Tx, pack: &Arc<Pack>, script: &Script) -> Result<Names, Error> {
    let book = &script.book;
    let mut names = Names::default();
    let ctx = placed(script, 1, || {
        let ctx = Ctx::operator(&book.code, instant(book.opened)?, pack.clone());
        let root = NewUnit {
            code: book.unit.code.clone(),
            kind: book.unit.kind.clone(),
            name: book.unit.name.clone(),
            parent: None,
            on: book.unit.established,
            abolished_on: book.unit.abolished,
        };
        let new = NewBook { book: book.code.clone(), superior: book.superior.clone(), root };
        let root = open_book(&ctx, tx, &new)?;
        names.put(Thing::Unit, &book.unit.kind, root);
        adopt_catalogue(&ctx, tx)?;
        Ok(ctx)
    })?;
    for (line, group, unit) in &script.units {
        placed(script, *line, || open_unit(&ctx, tx, script, &mut names, (group, unit)))?;
    }
    for (line, _, unit) in &script.units {
        placed(script, *line, || succeed(&ctx, tx, &names, unit))?;
    }
    for (line, officer) in &script.officers {
        placed(script, *line, || appoint_to(&ctx, tx, script, &mut names, officer))?;
    }
    Ok(names)
}

/// Establishes a unit below the office and appoints the officer that its list gives it.
fn open_unit(
    ctx: &Ctx,
    tx: &mut Tx,
    script: &Script,
    names: &mut Names,
    (group, unit): (&Group, &UnitRow),
) -> Result<(), Error> {
    let office = &script.book.unit;
    let new = NewUnit {
        code: unit.code.clone(),
        kind: group.kind.clone(),
        name: unit.name.clone(),
        parent: Some(names.no(Thing::Unit, &office.kind)?),
        on: unit.established.unwrap_or(office.established),
        abolished_on: unit.abolished.or(office.abolished),
    };
    names.put(Thing::Unit, &unit.key, establish(ctx, tx, &new)?);
    let Some(post) = &group.post else { return Ok(()) };
    let row = OfficerRow {
        login: Script::unit_login(group, unit),
        name: format!("Cán bộ {}", lower_first(&unit.name)),
        post: post.clone(),
        role: Role::Unit.key().to_owned(),
        unit: unit.key.clone(),
    };
    appoint_to(ctx, tx, script, names, &row)
}

/// Notes who took over the work of a unit, on its last day.
fn succeed(ctx: &Ctx, tx: &mut Tx, names: &Names, unit: &UnitRow) -> Result<(), Error> {
    let (Some(heir), Some(on)) = (&unit.heir, unit.abolished) else { return Ok(()) };
    let (no, heir) = (names.no(Thing::Unit, &unit.key)?, names.no(Thing::Unit, heir)?);
    change(ctx, tx, no, on.yesterday().unwrap_or(on), &UnitChange::SucceededBy(heir))
}

fn appoint_to(ctx: &Ctx, tx: &mut Tx, script: &Script, names: &mut Names, row: &OfficerRow) -> Result<(), Error> {
    let Some(role) = Role::read(&row.role) else {
        let sentence =
            format!("Không có vai trò “{}”. Ghi unit, counter, specialist, head, city hoặc operator.", row.role);
        return Err(Error::Faults(vec![Fault::new("", sentence)]));
    };
    let new = NewOfficer {
        login: row.login.clone(),
        name: row.name.clone(),
        post_title: row.post.clone(),
        role,
        unit: names.no(Thing::Unit, &row.unit)?,
        from: script.book.posts_from,
    };
    names.put(Thing::Officer, &row.login, appoint(ctx, tx, &new)?);
    Ok(())
}

/// `phường Ngọc Hà` for `Phường Ngọc Hà`.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    first + letters.as_str()
}
