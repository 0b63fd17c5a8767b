//! Reads a case type from its file: `case_types/*.toml`.

use super::{
    Asks, CaseType, Channel, ExtensionRule, Fee, Field, FieldKind, LadderRung, LimitRule, Outcome, OutcomeKind, Paper,
    PauseRule, PersonKind, Step, StepRole, Told, judge,
};
use crate::calendar::clock_minute;
use crate::clock::{Limit, Rung};
use crate::load::entry::Entry;

const CHANNELS: &[(&str, Channel)] =
    &[("counter", Channel::Counter), ("online", Channel::Online), ("post", Channel::Post)];
const PERSONS: &[(&str, PersonKind)] = &[
    ("citizen", PersonKind::Citizen),
    ("business", PersonKind::Business),
    ("organisation", PersonKind::Organisation),
    ("agency", PersonKind::Agency),
];
const ROLES: &[(&str, StepRole)] =
    &[("counter", StepRole::Counter), ("specialist", StepRole::Specialist), ("head", StepRole::Head)];

/// A whole file.
pub(crate) fn case_type(entry: &Entry<'_>) -> Option<CaseType> {
    let id = entry.code("id");
    let code = entry.words("code");
    let version = entry.integer("version", 1, 1_000_000).unwrap_or(1);
    let title = entry.words("title");
    let field = entry.words("field");
    let basis = entry.words("basis");
    let confirm = entry.opt_text("confirm").map_or(String::new(), |(text, _)| text);
    let effective_from = entry.required_date("effective_from");
    let effective_to = entry.date("effective_to");
    let calendar = entry.code("calendar");
    let applicants = listed(entry, "applicants", PERSONS);
    let channels = listed(entry, "channels", CHANNELS);
    let tacit = entry.opt_text("tacit").map_or(String::new(), |(text, _)| text);
    let apology = entry.flag("apology");
    let service_norm = limit(entry, "service_norm");
    let read = CaseType {
        service_norm,
        papers: entry.each("paper", paper),
        fields: entry.each("form_field", field_of),
        steps: entry.each("step", step),
        limits: entry.each("limit", limit_rule),
        pauses: entry.each("pause", pause),
        extension: entry.one("extension", extension),
        outcomes: entry.each("outcome", outcome),
        fees: entry.each("fee", fee),
        ladder: entry.each("ladder", rung),
        id: id.map_or(String::new(), |(id, _)| id),
        code,
        version,
        title,
        field,
        basis,
        confirm,
        effective_from: effective_from.unwrap_or_default(),
        effective_to,
        calendar: calendar.map_or(String::new(), |(id, _)| id),
        applicants,
        channels,
        apology,
        tacit,
        text: entry.source.text.to_owned(),
    };
    judge::judge(entry, &read);
    Some(read)
}

/// A list of words out of a vocabulary.
fn listed<T: Copy>(entry: &Entry<'_>, key: &'static str, words: &[(&str, T)]) -> Vec<T> {
    let mut all = Vec::new();
    for (word, at) in entry.list(key) {
        match words.iter().find(|(name, _)| *name == word) {
            Some((_, value)) => all.push(*value),
            None => {
                let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
                let what = format!("trường `{key}` không nhận giá trị “{word}”");
                entry.source.fault(at, what, format!("viết trong số: {}", names.join(", ")));
            }
        }
    }
    if all.is_empty() {
        entry.source.fault(entry.at, format!("trường `{key}` chưa có giá trị nào"), "viết ít nhất một giá trị");
    }
    all
}

/// A limit written as text; a fault when it cannot be read.
fn limit(entry: &Entry<'_>, key: &'static str) -> Option<Limit> {
    let (text, at) = entry.opt_text(key)?;
    let read = Limit::read(&text);
    read.map_err(|sentence| entry.source.fault(at, sentence, "sửa thời hạn")).ok()
}

fn paper(entry: &Entry<'_>) -> Option<Paper> {
    let id = entry.code("id");
    let title = entry.words("title");
    let copies = entry.integer("copies", 0, 99).unwrap_or(1);
    Some(Paper { id: id?.0, title, copies, required: !entry.flag("optional"), national: entry.flag("national") })
}

fn field_of(entry: &Entry<'_>) -> Option<Field> {
    let id = entry.code("id");
    let label = entry.words("label");
    let choices: Vec<String> = entry.list("choices").into_iter().map(|(text, _)| text).collect();
    let kind = match entry.opt_text("kind") {
        None => FieldKind::Text,
        Some((kind, at)) => match kind.as_str() {
            "text" => FieldKind::Text,
            "number" => FieldKind::Number,
            "day" => FieldKind::Day,
            "money" => FieldKind::Money,
            "choice" if !choices.is_empty() => FieldKind::Choice(choices),
            "choice" => {
                entry.source.fault(at, "trường chọn chưa có `choices`", "thêm choices = [\"…\", \"…\"]");
                FieldKind::Text
            }
            other => {
                let what = format!("trường `kind` không nhận giá trị “{other}”");
                entry.source.fault(at, what, "viết một trong: text, number, day, money, choice");
                FieldKind::Text
            }
        },
    };
    Some(Field { id: id?.0, label, kind, required: !entry.flag("optional") })
}

fn step(entry: &Entry<'_>) -> Option<Step> {
    let id = entry.code("id");
    let title = entry.words("title");
    let role = entry.choice("role", ROLES);
    let norm = limit(entry, "norm");
    let next = entry.list("next").into_iter().map(|(id, _)| id).collect();
    let decides = entry.flag("decides");
    Some(Step { id: id?.0, title, role: role?, norm, next, decides })
}

fn limit_rule(entry: &Entry<'_>) -> Option<LimitRule> {
    let id = entry.code("id");
    let title = entry.words("title");
    if entry.opt_text("within").is_none() {
        entry.source.fault(entry.at, "thiếu trường `within`", "thêm dòng within = \"5 ngày làm việc\"");
    }
    let limit = limit(entry, "within");
    let same_day_until = entry.opt_text("same_day_until").and_then(|(text, at)| {
        let minute = clock_minute(&text);
        if minute.is_none() {
            entry.source.fault(at, format!("“{text}” không phải giờ trong ngày"), "viết như \"15:00\"");
        }
        minute
    });
    let channel = entry.opt_choice("channel", CHANNELS);
    let when = entry.opt_text("when").and_then(|(text, at)| {
        let pair = text.split_once('=').map(|(field, value)| (field.trim().to_owned(), value.trim().to_owned()));
        if pair.is_none() {
            entry.source.fault(at, format!("“{text}” không phải điều kiện"), "viết \"trường = giá trị\"");
        }
        pair
    });
    let restart = entry.flag("restart");
    let begins = entry.opt_text("begins").map(|(step, _)| step);
    let basis = entry.words("basis");
    Some(LimitRule { id: id?.0, title, limit: limit?, same_day_until, channel, when, restart, begins, basis })
}

fn pause(entry: &Entry<'_>) -> Option<PauseRule> {
    let id = entry.code("id");
    let title = entry.words("title");
    let asks = entry.choice("asks", &[("papers", Asks::Papers), ("money", Asks::Money), ("other", Asks::Other)]);
    let basis = entry.words("basis");
    Some(PauseRule { id: id?.0, title, asks: asks?, basis })
}

fn extension(entry: &Entry<'_>) -> Option<ExtensionRule> {
    let times = entry.integer("times", 1, 9).unwrap_or(1);
    let longest = limit(entry, "longest");
    if !entry.has("longest") {
        entry.source.fault(entry.at, "thiếu trường `longest`", "thêm dòng `longest = \"5 ngày làm việc\"`");
    }
    let basis = entry.words("basis");
    Some(ExtensionRule { times, longest: longest?, basis })
}

fn outcome(entry: &Entry<'_>) -> Option<Outcome> {
    let id = entry.code("id");
    let title = entry.words("title");
    let kind = entry.choice(
        "kind",
        &[("granted", OutcomeKind::Granted), ("refused", OutcomeKind::Refused), ("concluded", OutcomeKind::Concluded)],
    );
    let document = entry.words("document");
    let retention = entry.words("retention");
    Some(Outcome { id: id?.0, title, kind: kind?, document, retention })
}

fn fee(entry: &Entry<'_>) -> Option<Fee> {
    let id = entry.code("id");
    let title = entry.words("title");
    let amount_dong = entry.integer("amount_dong", 0, 1_000_000_000_000);
    if !entry.has("amount_dong") {
        entry.source.fault(entry.at, "thiếu trường `amount_dong`", "thêm dòng `amount_dong = …`, số đồng");
    }
    let times = entry.opt_text("times").map_or(String::new(), |(text, _)| text);
    let channel = entry.opt_choice("channel", CHANNELS);
    let basis = entry.words("basis");
    Some(Fee { id: id?.0, title, amount_dong: amount_dong?, times, channel, basis })
}

fn rung(entry: &Entry<'_>) -> Option<LadderRung> {
    let (text, at) = entry.text("at")?;
    let tell = entry.choice("tell", &[("holder", Told::Holder), ("head", Told::Head)]);
    let rung = Rung::read(&text).map_err(|sentence| entry.source.fault(at, sentence, "sửa bậc nhắc")).ok();
    Some(LadderRung { text, rung: rung?, tell: tell? })
}
