//! The frame of a chart: axis, grid lines, labels of categories, legend.

use std::fmt::Write as _;

use super::marks;
use super::scale::Scale;
use crate::escape::escape;
use crate::{Chart, ChartKind};

/// Width of every drawing, in its own units.
pub(super) const WIDTH: f64 = 640.0;
const LEFT: f64 = 78.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 34.0;
const PLOT: f64 = 230.0;
const LINE: f64 = 16.0;
/// Width of an average character at size 13; no font is measured here.
const CHARACTER: f64 = 6.6;

/// Where things stand on the drawing.
pub(super) struct Frame {
    pub(super) height: f64,
    scale: Scale,
    categories: Vec<Vec<String>>,
    band: f64,
    legend_top: f64,
}

impl Frame {
    pub(super) fn of(chart: &Chart) -> Self {
        let values = chart.series.iter().flat_map(|series| series.values.iter().copied().flatten());
        let count = chart.categories.len().max(1);
        let band = (WIDTH - LEFT - RIGHT) / count as f64;
        let every = (label_width(chart) / band).ceil().max(1.0) as usize;
        let room = ((band * every as f64 - 4.0) / CHARACTER).max(3.0) as usize;
        let categories: Vec<Vec<String>> = chart
            .categories
            .iter()
            .enumerate()
            .map(|(at, text)| if at % every == 0 { wrap(text, room) } else { vec![] })
            .collect();
        let lines = categories.iter().map(Vec::len).max().unwrap_or(0);
        let legend_top = TOP + PLOT + 12.0 + LINE * lines as f64;
        let height = legend_top + 8.0 + (LINE + 4.0) * legend_rows(chart).len() as f64;
        Self { height, scale: Scale::of(values), categories, band, legend_top }
    }

    /// Left edge of the band of a category.
    pub(super) fn band_left(&self, at: usize) -> f64 {
        LEFT + self.band * at as f64
    }

    /// Width of the band of a category.
    pub(super) fn band(&self) -> f64 {
        self.band
    }

    /// Height on the drawing of a value.
    pub(super) fn y(&self, value: rust_decimal::Decimal) -> f64 {
        TOP + PLOT * (1.0 - self.scale.place(value))
    }

    /// Grid lines, tick labels, measure and category labels.
    pub(super) fn grid(&self, chart: &Chart) -> String {
        let mut out = String::new();
        if !chart.unit.is_empty() {
            let unit = escape(&chart.unit);
            let _ = write!(out, "<text x=\"4\" y=\"16\" font-style=\"italic\">Đơn vị: {unit}</text>");
        }
        for tick in self.scale.ticks() {
            let (y, label) = (self.y(tick), viet::number::write(tick));
            let shade = if tick.is_zero() { "#1a1a1a" } else { "#d0d0d0" };
            let _ = write!(
                out,
                "<path d=\"M{LEFT} {y:.1}H{right}\" stroke=\"{shade}\" fill=\"none\"/>\
                 <text x=\"{x}\" y=\"{base:.1}\" text-anchor=\"end\" font-size=\"13\">{label}</text>",
                right = WIDTH - RIGHT,
                x = LEFT - 6.0,
                base = y + 4.0,
            );
        }
        self.category_labels(&mut out);
        out
    }

    fn category_labels(&self, out: &mut String) {
        for (at, lines) in self.categories.iter().enumerate() {
            let x = self.band_left(at) + self.band / 2.0;
            for (line, text) in lines.iter().enumerate() {
                let y = TOP + PLOT + 17.0 + LINE * line as f64;
                let _ = write!(
                    out,
                    "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" font-size=\"13\">{}</text>",
                    escape(text)
                );
            }
        }
    }

    /// The names of the series under the chart.
    pub(super) fn legend(&self, chart: &Chart, key: &str) -> String {
        let mut out = String::new();
        for (row, entries) in legend_rows(chart).iter().enumerate() {
            let y = self.legend_top + 14.0 + (LINE + 4.0) * row as f64;
            let mut x = LEFT;
            for at in entries {
                let name = chart.series.get(*at).map_or("", |series| series.name.as_str());
                let sample = match chart.kind {
                    ChartKind::Bars => marks::swatch(*at, x, y, key),
                    ChartKind::Lines => marks::stroke_sample(*at, x, y),
                };
                let _ = write!(out, "{sample}<text x=\"{:.1}\" y=\"{y:.1}\">{}</text>", x + 32.0, escape(name));
                x += legend_width(name);
            }
        }
        out
    }
}

/// Room a label needs at least: its longest word, within reason.
fn label_width(chart: &Chart) -> f64 {
    let words = chart.categories.iter().flat_map(|text| text.split_whitespace());
    let longest = words.map(|word| word.chars().count()).max().unwrap_or(0);
    (longest as f64 * CHARACTER + 8.0).clamp(30.0, 120.0)
}

fn legend_width(name: &str) -> f64 {
    32.0 + 7.4 * name.chars().count() as f64 + 22.0
}

/// The series in legend rows as they fit.
fn legend_rows(chart: &Chart) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut used = WIDTH;
    for (at, series) in chart.series.iter().enumerate() {
        let width = legend_width(&series.name);
        match rows.last_mut() {
            Some(row) if used + width <= WIDTH - LEFT - RIGHT => {
                row.push(at);
                used += width;
            }
            _ => {
                rows.push(vec![at]);
                used = width;
            }
        }
    }
    rows
}

/// At most three lines of about `room` characters; what does not fit ends in `…`, the table has it all.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        lines.truncate(3);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn labels_break_between_words() {
        let rows: [(&str, usize, &[&str]); 3] = [
            ("Tháng 1", 10, &["Tháng 1"]),
            ("Phường Điện Biên", 10, &["Phường", "Điện Biên"]),
            ("một hai ba bốn năm", 3, &["một", "hai", "ba…"]),
        ];
        for (text, room, expected) in rows {
            assert_eq!(wrap(text, room), expected);
        }
    }
}
