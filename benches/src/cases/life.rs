//! Lives of cases at full load, and how soon the office answers as before after a spike.

use super::place::{BOOKS, Place};
use crate::times::quantile;
use anyhow::Result;
use jiff::civil::date;
use office::casework::{
    Application, Asked, Forward, NewPaper, NewPerson, View, cases, decide, forward, hand_back, how_many, receive,
    statistics,
};
use office::ctx::Ctx;
use office::error::Error;
use pack::case_type::{Channel, PersonKind};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// What a round measured.
#[derive(Default)]
pub struct Measured {
    pub lives: usize,
    pub seconds: f64,
    pub create_ms: Vec<f64>,
    pub overdue_ms: Vec<f64>,
    pub dashboard_ms: Vec<f64>,
}

/// One dashboard for so many lives.
const DASHBOARD_EVERY: usize = 4;
/// Makes every applicant another one.
static APPLICANT: AtomicI64 = AtomicI64::new(1);

/// Lives by so many clients for so long: as many as they can, or so many in a second when a pace is given.
pub fn run(place: &Place, clients: usize, span: Duration, pace: Option<f64>) -> Result<Measured> {
    // The clients do not all press at the same instant: what is asked for in a second comes evenly.
    let pace = |n: usize| {
        let gap = pace.map(|lives| Duration::from_secs_f64(clients as f64 / lives));
        gap.map(|gap| (gap.mul_f64(n as f64 / clients as f64), gap))
    };
    let began = Instant::now();
    let parts: Result<Vec<Measured>, Error> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..clients).map(|n| scope.spawn(move || client(place, n % BOOKS, (began, span), pace(n)))).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| Ok(Measured::default()))).collect()
    });
    let mut all = Measured { seconds: began.elapsed().as_secs_f64(), ..Measured::default() };
    for part in parts? {
        all.lives += part.lives;
        all.create_ms.extend(part.create_ms);
        all.overdue_ms.extend(part.overdue_ms);
        all.dashboard_ms.extend(part.dashboard_ms);
    }
    Ok(all)
}

fn client(
    place: &Place,
    at: usize,
    (began, span): (Instant, Duration),
    pace: Option<(Duration, Duration)>,
) -> Result<Measured, Error> {
    let (counter, specialist, head) = (place.ctx(at, 1)?, place.ctx(at, 2)?, place.ctx(at, 3)?);
    let mut measured = Measured::default();
    let mut next = began + pace.map_or(Duration::ZERO, |(first, _)| first);
    while began.elapsed() < span {
        if let Some((_, gap)) = pace {
            std::thread::sleep(next.saturating_duration_since(Instant::now()));
            next += gap;
        }
        let since = Instant::now();
        let no = place.db.write_in(&counter.book, |tx| receive(&counter, tx, &application(&counter)))?.no;
        measured.create_ms.push(ms(since));
        step(place, &counter, no, "tra-cuu", specialist.actor.officer)?;
        step(place, &specialist, no, "ky", head.actor.officer)?;
        place.db.write_in(&head.book, |tx| decide(&head, tx, no, "cap", ""))?;
        place.db.write_in(&counter.book, |tx| hand_back(&counter, tx, no, ""))?;
        let since = Instant::now();
        place.db.read(|tx| cases(&head, tx, &Asked::view(View::Overdue, head.now)))?;
        measured.overdue_ms.push(ms(since));
        measured.lives += 1;
        if measured.lives % DASHBOARD_EVERY == 0 {
            let since = Instant::now();
            dashboard(place, &head)?;
            measured.dashboard_ms.push(ms(since));
        }
    }
    Ok(measured)
}

fn step(place: &Place, ctx: &Ctx, no: i64, step: &str, officer: i64) -> Result<(), Error> {
    let new = Forward { case_no: no, step: step.into(), officer, note: String::new(), seen: 0 };
    place.db.write_in(&ctx.book, |tx| forward(ctx, tx, &new))
}

fn dashboard(place: &Place, ctx: &Ctx) -> Result<(), Error> {
    place.db.read(|tx| {
        statistics(tx, &ctx.book, date(2026, 11, 1), date(2026, 11, 30), ctx.now)?;
        let views = [View::Mine, View::Overdue, View::Today, View::Week, View::Waiting, View::Decided];
        how_many(ctx, tx, &views.map(|view| Asked::view(view, ctx.now)))?;
        Ok(())
    })
}

/// How many seconds after ten times the clients the time of receiving is back where it was.
pub fn recovery(place: &Place, clients: usize, span: Duration) -> Result<f64> {
    let usual = quantile(&run(place, clients, span / 4, None)?.create_ms, 0.99);
    run(place, clients * 10, span, None)?;
    let began = Instant::now();
    loop {
        let after = quantile(&run(place, clients, Duration::from_millis(500), None)?.create_ms, 0.99);
        let seconds = began.elapsed().as_secs_f64();
        if after <= usual * 1.5 || seconds > 60.0 {
            return Ok(seconds);
        }
    }
}

fn application(ctx: &Ctx) -> Application {
    let n = APPLICANT.fetch_add(1, Ordering::Relaxed);
    Application {
        type_id: "trich-luc-ho-tich".into(),
        channel: if n % 3 == 0 { Channel::Online } else { Channel::Counter },
        person: NewPerson {
            kind: PersonKind::Citizen,
            name: format!("Nguyễn Văn Số {n}"),
            identity_no: format!("0012{n:08}"),
            born_on: None,
            sex: String::new(),
            address: format!("Số {n} phố Đo"),
            phone: String::new(),
            email: String::new(),
        },
        submitter: None,
        subject: String::new(),
        // No copies, so no fee has to be paid before the result is handed back.
        fields: vec![
            ("viec-ho-tich".into(), "khai sinh".into()),
            ("nguoi-duoc-cap".into(), format!("Nguyễn Thị Số {n}")),
            ("so-ban".into(), "0".into()),
        ],
        papers: vec![NewPaper {
            paper: "to-khai".into(),
            title: "Tờ khai".into(),
            copies: 1,
            origin: "paper".into(),
            ..NewPaper::default()
        }],
        helped_unit: 1,
        received_unit: 1,
        authority_unit: 1,
        delivery: "counter".into(),
        received_at: ctx.now,
    }
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
