//! The page of one indicator: its course, each baseline, pace, road-map, implied baselines, units, and the records behind.

use super::explain::{Explanation, explain};
use super::gather::{Asked, Lines, gather};
use super::judge::{Period, judge};
use super::line::Line;
use super::write::{Written, write};
use crate::app::App;
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::{Error, not_found};
use crate::plan::catalogue::direction_label;
use crate::ui::{Cell, Column, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use jiff::civil::{Date, date};
use pack::check::Finding;
use pack::compare::{self, Window};
use pack::indicator::Direction;
use pack::measure::MeasureKind;
use pack::outline::{Field, gap_words};
use rust_decimal::Decimal;
use serde::Deserialize;
use viet::money::Scale;

#[derive(Template)]
#[template(path = "indicator/pages/show.html")]
struct Show {
    frame: Frame,
    cutoff: String,
    /// What the export links ask for too.
    asked: Vec<(&'static str, String)>,
    facts: Vec<(&'static str, String)>,
    explanations: Vec<Explanation>,
    findings: Vec<Finding>,
    implied: Table,
    units: Table,
    course: Table,
    chart: Html,
}

#[derive(Deserialize)]
pub struct Chosen {
    cutoff: Option<String>,
    /// The day from which the figures are counted, where a link knows it.
    from: Option<String>,
    export: Option<String>,
}

/// The address of this page for an indicator at a cut-off, counted from a day.
pub fn address(book: &str, code: &str, from: Date, cutoff: Date) -> String {
    format!("/{book}/indicators/{code}?cutoff={cutoff}&from={from}")
}

pub async fn page_of(
    State(app): State<App>,
    who: Visitor,
    Path((book, code)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewAll)?;
        let Some(cutoff) = cutoff(ctx, tx, &code, chosen.cutoff.as_deref())? else {
            return not_found("số liệu của chỉ tiêu này");
        };
        let from = chosen.from.as_deref().and_then(|text| viet::day::read(text).ok());
        let starts_on = match from.filter(|from| *from <= cutoff) {
            Some(from) => from,
            None => counted_from(ctx, tx, &code, cutoff)?,
        };
        let lines = gather(ctx, tx, Asked { starts_on, cutoff_on: cutoff, position: i64::MAX })?;
        let Some(line) = lines.line(&code) else {
            return not_found("số liệu của chỉ tiêu này vào ngày đó");
        };
        let shown = build(ctx, line, &lines, course(ctx, tx, &code, cutoff)?);
        match &chosen.export {
            Some(wanted) => export(wanted, &[&shown.implied, &shown.units, &shown.course]),
            None => page(&shown),
        }
    })
    .await
}

/// The cut-off that was asked for, or the last one with a figure, or the end of the year of the last baseline.
fn cutoff(ctx: &Ctx, tx: &mut Tx, code: &str, asked: Option<&str>) -> Result<Option<Date>, Error> {
    if let Some(day) = asked.and_then(|text| viet::day::read(text).ok()) {
        return Ok(Some(day));
    }
    let sql = "select coalesce((select max(cutoff_on) from figure where book = $1 and indicator = $2), \
        (select max(ends_on) from target where book = $1 and indicator = $2 and horizon = 'year')) as day";
    let row = tx.row(sql, crate::params![&ctx.book, code])?;
    Ok(row.map(|row| row.opt_day("day")).transpose()?.flatten())
}

/// The day from which the figures of a cut-off are counted: of the indicator, else of a period cut off then, else 1/1. Where
/// several spans end on that day the longest speaks, as a report of the year does.
fn counted_from(ctx: &Ctx, tx: &mut Tx, code: &str, cutoff: Date) -> Result<Date, Error> {
    let sql = "select coalesce((select min(starts_on) from figure where book = $1 and indicator = $2 and cutoff_on = $3), \
        (select min(starts_on) from period where book = $1 and cutoff_on = $3)) as day";
    let row = tx.row(sql, crate::params![&ctx.book, code, cutoff])?;
    let known = row.map(|row| row.opt_day("day")).transpose()?.flatten();
    Ok(known.unwrap_or(date(cutoff.year(), 1, 1)))
}

fn build(ctx: &Ctx, line: &Line, lines: &Lines, course: Table) -> Show {
    let period = Period {
        label: viet::period::write(line.starts_on, line.cutoff_on),
        starts_on: line.starts_on,
        ends_on: line.cutoff_on,
        cutoff_on: line.cutoff_on,
    };
    let mine = |finding: &Finding| finding.indicator.as_deref() == Some(&line.rule.code);
    Show {
        frame: Frame::new(ctx, Tab::Progress, line.rule.name.clone(), None),
        cutoff: viet::day::write(line.cutoff_on),
        asked: vec![("cutoff", line.cutoff_on.to_string()), ("from", line.starts_on.to_string())],
        facts: facts(line),
        explanations: explanations(line),
        findings: judge(&period, lines).into_iter().filter(mine).collect(),
        implied: implied(lines, &line.rule.code),
        units: units(ctx, line),
        chart: chart(line),
        course,
    }
}

fn facts(line: &Line) -> Vec<(&'static str, String)> {
    let direction = direction_label(line.rule.direction);
    let without =
        if line.road_map.is_some() { "chưa có số liệu để so" } else { "chưa có lộ trình tháng" };
    let gap = road_map_gap(line).map_or_else(|| without.to_owned(), |w| w.text);
    vec![("Đơn vị đo", line.measure.label.clone()), ("Chiều", direction.to_owned()), ("So với lộ trình tháng", gap)]
}

/// Every number of this line with its explanation.
fn explanations(line: &Line) -> Vec<Explanation> {
    let mut fields = vec![Field::Value];
    for baseline in &line.baselines {
        fields.push(Field::Baseline(baseline.assigner.clone()));
        fields.push(Field::Percent(baseline.assigner.clone()));
    }
    fields.extend([
        Field::PaceEven,
        Field::PaceGap,
        Field::PaceGapValue,
        Field::Remaining,
        Field::Average,
        Field::Required,
    ]);
    fields.extend([Field::SamePeriod, Field::Growth]);
    // Part of a year says nothing beside a whole one.
    if line.cutoff_on == line.plan.ends_on {
        fields.extend([Field::PreviousYear, Field::YearGrowth]);
    }
    let written = |field: &Field| write(line, field, None).map(|w| explain(line, field, label(line, field), &w));
    fields.iter().filter_map(written).collect()
}

fn label(line: &Line, field: &Field) -> String {
    let of = |a: &String| line.baseline(a).map_or_else(|| a.clone(), |b| b.label.clone());
    match field {
        Field::Value => "Kết quả".into(),
        Field::Baseline(a) => capital(&of(a)),
        Field::Percent(a) => format!("Đạt so với {}", of(a)),
        Field::PaceEven => "Mức đều theo thời gian".into(),
        Field::PaceGap => "So với thời gian".into(),
        Field::PaceGapValue => "Chênh lệch so với mức đều".into(),
        Field::Remaining => "Còn phải thực hiện".into(),
        Field::Average => "Bình quân mỗi tháng đã qua".into(),
        Field::Required => "Mỗi tháng còn lại cần".into(),
        Field::SamePeriod => "Cùng kỳ năm trước".into(),
        Field::Growth => "So với cùng kỳ".into(),
        Field::PreviousYear => "Cả năm trước".into(),
        Field::YearGrowth => "So với cả năm trước".into(),
        _ => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The distance to the monthly road-map in points of the year's plan.
pub fn road_map_gap(line: &Line) -> Option<Written> {
    let pace = line.road_map_pace()?;
    let points = pace.gap_points?;
    Some(Written { text: gap_words(points, 2), value: Some(points) })
}

/// The mark of a line that lags or leads, by the direction of its indicator.
pub fn pace_mark(line: &Line) -> &'static str {
    match line.pace() {
        Some(pace) if pace.gap_points.is_sign_negative() && line.rule.direction == Direction::More => "warn",
        Some(_) if line.rule.direction == Direction::More => "good",
        _ => "",
    }
}

/// Baselines that stated percentages imply, where none is stored: point, rounding window, and what all have in common.
fn implied(lines: &Lines, code: &str) -> Table {
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for line in lines.at_cutoff.iter().chain(&lines.ahead).filter(|line| line.rule.code == code) {
        for claim in line.claims.iter().filter(|claim| !claim.growth) {
            let Some(value) = line.value() else { continue };
            let Some(implied) = compare::implied(value, claim.stated) else { continue };
            rows.push(vec![
                Cell::text(viet::day::write(line.cutoff_on)),
                Cell::text(format!("{} = {}", super::write::amount(&line.measure, value, None), stated(claim))),
                Cell::text(claim.label.clone()),
                Cell::number(shown(implied.point), implied.point),
                Cell::text(window(&implied.half_up)),
                Cell::text(window(&implied.truncated)),
            ]);
            found.push(implied);
        }
    }
    if let [first, second] = found[..] {
        let difference = (first.point - second.point).abs();
        let common =
            |reading| compare::shared_window(&found, reading).map_or_else(|| "không có".to_owned(), |w| window(&w));
        rows.push(vec![
            Cell::text(""),
            Cell::text("Chênh lệch, khoảng chung"),
            Cell::text(""),
            Cell::number(shown(difference), difference),
            Cell::text(common(compare::Reading::HalfUp)),
            Cell::text(common(compare::Reading::Truncated)),
        ]);
    }
    let titles =
        ["Đến ngày", "Số và tỷ lệ nêu", "So với", "Dự toán suy ra", "Khoảng nếu làm tròn", "Khoảng nếu cắt bỏ"];
    Table {
        id: "implied",
        caption: "Dự toán suy ra từ tỷ lệ nêu trong văn bản".into(),
        columns: titles.map(Column::left).into(),
        rows,
        empty: "",
    }
}

/// A percentage as it was stated, with the decimals it was stated with.
fn stated(claim: &super::line::ClaimRow) -> String {
    viet::percent::write(claim.stated.value, claim.stated.decimals)
}

/// In tỷ đồng with one decimal, as reports compare estimates.
fn shown(value: Decimal) -> String {
    viet::money::write_in(value, Scale::Billion, Some(1))
}

fn window(window: &Window) -> String {
    let billions = |value: Decimal| viet::number::write_rounded(value / Scale::Billion.factor(), 2);
    format!("{}–{}\u{a0}tỷ đồng", billions(window.from), billions(window.to))
}

fn units(ctx: &Ctx, line: &Line) -> Table {
    let row = |unit: &super::line::UnitFigure| match &unit.figure {
        Some(row) => vec![
            Cell::text(unit.name.clone()),
            Cell::number(super::write::amount(&line.measure, row.value, None), row.value)
                .to(format!("/{}/figures/{}", ctx.book, row.no)),
            Cell::text(row.status_label()),
            Cell::text(row.entered_by_name.clone()),
            Cell::text(viet::day::write_instant(row.entered_at)),
            Cell::text(if row.invented { "số liệu dựng để minh họa" } else { "" }),
        ],
        None => vec![
            Cell::text(unit.name.clone()),
            Cell::text("chưa có").marked("warn"),
            Cell::text(""),
            Cell::text(""),
            Cell::text(""),
            Cell::text(""),
        ],
    };
    let mut columns: Vec<Column> =
        ["Đơn vị", "Số liệu", "Trạng thái", "Người nhập", "Lúc", "Ghi chú"].map(Column::left).into();
    columns[1].right = true;
    Table {
        id: "by-unit",
        caption: "Theo đơn vị".into(),
        columns,
        rows: line.units.iter().map(row).collect(),
        empty: "",
    }
}

/// Every figure of the office in the year, by cut-off.
fn course(ctx: &Ctx, tx: &mut Tx, code: &str, cutoff: Date) -> Result<Table, Error> {
    let root = crate::directory::root(tx, &ctx.book)?;
    let (from, to) = (date(cutoff.year(), 1, 1), date(cutoff.year(), 12, 31));
    let found =
        tx.rows(include_str!("sql/figures_of_year.sql"), crate::params![&ctx.book, root.no, from, to, i64::MAX])?;
    let mut rows = Vec::new();
    for row in &found {
        let row = super::FigureRow::read(row)?;
        if row.indicator != code {
            continue;
        }
        rows.push(vec![
            Cell::link(viet::day::write(row.cutoff_on), format!("/{}/figures/{}", ctx.book, row.no)),
            Cell::number(row.typed.clone(), row.value),
            Cell::text(row.status_label()),
            Cell::text(if row.invented { "số liệu dựng để minh họa" } else { &row.source_symbol }),
        ]);
    }
    let mut columns: Vec<Column> = ["Đến ngày", "Số liệu", "Trạng thái", "Nguồn"].map(Column::left).into();
    columns[1].right = true;
    Ok(Table { id: "course", caption: format!("Số liệu năm {}", cutoff.year()), columns, rows, empty: "" })
}

fn chart(line: &Line) -> Html {
    let (Some(value), Some(base)) = (line.value(), line.baselines.first()) else { return Html::default() };
    let mut points = vec![("Kết quả".to_owned(), value), (capital(&base.label), base.value)];
    if let Some(pace) = line.pace() {
        points.insert(1, ("Mức đều theo thời gian".into(), pace.even_value));
    }
    let money = line.measure.kind == MeasureKind::Money;
    let factor = if money { Scale::Billion.factor() } else { Decimal::ONE };
    let text = |value: Decimal| super::write::amount(&line.measure, value, None);
    let series = press::Series {
        name: line.rule.name.clone(),
        values: points.iter().map(|(_, value)| Some(value / factor)).collect(),
        texts: points.iter().map(|(_, value)| text(*value)).collect(),
    };
    let chart = press::Chart {
        caption: line.rule.name.clone(),
        kind: press::ChartKind::Bars,
        unit: if money { Scale::Billion.label().into() } else { line.measure.label.clone() },
        categories: points.into_iter().map(|(name, _)| name).collect(),
        series: vec![series],
    };
    Html(press::svg::draw(&chart, "course"))
}
