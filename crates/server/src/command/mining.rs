//! `roviec mining`: event logs in, numbers of a log out.

use super::chosen::{book, ended};
use crate::cli::{Mining, Place};
use crate::clock::clock;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result};
use office::ctx::Ctx;
use office::error::Error;
use office::mining::{self, Asked, Source, Spread, Stats, Wait, seconds};
use serde_json::{Value, json};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::ExitCode;

/// Runs one of the commands.
pub fn mining(place: &Place, what: Mining) -> Result<ExitCode> {
    match what {
        Mining::Import { file, book } => import(place, &file, book.as_deref()),
        Mining::Stats { log, json, book } => stats(place, log, json, book.as_deref()),
    }
}

fn import(place: &Place, file: &Path, named: Option<&str>) -> Result<ExitCode> {
    let open = || File::open(file).map(BufReader::new);
    let digest = open().and_then(|input| mining::digest(input).map_err(std::io::Error::other));
    let digest = digest.with_context(|| format!("không đọc được {}", file.display()))?;
    let db = open_migrated(place)?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let book = match book(&db, named) {
        Ok(book) => book,
        Err(error) => return ended(Err(error)),
    };
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let imported = db.write(|tx| mining::import_log(&ctx, tx, &name, &digest, open()?));
    ended(imported.map(|log| {
        say!("Nhật ký số {}: {} hồ sơ, {} sự kiện ({})", log.no, log.traces, log.events, log.name);
        for sentence in log.left_out.sentences() {
            say!("  {sentence}");
        }
    }))
}

fn stats(place: &Place, log: Option<i64>, as_json: bool, named: Option<&str>) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let book = match book(&db, named) {
        Ok(book) => book,
        Err(error) => return ended(Err(error)),
    };
    let ctx = Ctx::operator(&book, clock(place.now)(), packs::load()?);
    let analysed: Result<Stats, Error> = db.read(|tx| {
        let source = match log {
            Some(no) => Source::Imported(mining::imported_log(tx, &book, no)?.no),
            None => Source::Own(Asked::default()),
        };
        mining::analyse(&ctx, tx, &source)
    });
    let stats = match analysed {
        Ok(stats) => stats,
        Err(error) => return ended(Err(error)),
    };
    if as_json {
        say!("{}", serde_json::to_string_pretty(&to_json(&stats))?);
    } else {
        print(&stats);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every number with its measure in its name; what cannot be computed is null.
fn to_json(stats: &Stats) -> Value {
    let throughput = |of: fn(&Spread) -> i64| stats.throughput.as_ref().map(|spread| seconds(of(spread)));
    let wait = |wait: &Wait| {
        let of = |of: fn(&Spread) -> i64| wait.spread.as_ref().map(|spread| seconds(of(spread)));
        json!({
            "name": wait.name,
            "events": wait.events,
            "waits": wait.spread.map_or(0, |spread| spread.count),
            "median_waiting_seconds": of(|s| s.median),
            "mean_waiting_seconds": of(|s| s.mean),
            "p90_waiting_seconds": of(|s| s.p90),
            "total_waiting_seconds": seconds(i64::try_from(wait.total()).unwrap_or(i64::MAX)),
        })
    };
    let variant = |v: &mining::Variant| json!({ "activities": v.activities, "cases": v.cases });
    let pair = |p: &mining::Pair| {
        json!({
            "before": p.before,
            "after": p.after,
            "count": p.spread.count,
            "median_seconds": seconds(p.spread.median),
            "mean_seconds": seconds(p.spread.mean),
        })
    };
    json!({
        "cases": stats.cases,
        "events": stats.events,
        "variants": stats.variants.len(),
        "median_throughput_seconds": throughput(|s| s.median),
        "mean_throughput_seconds": throughput(|s| s.mean),
        "p90_throughput_seconds": throughput(|s| s.p90),
        "activities": stats.waits.iter().map(wait).collect::<Vec<_>>(),
        "steps": stats.steps.iter().map(wait).collect::<Vec<_>>(),
        "variant_list": stats.variants.iter().map(variant).collect::<Vec<_>>(),
        "directly_follows": stats.pairs.iter().map(pair).collect::<Vec<_>>(),
    })
}

fn print(stats: &Stats) {
    say!("{} hồ sơ, {} sự kiện, {} biến thể", stats.cases, stats.events, stats.variants.len());
    if let Some(spread) = &stats.throughput {
        let (median, mean) = (mining::duration(spread.median), mining::duration(spread.mean));
        say!("Thời gian từ sự kiện đầu đến sự kiện cuối: trung vị {median}, trung bình {mean}");
    }
    waits("Thời gian nằm ở từng bước", &stats.steps);
    waits("Thời gian chờ trước từng hoạt động", &stats.waits);
}

fn waits(title: &str, waits: &[Wait]) {
    if !waits.is_empty() {
        say!("{title}:");
    }
    for wait in waits {
        match &wait.spread {
            Some(spread) => say!(
                "  {}: {} lần, trung vị {}, trung bình {}",
                wait.name,
                spread.count,
                mining::duration(spread.median),
                mining::duration(spread.mean)
            ),
            None => say!("  {}: chưa chờ lần nào", wait.name),
        }
    }
}
