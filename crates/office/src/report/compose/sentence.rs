//! Sentences with figures: pieces of a template become text and figures; clauses without their figure are left out.

use super::{Composer, lower_rank};
use pack::Template;
use pack::outline::{PeriodField, Piece, UnitField};
use press::{Block, Inline};

impl Composer<'_> {
    /// A paragraph; nothing when a figure it needs is missing (in a draft: a note that says which).
    pub(super) fn sentence(&mut self, text: &Template, needs: &[String]) -> Vec<Block> {
        let has = |code: &String| self.lines.line(code).is_some_and(|line| line.reached.is_some());
        let missing: Vec<String> = needs.iter().filter(|code| !has(code)).cloned().collect();
        if !missing.is_empty() {
            return self.missing_note(&missing);
        }
        let before = self.kept();
        match self.pieces(&text.pieces) {
            Some(inlines) => vec![Block::Paragraph { inlines }],
            None => {
                // Numbers of a sentence that is not printed must not leave codes behind.
                self.take_back(before);
                let missing: Vec<String> = text.needs().into_iter().filter(|code| !has_all(self, text, code)).collect();
                self.missing_note(&missing)
            }
        }
    }

    /// The words of a template without figures to open: for titles.
    pub fn plain(&mut self, text: &Template) -> String {
        let before = self.kept();
        let inlines = self.pieces(&text.pieces).unwrap_or_default();
        self.take_back(before);
        let word = |inline: &Inline| match inline {
            Inline::Text(text) | Inline::Strong(text) => text.clone(),
            Inline::Figure(figure) => figure.text.clone(),
        };
        inlines.iter().map(word).collect()
    }

    fn missing_note(&self, missing: &[String]) -> Vec<Block> {
        if self.report.signed || missing.is_empty() {
            return Vec::new();
        }
        let name = |code: &String| {
            let known = self.ctx.pack.indicators.iter().find(|indicator| indicator.code == *code);
            known.map_or_else(|| code.clone(), |indicator| indicator.name.clone())
        };
        let names = missing.iter().map(name).collect::<Vec<_>>().join("; ");
        vec![Block::Note {
            text: format!("Câu này chưa in vì thiếu số liệu, dự toán hoặc số so sánh của: {names}.")
        }]
    }

    /// The pieces as inlines; `None` when a figure outside every optional clause is missing.
    fn pieces(&mut self, pieces: &[Piece]) -> Option<Vec<Inline>> {
        let mut out: Vec<Inline> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_text(&mut out, text),
                Piece::Period(field) => push_text(&mut out, &self.period_text(*field)),
                Piece::Unit(UnitField::Name) if out.is_empty() => push_text(&mut out, self.unit),
                Piece::Unit(UnitField::Name) => push_text(&mut out, &lower_rank(self.unit)),
                Piece::Value { indicator, field, scale } => {
                    let line = self.lines.line(indicator)?;
                    let written = crate::indicator::write(line, field, *scale)?;
                    match written.value {
                        Some(_) => out.push(Inline::Figure(self.register(line, field, &written))),
                        // Words such as "ước thực hiện" are not numbers and need no code.
                        None => push_text(&mut out, &written.text),
                    }
                }
                Piece::Optional(inner) => {
                    let before = self.kept();
                    match self.pieces(inner) {
                        Some(inlines) => out.extend(inlines),
                        None => self.take_back(before),
                    }
                }
            }
        }
        Some(out)
    }

    fn period_text(&self, field: PeriodField) -> String {
        match field {
            PeriodField::Label => self.period.label.clone(),
            PeriodField::Cutoff => viet::day::write(self.period.cutoff_on),
            PeriodField::StartsOn => viet::day::write(self.period.starts_on),
            PeriodField::EndsOn => viet::day::write(self.period.ends_on),
            PeriodField::Year => self.period.starts_on.year().to_string(),
            PeriodField::PreviousYear => (self.period.starts_on.year() - 1).to_string(),
        }
    }
}

/// Whether every required field of an indicator in this sentence can be written.
fn has_all(composer: &Composer, text: &Template, code: &str) -> bool {
    let line = composer.lines.line(code);
    text.pieces.iter().all(|piece| match piece {
        Piece::Value { indicator, field, scale } if indicator == code => {
            line.is_some_and(|line| crate::indicator::write(line, field, *scale).is_some())
        }
        _ => true,
    })
}

fn push_text(out: &mut Vec<Inline>, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}
