//! Lists of cases (danh sách hồ sơ): who looks, which ones, page by page. Overdue is judged by the clock of the question.

use super::word;
use crate::ctx::Ctx;
use crate::db::{Row, Tx, Value};
use crate::error::{Error, Failure};
use crate::params;
use jiff::Timestamp;
use jiff::civil::Date;
use pack::case_type::State;

/// Which cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Held by this person, or by somebody he stands in for.
    Mine,
    /// Past the statutory limit.
    Overdue,
    /// Due today.
    Today,
    /// Due within seven days.
    Week,
    Waiting,
    /// With a result that nobody fetched yet.
    Decided,
    /// On which an own unit is asked for advice.
    Advice,
    All,
}

impl View {
    pub const ALL: [View; 8] =
        [View::Mine, View::Overdue, View::Today, View::Week, View::Waiting, View::Decided, View::Advice, View::All];

    /// Key in addresses.
    pub fn key(self) -> &'static str {
        match self {
            View::Mine => "mine",
            View::Overdue => "overdue",
            View::Today => "today",
            View::Week => "week",
            View::Waiting => "waiting",
            View::Decided => "decided",
            View::Advice => "advice",
            View::All => "all",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            View::Mine => "Việc của tôi",
            View::Overdue => "Quá hạn",
            View::Today => "Đến hạn hôm nay",
            View::Week => "Đến hạn trong 7 ngày",
            View::Waiting => "Đang tạm dừng",
            View::Decided => "Chờ trả kết quả",
            View::Advice => "Chờ đơn vị tôi cho ý kiến",
            View::All => "Tất cả",
        }
    }

    /// The view of that key.
    pub fn from_key(key: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.key() == key)
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    pub view: View,
    /// Words to be found; empty for none.
    pub words: String,
    pub type_id: String,
    pub unit: Option<i64>,
    /// As of which instant overdue is judged.
    pub at: Timestamp,
    /// Received or finished between two days, as a figure counts them: measure, first and last day.
    pub counted: Option<(String, Date, Date)>,
    /// After which line of the order the page begins: due instant and number.
    pub after: Option<(String, i64)>,
    pub most: i64,
}

impl Asked {
    /// A first page of a view, judged now.
    pub fn view(view: View, now: Timestamp) -> Asked {
        Asked {
            view,
            words: String::new(),
            type_id: String::new(),
            unit: None,
            at: now,
            counted: None,
            after: None,
            most: 50,
        }
    }
}

/// One line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    pub no: i64,
    pub code: String,
    pub type_id: String,
    pub version: i64,
    pub subject: String,
    pub person: String,
    pub state: State,
    pub step: String,
    pub holder: i64,
    pub holder_name: String,
    pub unit_name: String,
    pub received_at: Timestamp,
    pub due_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub verdict: String,
    pub overdue: bool,
}

const SELECT: &str = "select f.no, f.code, f.type, f.version, f.subject, h.name as person, f.state, f.step, f.holder, o.name as holder_name, \
    (select v.name from unit_version v where v.book = f.book and v.unit = f.holder_unit order by v.effective_from desc limit 1) as unit_name, \
    f.received_at, f.due_at, f.finished_at, f.verdict from case_file f \
    join person h on h.book = f.book and h.no = f.person left join officer o on o.book = f.book and o.no = f.holder where f.book = $1";

/// A page of cases that this person may see.
pub fn cases(ctx: &Ctx, tx: &mut Tx, asked: &Asked) -> Result<Vec<Line>, Error> {
    let mut query = Query { sql: SELECT.to_owned(), values: params![&ctx.book].to_vec() };
    if !query.narrow(ctx, asked)? {
        return Ok(Vec::new());
    }
    let by_due = matches!(asked.view, View::Mine | View::Overdue | View::Today | View::Week);
    if let Some((due, no)) = &asked.after {
        let condition = if by_due {
            "(coalesce(f.due_at, '9999'), f.no) > ({}, {})"
        } else {
            "(cast({} as text) is not null and f.no < {})"
        };
        query.and(condition, vec![due.into(), (*no).into()]);
    }
    let order = match asked.view {
        View::Overdue | View::Today | View::Week => " order by f.due_at, f.no",
        View::Mine => " order by coalesce(f.due_at, '9999'), f.no",
        _ => " order by f.no desc",
    };
    let limit = query.bind(asked.most.into());
    let sql = format!("{}{order} limit {limit}", query.sql);
    let rows = tx.rows(&sql, &query.values)?;
    Ok(rows.iter().map(|row| line(row, asked.at)).collect::<Result<_, _>>()?)
}

/// How many cases each of these holds for this person, in their order: one statement for all, because on a busy server each
/// statement of its own waits in the queue again.
pub fn how_many(ctx: &Ctx, tx: &mut Tx, asked: &[Asked]) -> Result<Vec<i64>, Error> {
    let mut query = Query { sql: String::new(), values: params![&ctx.book].to_vec() };
    for (at, asked) in asked.iter().enumerate() {
        let (before, bound) = (query.sql.len(), query.values.len());
        let or = if before == 0 { "" } else { " union all " };
        query.sql.push_str(&format!("{or}select {at} as place, count(*) as cases from case_file f where f.book = $1"));
        if !query.narrow(ctx, asked)? {
            query.sql.truncate(before);
            query.values.truncate(bound);
        }
    }
    let mut found = vec![0; asked.len()];
    if query.sql.is_empty() {
        return Ok(found);
    }
    for row in tx.rows(&query.sql, &query.values)? {
        if let Some(count) = usize::try_from(row.int("place")?).ok().and_then(|at| found.get_mut(at)) {
            *count = row.int("cases")?;
        }
    }
    Ok(found)
}

struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// Adds a condition; each `{}` stands for the next value.
    fn and(&mut self, condition: &str, values: Vec<Value>) {
        let mut text = condition.to_owned();
        for value in values {
            let place = self.bind(value);
            text = text.replacen("{}", &place, 1);
        }
        self.sql.push_str(" and ");
        self.sql.push_str(&text);
    }

    /// Adds what is asked for; false when nothing can be found.
    fn narrow(&mut self, ctx: &Ctx, asked: &Asked) -> Result<bool, Error> {
        self.of_view(ctx, asked);
        if !ctx.sees_all() && asked.counted.is_some() {
            self.received_by(&ctx.actor.units);
        } else if !ctx.sees_all() && !matches!(asked.view, View::Mine | View::Advice) {
            self.of_units(&ctx.actor.units);
        }
        if let Some(unit) = asked.unit {
            self.and("(f.holder_unit = {} or f.received_unit = {})", vec![unit.into(), unit.into()]);
        }
        if !asked.type_id.is_empty() {
            self.and("f.type = {}", vec![(&asked.type_id).into()]);
        }
        if let Some((measure, from, to)) = &asked.counted {
            self.counted(measure, *from, *to, asked.unit);
        }
        if !asked.words.trim().is_empty() {
            let narrowed =
                asked.view != View::All || asked.unit.is_some() || !asked.type_id.is_empty() || !ctx.sees_all();
            let condition =
                if narrowed { word::within(&asked.words) } else { word::condition(&ctx.book, &asked.words) };
            let Some((condition, values)) = condition else { return Ok(false) };
            self.and(&condition, values);
        }
        Ok(true)
    }

    fn of_view(&mut self, ctx: &Ctx, asked: &Asked) {
        let end =
            |days: i64| crate::ctx::HANOI.to_datetime(asked.at).date().checked_add(jiff::Span::new().days(days)).ok();
        let midnight =
            |days: i64| end(days).and_then(|day| super::clock::instant(day.at(0, 0, 0, 0)).ok()).unwrap_or(asked.at);
        match asked.view {
            View::Mine => {
                let me = Value::from(ctx.actor.officer);
                // One list of holders, so that the index of holders is read and not the whole book.
                let condition = "f.open = 1 and f.holder in (select s.officer from stand_in s where s.book = {} \
                    and s.deputy = {} and s.from_on <= {} and s.to_on >= {} union all select cast({} as bigint))";
                let today = Value::from(ctx.today());
                self.and(condition, vec![(&ctx.book).into(), me.clone(), today.clone(), today, me]);
            }
            View::Overdue if asked.at < ctx.now => self.and(
                "f.received_at <= {} and (f.open = 1 or f.finished_at > {}) and f.due_at < {}",
                vec![asked.at.into(), asked.at.into(), asked.at.into()],
            ),
            View::Overdue => self.and("f.open = 1 and f.due_at < {}", vec![asked.at.into()]),
            View::Today => {
                self.and("f.open = 1 and f.due_at >= {} and f.due_at < {}", vec![asked.at.into(), midnight(1).into()])
            }
            View::Week => {
                self.and("f.open = 1 and f.due_at >= {} and f.due_at < {}", vec![asked.at.into(), midnight(8).into()])
            }
            View::Waiting => self.sql.push_str(" and f.open = 1 and f.state = 'waiting'"),
            View::Decided => self.sql.push_str(" and f.state = 'decided'"),
            View::Advice => self.asked_of(&ctx.actor.units, " and l.answered_at is null"),
            View::All => {}
        }
    }

    fn of_units(&mut self, units: &[i64]) {
        let units = if units.is_empty() { &[-1][..] } else { units };
        let places = vec!["{}"; units.len()].join(", ");
        let condition =
            format!("(f.holder_unit in ({places}) or f.received_unit in ({places}) or f.authority_unit in ({places}))");
        self.and(&condition, units.iter().cycle().take(units.len() * 3).map(|unit| Value::from(*unit)).collect());
    }

    /// Cases on which one of these units is asked for advice.
    fn asked_of(&mut self, units: &[i64], also: &str) {
        let units = if units.is_empty() { &[-1][..] } else { units };
        let places = vec!["{}"; units.len()].join(", ");
        let condition = format!(
            "exists (select 1 from case_leg l where l.book = f.book and l.case_no = f.no and l.unit in ({places}){also})"
        );
        self.and(&condition, units.iter().map(|unit| Value::from(*unit)).collect());
    }

    /// Cases that these units received: those that are counted for them.
    fn received_by(&mut self, units: &[i64]) {
        let units = if units.is_empty() { &[-1][..] } else { units };
        let places = vec!["{}"; units.len()].join(", ");
        let condition = format!("f.received_unit in ({places})");
        self.and(&condition, units.iter().map(|unit| Value::from(*unit)).collect());
    }

    /// The cases behind a count, by the unit that received them.
    fn counted(&mut self, measure: &str, from: Date, to: Date, unit: Option<i64>) {
        if let Some(unit) = unit {
            self.and("f.received_unit = {}", vec![unit.into()]);
        }
        match measure {
            "received" => self.and("f.received_on >= {} and f.received_on <= {}", vec![from.into(), to.into()]),
            "settled" => {
                self.and(
                    "f.finished_on >= {} and f.finished_on <= {} and f.verdict <> ''",
                    vec![from.into(), to.into()],
                );
            }
            "punctual" => self.and(
                "f.finished_on >= {} and f.finished_on <= {} and f.verdict in ('early', 'on-time')",
                vec![from.into(), to.into()],
            ),
            "stopped" => self.and(
                "f.finished_on >= {} and f.finished_on <= {} and f.state = 'stopped'",
                vec![from.into(), to.into()],
            ),
            "pending" => self.and(
                "f.received_on <= {} and (f.finished_on is null or f.finished_on > {})",
                vec![to.into(), to.into()],
            ),
            other => self.and(
                "f.finished_on >= {} and f.finished_on <= {} and f.verdict = {}",
                vec![from.into(), to.into(), other.into()],
            ),
        }
    }
}

fn line(row: &Row, at: Timestamp) -> Result<Line, Failure> {
    let state = State::from_key(&row.text("state")?).ok_or_else(|| Failure::new("a case with an unknown state"))?;
    let due_at = row.opt_instant("due_at")?;
    Ok(Line {
        no: row.int("no")?,
        code: row.text("code")?,
        type_id: row.text("type")?,
        version: row.int("version")?,
        subject: row.text("subject")?,
        person: row.text("person")?,
        state,
        step: row.text("step")?,
        holder: row.int("holder")?,
        holder_name: row.opt_text("holder_name")?.unwrap_or_default(),
        unit_name: row.opt_text("unit_name")?.unwrap_or_default(),
        received_at: row.instant("received_at")?,
        due_at,
        finished_at: row.opt_instant("finished_at")?,
        verdict: row.text("verdict")?,
        overdue: state.is_open() && due_at.is_some_and(|due| due < at),
    })
}
