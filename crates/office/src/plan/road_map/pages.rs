//! The page of one road-map: what stands, and the form of twelve months.

use super::draw;
use super::pages_list::list;
use super::set::{set_road_map, why_none};
use super::split::{even, running};
use super::store::{Months, road_map};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::plan::catalogue::{IndicatorRow, indicator, measure_of};
use crate::plan::quantity;
use crate::plan::target::{Target, assigner_label, visible};
use crate::ui::{Form, Frame, Html, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use pack::measure::Measure;
use rust_decimal::Decimal;
use serde::Deserialize;

/// Addresses of the road-maps.
pub fn routes() -> Router<App> {
    Router::new().route("/{book}/road-maps", get(list)).route("/{book}/targets/{no}/road-map", get(show).post(set))
}

#[derive(Template)]
#[template(path = "plan/road_map/pages/show.html")]
struct Show<'a> {
    frame: Frame,
    form: &'a Form,
    target: Target,
    value: String,
    assigner: String,
    /// What stands now.
    table: Option<Table>,
    chart: Html,
    lines: Vec<Line>,
    may_set: bool,
    /// Why this target gets no road-map; empty when it can have one.
    why_none: &'static str,
}

/// One month of the form: name of the field, label, running sum of what was typed so far.
struct Line {
    field: String,
    label: String,
    sum: String,
}

#[derive(Deserialize)]
struct Asked {
    /// Fill the form with twelve like parts.
    even: Option<String>,
    export: Option<String>,
    done: Option<String>,
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path((book, no)): Path<(String, i64)>,
    Query(asked): Query<Asked>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let (target, row, kept) = look_up(ctx, tx, no)?;
        let measure = measure_of(ctx, &row.rule)?;
        if let Some(wanted) = &asked.export {
            let table = kept.map(|months| draw::table(measure, &months, target.value));
            return export(wanted, &table.iter().collect::<Vec<_>>());
        }
        let months = if asked.even.is_some() { Some(even(measure.kind, target.value)) } else { kept };
        let form = months.map_or_else(Form::default, |months| filled(measure, &months));
        show_with(ctx, tx, no, &form, asked.done.as_deref())
    })
    .await
}

fn look_up(ctx: &Ctx, tx: &mut Tx, no: i64) -> Result<(Target, IndicatorRow, Option<Months>), Error> {
    let target = visible(ctx, tx, no)?;
    let row = indicator(tx, &ctx.book, &target.indicator)?;
    let kept = road_map(tx, &ctx.book, no, None)?;
    Ok((target, row, kept))
}

fn field(month: usize) -> String {
    format!("m{month}")
}

fn filled(measure: &Measure, months: &Months) -> Form {
    let names: Vec<String> = (1..=12).map(field).collect();
    let values: Vec<(&str, String)> =
        names.iter().zip(months).map(|(name, month)| (name.as_str(), quantity::write(measure, *month))).collect();
    Form::filled(&values)
}

fn show_with(ctx: &Ctx, tx: &mut Tx, no: i64, form: &Form, done: Option<&str>) -> Result<Response, Error> {
    let (target, row, kept) = look_up(ctx, tx, no)?;
    let measure = measure_of(ctx, &row.rule)?;
    let why_none = why_none(&target, &row.rule).map_or("", |(_, sentence)| sentence);
    page(&Show {
        frame: Frame::new(ctx, Tab::RoadMaps, format!("Lộ trình tháng: {}", row.rule.name), done),
        form,
        value: quantity::write_bound(measure, target.bound, target.value),
        assigner: format!("{} {}", assigner_label(ctx, &target.assigner), target.span()),
        table: kept.map(|months| draw::table(measure, &months, target.value)),
        chart: kept.map_or_else(Html::default, |months| draw::chart(measure, &months, target.value)),
        lines: lines(measure, form),
        may_set: ctx.may(Act::SetRoadMap) && why_none.is_empty(),
        why_none,
        target,
    })
}

/// The months of the form with running sums of what can be read of it.
fn lines(measure: &Measure, form: &Form) -> Vec<Line> {
    let typed: [Option<Decimal>; 12] =
        std::array::from_fn(|at| quantity::read(measure, form.value(&field(at + 1))).ok().map(|typed| typed.value));
    let sums = running(&typed);
    let line = |(at, sum): (usize, Option<Decimal>)| Line {
        field: field(at + 1),
        label: format!("Tháng {}", at + 1),
        sum: sum.map(|sum| quantity::write(measure, sum)).unwrap_or_default(),
    };
    sums.into_iter().enumerate().map(line).collect()
}

async fn set(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        let (_, row, _) = look_up(ctx, tx, no)?;
        set_road_map(ctx, tx, no, &read(measure_of(ctx, &row.rule)?, form)?)?;
        Ok(to(format!("/{}/targets/{no}/road-map?done=save", ctx.book)))
    };
    let again = move |ctx: &Ctx, tx: &mut Tx, form: &Form| show_with(ctx, tx, no, form, None);
    app.act(who, book, form, run, again).await
}

/// The twelve months as typed, or every month that cannot be read.
fn read(measure: &Measure, form: &Form) -> Result<Months, Error> {
    let mut months = [Decimal::ZERO; 12];
    for (at, month) in months.iter_mut().enumerate() {
        let name = field(at + 1);
        let text = form.required(&name, &format!("mức tháng {}", at + 1));
        match quantity::read(measure, &text) {
            _ if text.is_empty() => {}
            Ok(typed) if typed.bound == viet::bound::Bound::Equal => *month = typed.value,
            Ok(_) => form.fault(&name, format!("Tháng {}: ghi một số đúng, không ghi trên, dưới hay ít nhất.", at + 1)),
            Err(sentence) => form.fault(&name, format!("Tháng {}: {sentence}", at + 1)),
        }
    }
    form.finish()?;
    Ok(months)
}
