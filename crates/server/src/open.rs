//! Opens the database of a place and brings its tables up to date.

use crate::cli::Place;
use anyhow::{Context, Result, anyhow};
use office::db::{self, Db};

/// The file of the embedded database within its folder.
const FILE: &str = "roviec.sqlite";

/// Opens the database; the folder of an embedded one is made when it is missing.
pub fn open(place: &Place) -> Result<Db> {
    let url = match &place.database {
        Some(url) => url.clone(),
        None => {
            std::fs::create_dir_all(&place.data)
                .with_context(|| format!("không tạo được thư mục {}", place.data.display()))?;
            format!("sqlite:{}", place.data.join(FILE).display())
        }
    };
    Db::open(&url).map_err(|failure| anyhow!("không mở được cơ sở dữ liệu: {failure}"))
}

/// Opens the database with tables that are up to date.
pub fn open_migrated(place: &Place) -> Result<Db> {
    let db = open(place)?;
    db::migrate(&db).map_err(|error| anyhow!("không cập nhật được các bảng: {error}"))?;
    Ok(db)
}
