//! Assembling and exporting a long report with charts: in the server, at the command line, and beside an office program.

use crate::client::Client;
use crate::figures::{INDICATORS, pointed};
use crate::line::Line;
use crate::office::{self, BOOK, LOGIN, PASSWORD, text, ward};
use crate::program::{Serving, run};
use crate::prose::{MOST_WARDS, PARTS, paragraphs, tasks};
use crate::times::{Rounds, ms, timed};
use anyhow::{Context, Result, ensure};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Milliseconds.
const GOAL: f64 = 1000.0;
/// MB.
const MEMORY: f64 = 150.0;
/// Pages of which the goal speaks.
const PAGES: usize = 20;
/// The report of the goal, and one of an office with as many units as a large city has wards and communes.
const SIZES: [Size; 2] = [
    Size { wards: 40, paragraphs: 5, rounds: 7, promised: true },
    Size { wards: MOST_WARDS, paragraphs: 6, rounds: 3, promised: false },
];

/// How long a report is made, and how often it is measured.
struct Size {
    wards: usize,
    /// Of each part that holds prose.
    paragraphs: usize,
    rounds: usize,
    /// Whether the goals are for this one.
    promised: bool,
}

/// The day on which the report is drafted.
const NOW: &str = "2026-07-02T09:00:00+07:00";

pub fn measure() -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for size in &SIZES {
        lines.extend(measure_size(size)?);
    }
    Ok(lines)
}

fn measure_size(size: &Size) -> Result<Vec<Line>> {
    let folder = tempfile::Builder::new().prefix("roviec-report-").tempdir()?;
    let place = ["--data", text(folder.path())?];
    office::open(&place, size.wards)?;
    office::appoint(&place)?;
    office::import(&place, "figures", &figures(size.wards)?)?;
    let serving = Serving::start("serve", folder.path(), Some(NOW))?;
    let mut client = Client::sign_in(&serving.address, BOOK, LOGIN, PASSWORD)?;
    let report = draft(&mut client, size)?;
    let pages = pages(&client, &report, folder.path())?;
    ensure!(pages >= PAGES, "the report has {pages} pages only");
    eprintln!("a report of {pages} pages");
    let rounds = rounds(&client, &report, folder.path(), size.rounds)?;
    let memory = Rounds(vec![serving.memory("VmHWM")?]);
    Ok(lines(pages, size, rounds, memory))
}

/// Figures of every ward for six months of two years.
fn figures(wards: usize) -> Result<String> {
    let mut csv = "Chỉ tiêu,Đơn vị,Đến ngày,Giá trị,Đơn vị tính\n".to_owned();
    let days = ["31/1", "28/2", "31/3", "30/4", "31/5", "30/6"];
    for (at, (year, day)) in [2025, 2026].into_iter().flat_map(|year| days.map(|day| (year, day))).enumerate() {
        let months = at as u64 % 6 + 1;
        for (indicator, (_, name, measure)) in INDICATORS.iter().enumerate() {
            let (factor, measure) = if *measure == "đồng" { (1_000, "triệu đồng") } else { (1, *measure) };
            for no in 1..=wards {
                let value = (20 + (no * 7 + indicator * 3 + at / 6 * 2) as u64 % 90) * months * factor;
                writeln!(csv, "{name},{},{day}/{year},{},{measure}", ward(no), pointed(value))?;
            }
        }
    }
    Ok(csv)
}

/// Opens the half-year, drafts its report, writes the words; answers the report's address.
fn draft(client: &mut Client, size: &Size) -> Result<String> {
    client.page(&format!("/{BOOK}"))?;
    let period = [("label", "6 tháng đầu năm 2026"), ("cutoff_on", "30/6/2026")];
    let led = client.post(&format!("/{BOOK}/periods"), &period)?;
    let no = number(&led)?;
    let outline = [("outline", "bao-cao-kinh-te-xa-hoi"), ("period", no.as_str()), ("label", "")];
    let led = client.post(&format!("/{BOOK}/reports"), &outline)?;
    let report = format!("/{BOOK}/reports/{}", number(&led)?);
    let mut words = vec![("next_tasks".to_owned(), tasks(20))];
    words.extend(
        PARTS.iter().enumerate().map(|(at, part)| (format!("narrative.{part}"), paragraphs(at, size.paragraphs))),
    );
    let borrowed: Vec<(&str, &str)> = words.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    client.post(&report, &borrowed)?;
    Ok(report)
}

/// The number at the end of an address.
fn number(address: &str) -> Result<String> {
    let path = address.split('?').next().unwrap_or_default();
    let number = path.rsplit('/').find(|part| part.parse::<u32>().is_ok());
    number.map(str::to_owned).with_context(|| format!("no number in {address}"))
}

fn pages(client: &Client, report: &str, folder: &Path) -> Result<usize> {
    let pdf = folder.join("dem-trang.pdf");
    std::fs::write(&pdf, client.fetch(&format!("{report}/export?format=pdf"))?.1)?;
    let told = Command::new("pdfinfo").arg(&pdf).output().context("pdfinfo is missing (Debian: poppler-utils)")?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let pages = told.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok());
    pages.with_context(|| format!("pdfinfo says no pages: {told}"))
}

/// Times of the rounds in milliseconds.
#[derive(Default)]
struct Faces {
    served: Rounds,
    command: Rounds,
    docx: Rounds,
    xlsx: Rounds,
    html: Rounds,
    peer: Rounds,
}

fn rounds(client: &Client, report: &str, folder: &Path, rounds: usize) -> Result<Faces> {
    let mut faces = Faces::default();
    let id = format!("{BOOK}/{}", number(report)?);
    let (pdf, docx) = (folder.join("bao-cao.pdf"), folder.join("bao-cao.docx"));
    for round in 0..rounds {
        for (format, rounds) in [
            ("pdf", &mut faces.served),
            ("xlsx", &mut faces.xlsx),
            ("html", &mut faces.html),
            ("docx", &mut faces.docx),
        ] {
            let (took, bytes) = client.fetch(&format!("{report}/export?format={format}"))?;
            rounds.0.push(ms(took));
            if format == "docx" {
                std::fs::write(&docx, bytes)?;
            }
        }
        if round == 0 {
            // Its first start makes a profile, which nobody waits for again.
            convert(&docx, folder)?;
        }
        let export = ["report", "export", &id, "--format", "pdf", "-o", text(&pdf)?];
        let place = ["--data", text(folder)?, "--now", NOW];
        faces.command.0.push(ms(run(&[&export[..], &place[..]].concat())?.0));
        faces.peer.0.push(ms(timed(|| convert(&docx, folder))?.0));
    }
    Ok(faces)
}

/// The office program makes a PDF of the same report; its profile is kept between rounds, so that it starts warm.
fn convert(docx: &Path, folder: &Path) -> Result<()> {
    let out = folder.join("soffice");
    let profile = format!("-env:UserInstallation=file://{}/profile", text(folder)?);
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&out).arg(docx);
    let ended = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .context("soffice is missing (Debian: libreoffice)")?;
    ensure!(ended.success() && out.join("bao-cao.pdf").exists(), "soffice converts nothing");
    Ok(())
}

fn lines(pages: usize, size: &Size, faces: Faces, memory: Rounds) -> Vec<Line> {
    let peer = || Some(("`soffice --convert-to pdf` of its DOCX".to_owned(), faces.peer.clone()));
    let promised = |goal: f64| size.promised.then_some(goal);
    let line = |what: String, goal, ours, beside| Line { what, unit: "ms", goal, ours, beside };
    let beside_pdf = || Some(("the PDF".to_owned(), faces.served.clone()));
    vec![
        line(
            format!("a report of {pages} pages assembled and exported to PDF in the server"),
            promised(GOAL),
            faces.served.clone(),
            peer(),
        ),
        line("the same at the command line, start to end".into(), promised(GOAL), faces.command.clone(), peer()),
        line("the same to DOCX in the server".into(), None, faces.docx, beside_pdf()),
        line("the same to XLSX in the server".into(), None, faces.xlsx, beside_pdf()),
        line("the same to HTML in the server".into(), None, faces.html, beside_pdf()),
        Line {
            what: format!(
                "resident memory at most (VmHWM) of that server after {} exports in each format",
                size.rounds
            ),
            unit: "MB",
            goal: promised(MEMORY),
            ours: memory,
            beside: None,
        },
    ]
}
