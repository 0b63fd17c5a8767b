//! Work in hand at size: the lists and boards of an office with 200 officers and 20,000 open tasks, and sixteen clerks who
//! issue 5,000 documents at once.
//!
//! The tasks are assigned by the act itself; the pages and the documents go through the server, as from a browser.

use crate::cases::packs;
use crate::client::Client;
use crate::line::Line;
use crate::office::{self, BOOK, LOGIN, PASSWORD, text};
use crate::program::{Serving, run_reading};
use crate::times::{Rounds, ms, quantile};
use ::office::ctx::{Actor, Ctx};
use ::office::db::{Db, Tx};
use ::office::directory::permit::Role;
use ::office::task::{NewTask, assign};
use anyhow::{Result, anyhow, ensure};
use std::path::Path;
use std::thread;
use std::time::Instant;

const WARDS: usize = 20;
/// Officers beside the specialist.
const OFFICERS: usize = 200;
const TASKS: usize = 20_000;
/// Tasks assigned in one transaction.
const AT_ONCE: usize = 500;
const ROUNDS: usize = 5;
const REQUESTS: usize = 100;
/// Milliseconds.
const GOAL: f64 = 20.0;
const CLERKS: usize = 16;
const DOCUMENTS: usize = 5_000;
/// Tuesday morning; the tasks were assigned in the hundred days before.
const NOW: &str = "2026-11-24T09:00:00+07:00";
const FIRST_DAY: &str = "2026-08-10T02:00:00Z";
const FLOOR: &str = "/static/icon.svg";
/// Every list, board and calendar, and some of their selections.
const PAGES: [&str; 13] = [
    "tasks",
    "tasks?view=mine",
    "tasks?view=given",
    "tasks?view=overdue",
    "tasks?view=soon",
    "tasks?view=unconfirmed",
    "tasks?view=stuck",
    "tasks?view=closed",
    "tasks?view=open&q=ra+soat+so+12345",
    "tasks?view=open&unit=7&assigner=ubnd",
    "tasks/board",
    "tasks/calendar",
    "tasks/backlog",
];

/// What an officer sees of the own ward.
const OWN_PAGES: [&str; 4] = ["tasks?view=mine", "tasks?view=open", "tasks/board", "tasks/calendar"];
const OFFICER: &str = "can-bo-1";

pub fn measure() -> Result<Vec<Line>> {
    let folder = tempfile::Builder::new().prefix("roviec-work-").tempdir()?;
    let place = ["--data", text(folder.path())?];
    office::open(&place, WARDS)?;
    office::appoint(&place)?;
    office::import(&place, "officers", &officers())?;
    run_reading(&[&["password", "--book", BOOK, OFFICER][..], &place].concat(), PASSWORD)?;
    fill(folder.path())?;
    let serving = Serving::start("serve", folder.path(), Some(NOW))?;
    let specialist = Client::sign_in(&serving.address, BOOK, LOGIN, PASSWORD)?;
    let mut lines = lists(&specialist, &PAGES, "the specialist")?;
    let officer = Client::sign_in(&serving.address, BOOK, OFFICER, PASSWORD)?;
    lines.extend(lists(&officer, &OWN_PAGES, "an officer of a ward")?);
    lines.extend(numbers(&serving, folder.path())?);
    Ok(lines)
}

/// The officers as an import of them, spread over the wards.
fn officers() -> String {
    let row = |n: usize| {
        let ward = office::ward(n % WARDS + 1);
        format!("Cán bộ {n},can-bo-{n},Công chức,{ward},\"cán bộ đơn vị, phường\",{}\n", office::SINCE)
    };
    let rows: String = (1..=OFFICERS).map(row).collect();
    format!("Họ tên,Tên đăng nhập,Vị trí,Đơn vị,Vai trò,Từ ngày\n{rows}")
}

/// Assigns the tasks: deadlines from yesterday's month to the next one, so that a quarter of them is overdue.
fn fill(folder: &Path) -> Result<()> {
    let db = Db::open(&format!("sqlite:{}", folder.join("roviec.sqlite").display())).map_err(|e| anyhow!("{e}"))?;
    let actor = Actor {
        officer: 1,
        name: LOGIN.into(),
        post_title: String::new(),
        roles: vec![Role::Specialist],
        units: vec![1],
    };
    let ctx = Ctx { actor, ..Ctx::operator(BOOK, FIRST_DAY.parse()?, packs()?) };
    for first in (1..=TASKS).step_by(AT_ONCE) {
        let fill = |tx: &mut Tx| (first..first + AT_ONCE).try_for_each(|n| assign(&ctx, tx, &task(n)).map(drop));
        db.write_in(BOOK, fill).map_err(|e| anyhow!("{e:?}"))?;
    }
    Ok(())
}

fn task(n: usize) -> NewTask {
    let officer = |n: usize| (n % OFFICERS) as i64 + 2;
    NewTask {
        work: format!("Rà soát số {n}: các hộ kinh doanh trên tuyến phố và báo cáo kết quả"),
        procedure: "Rà soát, lập danh sách, báo cáo".into(),
        expected_result: format!("Danh sách số {n} đã được phường xác nhận"),
        power: "phường tự quyết".into(),
        assigner: if n.is_multiple_of(3) { "ubnd-thanh-pho" } else { "ubnd" }.into(),
        lead_unit: (n % WARDS) as i64 + 2,
        with: vec![((n + 1) % WARDS) as i64 + 2],
        person: officer(n),
        head: officer(n + WARDS),
        due: day(n % 140),
        sure: true,
        ..NewTask::default()
    }
}

/// A working day so many days after the first.
fn day(after: usize) -> String {
    let first = jiff::civil::date(2026, 8, 17);
    let day = first.checked_add(jiff::Span::new().days(after as i64)).unwrap_or(first);
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

fn lists(client: &Client, pages: &[&str], who: &str) -> Result<Vec<Line>> {
    let mut measured: Vec<Rounds> = vec![Rounds::default(); pages.len()];
    let mut floor = Rounds::default();
    for _ in 0..ROUNDS {
        floor.0.push(p99(client, FLOOR)?);
        for (page, rounds) in pages.iter().zip(&mut measured) {
            rounds.0.push(p99(client, &format!("/{BOOK}/{page}"))?);
        }
    }
    let line = |(page, ours): (&&str, Rounds)| Line {
        what: format!("p99 of `/{{book}}/{page}` for {who}; {TASKS} open tasks of {OFFICERS} officers, SQLite"),
        unit: "ms",
        goal: Some(GOAL),
        ours,
        beside: Some((format!("p99 of `{FLOOR}`"), floor.clone())),
    };
    Ok(pages.iter().zip(measured).map(line).collect())
}

fn p99(client: &Client, path: &str) -> Result<f64> {
    let times: Result<Vec<f64>> = (0..REQUESTS).map(|_| Ok(ms(client.time(path)?))).collect();
    Ok(quantile(&times?, 0.99))
}

/// Sixteen clerks issue documents of one series at once; each number once, none left out.
fn numbers(serving: &Serving, folder: &Path) -> Result<Vec<Line>> {
    let mut clerks = Vec::new();
    for _ in 0..CLERKS {
        let mut clerk = Client::sign_in(&serving.address, BOOK, LOGIN, PASSWORD)?;
        clerk.page(&format!("/{BOOK}/documents/new?flow=out"))?;
        clerks.push(clerk);
    }
    let begun = Instant::now();
    let times = thread::scope(|scope| {
        let threads: Vec<_> = clerks
            .into_iter()
            .enumerate()
            .map(|(at, clerk)| scope.spawn(move || issue(clerk, (at..DOCUMENTS).step_by(CLERKS))))
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow!("a clerk gave up"))??);
        }
        anyhow::Ok(all)
    })?;
    let each = ms(begun.elapsed()) / DOCUMENTS as f64;
    consecutive(folder)?;
    let line = |what: &str, ours: f64| Line {
        what: format!("{what} by {CLERKS} clients at once, {DOCUMENTS} consecutive numbers, SQLite"),
        unit: "ms",
        goal: None,
        ours: Rounds(vec![ours]),
        beside: None,
    };
    Ok(vec![line("one outgoing document issued", each), line("p99 of issuing one", quantile(&times, 0.99))])
}

fn issue(mut clerk: Client, which: impl Iterator<Item = usize>) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for n in which {
        let subject = format!("Kế hoạch số đo {n}");
        let fields = [
            ("flow", "out"),
            ("kind", "KH"),
            ("subject", &*subject),
            ("signer", "Người Ký"),
            ("recipients", "Lưu: VT"),
        ];
        let begun = Instant::now();
        clerk.post(&format!("/{BOOK}/documents"), &fields)?;
        times.push(ms(begun.elapsed()));
    }
    Ok(times)
}

/// Reads the register behind the program's back.
fn consecutive(folder: &Path) -> Result<()> {
    let connection = rusqlite::Connection::open(folder.join("roviec.sqlite"))?;
    let mut statement = connection.prepare("select symbol from document where flow = 'out' order by no")?;
    let symbols: Result<Vec<String>, _> = statement.query_map([], |row| row.get(0))?.collect();
    let mut numbers: Vec<usize> = symbols?.iter().filter_map(|s| s.split('/').next()?.parse().ok()).collect();
    numbers.sort_unstable();
    ensure!(
        numbers == (1..=DOCUMENTS).collect::<Vec<_>>(),
        "the register holds {} numbers, with gaps or doubles",
        numbers.len()
    );
    Ok(())
}
