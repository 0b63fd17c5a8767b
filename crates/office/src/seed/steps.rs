//! The steps of a demonstration file as acts: names become numbers, then the act of the domain is called.

use super::play::Stage;
use super::script::{FigureLine, ItemLine, Step, TextLines};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::document::{NewDocument, register};
use crate::error::Error;
use crate::figure::{self, ClaimBase, NewClaim, NewFigure, NewPeriod, NewRisk, Status};
use crate::journal::Kind;
use crate::params;
use crate::plan::allocation::{self, Grid, GridLine, Held, NewDraft};
use crate::plan::programme::{self, NewItem, NewProgramme};
use crate::plan::target::{Horizon, NewTarget, set_target};
use crate::plan::{catalogue, quantity, road_map, year};
use crate::report::{self, NewReport, NextTask, Publication, Texts};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

/// Does one step.
pub fn step(ctx: &Ctx, tx: &mut Tx, stage: &Stage, step: &Step) -> Result<(), Error> {
    if plan_step(ctx, tx, stage, step)? { Ok(()) } else { period_step(ctx, tx, stage, step) }
}

/// The steps that open the year; `false` when it is none of them.
fn plan_step(ctx: &Ctx, tx: &mut Tx, stage: &Stage, step: &Step) -> Result<bool, Error> {
    match step {
        Step::RegisterDocument { kind, symbol, issued, issuer, subject, own, bases } => {
            let issued_on = issued.as_deref().map(|day| stage.day(day)).transpose()?;
            let bases = bases.iter().map(|symbol| document(ctx, tx, stage, symbol)).collect::<Result<_, _>>()?;
            let new = NewDocument {
                kind: kind.clone(),
                symbol: symbol.clone(),
                issued_on,
                issuer: issuer.clone(),
                subject: subject.clone(),
                own: *own,
                bases,
            };
            register(ctx, tx, &new).map(drop)
        }
        Step::OpenYear { year, theme } => year::open_year(ctx, tx, *year, theme),
        Step::SetTarget { indicator, assigner, value, basis, year, until } => {
            let horizon = if until.is_some() { Horizon::Term } else { Horizon::Year };
            let new = NewTarget {
                indicator: indicator.clone(),
                unit: None,
                assigner: assigner.clone(),
                horizon,
                starts_on: date(*year, 1, 1),
                ends_on: date(until.unwrap_or(*year), 12, 31),
                typed: value.clone(),
                basis: Some(document(ctx, tx, stage, basis)?),
            };
            set_target(ctx, tx, &new).map(drop)
        }
        Step::SetRoadMap { indicator, assigner, year, months } => {
            set_road_map(ctx, tx, stage, (indicator, assigner, *year), months)
        }
        Step::DraftAllocation { title, year, indicators, assigner } => {
            let targets =
                indicators.iter().map(|i| target(ctx, tx, stage, i, assigner, *year)).collect::<Result<_, _>>()?;
            allocation::draft_allocation(ctx, tx, &NewDraft { year: *year, title: title.clone(), targets }).map(drop)
        }
        Step::SaveGrid { title, basis, held, held_reason, lines } => {
            let grid = grid(ctx, tx, stage, basis, (held, held_reason), lines)?;
            let no = numbered(ctx, tx, stage, "allocation", "title", title)?;
            allocation::save_grid(ctx, tx, no, &grid)
        }
        Step::SignAllocation { title } => {
            let no = numbered(ctx, tx, stage, "allocation", "title", title)?;
            allocation::sign_allocation(ctx, tx, no).map(drop)
        }
        Step::ConfirmReceipt { title } => {
            let no = numbered(ctx, tx, stage, "allocation", "title", title)?;
            allocation::confirm_receipt(ctx, tx, no)
        }
        Step::WriteProgramme { kind, year, title, document: symbol } => {
            let document = symbol.as_deref().map(|symbol| document(ctx, tx, stage, symbol)).transpose()?;
            programme::write_programme(
                ctx,
                tx,
                &NewProgramme { kind: kind.clone(), year: *year, title: title.clone(), document },
            )
            .map(drop)
        }
        Step::WriteItem(item) => write_item(ctx, tx, stage, item),
        _ => return Ok(false),
    }?;
    Ok(true)
}

/// The steps that close a period.
fn period_step(ctx: &Ctx, tx: &mut Tx, stage: &Stage, step: &Step) -> Result<(), Error> {
    match step {
        Step::OpenPeriod { label, cutoff } => {
            let cutoff = cutoff.as_deref().map(|day| stage.day(day)).transpose()?;
            figure::open_period(ctx, tx, &NewPeriod::labelled(label, cutoff)).map(drop)
        }
        Step::Enter(line) => {
            let new = own_figure(ctx, tx, stage, line)?;
            figure::enter(ctx, tx, &new).map(drop)
        }
        Step::EnterUnits { indicator, cutoff, status, note, invented, values } => {
            let cutoff = stage.day(cutoff)?;
            let mut all = Vec::new();
            for (unit, typed) in values {
                let unit = unit_named(ctx, tx, stage, unit)?;
                let new = figure_of(ctx, tx, stage, indicator, typed)?;
                all.push(NewFigure {
                    unit,
                    starts_on: date(cutoff.year(), 1, 1),
                    cutoff_on: cutoff,
                    status: status_of(stage, status)?,
                    note: note.clone(),
                    invented: *invented,
                    ..new
                });
            }
            figure::enter_all(ctx, tx, &all, Kind::FigureEntered).map(drop)
        }
        Step::ClosePeriod { label } => {
            let no = numbered(ctx, tx, stage, "period", "label", label)?;
            figure::close_period(ctx, tx, no)
        }
        Step::RegisterRisk { indicator, cause, solution, owner, due } => {
            let new = NewRisk {
                indicator: indicator.clone(),
                unit: crate::directory::root(tx, &ctx.book)?.no,
                cause: cause.clone(),
                solution: solution.clone(),
                owner: officer(ctx, tx, stage, owner)?,
                due_on: stage.day(due)?,
            };
            figure::register_risk(ctx, tx, &new).map(drop)
        }
        Step::DraftReport { outline, period, label } => {
            let period = numbered(ctx, tx, stage, "period", "label", period)?;
            let label = label.clone().unwrap_or_default();
            report::draft(ctx, tx, &NewReport { outline: outline.clone(), period, label }).map(drop)
        }
        Step::EditReport(texts) => edit_report(ctx, tx, stage, texts),
        Step::SignReport { label } => {
            let no = numbered(ctx, tx, stage, "report", "label", label)?;
            report::sign(ctx, tx, no)
        }
        Step::PublishReport { label, sections, author, event } => {
            let no = numbered(ctx, tx, stage, "report", "label", label)?;
            let publication =
                Publication { sections: sections.clone(), author: author.clone(), event_at: stage.instant(event)? };
            report::publish(ctx, tx, no, &publication)
        }
        _ => Ok(()),
    }
}

fn set_road_map(ctx: &Ctx, tx: &mut Tx, stage: &Stage, of: (&str, &str, i16), months: &[String]) -> Result<(), Error> {
    let target = target(ctx, tx, stage, of.0, of.1, of.2)?;
    let amounts = months
        .iter()
        .map(|text| viet::money::read(text).or_else(|u| stage.fault(u.why)))
        .collect::<Result<Vec<_>, _>>()?;
    let Ok(months) = <[_; 12]>::try_from(amounts) else { return stage.fault("lộ trình phải đủ 12 tháng") };
    road_map::set_road_map(ctx, tx, target, &months)
}

type Lines = BTreeMap<String, BTreeMap<String, String>>;

fn grid(
    ctx: &Ctx,
    tx: &mut Tx,
    stage: &Stage,
    basis: &str,
    held: (&BTreeMap<String, String>, &str),
    lines: &Lines,
) -> Result<Grid, Error> {
    let basis = document(ctx, tx, stage, basis)?;
    let mut grid = Grid::default();
    for (indicator, units) in lines {
        grid.bases.insert(indicator.clone(), basis);
        for (unit, typed) in units {
            let new = figure_of(ctx, tx, stage, indicator, typed)?;
            let unit = unit_named(ctx, tx, stage, unit)?;
            grid.lines.push(GridLine { indicator: indicator.clone(), unit, value: new.value, typed: typed.clone() });
        }
    }
    for (indicator, typed) in held.0 {
        let value = figure_of(ctx, tx, stage, indicator, typed)?.value;
        grid.held.push(Held { indicator: indicator.clone(), value, reason: held.1.to_owned() });
    }
    Ok(grid)
}

fn write_item(ctx: &Ctx, tx: &mut Tx, stage: &Stage, line: &ItemLine) -> Result<(), Error> {
    let programme = numbered(ctx, tx, stage, "programme", "title", &line.programme)?;
    let mut find = |login: &Option<String>| login.as_deref().map(|login| officer(ctx, tx, stage, login)).transpose();
    let (person, head) = (find(&line.person)?, find(&line.head)?);
    let new = NewItem {
        work: line.work.clone(),
        unit: line.unit.as_deref().map(|name| unit_named(ctx, tx, stage, name)).transpose()?,
        person,
        procedure: line.procedure.clone(),
        head,
        expected_result: line.result.clone(),
        due_on: line.due.as_deref().map(|day| stage.day(day)).transpose()?,
        basis: line.basis.as_deref().map(|symbol| document(ctx, tx, stage, symbol)).transpose()?,
    };
    let item = programme::write_item(ctx, tx, programme, None, &new)?;
    if line.ready {
        programme::ready_item(ctx, tx, programme, item)?;
    }
    Ok(())
}

fn own_figure(ctx: &Ctx, tx: &mut Tx, stage: &Stage, line: &FigureLine) -> Result<NewFigure, Error> {
    let cutoff_on = stage.day(&line.cutoff)?;
    let mut claims = Vec::new();
    if let Some(typed) = &line.percent {
        claims.push(claim(stage, typed, ClaimBase::Baseline, &line.assigners)?);
    }
    if let Some(typed) = &line.growth {
        let base = line.growth_base.as_deref().and_then(ClaimBase::from_key).unwrap_or(ClaimBase::SamePeriod);
        claims.push(claim(stage, typed, base, &[])?);
    }
    Ok(NewFigure {
        unit: crate::directory::root(tx, &ctx.book)?.no,
        starts_on: date(cutoff_on.year(), 1, 1),
        cutoff_on,
        status: status_of(stage, &line.status)?,
        source: line.source.as_deref().map(|symbol| document(ctx, tx, stage, symbol)).transpose()?,
        note: line.note.clone(),
        invented: line.invented,
        claims,
        ..figure_of(ctx, tx, stage, &line.indicator, &line.value)?
    })
}

fn claim(stage: &Stage, typed: &str, base: ClaimBase, assigners: &[String]) -> Result<NewClaim, Error> {
    let percent = viet::percent::read(typed).or_else(|unreadable| stage.fault(unreadable.why))?;
    let (value, decimals, growth) = (percent.value, percent.decimals, base != ClaimBase::Baseline);
    Ok(NewClaim { base, assigners: assigners.to_vec(), value, decimals, growth, typed: typed.to_owned() })
}

/// A figure of an indicator as it is written, without unit and day yet.
fn figure_of(ctx: &Ctx, tx: &mut Tx, stage: &Stage, indicator: &str, typed: &str) -> Result<NewFigure, Error> {
    let rule = catalogue::known_indicator(ctx, tx, indicator)?;
    let measure = catalogue::measure_of(ctx, &rule.rule)?;
    let read = quantity::read(measure, typed).or_else(|why| stage.fault(why))?;
    Ok(NewFigure {
        indicator: indicator.to_owned(),
        unit: 0,
        starts_on: Date::ZERO,
        cutoff_on: Date::ZERO,
        status: Status::Actual,
        bound: read.bound,
        value: read.value,
        typed: typed.to_owned(),
        source: None,
        note: String::new(),
        invented: false,
        claims: Vec::new(),
    })
}

fn edit_report(ctx: &Ctx, tx: &mut Tx, stage: &Stage, lines: &TextLines) -> Result<(), Error> {
    let no = numbered(ctx, tx, stage, "report", "label", &lines.label)?;
    let texts = Texts {
        place: String::new(),
        addressee: lines.addressee.clone(),
        recipients: lines.recipients.clone(),
        narratives: lines.narratives.clone(),
        next_tasks: lines.next_tasks.iter().filter_map(|line| NextTask::read(line)).collect(),
        explained: lines.explained.clone(),
    };
    report::edit(ctx, tx, no, &texts)
}

fn status_of(stage: &Stage, status: &str) -> Result<Status, Error> {
    match status {
        "expected" => Ok(Status::Expected),
        "actual" => Ok(Status::Actual),
        other => stage.fault(format!("không có trạng thái “{other}”. Dùng expected hoặc actual.")),
    }
}

/// The number of a thing by a text that names it; the latest when there are several.
fn numbered(ctx: &Ctx, tx: &mut Tx, stage: &Stage, table: &str, column: &str, name: &str) -> Result<i64, Error> {
    let sql = format!("select no from {table} where book = $1 and {column} = $2 order by no desc limit 1");
    match tx.row(&sql, params![&ctx.book, name])? {
        Some(row) => Ok(row.int("no")?),
        None => stage.fault(format!("không có “{name}” trong bảng {table}. Kiểm tra tên đã ghi ở bước trước.")),
    }
}

fn document(ctx: &Ctx, tx: &mut Tx, stage: &Stage, symbol: &str) -> Result<i64, Error> {
    numbered(ctx, tx, stage, "document", "symbol", symbol)
}

fn officer(ctx: &Ctx, tx: &mut Tx, stage: &Stage, login: &str) -> Result<i64, Error> {
    numbered(ctx, tx, stage, "officer", "login", login)
}

/// The number of a unit by its name, as it was ever called.
pub fn unit_named(ctx: &Ctx, tx: &mut Tx, stage: &Stage, name: &str) -> Result<i64, Error> {
    let sql = "select unit from unit_version where book = $1 and name = $2 order by unit limit 1";
    match tx.row(sql, params![&ctx.book, name])? {
        Some(row) => Ok(row.int("unit")?),
        None => stage.fault(format!("không có đơn vị “{name}”. Khai báo trong [[unit]].")),
    }
}

fn target(ctx: &Ctx, tx: &mut Tx, stage: &Stage, indicator: &str, assigner: &str, year: i16) -> Result<i64, Error> {
    let sql = "select no from target where book = $1 and indicator = $2 and assigner = $3 and starts_on = $4 and ended_fact_no is null order by no limit 1";
    match tx.row(sql, params![&ctx.book, indicator, assigner, date(year, 1, 1)])? {
        Some(row) => Ok(row.int("no")?),
        None => stage.fault(format!("chưa giao “{indicator}” năm {year} bởi “{assigner}”.")),
    }
}
