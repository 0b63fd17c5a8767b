//! `roviec serve` and `roviec demo`: the listener, the timer that keeps sums, and an orderly end.

use super::upkeep::books;
use crate::cli::{Carriers, Listen, Place};
use crate::clock::clock;
use crate::exchange::round;
use crate::open::open_migrated;
use crate::out::say;
use crate::packs;
use anyhow::{Context, Result, anyhow};
use office::app::{App, Shared};
use office::ctx::Ctx;
use office::{directory, indicator, routes, seed};
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

/// How often sums that acts marked dirty are computed again.
const KEEP_EVERY: Duration = Duration::from_secs(5);
/// How often ladders of cases and tasks are looked at.
const SWEEP_EVERY: Duration = Duration::from_secs(60);
/// Threads for database work: the database serialises writers anyway, and every thread keeps memory of its own.
const BLOCKING_THREADS: usize = 8;

/// Makes the demonstration office if there is nothing, then serves it.
pub fn demo(place: &Place, listen: &Listen) -> Result<ExitCode> {
    let db = open_migrated(place)?;
    let pack = packs::load()?;
    if seed::seed(&db, &pack).map_err(|e| anyhow!("{e}"))? {
        say!("Đã dựng cơ quan trình diễn.");
    }
    drop(db);
    serve(place, listen, true)
}

/// Serves until it is told to stop.
pub fn serve(place: &Place, listen: &Listen, demo: bool) -> Result<ExitCode> {
    let app = App::new(Shared {
        db: open_migrated(place)?,
        pack: packs::load()?,
        clock: Box::new(clock(place.now)),
        demo,
        public_url: listen.public_url.trim_end_matches('/').to_owned(),
        scan: listen.scanner.scanner(),
    });
    follow_calendars(&app)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .context("không khởi động được bộ xử lý")?;
    runtime.block_on(listen_on(app, listen))?;
    Ok(ExitCode::SUCCESS)
}

async fn listen_on(app: App, listen: &Listen) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(listen.listen)
        .await
        .with_context(|| format!("không mở được cổng {}", listen.listen))?;
    announce(&app, listener.local_addr()?)?;
    tokio::spawn(keep_sums(app.clone()));
    tokio::spawn(sweep_ladders(app.clone()));
    tokio::spawn(carry(app.clone(), listen.carriers.clone()));
    let router = routes::router(app).layer(tower_http::compression::CompressionLayer::new());
    axum::serve(listener, router).with_graceful_shutdown(told_to_stop()).await?;
    Ok(())
}

/// A program that carries a newer calendar (a decree that became known) brings open clocks to it before it serves.
fn follow_calendars(app: &App) -> Result<()> {
    for book in books(&app.db)? {
        let ctx = Ctx::operator(&book, (app.clock)(), app.pack.clone());
        let moved = app.db.write_in(&book, |tx| office::casework::follow_calendars(&ctx, tx))?;
        for line in moved.lines().iter().filter(|_| !moved.rules.is_empty()) {
            tracing::info!(book, "{line}");
        }
    }
    Ok(())
}

fn announce(app: &App, address: std::net::SocketAddr) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Rõ Việc đang chạy tại http://{address}")?;
    if app.demo {
        writeln!(out, "Đăng nhập một lần bấm tại http://{address}/sign-in:")?;
        for (login, label) in directory::DEMO_LOGINS {
            writeln!(out, "  {login:<12} {label}")?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Computes dirty sums in the background; a page never waits for it.
async fn keep_sums(app: App) {
    let mut every = tokio::time::interval(KEEP_EVERY);
    loop {
        every.tick().await;
        let app = app.clone();
        let kept = tokio::task::spawn_blocking(move || -> Result<()> {
            for book in books(&app.db)? {
                let dirty = app.db.read(|tx| {
                    Ok(tx.int("select count(*) from kept_sum where book = $1 and dirty = 1", &[book.as_str().into()])?)
                })?;
                if dirty > 0 {
                    app.db.write_in(&book, |tx| indicator::keep(tx, &book))?;
                }
            }
            Ok(())
        });
        if let Ok(Err(error)) = kept.await {
            tracing::error!(%error, "keeping sums");
        }
    }
}

/// Lets the ladders of open cases and tasks speak, and series of tasks go on. Lists of what is overdue do not wait for it.
async fn sweep_ladders(app: App) {
    let mut every = tokio::time::interval(SWEEP_EVERY);
    loop {
        every.tick().await;
        let app = app.clone();
        let swept = tokio::task::spawn_blocking(move || -> Result<()> {
            for book in books(&app.db)? {
                let ctx = Ctx::operator(&book, (app.clock)(), app.pack.clone());
                if let Err(error) = super::case_list::sweep_all(&app.db, &ctx) {
                    tracing::error!(%error, book, "sweeping cases");
                }
                if let Err(error) = app.db.write_in(&book, |tx| office::task::sweep(&ctx, tx)) {
                    tracing::error!(%error, book, "sweeping tasks");
                }
            }
            Ok(())
        });
        if let Ok(Err(error)) = swept.await {
            tracing::error!(%error, "sweeping");
        }
    }
}

/// Carries messages of the exchange, if something to carry them was named.
async fn carry(app: App, carriers: Carriers) {
    if carriers.exchange_dir.is_none() && carriers.hub.is_none() {
        return;
    }
    let mut every = tokio::time::interval(Duration::from_secs(carriers.exchange_every.max(1)));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let (app, carriers) = (app.clone(), carriers.clone());
        let carried = tokio::task::spawn_blocking(move || -> Result<()> {
            let book = super::chosen::book(&app.db, carriers.exchange_book.as_deref()).map_err(|e| anyhow!("{e}"))?;
            let ctx = Ctx::operator(&book, (app.clock)(), app.pack.clone());
            round(&app.db, &ctx, &carriers, app.scan.as_ref())?;
            Ok(())
        });
        if let Ok(Err(error)) = carried.await {
            tracing::error!(%error, "carrying messages");
        }
    }
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_) => {
                let _ = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
