//! Reading meetings, their proposals, items and news, and the appointments of the leadership.

use super::rule::Answer;
use crate::db::{Row, Tx};
use crate::error::{Error, Failure, not_found};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;

/// What sort of meeting: key and Vietnamese label.
pub const KINDS: [(&str, &str); 3] =
    [("working-session", "Buổi làm việc"), ("briefing", "Giao ban"), ("conference", "Hội nghị, cuộc họp")];

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub no: i64,
    pub kind: String,
    pub title: String,
    pub starts_at: Timestamp,
    pub place: String,
    pub chair: String,
    pub report: Option<i64>,
    pub participants: String,
    pub agenda: String,
    pub minutes: String,
    pub closed_at: Option<Timestamp>,
    pub notice: Option<i64>,
    pub fact_no: i64,
}

/// A proposal to a superior body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub meeting: i64,
    pub no: i64,
    pub body: String,
    pub addressed: String,
    pub answer: Answer,
    pub answer_text: String,
    pub answered_at: Option<Timestamp>,
    pub promised_on: Option<Date>,
    pub option_text: String,
    pub option_at: Option<Timestamp>,
}

/// A conclusion or request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub meeting: i64,
    pub no: i64,
    pub kind: String,
    pub body: String,
    pub said_by: String,
    pub unit: Option<i64>,
    pub unit_name: String,
    pub outside: String,
    pub due_on: Option<Date>,
    pub done_at: Option<Timestamp>,
    pub followed_at: Option<Timestamp>,
    pub followed_note: String,
    /// The task it became.
    pub task: Option<i64>,
    pub task_state: String,
}

impl Meeting {
    /// How it is called: kind and title.
    pub fn name(&self) -> String {
        format!("{} {}", self.kind_label(), self.title)
    }

    fn read(row: &Row) -> Result<Meeting, Failure> {
        Ok(Meeting {
            no: row.int("no")?,
            kind: row.text("kind")?,
            title: row.text("title")?,
            starts_at: row.instant("starts_at")?,
            place: row.text("place")?,
            chair: row.text("chair")?,
            report: row.opt_int("report")?,
            participants: row.text("participants")?,
            agenda: row.text("agenda")?,
            minutes: row.text("minutes")?,
            closed_at: row.opt_instant("closed_at")?,
            notice: row.opt_int("notice")?,
            fact_no: row.int("fact_no")?,
        })
    }

    /// Vietnamese label of its kind.
    pub fn kind_label(&self) -> &'static str {
        KINDS.iter().find(|(key, _)| *key == self.kind).map_or("Cuộc họp", |(_, label)| label)
    }
}

impl Item {
    /// Who is responsible; empty when nobody is yet.
    pub fn side(&self) -> &str {
        if self.unit.is_some() { &self.unit_name } else { &self.outside }
    }

    /// Vietnamese label of its kind.
    pub fn kind_label(&self) -> &'static str {
        if self.kind == "request" { "Yêu cầu" } else { "Kết luận" }
    }
}

const MEETING: &str = "select no, kind, title, starts_at, place, chair, report, participants, agenda, minutes, closed_at, notice, fact_no \
    from meeting where book = $1";
const PROPOSAL: &str = "select meeting, no, body, addressed, state, answer, answered_at, promised_on, option_text, option_at \
    from meeting_proposal where book = $1";
const ITEM: &str = "select i.meeting, i.no, i.kind, i.body, i.said_by, i.unit, i.outside, i.due_on, i.done_at, i.followed_at, i.followed_note, \
    (select v.name from unit_version v where v.book = i.book and v.unit = i.unit order by v.effective_from desc limit 1) as unit_name, \
    t.no as task, t.state as task_state from meeting_item i \
    left join task t on t.book = i.book and t.source = 'meeting/' || i.meeting || '/' || i.no where i.book = $1";

/// The meetings of the book, newest first.
pub fn meetings(tx: &mut Tx, book: &str) -> Result<Vec<Meeting>, Error> {
    let rows = tx.rows(&format!("{MEETING} order by starts_at desc, no desc limit 500"), params![book])?;
    Ok(rows.iter().map(Meeting::read).collect::<Result<_, _>>()?)
}

/// One meeting.
pub fn meeting(tx: &mut Tx, book: &str, no: i64) -> Result<Meeting, Error> {
    match tx.row(&format!("{MEETING} and no = $2"), params![book, no])? {
        Some(row) => Ok(Meeting::read(&row)?),
        None => not_found("buổi làm việc này"),
    }
}

/// The proposals of a meeting.
pub fn proposals(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Proposal>, Error> {
    let rows = tx.rows(&format!("{PROPOSAL} and meeting = $2 order by no"), params![book, no])?;
    Ok(rows.iter().map(proposal).collect::<Result<_, _>>()?)
}

/// Proposals of all meetings for which something is still owed, oldest first.
pub fn open_proposals(tx: &mut Tx, book: &str) -> Result<Vec<Proposal>, Error> {
    let rows =
        tx.rows(&format!("{PROPOSAL} and state in ('pending', 'promised') order by meeting, no"), params![book])?;
    Ok(rows.iter().map(proposal).collect::<Result<_, _>>()?)
}

fn proposal(row: &Row) -> Result<Proposal, Failure> {
    Ok(Proposal {
        meeting: row.int("meeting")?,
        no: row.int("no")?,
        body: row.text("body")?,
        addressed: row.text("addressed")?,
        answer: Answer::from_key(&row.text("state")?)
            .ok_or_else(|| Failure::new("a proposal with an unknown state"))?,
        answer_text: row.text("answer")?,
        answered_at: row.opt_instant("answered_at")?,
        promised_on: row.opt_day("promised_on")?,
        option_text: row.text("option_text")?,
        option_at: row.opt_instant("option_at")?,
    })
}

/// Conclusions and requests of a meeting.
pub fn items(tx: &mut Tx, book: &str, no: i64) -> Result<Vec<Item>, Error> {
    let rows = tx.rows(&format!("{ITEM} and i.meeting = $2 order by i.no"), params![book, no])?;
    Ok(rows.iter().map(item).collect::<Result<_, _>>()?)
}

/// The words of one item.
pub fn item_body(tx: &mut Tx, book: &str, no: i64, number: i64) -> Result<String, Error> {
    match items(tx, book, no)?.into_iter().find(|item| item.no == number) {
        Some(item) => Ok(item.body),
        None => not_found("mục kết luận này"),
    }
}

/// Items of closed meetings that are not done, oldest first.
pub fn open_items(tx: &mut Tx, book: &str) -> Result<Vec<Item>, Error> {
    let sql = format!(
        "{ITEM} and i.done_at is null and (t.no is null or t.open = 1) and exists (select 1 from meeting m where m.book = i.book and m.no = i.meeting \
         and m.state = 'closed') order by i.meeting, i.no"
    );
    Ok(tx.rows(&sql, params![book])?.iter().map(item).collect::<Result<_, _>>()?)
}

fn item(row: &Row) -> Result<Item, Failure> {
    Ok(Item {
        meeting: row.int("meeting")?,
        no: row.int("no")?,
        kind: row.text("kind")?,
        body: row.text("body")?,
        said_by: row.text("said_by")?,
        unit: row.opt_int("unit")?,
        unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
        outside: row.text("outside")?,
        due_on: row.opt_day("due_on")?,
        done_at: row.opt_instant("done_at")?,
        followed_at: row.opt_instant("followed_at")?,
        followed_note: row.text("followed_note")?,
        task: row.opt_int("task")?,
        task_state: row.opt_text("task_state")?.unwrap_or_default(),
    })
}

/// News of a meeting: the event has its time, the publication its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub book: String,
    pub office: String,
    pub meeting: i64,
    pub title: String,
    pub body: String,
    pub author: String,
    pub event_at: Timestamp,
    pub published_at: Timestamp,
}

/// The news of one meeting, if it was published.
pub fn news(tx: &mut Tx, book: &str, no: i64) -> Result<Option<News>, Error> {
    let sql = "select n.book, b.name as office, n.meeting, n.title, n.body, n.author, m.starts_at, n.published_at from meeting_news n \
        join meeting m on m.book = n.book and m.no = n.meeting join book b on b.book = n.book where n.book = $1 and n.meeting = $2";
    let row = tx.row(sql, params![book, no])?;
    Ok(row.as_ref().map(read_news).transpose()?)
}

/// The newest news of all offices.
pub fn newest_news(tx: &mut Tx) -> Result<Vec<News>, Error> {
    let sql = "select n.book, b.name as office, n.meeting, n.title, n.body, n.author, m.starts_at, n.published_at from meeting_news n \
        join meeting m on m.book = n.book and m.no = n.meeting join book b on b.book = n.book order by n.published_at desc limit 20";
    Ok(tx.rows(sql, params![])?.iter().map(read_news).collect::<Result<_, _>>()?)
}

fn read_news(row: &Row) -> Result<News, Failure> {
    Ok(News {
        book: row.text("book")?,
        office: row.text("office")?,
        meeting: row.int("meeting")?,
        title: row.text("title")?,
        body: row.text("body")?,
        author: row.text("author")?,
        event_at: row.instant("starts_at")?,
        published_at: row.instant("published_at")?,
    })
}

/// An appointment of the leadership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub no: i64,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub title: String,
    pub place: String,
    pub chaired_by: i64,
    pub leader: String,
    pub attended: String,
    pub prepared_by: String,
    pub cancelled: bool,
    pub fact_no: i64,
}

/// Appointments that begin within a span, in order of time; of one leader where one is named.
pub fn appointments(
    tx: &mut Tx,
    book: &str,
    from: Timestamp,
    until: Timestamp,
    leader: Option<i64>,
) -> Result<Vec<Appointment>, Error> {
    let sql = "select a.no, a.starts_at, a.ends_at, a.title, a.place, a.chaired_by, o.name as leader, a.attended, a.cancelled, a.fact_no, \
        (select v.name from unit_version v where v.book = a.book and v.unit = a.prepared_by order by v.effective_from desc limit 1) as prepared \
        from appointment a left join officer o on o.book = a.book and o.no = a.chaired_by \
        where a.book = $1 and a.starts_at >= $2 and a.starts_at < $3 and ($4 = 0 or a.chaired_by = $4) order by a.starts_at, a.no";
    let one = |row: &Row| -> Result<Appointment, Failure> {
        Ok(Appointment {
            no: row.int("no")?,
            starts_at: row.instant("starts_at")?,
            ends_at: row.instant("ends_at")?,
            title: row.text("title")?,
            place: row.text("place")?,
            chaired_by: row.int("chaired_by")?,
            leader: row.opt_text("leader")?.unwrap_or_default(),
            attended: row.text("attended")?,
            prepared_by: row.opt_text("prepared")?.unwrap_or_default(),
            cancelled: row.flag("cancelled")?,
            fact_no: row.int("fact_no")?,
        })
    };
    let rows = tx.rows(sql, params![book, from, until, leader.unwrap_or(0)])?;
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}
