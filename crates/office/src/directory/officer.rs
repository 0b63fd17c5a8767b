//! An officer (cán bộ, công chức) with the posts held on a day.

use crate::db::Tx;
use crate::error::Error;
use crate::params;
use jiff::civil::Date;

/// An officer and one post held on the day that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    pub no: i64,
    /// Number of the post.
    pub post: i64,
    pub login: String,
    pub name: String,
    pub post_title: String,
    pub role: String,
    pub unit: i64,
    pub unit_name: String,
}

/// Officers with a post on a day, one line per post, in alphabetical order of the given name.
pub fn officers(tx: &mut Tx, book: &str, on: Date) -> Result<Vec<Officer>, Error> {
    let sql = "select o.no, p.no as post, o.login, o.name, p.title, p.role, p.unit, \
        (select v.name from unit_version v where v.book = p.book and v.unit = p.unit and v.effective_from <= $2 order by v.effective_from desc limit 1) as unit_name \
        from officer o join post p on p.book = o.book and p.officer = o.no where o.book = $1 \
        and o.effective_from <= $2 and (o.effective_to is null or o.effective_to > $2) \
        and p.effective_from <= $2 and (p.effective_to is null or p.effective_to > $2)";
    let mut found = Vec::new();
    for row in tx.rows(sql, params![book, on])? {
        found.push(Officer {
            no: row.int("no")?,
            post: row.int("post")?,
            login: row.text("login")?,
            name: row.text("name")?,
            post_title: row.text("title")?,
            role: row.text("role")?,
            unit: row.int("unit")?,
            unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
        });
    }
    found.sort_by(|a, b| {
        viet::collate::compare(given(&a.name), given(&b.name)).then_with(|| viet::collate::compare(&a.name, &b.name))
    });
    Ok(found)
}

/// Choices for a form: number, name and post.
pub fn officer_choices(officers: &[Officer]) -> Vec<(String, String)> {
    let mut seen = std::collections::BTreeSet::new();
    let fresh = officers.iter().filter(|officer| seen.insert(officer.no));
    fresh.map(|officer| (officer.no.to_string(), format!("{}, {}", officer.name, officer.post_title))).collect()
}

/// Vietnamese lists are ordered by the given name, which is written last.
fn given(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}
