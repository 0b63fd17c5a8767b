//! Đọc bộ quy tắc: packs from pairs of path and text, all faults at once.

pub(crate) mod entry;
mod indicators;
mod lexicon;
mod names;
mod outlines;
mod scales;
pub(crate) mod source;

use std::collections::BTreeSet;

use crate::assigner::Assigner;
use crate::calendar::{self, CalendarRule};
use crate::case_type::{self, CaseType};
use crate::clears::{self, TaskAssigner, Wording};
use crate::document_kind::DocumentKind;
use crate::fault::Fault;
use crate::indicator::Indicator;
use crate::measure::Measure;
use crate::outline::Outline;
use crate::period::PeriodRule;
use crate::unit::{self, AdministrativeUnit};
use entry::Entry;
use names::{Kind, Mark};
use source::Source;

/// One pack folder that was read: its identity and edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Key, such as `district`.
    pub id: String,
    /// Version, such as `1.0.0`.
    pub version: String,
    /// Vietnamese title.
    pub title: String,
    /// Legal basis.
    pub basis: String,
    /// Keys of the packs it builds upon.
    pub needs: Vec<String>,
}

/// A story shipped inside a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryText {
    /// Path of the story file.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Everything the given packs declare, checked together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Key of the pack that builds upon the others: the last of `editions`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its legal basis.
    pub basis: String,
    /// Every pack that was read; each stands after those it needs.
    pub editions: Vec<Edition>,
    /// Units of measure.
    pub measures: Vec<Measure>,
    /// Bodies that assign targets.
    pub assigners: Vec<Assigner>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Report outlines.
    pub outlines: Vec<Outline>,
    /// Kinds of documents.
    pub document_kinds: Vec<DocumentKind>,
    /// Report-period rules.
    pub periods: Vec<PeriodRule>,
    /// Wordings of what must be clear in a task.
    pub wordings: Vec<Wording>,
    /// Bodies from which tasks come.
    pub task_assigners: Vec<TaskAssigner>,
    /// Working calendars.
    pub calendars: Vec<CalendarRule>,
    /// Administrative procedures.
    pub case_types: Vec<CaseType>,
    /// Stories about case types, not run yet.
    pub case_stories: Vec<StoryText>,
    /// Stories, not run yet.
    pub stories: Vec<StoryText>,
    /// Units of the state by their official codes.
    pub units: Vec<AdministrativeUnit>,
}

impl Pack {
    /// The indicator of that code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }

    /// The measure of that code.
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.code == code)
    }

    /// The assigner of that code.
    pub fn assigner(&self, code: &str) -> Option<&Assigner> {
        self.assigners.iter().find(|assigner| assigner.code == code)
    }

    /// The outline of that key.
    pub fn outline(&self, id: &str) -> Option<&Outline> {
        self.outlines.iter().find(|outline| outline.id == id)
    }

    /// The kind of document of that code.
    pub fn document_kind(&self, code: &str) -> Option<&DocumentKind> {
        self.document_kinds.iter().find(|kind| kind.code == code)
    }

    /// The case type of that key.
    pub fn case_type(&self, id: &str) -> Option<&CaseType> {
        self.case_types.iter().find(|case_type| case_type.id == id)
    }

    /// The calendar of that key.
    pub fn calendar(&self, id: &str) -> Option<&CalendarRule> {
        self.calendars.iter().find(|calendar| calendar.id == id)
    }

    /// The report-period rule of that code.
    pub fn period_rule(&self, code: &str) -> Option<&PeriodRule> {
        self.periods.iter().find(|rule| rule.code == code)
    }

    /// The unit of the state that has a code on a day.
    pub fn unit_on(&self, code: &str, day: jiff::civil::Date) -> Option<&AdministrativeUnit> {
        self.units.iter().find(|unit| unit.code == code && unit.stands_on(day))
    }

    /// The wording of the clears that holds on a day.
    pub fn wording_on(&self, day: jiff::civil::Date) -> Option<&Wording> {
        clears::wording_on(&self.wordings, day)
    }

    /// The wording of that key.
    pub fn wording(&self, id: &str) -> Option<&Wording> {
        self.wordings.iter().find(|wording| wording.id == id)
    }

    /// Which packs a fact was recorded under: `national 1.0.0, district 1.0.0`.
    pub fn stamp(&self) -> String {
        let all: Vec<String> = self.editions.iter().map(|e| format!("{} {}", e.id, e.version)).collect();
        all.join(", ")
    }
}

/// Reads packs given as pairs of path and text. A folder with a `pack.toml` is
/// a pack; several may be given, and they are checked as one. Files other than
/// `.toml` and the tables of units (`.csv`) are ignored.
///
/// # Errors
/// Every fault of every file.
pub fn load(files: &[(String, String)]) -> Result<Pack, Vec<Fault>> {
    let mut draft = Draft::default();
    for (file, text) in files {
        if file.ends_with(".toml") {
            draft.read(file, text);
        } else if file.ends_with(".csv") {
            draft.units.extend(unit::units(file, text, &mut draft.faults));
        }
    }
    let mut faults = std::mem::take(&mut draft.faults);
    faults.extend(names::declared_twice(&draft.defined));
    // A file that could not be read declares nothing; what others name would
    // only repeat its fault.
    if !draft.unread {
        faults.extend(names::unknown(&draft.defined, &draft.referred));
    }
    faults.extend(indicators::judge(&draft.indicators, &draft.measures, &draft.defined));
    faults.extend(unit::judge(&draft.units));
    faults.extend(scales::judge(&draft.referred, &draft.indicators, &draft.measures));
    let editions = ordered(draft.editions, &mut faults);
    if editions.is_empty() && faults.is_empty() {
        faults.push(Fault::of_file("pack.toml", "chưa có bộ quy tắc nào", "thêm tệp pack.toml vào thư mục của bộ"));
    }
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    faults.dedup();
    let Some(head) = editions.last().cloned().filter(|_| faults.is_empty()) else {
        return Err(faults);
    };
    Ok(Pack {
        id: head.id,
        version: head.version,
        title: head.title,
        basis: head.basis,
        editions,
        measures: draft.measures,
        assigners: draft.assigners,
        indicators: draft.indicators,
        outlines: draft.outlines,
        document_kinds: draft.document_kinds,
        periods: draft.periods,
        wordings: draft.wordings,
        task_assigners: draft.task_assigners,
        calendars: draft.calendars,
        case_types: draft.case_types,
        case_stories: draft.case_stories,
        stories: draft.stories,
        units: draft.units.into_iter().map(|declared| declared.unit).collect(),
    })
}

/// What was read so far.
#[derive(Default)]
struct Draft {
    editions: Vec<(String, Edition)>,
    measures: Vec<Measure>,
    assigners: Vec<Assigner>,
    indicators: Vec<Indicator>,
    outlines: Vec<Outline>,
    document_kinds: Vec<DocumentKind>,
    periods: Vec<PeriodRule>,
    wordings: Vec<Wording>,
    task_assigners: Vec<TaskAssigner>,
    calendars: Vec<CalendarRule>,
    case_types: Vec<CaseType>,
    case_stories: Vec<StoryText>,
    stories: Vec<StoryText>,
    units: Vec<unit::Declared>,
    faults: Vec<Fault>,
    unread: bool,
    defined: Vec<Mark>,
    referred: Vec<Mark>,
}

impl Draft {
    fn read(&mut self, file: &str, text: &str) {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = folder.rsplit('/').next().unwrap_or("");
        let source = Source::new(file, text);
        match (folder, name) {
            ("outlines", _) => self.outlines.extend(source.read(outlines::outline).flatten()),
            ("calendars", _) => self.read_calendar(&source),
            ("case_types", _) => self.read_case_type(&source),
            ("case_stories", _) => {
                self.case_stories.push(StoryText { path: file.to_owned(), text: text.to_owned() });
            }
            ("stories", _) => {
                self.stories.push(StoryText { path: file.to_owned(), text: text.to_owned() });
            }
            (_, "pack.toml") => {
                let edition = source.read(edition).flatten();
                self.editions.extend(edition.map(|edition| (file.to_owned(), edition)));
            }
            (_, "measures.toml") => extend(&mut self.measures, &source, "measure", lexicon::measure),
            (_, "assigners.toml") => extend(&mut self.assigners, &source, "assigner", lexicon::assigner),
            (_, "indicators.toml") => {
                extend(&mut self.indicators, &source, "indicator", indicators::indicator);
            }
            (_, "document_kinds.toml") => {
                extend(&mut self.document_kinds, &source, "kind", lexicon::document_kind);
            }
            (_, "task_assigners.toml") => {
                extend(&mut self.task_assigners, &source, "assigner", clears::task_assigner);
            }
            (_, "clears.toml") => self.read_wordings(&source),
            (_, "periods.toml") => extend(&mut self.periods, &source, "rule", lexicon::period_rule),
            _ => self.faults.push(Fault::of_file(
                file,
                "tệp không thuộc bộ quy tắc",
                "đặt tên là pack.toml, measures.toml, assigners.toml, indicators.toml, document_kinds.toml, \
                 periods.toml, clears.toml, task_assigners.toml, hoặc đặt trong thư mục outlines, calendars, case_types, case_stories hay stories",
            )),
        }
        self.unread |= source.is_unread();
        let (faults, defined, referred) = source.found();
        self.faults.extend(faults);
        self.defined.extend(defined);
        self.referred.extend(referred);
    }
}

impl Draft {
    fn read_calendar(&mut self, source: &Source<'_>) {
        if let Some(calendar) = source.read(calendar::calendar).flatten() {
            source.define(Kind::Calendar, &calendar.id, 0);
            self.calendars.push(calendar);
        }
    }

    fn read_wordings(&mut self, source: &Source<'_>) {
        let read = source.read(|top| top.each("wording", clears::wording)).unwrap_or_default();
        for wording in &read {
            source.refer(Kind::Calendar, &wording.calendar, 0);
        }
        self.wordings.extend(read);
    }

    fn read_case_type(&mut self, source: &Source<'_>) {
        if let Some(case_type) = source.read(case_type::case_type).flatten() {
            source.define(Kind::CaseType, &case_type.id, 0);
            source.refer(Kind::Calendar, &case_type.calendar, 0);
            self.case_types.push(case_type);
        }
    }
}

/// Reads one case type alone, as it was published; what it names elsewhere is not looked up.
///
/// # Errors
/// Every fault of the text.
pub fn load_case_type(file: &str, text: &str) -> Result<CaseType, Vec<Fault>> {
    alone(file, text, case_type::case_type)
}

/// Reads one calendar alone, as it was published.
///
/// # Errors
/// Every fault of the text.
pub fn load_calendar(file: &str, text: &str) -> Result<CalendarRule, Vec<Fault>> {
    alone(file, text, calendar::calendar)
}

fn alone<T>(file: &str, text: &str, read: fn(&Entry<'_>) -> Option<T>) -> Result<T, Vec<Fault>> {
    let source = Source::new(file, text);
    let value = source.read(read).flatten();
    let (faults, ..) = source.found();
    value.filter(|_| faults.is_empty()).ok_or(faults)
}

fn extend<T>(into: &mut Vec<T>, source: &Source<'_>, key: &'static str, read: fn(&Entry<'_>) -> Option<T>) {
    into.extend(source.read(|top| top.each(key, read)).unwrap_or_default());
}

fn edition(entry: &Entry<'_>) -> Option<Edition> {
    let id = entry.code("id");
    let version = entry.words("version");
    let title = entry.words("title");
    let basis = entry.words("basis");
    let needs = entry.list("needs").into_iter().map(|(id, _)| id).collect();
    Some(Edition { id: id?.0, version, title, basis, needs })
}

/// Packs so that each stands after those it needs, otherwise by key.
fn ordered(mut left: Vec<(String, Edition)>, faults: &mut Vec<Fault>) -> Vec<Edition> {
    left.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    let mut done: Vec<Edition> = Vec::new();
    let mut met: BTreeSet<String> = BTreeSet::new();
    while let Some(at) = left.iter().position(|(_, e)| e.needs.iter().all(|need| met.contains(need))) {
        let (file, edition) = left.remove(at);
        if !met.insert(edition.id.clone()) {
            let what = format!("bộ quy tắc `{}` có hai lần", edition.id);
            faults.push(Fault::of_file(&file, what, "bỏ một trong hai thư mục"));
        }
        done.push(edition);
    }
    for (file, edition) in left {
        let lacking: Vec<&str> = edition.needs.iter().filter(|need| !met.contains(*need)).map(String::as_str).collect();
        let what = format!("bộ quy tắc `{}` cần {} nhưng không có", edition.id, lacking.join(", "));
        faults.push(Fault::of_file(&file, what, "thêm thư mục của bộ cần dùng, hoặc bỏ khỏi `needs`"));
    }
    done
}
