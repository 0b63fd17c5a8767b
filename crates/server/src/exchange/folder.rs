//! Messages as files: `DIR/BOOK/outbox` is filled, `DIR/BOOK/inbox` is emptied into `taken` or, with the reason beside it,
//! into `refused`. A file appears whole or not at all.

use super::{Carried, Round};
use anyhow::{Context, Result};
use office::app::Scan;
use office::ctx::Ctx;
use office::db::Db;
use office::error::Error;
use office::exchange::{Message, scan_message, take_in};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Puts a message into the outbox.
pub fn put(dir: &Path, book: &str, message: &Message) -> Carried {
    let name = format!("{book}-{:06}.edxml", message.no);
    match whole(&dir.join(book).join("outbox"), &name, message.body.as_bytes()) {
        Ok(()) => Carried::Over(String::new()),
        Err(error) => Carried::Later(format!("{error:#}")),
    }
}

/// Writes a file beside its place and moves it there.
fn whole(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
    let half = folder.join(format!(".{name}.part"));
    let mut file = std::fs::File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&half, folder.join(name))?;
    Ok(())
}

/// Takes in every file of the inbox that passes the scanner.
pub fn fetch(db: &Db, ctx: &Ctx, dir: &Path, scan: Option<&Scan>) -> Result<Round> {
    let home = dir.join(&ctx.book);
    let inbox = home.join("inbox");
    std::fs::create_dir_all(&inbox)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(&inbox)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files
        .retain(|path| path.is_file() && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    files.sort();
    let mut round = Round::default();
    for path in files {
        let bytes = std::fs::read(&path)?;
        let taken = scan_message(scan, &bytes).and_then(|()| db.write_in(&ctx.book, |tx| take_in(ctx, tx, &bytes, "")));
        match taken {
            Ok(_) => {
                set_aside(&home.join("taken"), &path)?;
                round.taken += 1;
            }
            // The database may be busy: the file stays and is taken in a later round; the others do not wait for it.
            Err(Error::Failure(failure)) => {
                tracing::error!(%failure, file = %path.display(), "taking in a message");
                round.failed += 1;
            }
            Err(wrong) => {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                whole(&home.join("refused"), &format!("{name}.txt"), wrong.to_string().as_bytes())?;
                set_aside(&home.join("refused"), &path)?;
                round.failed += 1;
            }
        }
    }
    Ok(round)
}

fn set_aside(folder: &Path, path: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let name = path.file_name().context("a file without a name")?.to_string_lossy().into_owned();
    // A sender may use the same name again: nothing that was set aside is written over.
    let mut free = folder.join(&name);
    for at in 2.. {
        if !free.exists() {
            break;
        }
        free = folder.join(format!("{at}-{name}"));
    }
    std::fs::rename(path, free)?;
    Ok(())
}
