//! Who files (người nộp): personal data in rows of its own, found again by identity number so that papers can be reused.

use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::civil::Date;
use pack::case_type::PersonKind;

/// A person as typed or scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    pub kind: PersonKind,
    pub name: String,
    /// 12 or 9 digits, a tax code, a passport number; empty when none was given.
    pub identity_no: String,
    pub born_on: Option<Date>,
    /// `male`, `female` or empty.
    pub sex: String,
    pub address: String,
    pub phone: String,
    pub email: String,
}

/// The person kept under this identity with the same name, or a new row; answers its number. Only what an officer checked
/// at the counter brings a known person up to date, never what somebody typed online.
pub fn keep_person(tx: &mut Tx, book: &str, new: &NewPerson, checked: bool) -> Result<i64, Error> {
    if !new.identity_no.is_empty() {
        let sql = "select no, name from person where book = $1 and identity_no = $2 order by no desc";
        for row in tx.rows(sql, params![book, &new.identity_no])? {
            if viet::fold::fold(&row.text("name")?) == viet::fold::fold(&new.name) {
                let no = row.int("no")?;
                if checked {
                    bring_up_to_date(tx, book, no, new)?;
                }
                return Ok(no);
            }
        }
    }
    let made = tx.write_row(
        "insert into person (book, no, kind, name, identity_no, born_on, sex, address, phone, email) \
         select $1, coalesce(max(no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9 from person where book = $1 returning no",
        params![
            book,
            new.kind.key(),
            &new.name,
            &new.identity_no,
            new.born_on,
            &new.sex,
            &new.address,
            &new.phone,
            &new.email
        ],
    )?;
    Ok(made.map(|row| row.int("no")).transpose()?.unwrap_or_default())
}

/// What was left empty this time keeps what was known.
fn bring_up_to_date(tx: &mut Tx, book: &str, no: i64, new: &NewPerson) -> Result<(), Error> {
    tx.exec(
        "update person set name = $3, address = case when $4 = '' then address else $4 end, \
         phone = case when $5 = '' then phone else $5 end, email = case when $6 = '' then email else $6 end \
         where book = $1 and no = $2",
        params![book, no, &new.name, &new.address, &new.phone, &new.email],
    )?;
    Ok(())
}

/// A person by number.
pub fn person(tx: &mut Tx, book: &str, no: i64) -> Result<NewPerson, Error> {
    let sql =
        "select kind, name, identity_no, born_on, sex, address, phone, email from person where book = $1 and no = $2";
    match tx.row(sql, params![book, no])? {
        Some(row) => Ok(read(&row)?),
        None => not_found("người nộp hồ sơ này"),
    }
}

fn read(row: &Row) -> Result<NewPerson, Failure> {
    let kind = PersonKind::from_key(&row.text("kind")?).unwrap_or(PersonKind::Citizen);
    Ok(NewPerson {
        kind,
        name: row.text("name")?,
        identity_no: row.text("identity_no")?,
        born_on: row.opt_day("born_on")?,
        sex: row.text("sex")?,
        address: row.text("address")?,
        phone: row.text("phone")?,
        email: row.text("email")?,
    })
}

/// Papers of earlier cases of the same identity that can be offered again: case, paper, title, file.
pub fn earlier_papers(tx: &mut Tx, book: &str, identity_no: &str) -> Result<Vec<EarlierPaper>, Error> {
    if identity_no.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows(include_str!("sql/earlier_papers.sql"), params![book, identity_no])?;
    let one = |row: &Row| -> Result<EarlierPaper, Failure> {
        Ok(EarlierPaper {
            case_no: row.int("case_no")?,
            case_code: row.text("code")?,
            paper: row.text("paper")?,
            title: row.text("title")?,
            attachment: row.text("attachment")?,
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

/// A paper handed in with an earlier case.
#[derive(Clone, Debug)]
pub struct EarlierPaper {
    pub case_no: i64,
    pub case_code: String,
    pub paper: String,
    pub title: String,
    /// Digest of the file.
    pub attachment: String,
}
