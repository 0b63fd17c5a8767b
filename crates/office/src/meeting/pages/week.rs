//! The working week of the leadership (lịch công tác tuần): by day, morning and afternoon; as page, print and iCalendar.

use crate::app::{App, once, to};
use crate::casework::read_instant;
use crate::ctx::{Ctx, HANOI};
use crate::db::Tx;
use crate::directory::permit::Act;
use crate::directory::session::{Visitor, random};
use crate::directory::{officers, place_of, root, unit_choices, units_on};
use crate::error::{Error, Failure, not_found};
use crate::meeting::appoint::{NewAppointment, cancel_appointment, make_appointment};
use crate::meeting::ical::{Feed, write};
use crate::meeting::store::{Appointment, appointments};
use crate::task::people;
use crate::ui::{Cell, Column, Export, Form, Frame, Html, Tab, Table, attachment, escape, export, page};
use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/{book}/work-calendar", get(show).post(create))
        .route("/{book}/work-calendar/{file}", get(file))
        .route("/{book}/appointments/{no}/cancel", post(cancel))
}

#[derive(Template)]
#[template(path = "meeting/pages/week.html")]
struct Week<'a> {
    frame: Frame,
    form: &'a Form,
    title: String,
    table: Table,
    before: String,
    after: String,
    print: String,
    ical: String,
    people: Vec<(String, String)>,
    units: Vec<(String, String)>,
    may_hold: bool,
}

#[derive(serde::Deserialize, Default)]
struct Wanted {
    /// Any day of the week.
    #[serde(default)]
    week: String,
}

impl Wanted {
    fn monday(&self, ctx: &Ctx) -> Date {
        let day = self.week.parse().unwrap_or(ctx.today());
        day.checked_sub(Span::new().days(day.weekday().to_monday_zero_offset())).unwrap_or(day)
    }
}

async fn show(
    State(app): State<App>,
    who: Visitor,
    Path(book): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(query): Query<Export>,
) -> Response {
    app.page(who, book, move |ctx, tx| {
        let monday = wanted.monday(ctx);
        build(ctx, tx, &Form::filled(&[("once", random()?)]), monday, &query)
    })
    .await
}

fn build(ctx: &Ctx, tx: &mut Tx, form: &Form, monday: Date, query: &Export) -> Result<Response, Error> {
    ctx.permit(Act::ViewTasks)?;
    let found = of_week(tx, &ctx.book, monday)?;
    let may_hold = ctx.may(Act::HoldMeeting);
    let table = table(ctx, &found, may_hold);
    if let Some(wanted) = &query.export {
        return export(wanted, &[&table]);
    }
    let week = |offset: i64| {
        let day = monday.checked_add(Span::new().days(offset)).unwrap_or(monday);
        format!("/{}/work-calendar?week={day}", ctx.book)
    };
    page(&Week {
        frame: Frame::new(ctx, Tab::WorkCalendar, "Lịch công tác tuần", query.done.as_deref()),
        form,
        title: title(monday),
        table,
        before: week(-7),
        after: week(7),
        print: format!("/{}/work-calendar/tuan.pdf?week={monday}", ctx.book),
        ical: format!("/{}/work-calendar/tuan.ics?week={monday}", ctx.book),
        people: if may_hold { people(&officers(tx, &ctx.book, ctx.today())?) } else { Vec::new() },
        units: if may_hold { unit_choices(&units_on(tx, &ctx.book, ctx.today())?) } else { Vec::new() },
        may_hold,
    })
}

fn title(monday: Date) -> String {
    let sunday = monday.checked_add(Span::new().days(6)).unwrap_or(monday);
    format!("Tuần từ {} đến {}", viet::day::write(monday), viet::day::write(sunday))
}

fn of_week(tx: &mut Tx, book: &str, monday: Date) -> Result<Vec<Appointment>, Error> {
    let end = monday.checked_add(Span::new().days(7)).unwrap_or(monday);
    appointments(tx, book, midnight(monday)?, midnight(end)?, None)
}

fn midnight(day: Date) -> Result<Timestamp, Error> {
    Ok(HANOI.to_timestamp(day.at(0, 0, 0, 0)).map_err(|e| Failure::new(format!("a day out of range: {e}")))?)
}

const DAYS: [&str; 7] = ["Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật"];

fn day_words(at: Timestamp) -> String {
    let day = HANOI.to_datetime(at).date();
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
    format!("{} {}/{}", DAYS.get(index).unwrap_or(&""), day.day(), day.month())
}

fn hours(a: &Appointment) -> String {
    let hour = |at: Timestamp| HANOI.to_datetime(at).strftime("%H:%M").to_string();
    format!("{}–{}", hour(a.starts_at), hour(a.ends_at))
}

fn table(ctx: &Ctx, found: &[Appointment], may_hold: bool) -> Table {
    let row = |a: &Appointment| {
        let title =
            if a.cancelled { Cell::text(format!("(Đã bỏ) {}", a.title)) } else { Cell::text(a.title.clone()) };
        let mut cells = vec![
            Cell::text(day_words(a.starts_at)),
            Cell::text(hours(a)),
            title,
            Cell::text(a.place.clone()),
            Cell::text(a.leader.clone()),
            Cell::text(a.attended.clone()),
            Cell::text(a.prepared_by.clone()),
        ];
        if may_hold {
            cells.push(if a.cancelled { Cell::text("") } else { cancel_button(ctx, a) });
        }
        cells
    };
    let mut columns: Vec<Column> =
        ["Ngày", "Giờ", "Nội dung", "Địa điểm", "Lãnh đạo", "Thành phần", "Đơn vị chuẩn bị"].map(Column::left).into();
    if may_hold {
        columns.push(Column::left("Bỏ lịch"));
    }
    Table {
        id: "work-calendar",
        caption: "Lịch công tác".into(),
        columns,
        rows: found.iter().map(row).collect(),
        empty: "Tuần này chưa có lịch công tác.",
    }
}

fn cancel_button(ctx: &Ctx, a: &Appointment) -> Cell {
    let html = format!(
        r#"<form method="post" action="/{}/appointments/{}/cancel"><input type="hidden" name="csrf" value="{}"><button type="submit" class="danger" aria-label="Bỏ lịch: {}">Bỏ</button></form>"#,
        ctx.book,
        a.no,
        escape(&ctx.csrf),
        escape(&a.title)
    );
    Cell::html(Html(html), "")
}

async fn create(State(app): State<App>, who: Visitor, Path(book): Path<String>, form: Form) -> Response {
    let run = |ctx: &Ctx, tx: &mut Tx, form: &Form| {
        once(ctx, tx, form, |ctx, tx, form| {
            let new = read(ctx, form)?;
            make_appointment(ctx, tx, &new)?;
            Ok(format!("/{}/work-calendar?week={}&done=save", ctx.book, HANOI.to_datetime(new.starts_at).date()))
        })
    };
    let again =
        |ctx: &Ctx, tx: &mut Tx, form: &Form| build(ctx, tx, form, Wanted::default().monday(ctx), &Export::default());
    app.act(who, book, form, run, again).await
}

fn read(ctx: &Ctx, form: &Form) -> Result<NewAppointment, Error> {
    let instant = |name: &str, what: &str| {
        let typed = form.required(name, what);
        read_instant(&typed).unwrap_or_else(|sentence| {
            if !typed.is_empty() {
                form.fault(name, sentence);
            }
            ctx.now
        })
    };
    let starts_at = instant("starts_at", "lúc bắt đầu");
    let ends_at = instant("ends_at", "lúc kết thúc");
    form.finish()?;
    Ok(NewAppointment {
        starts_at,
        ends_at,
        title: form.text("title"),
        place: form.text("place"),
        chaired_by: form.choice("chaired_by").unwrap_or(0),
        attended: form.text("attended"),
        prepared_by: form.choice("prepared_by"),
        meeting: None,
    })
}

async fn cancel(State(app): State<App>, who: Visitor, Path((book, no)): Path<(String, i64)>, form: Form) -> Response {
    let run = move |ctx: &Ctx, tx: &mut Tx, _: &Form| {
        cancel_appointment(ctx, tx, no)?;
        Ok(to(format!("/{}/work-calendar?done=cancel", ctx.book)))
    };
    let again =
        |ctx: &Ctx, tx: &mut Tx, form: &Form| build(ctx, tx, form, Wanted::default().monday(ctx), &Export::default());
    app.act(who, book, form, run, again).await
}

async fn file(
    State(app): State<App>,
    who: Visitor,
    Path((book, file)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let base = app.public_url.clone();
    app.page(who, book, move |ctx, tx| {
        ctx.permit(Act::ViewTasks)?;
        let monday = wanted.monday(ctx);
        let found = of_week(tx, &ctx.book, monday)?;
        match file.as_str() {
            "tuan.ics" => {
                let name = format!("Lịch công tác {}", ctx.book_name);
                let feed = Feed { book: &ctx.book, base: &base, name, tasks: &[], appointments: &found, now: ctx.now };
                Ok(attachment("text/calendar; charset=utf-8", "lich-cong-tac.ics", write(&feed).into_bytes()))
            }
            "tuan.pdf" => {
                let bytes =
                    press::pdf::write(&printed(ctx, tx, monday, &found)?).map_err(|e| Failure::new(e.to_string()))?;
                Ok(attachment("application/pdf", "lich-cong-tac.pdf", bytes))
            }
            _ => not_found("tệp này"),
        }
    })
    .await
}

fn printed(ctx: &Ctx, tx: &mut Tx, monday: Date, found: &[Appointment]) -> Result<press::Document, Error> {
    let office = root(tx, &ctx.book)?.name;
    let column = |title: &str| press::Column { title: title.to_owned(), measure: None, align: press::Align::Left };
    let row = |a: &Appointment| {
        let title = if a.cancelled { format!("(Đã bỏ) {}", a.title) } else { a.title.clone() };
        let texts = [day_words(a.starts_at), hours(a), title, a.place.clone(), a.leader.clone(), a.attended.clone()];
        press::Row { cells: texts.map(press::Cell::Text).into(), total: false }
    };
    let table = press::Table {
        caption: title(monday),
        columns: ["Ngày", "Giờ", "Nội dung", "Địa điểm", "Lãnh đạo", "Thành phần"].map(column).into(),
        rows: found.iter().map(row).collect(),
        ..press::Table::default()
    };
    Ok(press::Document {
        masthead: press::Masthead {
            issuer: format!("ỦY BAN NHÂN DÂN {}", office.to_uppercase()),
            place: place_of(&office),
            issued_on: Some(ctx.today()),
            year: ctx.today().year(),
            ..press::Masthead::default()
        },
        kind: "LỊCH CÔNG TÁC TUẦN".to_owned(),
        title: format!("của lãnh đạo {office}"),
        body: vec![press::Block::Table(table)],
        signature: press::Signature { post: "CHÁNH VĂN PHÒNG".into(), ..press::Signature::default() },
        ..press::Document::default()
    })
}
