//! Pages of the catalogue: the list with every rule of an indicator, adopting the pack's, defining an own one.

use super::adopt::{adopt_catalogue, not_adopted};
use super::define::define_indicator;
use super::indicator::IndicatorRow;
use super::store::catalogue;
use super::words::{self, DIRECTIONS, FORMULAS, OVER_TIME, OVER_UNITS, SOURCES};
use crate::app::{App, to};
use crate::ctx::Ctx;
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::Visitor;
use crate::error::Error;
use crate::ui::{Cell, Column, Export, Form, Frame, Tab, Table, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use pack::Indicator;
use pack::indicator::Formula;
use std::collections::BTreeSet;

/// Addresses of the catalogue.
pub fn routes() -> Router<App> {
    Router::new().route("/{book}/catalogue", get(list).post(create)).route("/{book}/catalogue/adoption", post(adopt))
}

#[derive(Template)]
#[template(path = "plan/catalogue/pages/list.html")]
struct List<'a> {
    frame: Frame,
    form: &'a Form,
    table: Table,
    /// How many indicators of the packs are not adopted yet.
    missing: usize,
    may_define: bool,
    choices: Choices,
}

/// What the fields of the form offer.
struct Choices {
    measures: Vec<(String, String)>,
    directions: Vec<(String, String)>,
    over_units: Vec<(String, String)>,
    over_time: Vec<(String, String)>,
    formulas: Vec<(String, String)>,
    indicators: Vec<(String, String)>,
    /// The hint of the scope: those in use.
    scopes: String,
}

async fn list(State(app): State<App>, who: Visitor, Path(book): Path<String>, Query(query): Query<Export>) -> Response {
    app.page(who, book, move |ctx, tx| {
        let form = Form::default();
        let built = build(ctx, tx, &form, query.done.as_deref())?;
        match &query.export {
            Some(wanted) => export(wanted, &[&built.table]),
            None => page(&built),
        }
    })
    .await
}

fn build<'a>(ctx: &Ctx, tx: &mut Tx, form: &'a Form, done: Option<&str>) -> Result<List<'a>, Error> {
    ctx.permit(Act::ViewAll)?;
    let rows = catalogue(ctx, tx)?;
    Ok(List {
        frame: Frame::new(ctx, Tab::Plan, "Danh mục chỉ tiêu", done),
        form,
        table: table(ctx, &rows),
        missing: not_adopted(ctx, tx)?.len(),
        may_define: ctx.may(Act::DefineIndicator),
        choices: choices(ctx, &rows),
    })
}

fn table(ctx: &Ctx, rows: &[IndicatorRow]) -> Table {
    let name =
        |code: &str| rows.iter().find(|row| row.rule.code == code).map_or(code.to_owned(), |row| row.rule.name.clone());
    let cells = |row: &IndicatorRow| {
        let rule = &row.rule;
        vec![
            Cell::text(rule.code.clone()),
            Cell::text(rule.name.clone()),
            Cell::text(ctx.pack.measure(&rule.measure).map_or(rule.measure.clone(), |measure| measure.label.clone())),
            Cell::text(words::label(DIRECTIONS, rule.direction)),
            Cell::text(words::label(OVER_UNITS, rule.over_units)),
            Cell::text(words::label(OVER_TIME, rule.over_time)),
            Cell::text(words::scope(&rule.scope)),
            Cell::text(rule.part_of.as_deref().map(name).unwrap_or_default()),
            Cell::text(rule.formula.as_ref().map(|formula| formula_text(formula, name)).unwrap_or_default()),
            Cell::text(words::label(SOURCES, row.source)),
            Cell::text(rule.basis.clone()),
        ]
    };
    let columns = [
        "Mã",
        "Chỉ tiêu",
        "Đơn vị đo",
        "Chiều",
        "Theo đơn vị",
        "Theo thời gian",
        "Phạm vi",
        "Trong đó của",
        "Công thức",
        "Nguồn",
        "Căn cứ",
    ];
    Table {
        id: "catalogue",
        caption: "Danh mục chỉ tiêu".into(),
        columns: columns.map(Column::left).into(),
        rows: rows.iter().map(cells).collect(),
        empty: "Danh mục còn trống. Áp dụng danh mục của bộ quy tắc, hoặc khai báo chỉ tiêu đầu tiên.",
    }
}

fn formula_text(formula: &Formula, name: impl Fn(&str) -> String) -> String {
    format!("{}: a = {}; b = {}", words::label(FORMULAS, formula.kind), name(&formula.a), name(&formula.b))
}

fn choices(ctx: &Ctx, rows: &[IndicatorRow]) -> Choices {
    let scopes: BTreeSet<&str> = rows.iter().map(|row| row.rule.scope.as_str()).collect();
    Choices {
        measures: ctx.pack.measures.iter().map(|measure| (measure.code.clone(), measure.label.clone())).collect(),
        directions: words::choices(DIRECTIONS),
        over_units: words::choices(OVER_UNITS),
        over_time: words::choices(OVER_TIME),
        formulas: words::choices(FORMULAS),
        indicators: rows.iter().map(|row| (row.rule.code.clone(), row.rule.name.clone())).collect(),
        scopes: scope_hint(&scopes),
    }
}

fn scope_hint(scopes: &BTreeSet<&str>) -> String {
    let rule = "Số liệu khác phạm vi không bao giờ cộng, trừ cho nhau.";
    let word =
        |key: &&str| if words::scope(key) == *key { key.to_string() } else { format!("{key} ({})", words::scope(key)) };
    let used: Vec<String> = scopes.iter().map(word).collect();
    if used.is_empty() { rule.to_owned() } else { format!("{rule} Đang dùng: {}", used.join(", ")) }
}

async fn adopt(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        adopt_catalogue(ctx, tx)?;
        Ok(to(format!("/{}/catalogue?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        define_indicator(ctx, tx, &read(form)?)?;
        Ok(to(format!("/{}/catalogue?done=save", ctx.book)))
    };
    app.act(who, book, form, run, again).await
}

fn again(ctx: &Ctx, tx: &mut Tx, form: &Form) -> Result<Response, Error> {
    page(&build(ctx, tx, form, None)?)
}

/// Reads the form into a rule; what only packs say stays empty.
fn read(form: &Form) -> Result<Indicator, Error> {
    let direction = chosen(form, "direction", "chiều", DIRECTIONS);
    let over_units = chosen(form, "over_units", "cách cộng theo đơn vị", OVER_UNITS);
    let over_time = chosen(form, "over_time", "cách tính theo thời gian", OVER_TIME);
    let (code, name) = (form.required("code", "mã"), form.required("name", "tên chỉ tiêu"));
    let (measure, scope) = (form.required("measure", "đơn vị đo"), form.required("scope", "phạm vi"));
    let (percent_cap, formula) = (cap(form), formula(form));
    form.finish()?;
    let (Some(direction), Some(over_units), Some(over_time)) = (direction, over_units, over_time) else {
        return Err(Error::Faults(form.faults()));
    };
    let part_of = Some(form.text("part_of")).filter(|code| !code.is_empty());
    let basis = String::new();
    Ok(Indicator {
        code,
        name,
        measure,
        synonyms: Vec::new(),
        direction,
        over_units,
        over_time,
        scope,
        part_of,
        percent_cap,
        formula,
        basis,
        zero_target: false,
        limit: false,
        horizon: None,
        since: None,
        until: None,
    })
}

fn chosen<T: Copy>(form: &Form, field: &str, what: &str, known: &words::Words<T>) -> Option<T> {
    let key = form.required(field, what);
    let found = words::find(known, &key);
    if found.is_none() && !key.is_empty() {
        form.fault(field, format!("Không có lựa chọn “{key}”. Chọn {what} trong danh sách."));
    }
    found
}

fn cap(form: &Form) -> Option<rust_decimal::Decimal> {
    let text = form.text("percent_cap");
    if text.is_empty() {
        return None;
    }
    viet::percent::read(&text)
        .map(|percent| percent.value)
        .map_err(|unreadable| form.fault("percent_cap", unreadable.why))
        .ok()
}

fn formula(form: &Form) -> Option<Formula> {
    if form.text("formula_kind").is_empty() {
        return None;
    }
    let kind = chosen(form, "formula_kind", "công thức", FORMULAS);
    let (a, b) = (
        form.required("formula_a", "chỉ tiêu a của công thức"),
        form.required("formula_b", "chỉ tiêu b của công thức"),
    );
    kind.map(|kind| Formula { kind, a, b })
}
