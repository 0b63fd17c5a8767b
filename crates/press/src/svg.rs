//! Charts as SVG, the same drawing for the page, the PDF and the DOCX. Series differ by shade and by
//! pattern or marker, values are written where there is room, and the text needs no font of its own.

mod frame;
mod marks;
pub(crate) mod raster;
mod scale;

use crate::escape::escape;
use crate::{Chart, ChartKind};
use frame::Frame;

/// More marks than this leave no room for the values beside them.
const LABELLED: usize = 26;
/// Fonts asked for, in order; the last is whatever the reader has.
const FONTS: &str = "Liberation Serif, Times New Roman, serif";

/// Whether the drawing carries its values; if not, the table belongs under it.
#[must_use]
pub fn shows_values(chart: &Chart) -> bool {
    chart.categories.len() * chart.series.len() <= LABELLED
}

/// Draws the chart. `key` makes the ids inside the drawing unique on a page.
#[must_use]
pub fn draw(chart: &Chart, key: &str) -> String {
    let key = escape(key);
    let frame = Frame::of(chart);
    let marks = match chart.kind {
        ChartKind::Bars => marks::bars(chart, &frame, &key),
        ChartKind::Lines => marks::lines(chart, &frame),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" aria-labelledby=\"{key}-ten {key}-mota\" \
         font-family=\"{FONTS}\" font-size=\"14\" fill=\"#1a1a1a\">\
         <title id=\"{key}-ten\">{title}</title><desc id=\"{key}-mota\">{desc}</desc>\
         {patterns}<rect width=\"{w}\" height=\"{h}\" fill=\"#fff\"/>{grid}{marks}{legend}</svg>",
        w = frame::WIDTH,
        h = frame.height,
        title = escape(&title(chart)),
        desc = escape(&describe(chart)),
        patterns = marks::patterns(&key),
        grid = frame.grid(chart),
        legend = frame.legend(chart, &key),
    )
}

/// The chart in words, for those who cannot see it.
#[must_use]
pub fn describe(chart: &Chart) -> String {
    let kind = match chart.kind {
        ChartKind::Bars => "Biểu đồ cột",
        ChartKind::Lines => "Biểu đồ đường",
    };
    let series = chart.series.iter().map(|series| {
        let values = chart.categories.iter().enumerate().map(|(at, category)| {
            let text = series.text_at(at);
            let text = if text.is_empty() { "không có số liệu".to_owned() } else { text };
            format!("{category}: {text}")
        });
        format!("{}: {}.", series.name, values.collect::<Vec<_>>().join("; "))
    });
    let unit = if chart.unit.is_empty() { String::new() } else { format!(", đơn vị {}", chart.unit) };
    format!("{kind}{unit}. {}", series.collect::<Vec<_>>().join(" "))
}

fn title(chart: &Chart) -> String {
    if chart.caption.is_empty() { "Biểu đồ".to_owned() } else { chart.caption.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Series;

    fn sample(kind: ChartKind) -> Chart {
        Chart {
            caption: "Thu <ngân sách>".into(),
            kind,
            unit: "tỷ đồng".into(),
            categories: vec!["Quý I".into(), "Quý II".into()],
            series: vec![Series {
                name: "Thực hiện".into(), values: vec![Some(17486.into()), None], texts: vec![]
            }],
        }
    }

    #[test]
    fn every_drawing_is_readable_xml_with_words() {
        for kind in [ChartKind::Bars, ChartKind::Lines] {
            let svg = draw(&sample(kind), "c1");
            let tree = resvg::usvg::roxmltree::Document::parse(&svg);
            assert!(tree.is_ok(), "{svg}");
            assert!(svg.contains("Thu &lt;ngân sách&gt;") && svg.contains("17.486"), "{svg}");
            assert!(svg.contains("Quý II: không có số liệu"), "{svg}");
        }
    }

    #[test]
    fn nothing_to_draw_is_still_a_drawing() {
        assert!(draw(&Chart::default(), "c").starts_with("<svg"));
    }
}
