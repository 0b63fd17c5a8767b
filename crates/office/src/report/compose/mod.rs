//! Composes the parts of an outline into blocks of the document, and remembers why every number is what it is.

mod chart;
mod past_tasks;
mod risk;
mod sentence;
mod table;

pub use past_tasks::{PastTask, past_tasks};
pub use risk::{RiskRow, risks};

use super::frozen::FrozenSection;
use super::store::Report;
use crate::ctx::Ctx;
use crate::indicator::{Explanation, Line, Lines, Period, Written, explain};
use pack::Outline;
use pack::check::{Finding, Severity};
use pack::outline::{Field, Part, Section};
use press::{Block, FigureRef, Flag, Inline};
use std::collections::{BTreeMap, BTreeSet};

/// Decimals an XLSX cell shows of a number that is not rounded in print.
const CELL_DECIMALS: u32 = 2;

/// What a report takes over from registers as it stands there.
pub struct Registers {
    pub risks: Vec<RiskRow>,
    pub past_tasks: Vec<PastTask>,
}

/// One assembling in progress.
pub struct Composer<'a> {
    ctx: &'a Ctx,
    report: &'a Report,
    period: &'a Period,
    lines: &'a Lines,
    findings: &'a [Finding],
    unit: &'a str,
    /// Why each number is what it is, by the code printed beside it.
    pub explanations: BTreeMap<String, Explanation>,
    /// Indicators whose findings already stand beside a figure.
    flagged: BTreeSet<String>,
}

impl<'a> Composer<'a> {
    pub fn new(
        ctx: &'a Ctx,
        report: &'a Report,
        period: &'a Period,
        lines: &'a Lines,
        findings: &'a [Finding],
        unit: &'a str,
    ) -> Composer<'a> {
        Composer { ctx, report, period, lines, findings, unit, explanations: BTreeMap::new(), flagged: BTreeSet::new() }
    }

    /// Every section that has something to say, numbered I., 1., a) by its depth.
    pub fn sections(&mut self, outline: &Outline, registers: &Registers) -> (Vec<Block>, Vec<FrozenSection>) {
        let (mut body, mut sections) = (Vec::new(), Vec::new());
        let mut numbers = [0_usize; 4];
        for (at, section) in outline.sections.iter().enumerate() {
            let blocks = self.parts(section, registers);
            if blocks.is_empty() && !leads_on(outline, at) {
                continue;
            }
            let depth = usize::from(section.level.clamp(1, 4));
            numbers[depth - 1] += 1;
            numbers[depth..].fill(0);
            let heading = format!("{} {}", numeral(depth, numbers[depth - 1]), section.heading);
            sections.push(FrozenSection {
                key: section.key.clone(),
                heading: heading.clone(),
                public: section.public,
                blocks: blocks.len() + 1,
            });
            body.push(Block::Heading { level: section.level, text: heading });
            body.extend(blocks);
        }
        (body, sections)
    }

    fn parts(&mut self, section: &Section, registers: &Registers) -> Vec<Block> {
        let mut blocks = Vec::new();
        for part in &section.parts {
            match part {
                Part::Sentence { text, needs } => blocks.extend(self.sentence(text, needs)),
                Part::Table { caption, rows, columns } => blocks.extend(self.table(caption, rows, columns)),
                Part::Chart { caption, shape, indicator, of } => {
                    blocks.extend(self.chart(caption, *shape, indicator, *of))
                }
                Part::Risks => blocks.extend(risk::blocks(&registers.risks)),
                Part::NextTasks => blocks.extend(self.next_tasks()),
                Part::PastTasks => blocks.extend(past_tasks::blocks(&registers.past_tasks)),
                Part::Narrative { key, prompt } => blocks.extend(self.narrative(key, prompt)),
            }
        }
        blocks
    }

    /// Prose of the drafter, a paragraph a line; in a draft an empty one shows what should be written there.
    fn narrative(&self, key: &str, prompt: &str) -> Vec<Block> {
        let text = self.report.texts.narratives.get(key).map(String::as_str).unwrap_or_default();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let blocks: Vec<Block> =
            lines.map(|line| Block::Paragraph { inlines: vec![Inline::Text(line.to_owned())] }).collect();
        if blocks.is_empty() && !self.report.signed && !prompt.is_empty() {
            return vec![Block::Note { text: format!("Chưa viết: {prompt}") }];
        }
        blocks
    }

    fn next_tasks(&self) -> Vec<Block> {
        let item = |task: &super::texts::NextTask| {
            let unit = if task.unit.is_empty() { String::new() } else { format!("; {} chủ trì", task.unit) };
            let due =
                if task.due_on.is_empty() { String::new() } else { format!("; chậm nhất ngày {}", task.due_on) };
            Block::Item { inlines: vec![Inline::Text(format!("{}{unit}{due}.", task.work.trim_end_matches('.')))] }
        };
        self.report.texts.next_tasks.iter().map(item).collect()
    }

    /// What has been remembered so far, to go back to when a sentence or a clause is not printed after all.
    fn kept(&self) -> (BTreeMap<String, Explanation>, BTreeSet<String>) {
        (self.explanations.clone(), self.flagged.clone())
    }

    fn take_back(&mut self, kept: (BTreeMap<String, Explanation>, BTreeSet<String>)) {
        (self.explanations, self.flagged) = kept;
    }

    /// A number of a line as it is printed, with its code; the explanation is remembered under that code.
    pub(super) fn register(&mut self, line: &Line, field: &Field, written: &Written) -> FigureRef {
        let code = format!("S{}", self.explanations.len() + 1);
        let key = key_of(line, field, self.period);
        self.explanations.insert(code.clone(), explain(line, field, key, written));
        FigureRef {
            href: Some(format!("/{}/reports/{}/figures/{code}", self.ctx.book, self.report.no)),
            text: written.text.clone(),
            flags: self.flags(&line.rule.code),
            value: written.value,
            decimals: written.value.map(|value| value.normalize().scale().min(CELL_DECIMALS)),
            code,
        }
    }

    /// What the checks found about an indicator, beside its first figure.
    fn flags(&mut self, indicator: &str) -> Vec<Flag> {
        if !self.flagged.insert(indicator.to_owned()) {
            return Vec::new();
        }
        let mine = self.findings.iter().filter(|finding| finding.indicator.as_deref() == Some(indicator));
        mine.map(|finding| Flag {
            severity: severity(finding.severity),
            code: finding.code.to_owned(),
            sentence: finding.sentence.clone(),
        })
        .collect()
    }
}

/// `Quận Ba Đình` → `quận Ba Đình`: within a sentence the rank is written small.
pub fn lower_rank(unit: &str) -> String {
    let mut letters = unit.chars();
    letters.next().map(|first| first.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The same number of another report or another day has the same key.
fn key_of(line: &Line, field: &Field, period: &Period) -> String {
    let ahead = if line.cutoff_on == period.cutoff_on { String::new() } else { format!("@{}", line.cutoff_on) };
    let field = match field {
        Field::Value => "value".to_owned(),
        Field::Baseline(a) => format!("baseline.{a}"),
        Field::Percent(a) => format!("percent.{a}"),
        other => format!("{other:?}").to_lowercase(),
    };
    format!("{}{ahead}.{field}", line.rule.code)
}

fn severity(severity: Severity) -> press::Severity {
    match severity {
        Severity::Stop => press::Severity::Fault,
        Severity::Warn => press::Severity::Warning,
        Severity::Note => press::Severity::Note,
    }
}

/// A section without text of its own stays when a deeper one follows it directly.
fn leads_on(outline: &Outline, at: usize) -> bool {
    let section = &outline.sections[at];
    section.parts.is_empty() && outline.sections.get(at + 1).is_some_and(|next| next.level > section.level)
}

fn numeral(depth: usize, number: usize) -> String {
    const ROMAN: [&str; 15] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];
    match depth {
        1 => ROMAN.get(number - 1).map_or_else(|| format!("{number}."), |roman| format!("{roman}.")),
        2 => format!("{number}."),
        _ => char::from_u32('a' as u32 + number as u32 - 1)
            .map_or_else(|| format!("{number})"), |letter| format!("{letter})")),
    }
}
