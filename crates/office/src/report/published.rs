//! Reading what was published: the list a page at a time, and one extract with the frozen text it is cut from.

use crate::db::{Row, Tx, instant_text};
use crate::error::{Error, not_found};
use crate::params;
use jiff::Timestamp;

/// Publications on one page of the list; its statement asks for one more, to know whether there are older ones.
const PAGE: usize = 50;

/// A publication as the list shows it.
#[derive(Clone, Debug)]
pub struct Published {
    pub book: String,
    pub office: String,
    pub report: i64,
    pub title: String,
    pub author: String,
    pub event_at: Timestamp,
    pub published_at: Timestamp,
}

/// A publication with what its page is cut from.
#[derive(Clone, Debug)]
pub struct PublishedExtract {
    pub of: Published,
    /// Keys of the published sections.
    pub sections: Vec<String>,
    pub frozen: String,
}

/// A publication in the order of the list; older ones come after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub published_at: Timestamp,
    pub book: String,
    pub report: i64,
}

impl Cursor {
    /// Reads `2017-05-05T09:56:00.000Z/ba-dinh/1`; `None` when it is anything else.
    pub fn read(text: &str) -> Option<Cursor> {
        let mut parts = text.splitn(3, '/');
        let (at, book, report) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Cursor { published_at: at.parse().ok()?, book: book.to_owned(), report: report.parse().ok()? })
    }

    /// The text again, as it stands in an address.
    pub fn write(&self) -> String {
        format!("{}/{}/{}", instant_text(self.published_at), self.book, self.report)
    }
}

impl Published {
    fn read(row: &Row) -> Result<Published, Error> {
        Ok(Published {
            book: row.text("book")?,
            office: row.text("name")?,
            report: row.int("report")?,
            title: row.text("title")?,
            author: row.text("author")?,
            event_at: row.instant("event_at")?,
            published_at: row.instant("published_at")?,
        })
    }

    fn cursor(&self) -> Cursor {
        Cursor { published_at: self.published_at, book: self.book.clone(), report: self.report }
    }
}

/// The newest 50 publications, or the 50 after one; and where the older ones begin, if there are any.
pub fn published(tx: &mut Tx, before: Option<&Cursor>) -> Result<(Vec<Published>, Option<Cursor>), Error> {
    let (at, book, report) = before.map_or((String::new(), "", 0), |cursor| {
        (instant_text(cursor.published_at), cursor.book.as_str(), cursor.report)
    });
    let rows = tx.rows(include_str!("sql/published.sql"), params![at, book, report])?;
    let page = rows.iter().take(PAGE).map(Published::read).collect::<Result<Vec<_>, _>>()?;
    let older = page.last().filter(|_| rows.len() > PAGE).map(Published::cursor);
    Ok((page, older))
}

/// What was published of one report.
pub fn published_extract(tx: &mut Tx, book: &str, report: i64) -> Result<PublishedExtract, Error> {
    let sql = "select p.book, b.name, p.report, p.title, p.author, p.event_at, p.published_at, p.sections, r.frozen \
        from publication p join book b on b.book = p.book join report r on r.book = p.book and r.no = p.report \
        where p.book = $1 and p.report = $2";
    match tx.row(sql, params![book, report])? {
        Some(row) => Ok(PublishedExtract {
            of: Published::read(&row)?,
            sections: serde_json::from_str(&row.text("sections")?)?,
            frozen: row.opt_text("frozen")?.unwrap_or_default(),
        }),
        None => not_found("báo cáo đã công khai này"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, migrate};
    use crate::error::Failure;

    /// 60 publications, three to an instant.
    fn portal() -> (Db, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(&format!("sqlite:{}", folder.path().join("book.db").display())).expect("a database");
        migrate(&db).expect("tables");
        let book =
            "insert into book (book, name, root_unit, salt, facts, head) values ($1, 'Quận Ba Đình', 1, '', 0, '')";
        let publication = "insert into publication \
            (book, report, author, event_at, published_by, published_at, sections, title, fact_no) \
            values ($1, $2, '', $3, 1, $3, '[]', '', 1)";
        let fill = |tx: &mut Tx| -> Result<(), Error> {
            tx.exec(book, params!["ba-dinh"])?;
            for no in 1..=60_i64 {
                let at =
                    Timestamp::from_second(1_493_000_000 + no / 3).map_err(|error| Failure::new(error.to_string()))?;
                tx.exec(publication, params!["ba-dinh", no, at])?;
            }
            Ok(())
        };
        db.write(fill).expect("rows");
        (db, folder)
    }

    #[test]
    fn the_list_turns_page_by_page() {
        let (db, _folder) = portal();
        let turn = |before: Option<&Cursor>| {
            let (page, older) = db.read(|tx| published(tx, before)).expect("a page");
            (page.iter().map(|p| p.report).collect::<Vec<i64>>(), older)
        };
        let (newest, older) = turn(None);
        assert_eq!(newest, (11..=60).rev().collect::<Vec<i64>>());
        let (oldest, end) = turn(older.as_ref());
        assert_eq!((oldest, end), ((1..=10).rev().collect::<Vec<i64>>(), None));
    }

    #[test]
    fn cursors_read_and_write_back() {
        let rows = [
            ("2017-05-05T09:56:00.000Z/ba-dinh/1", true),
            ("2017-05-05T09:56:00.000Z/ba-dinh", false),
            ("ba-dinh/1", false),
            ("hôm qua/ba-dinh/1", false),
            ("2017-05-05T09:56:00.000Z/ba-dinh/một", false),
            ("", false),
        ];
        for (text, readable) in rows {
            let written = Cursor::read(text).map(|cursor| cursor.write());
            assert_eq!(written.as_deref(), readable.then_some(text), "{text}");
        }
    }
}
