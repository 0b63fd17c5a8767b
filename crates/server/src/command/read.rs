//! `roviec read`: what an administrative report says in figures, tasks, projects and documents, and what does not fit in it.

use super::WRONG_INPUT;
use crate::cli::Read;
use crate::out::say;
use anyhow::Result;
use jiff::civil::Date;
use office::reading::{catalogue, json};
use pack::{AdministrativeUnit, Pack};
use reader::{Approx, Asked, FactKind, Level, Reading, Status, Text};
use std::process::ExitCode;

/// Prints the proposals; a file that cannot be read is said on standard error, with exit code 2.
pub fn read(asked: &Read) -> Result<ExitCode> {
    let wrong = |sentence: String| {
        eprintln!("{}: {sentence}", asked.file.display());
        Ok(ExitCode::from(WRONG_INPUT))
    };
    let date = match asked.date.as_deref().map(viet::day::read).transpose() {
        Ok(date) => date,
        Err(unreadable) => return wrong(unreadable.why),
    };
    let raw = match file(asked) {
        Ok(raw) => raw,
        Err(sentence) => return wrong(sentence),
    };
    let text = Text::new(&raw);
    if !reader::input::is_vietnamese(text.source()) {
        return wrong(
            "Không phải báo cáo tiếng Việt: gần như không có chữ mang dấu. Chọn tệp khác, hoặc gõ lại có dấu.".into(),
        );
    }
    let pack = crate::packs::load()?;
    let catalogue = catalogue(&pack);
    let day = date.or_else(|| reader::report_day(&text));
    let today = || office::ctx::HANOI.to_datetime(crate::clock::clock(None)()).date();
    let standing: Vec<&AdministrativeUnit> =
        pack.units.iter().filter(|unit| unit.stands_on(day.unwrap_or_else(today))).collect();
    let unit = match asked.unit.as_deref().map(|named| unit(&pack, &standing, named, day)).transpose() {
        Ok(unit) => unit,
        Err(sentence) => return wrong(sentence),
    };
    let units: Vec<String> = standing.iter().map(|unit| unit.name.clone()).collect();
    let question = Asked { date, unit: unit.as_deref(), units: &units, catalogue: Some(&catalogue) };
    let reading = reader::read(&text, &question);
    if asked.json {
        let mut all = json(&reading);
        all["document"]["unit_code"] = code(&standing, asked.unit.as_deref(), &reading.head.unit).into();
        say!("{all:#}");
    } else {
        print(&text, &reading);
    }
    Ok(ExitCode::SUCCESS)
}

/// The name of a unit that is given by its code on the day of the report, or by its name.
fn unit(pack: &Pack, standing: &[&AdministrativeUnit], named: &str, day: Option<Date>) -> Result<String, String> {
    if !named.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(named.to_owned());
    }
    if let Some(unit) = standing.iter().find(|unit| unit.code == named) {
        return Ok(unit.name.clone());
    }
    let days = |unit: &AdministrativeUnit| {
        let since = unit.since.map_or(String::new(), |day| format!(" từ {}", viet::day::write(day)));
        let until = unit.until.map_or(String::new(), |day| format!(" đến {}", viet::day::write(day)));
        format!("{}{since}{until}", unit.name)
    };
    let others: Vec<String> = pack.units.iter().filter(|unit| unit.code == named).map(days).collect();
    if others.is_empty() {
        return Err(format!(
            "Danh mục đơn vị hành chính không có mã {named}. Kiểm tra mã, hoặc viết tên: --unit \"Phường …\"."
        ));
    }
    let on = day.map_or(String::new(), |day| format!(" ngày {}", viet::day::write(day)));
    Err(format!(
        "Mã {named} là {}; báo cáo{on} ở ngoài thời gian đó. Viết tên đơn vị: --unit \"Phường …\", hoặc ngày đúng của báo cáo: --date.",
        others.join("; ")
    ))
}

/// The code of the unit that reports: the one that was given, else that of the only unit with its name.
fn code(standing: &[&AdministrativeUnit], given: Option<&str>, name: &str) -> Option<String> {
    let key = viet::fold::fold(name);
    let mut named = standing.iter().filter(|unit| viet::fold::fold(&unit.name) == key);
    let one = named.next().filter(|_| named.next().is_none()).map(|unit| unit.code.clone());
    given.filter(|given| standing.iter().any(|unit| unit.code == **given)).map(str::to_owned).or(one)
}

/// The text of the file; its size is looked at before it is read.
fn file(asked: &Read) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("Không mở được tệp: {error}. Kiểm tra đường dẫn.");
    let size = std::fs::metadata(&asked.file).map_err(unreadable)?;
    if !size.is_file() {
        return Err("Không phải một tệp. Chọn tệp báo cáo.".into());
    }
    reader::input::size(size.len())?;
    reader::input::text(&std::fs::read(&asked.file).map_err(unreadable)?)
}

fn print(text: &Text, reading: &Reading) {
    let head = &reading.head;
    say!("{}", head.title);
    let date = head.date.map_or_else(|| "không rõ ngày".to_owned(), viet::day::write);
    say!("{} · {date} · {}\n", head.unit, head.issuer);
    say!("Số liệu ({}):", reading.facts.iter().filter(|f| f.kind == FactKind::Quantity).count());
    for fact in reading.facts.iter().filter(|f| f.kind == FactKind::Quantity) {
        let to = fact.value_to.map_or(String::new(), |to| format!(" – {}", viet::number::write(to)));
        let value = format!("{}{}{to} {}", bound(fact.approx), viet::number::write(fact.value), fact.measure);
        say!("  {value:<28} {} [{}{}; {}]", fact.indicator, days(fact.period.as_ref()), status(fact.status), fact.unit);
    }
    if !reading.doubts.is_empty() {
        say!("\nNghi vấn ({}):", reading.doubts.iter().filter(|d| d.level == Level::Doubt).count());
    }
    for doubt in &reading.doubts {
        let mark = if doubt.level == Level::Doubt { "!" } else { "·" };
        let quotes: Vec<&str> = doubt.spans.iter().map(|span| text.quote(span.0, span.1)).collect();
        say!("  {mark} {} — {}", quotes.join(" / "), doubt.message);
        if !doubt.arithmetic.is_empty() {
            say!("      {}", doubt.arithmetic);
        }
    }
    list(
        "Nhiệm vụ",
        reading.tasks.iter().map(|t| {
            let lead = t.lead.as_deref().map_or(String::new(), |lead| format!(" — {lead}"));
            let until = t.deadline.map_or(String::new(), |on| format!(" — hạn {}", viet::day::write(on)));
            format!("{}{lead}{until}", short(&t.quote))
        }),
    );
    list("Dự án", reading.projects.iter().map(|p| p.name.clone()));
    list(
        "Văn bản",
        reading.documents.iter().map(|d| {
            let number = if d.number.is_empty() { d.title.clone() } else { format!("{} {}", d.kind, d.number) };
            let date = d.date.map_or(String::new(), |on| format!(", {}", viet::day::write(on)));
            format!("{number}{date}{}", d.issuer.as_deref().map_or(String::new(), |issuer| format!(", {issuer}")))
        }),
    );
    list("Người", reading.people.iter().map(|p| format!("{}: {}", p.name, p.post)));
}

fn list(title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        say!("\n{title} ({}):", lines.len());
        lines.iter().for_each(|line| say!("  - {line}"));
    }
}

fn short(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 110 { line } else { line.chars().take(109).chain(['…']).collect() }
}

fn bound(approx: Approx) -> &'static str {
    match approx {
        Approx::Exact => "",
        Approx::Over => "trên ",
        Approx::Under => "dưới ",
        Approx::About => "khoảng ",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Actual => "thực hiện",
        Status::Estimate => "ước",
        Status::Plan => "dự toán, kế hoạch",
        Status::Target => "mục tiêu",
    }
}

fn days(period: Option<&reader::Period>) -> String {
    let day = |day: Date| viet::day::write(day);
    period.map_or_else(|| "không rõ kỳ; ".to_owned(), |p| format!("{}–{}; ", day(p.from), day(p.to)))
}
