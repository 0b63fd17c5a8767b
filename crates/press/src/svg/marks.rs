//! The marks of a chart: bars told apart by fill pattern, lines told apart by dashes and markers.
//! Every colour keeps at least 4.5 to 1 against white.

use std::fmt::Write as _;

use super::frame::Frame;
use super::shows_values;
use crate::escape::escape;
use crate::{Chart, Series};

const COLOURS: [&str; 6] = ["#1f4e8c", "#a34700", "#00695c", "#6a1b6e", "#5a5a5a", "#8a1c2b"];
const DASHES: [&str; 6] = ["none", "8 4", "2 3", "10 3 2 3", "5 2", "1 2"];

fn colour(at: usize) -> &'static str {
    COLOURS[at % COLOURS.len()]
}

/// The fill patterns, one per series; the first is solid and needs none.
pub(super) fn patterns(key: &str) -> String {
    let shapes = [
        "<path d=\"M0 8L8 0M-2 2L2-2M6 10L10 6\" stroke=\"C\" stroke-width=\"2.4\"/>",
        "<circle cx=\"4\" cy=\"4\" r=\"2.4\" fill=\"C\"/>",
        "<path d=\"M0 2H8M0 6H8\" stroke=\"C\" stroke-width=\"1.8\"/>",
        "<path d=\"M0 0L8 8M-2 6L2 10M6-2L10 2\" stroke=\"C\" stroke-width=\"2.4\"/>",
        "<path d=\"M2 0V8M6 0V8\" stroke=\"C\" stroke-width=\"1.8\"/>",
    ];
    let mut out = String::from("<defs>");
    for (at, shape) in shapes.iter().enumerate() {
        let _ = write!(
            out,
            "<pattern id=\"{key}-p{}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">{}</pattern>",
            at + 1,
            shape.replace('C', colour(at + 1))
        );
    }
    out.push_str("</defs>");
    out
}

fn fill(at: usize, key: &str) -> String {
    match at % COLOURS.len() {
        0 => colour(0).to_owned(),
        pattern => format!("url(#{key}-p{pattern})"),
    }
}

/// A small filled box for the legend.
pub(super) fn swatch(at: usize, x: f64, y: f64, key: &str) -> String {
    format!(
        "<rect x=\"{x:.1}\" y=\"{:.1}\" width=\"24\" height=\"13\" fill=\"{}\" stroke=\"{}\"/>",
        y - 11.0,
        fill(at, key),
        colour(at)
    )
}

/// A short stroke with its marker for the legend.
pub(super) fn stroke_sample(at: usize, x: f64, y: f64) -> String {
    format!(
        "<path d=\"M{x:.1} {y:.1}h26\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>{}",
        colour(at),
        DASHES[at % DASHES.len()],
        marker(at, x + 13.0, y - 4.0),
        y = y - 4.0,
    )
}

/// Grouped bars.
pub(super) fn bars(chart: &Chart, frame: &Frame, key: &str) -> String {
    let count = chart.series.len().max(1) as f64;
    let width = (frame.band() * 0.76 / count).min(64.0);
    let zero = frame.y(0.into());
    let mut out = String::new();
    for (at, series) in chart.series.iter().enumerate() {
        for (category, value) in series.values.iter().enumerate().take(chart.categories.len()) {
            let Some(value) = value else { continue };
            let middle = frame.band_left(category) + frame.band() / 2.0;
            let x = middle - width * count / 2.0 + width * at as f64;
            let (top, bottom) = (frame.y(*value).min(zero), frame.y(*value).max(zero));
            let _ = write!(
                out,
                "<rect x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\" stroke=\"{}\"/>",
                x + 1.0,
                (width - 2.0).max(1.0),
                (bottom - top).max(0.5),
                fill(at, key),
                colour(at)
            );
            if shows_values(chart) {
                let base = if value.is_sign_negative() { bottom + 13.0 } else { top - 5.0 };
                out.push_str(&label(series, category, x + width / 2.0, base));
            }
        }
    }
    out
}

/// Lines with a marker at each value; a gap interrupts the line.
pub(super) fn lines(chart: &Chart, frame: &Frame) -> String {
    let mut out = String::new();
    for (at, series) in chart.series.iter().enumerate() {
        let (mut path, mut points, mut pen) = (String::new(), String::new(), 'M');
        for (category, value) in series.values.iter().enumerate().take(chart.categories.len()) {
            let Some(value) = value else {
                pen = 'M';
                continue;
            };
            let x = frame.band_left(category) + frame.band() / 2.0;
            let y = frame.y(*value);
            let _ = write!(path, "{pen}{x:.1} {y:.1}");
            pen = 'L';
            points.push_str(&marker(at, x, y));
            if shows_values(chart) {
                let base = if is_highest(chart, at, category) { y - 9.0 } else { y + 19.0 };
                points.push_str(&label(series, category, x, base));
            }
        }
        let _ = write!(
            out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>{points}",
            colour(at),
            DASHES[at % DASHES.len()]
        );
    }
    out.replace("<path d=\"\"", "<path d=\"M0 0\"")
}

/// Whether the series lies above all others at a category; the value is then written above the
/// point, otherwise below, so that close lines stay readable.
fn is_highest(chart: &Chart, at: usize, category: usize) -> bool {
    let value = |series: &Series| series.values.get(category).copied().flatten();
    let own = chart.series.get(at).and_then(value);
    let rivals = chart.series.iter().enumerate().filter(|(rival, _)| *rival != at);
    rivals
        .filter_map(|(rival, series)| Some((rival, value(series)?)))
        .all(|(rival, other)| own.is_some_and(|own| own > other || (own == other && at < rival)))
}

fn label(series: &Series, category: usize, x: f64, y: f64) -> String {
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" font-size=\"12\" \
         stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
        escape(&series.text_at(category))
    )
}

fn marker(at: usize, x: f64, y: f64) -> String {
    let fill = colour(at);
    match at % 4 {
        0 => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.2\" fill=\"{fill}\"/>"),
        1 => format!("<rect x=\"{:.1}\" y=\"{:.1}\" width=\"8\" height=\"8\" fill=\"{fill}\"/>", x - 4.0, y - 4.0),
        2 => format!("<path d=\"M{x:.1} {:.1}l5 9h-10z\" fill=\"{fill}\"/>", y - 5.5),
        _ => format!("<path d=\"M{x:.1} {:.1}l5 5l-5 5l-5-5z\" fill=\"{fill}\"/>", y - 5.0),
    }
}
