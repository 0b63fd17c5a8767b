//! The first page of the day (hôm nay): what waits for this person, by role.

use super::pages::gather_and_judge;
use super::write::write;
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::{Act, Role};
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::figure;
use crate::params;
use crate::ui::{Frame, Tab, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use pack::outline::Field;

pub fn routes() -> Router<App> {
    Router::new().route("/{book}", get(show))
}

#[derive(Template)]
#[template(path = "indicator/pages/today.html")]
struct Today {
    frame: Frame,
    theme: Option<String>,
    waiting: Vec<Waiting>,
    tiles: Vec<Tile>,
    period: Option<String>,
    findings: usize,
}

/// Something that waits for this person.
struct Waiting {
    text: String,
    href: String,
}

/// One indicator at a glance.
struct Tile {
    href: String,
    label: String,
    big: String,
    sub: String,
    mark: &'static str,
    /// Made up for the demonstration.
    invented: bool,
}

async fn show(State(app): State<App>, who: Visitor, Path(book): Path<String>) -> Response {
    app.page(who, book, |ctx, tx| {
        ctx.permit(Act::ViewOwn)?;
        if ctx.actor.roles == [Role::City]
            && tx.int("select count(*) from book where superior = $1", params![&ctx.book])? > 0
        {
            return Ok(to("/tree"));
        }
        let period = figure::periods(tx, &ctx.book)?.into_iter().next();
        let (mut tiles, mut findings) = (Vec::new(), 0);
        if let (Some(period), true) = (&period, ctx.sees_all()) {
            let (lines, found) = gather_and_judge(ctx, tx, period)?;
            findings = found.len();
            tiles = lines
                .at_cutoff
                .iter()
                .filter(|line| line.reached.is_some())
                .take(8)
                .map(|line| tile(ctx, line))
                .collect();
        }
        page(&Today {
            frame: Frame::new(ctx, Tab::Today, "Hôm nay", None),
            theme: theme(ctx, tx)?,
            waiting: waiting(ctx, tx)?,
            period: period.map(|p| format!("{}, số liệu đến {}", p.label, viet::day::write(p.cutoff_on))),
            tiles,
            findings,
        })
    })
    .await
}

fn tile(ctx: &Ctx, line: &super::Line) -> Tile {
    let percent = line.baselines.first().and_then(|b| write(line, &Field::Percent(b.assigner.clone()), None));
    let value = write(line, &Field::Value, None).map(|w| w.text).unwrap_or_default();
    let gap = write(line, &Field::PaceGap, None).map(|w| w.text);
    Tile {
        href: super::show::address(&ctx.book, &line.rule.code, line.starts_on, line.cutoff_on),
        label: line.rule.name.clone(),
        sub: if percent.is_some() {
            format!("{value}{}", gap.map(|g| format!(", {g}")).unwrap_or_default())
        } else {
            String::new()
        },
        big: percent.map_or(value, |w| w.text),
        mark: super::show::pace_mark(line),
        invented: line.invented(),
    }
}

fn theme(ctx: &Ctx, tx: &mut Tx) -> Result<Option<String>, Error> {
    let row =
        tx.row("select year, theme from plan_year where book = $1 order by year desc limit 1", params![&ctx.book])?;
    row.map(|row| Ok(format!("Chủ đề năm {}: {}", row.int("year")?, row.text("theme")?))).transpose()
}

fn waiting(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Waiting>, Error> {
    let mut found = Vec::new();
    if ctx.may(Act::HandleCase) {
        cases_held(ctx, tx, &mut found)?;
    }
    if ctx.may(Act::HandleTask) {
        tasks_held(ctx, tx, &mut found)?;
    }
    if ctx.may(Act::ConfirmReceipt) {
        receipts(ctx, tx, &mut found)?;
    }
    if ctx.may(Act::EnterFigure) {
        periods_to_fill(ctx, tx, &mut found)?;
    }
    if ctx.may(Act::SignAllocation) {
        let sql = "select no, title as name from allocation where book = $1 and state = 'draft' order by no desc";
        list(ctx, tx, sql, "Chờ ký", "allocations", &mut found)?;
    }
    if ctx.may(Act::SignReport) {
        let sql =
            "select no, 'báo cáo ' || label as name from report where book = $1 and state = 'draft' order by no desc";
        list(ctx, tx, sql, "Chờ ký", "reports", &mut found)?;
    }
    Ok(found)
}

fn list(ctx: &Ctx, tx: &mut Tx, sql: &str, what: &str, path: &str, into: &mut Vec<Waiting>) -> Result<(), Error> {
    for row in tx.rows(sql, params![&ctx.book])? {
        let (no, name) = (row.int("no")?, row.text("name")?);
        into.push(Waiting { text: format!("{what}: {name}"), href: format!("/{}/{path}/{no}", ctx.book) });
    }
    Ok(())
}

/// Cases that this person holds, and those of them that are past their limit.
fn cases_held(ctx: &Ctx, tx: &mut Tx, into: &mut Vec<Waiting>) -> Result<(), Error> {
    let sql = "select count(*) as held, cast(coalesce(sum(case when due_at < $3 then 1 else 0 end), 0) as bigint) as overdue \
        from case_file where book = $1 and holder = $2 and open = 1";
    let Some(row) = tx.row(sql, params![&ctx.book, ctx.actor.officer, ctx.now])? else { return Ok(()) };
    let (held, overdue) = (row.int("held")?, row.int("overdue")?);
    if held > 0 {
        let late = if overdue > 0 { format!(", {overdue} hồ sơ quá hạn") } else { String::new() };
        let href = format!("/{}/cases?view=mine", ctx.book);
        into.push(Waiting { text: format!("Đang giữ {held} hồ sơ{late}"), href });
    }
    Ok(())
}

/// Tasks that this person holds; and for whoever accepts results, every task of the office that is overdue.
fn tasks_held(ctx: &Ctx, tx: &mut Tx, into: &mut Vec<Waiting>) -> Result<(), Error> {
    let sql = "select count(*) as held, cast(coalesce(sum(case when state = 'assigned' then 1 else 0 end), 0) as bigint) as fresh \
        from task where book = $1 and holder = $2 and open = 1";
    if let Some(row) = tx.row(sql, params![&ctx.book, ctx.actor.officer])? {
        let (held, fresh) = (row.int("held")?, row.int("fresh")?);
        let new = if fresh > 0 { format!(", {fresh} chưa xác nhận") } else { String::new() };
        if held > 0 {
            let href = format!("/{}/tasks?view=mine", ctx.book);
            into.push(Waiting { text: format!("Đang giữ {held} nhiệm vụ{new}"), href });
        }
    }
    let scope = if ctx.may(Act::AcceptTask) { "cast($3 as bigint) is not null" } else { "(holder = $3 or head = $3)" };
    let sql = format!(
        "select count(*) from task where book = $1 and open = 1 and due_at < $2 and (done_at is null or done_at > due_at) and {scope}"
    );
    let overdue = tx.int(&sql, params![&ctx.book, ctx.now, ctx.actor.officer])?;
    if overdue > 0 {
        let href = format!("/{}/tasks?view=overdue", ctx.book);
        into.push(Waiting { text: format!("{overdue} nhiệm vụ quá hạn"), href });
    }
    Ok(())
}

/// Open periods for which an own unit has entered nothing yet.
fn periods_to_fill(ctx: &Ctx, tx: &mut Tx, into: &mut Vec<Waiting>) -> Result<(), Error> {
    let sql = "select p.no, p.label from period p where p.book = $1 and p.state = 'open' and not exists \
        (select 1 from figure f where f.book = p.book and f.unit = $2 and f.cutoff_on = p.cutoff_on and f.starts_on = p.starts_on) \
        order by p.cutoff_on desc";
    let mut seen = std::collections::BTreeSet::new();
    for unit in &ctx.actor.units {
        for row in tx.rows(sql, params![&ctx.book, *unit])? {
            if seen.insert(row.int("no")?) {
                let href = format!("/{}/periods/{}", ctx.book, row.int("no")?);
                into.push(Waiting { text: format!("Nhập số liệu kỳ: {}", row.text("label")?), href });
            }
        }
    }
    Ok(())
}

/// Signed decisions with lines of an own unit that has not confirmed yet.
fn receipts(ctx: &Ctx, tx: &mut Tx, into: &mut Vec<Waiting>) -> Result<(), Error> {
    let sql = "select distinct a.no, a.title from allocation a \
        join allocation_line n on n.book = a.book and n.allocation = a.no \
        left join receipt r on r.book = a.book and r.allocation = a.no and r.unit = n.unit \
        where a.book = $1 and a.state = 'signed' and n.unit = $2 and r.unit is null order by a.no desc";
    for unit in &ctx.actor.units {
        for row in tx.rows(sql, params![&ctx.book, *unit])? {
            let href = format!("/{}/allocations/{}", ctx.book, row.int("no")?);
            into.push(Waiting { text: format!("Xác nhận đã nhận: {}", row.text("title")?), href });
        }
    }
    Ok(())
}
