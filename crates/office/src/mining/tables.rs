//! The tables and the chart of an analysed log, as the page shows and exports them.

use super::spread::Spread;
use super::stats::{Stats, Wait};
use super::words;
use crate::ui::{Cell, Column, Html, Table};
use rust_decimal::Decimal;

/// Milliseconds of an hour.
const HOUR: i64 = 3_600_000;
/// Bars that have room for their names.
const BARS: usize = 6;
const EMPTY: &str = "Không có sự kiện nào.";

/// How an activity is named on the page.
pub type Naming = fn(&str) -> String;

/// Cases, events, variants and throughput, one line each.
pub fn summary(stats: &Stats) -> Table {
    let count = |what: &str, count: usize| vec![Cell::text(what), number(count)];
    let time = |what: &str, of: fn(&Spread) -> i64| vec![Cell::text(what), duration(stats.throughput.as_ref().map(of))];
    let rows = vec![
        count("Hồ sơ", stats.cases),
        count("Sự kiện", stats.events),
        count("Biến thể (trình tự hoạt động khác nhau)", stats.variants.len()),
        time("Thời gian từ sự kiện đầu đến sự kiện cuối, trung vị", |s| s.median),
        time("Thời gian từ sự kiện đầu đến sự kiện cuối, trung bình", |s| s.mean),
        time("Chín phần mười số hồ sơ không quá", |s| s.p90),
    ];
    let columns = vec![Column::left("Nội dung"), Column::right("Giá trị")];
    Table { id: "summary", caption: "Tóm tắt".into(), columns, rows, empty: EMPTY }
}

/// Waiting before each activity.
pub fn waits(stats: &Stats, naming: Naming) -> Table {
    let rows = longest_first(&stats.waits).map(|wait| wait_row(wait, naming(&wait.name))).collect();
    let caption = "Thời gian chờ trước từng hoạt động, từ sự kiện ngay trước đó; lâu nhất đứng đầu".into();
    Table { id: "waits", caption, columns: wait_columns("Hoạt động"), rows, empty: EMPTY }
}

/// How long cases stood in each step.
pub fn steps(stats: &Stats) -> Table {
    let rows = longest_first(&stats.steps).map(|wait| wait_row(wait, wait.name.clone())).collect();
    let caption = "Thời gian hồ sơ nằm ở từng bước, đến sự kiện tiếp theo; lâu nhất đứng đầu".into();
    Table {
        id: "steps", caption, columns: wait_columns("Bước"), rows, empty: "Nhật ký này không ghi bước xử lý."
    }
}

fn longest_first(waits: &[Wait]) -> impl Iterator<Item = &Wait> {
    let mut sorted: Vec<&Wait> = waits.iter().collect();
    sorted.sort_by_key(|wait| std::cmp::Reverse(wait.total()));
    sorted.into_iter()
}

fn wait_columns(name: &str) -> Vec<Column> {
    let numbers = ["Số sự kiện", "Số lần chờ", "Trung vị", "Trung bình", "Chín phần mười không quá", "Tổng (giờ)"];
    std::iter::once(Column::left(name)).chain(numbers.map(Column::right)).collect()
}

fn wait_row(wait: &Wait, name: String) -> Vec<Cell> {
    let time = |of: fn(&Spread) -> i64| duration(wait.spread.as_ref().map(of));
    let count = wait.spread.map_or(0, |spread| spread.count);
    let total = hours(wait.total());
    vec![
        Cell::text(name),
        number(wait.events),
        number(count),
        time(|s| s.median),
        time(|s| s.mean),
        time(|s| s.p90),
        Cell::number(viet::number::write_rounded(total, 1), total),
    ]
}

/// Sequences of activities, the most frequent first.
pub fn variants(stats: &Stats, naming: Naming) -> Table {
    let share = |cases: usize| {
        let all = Decimal::from(stats.cases.max(1));
        Decimal::from(cases) * Decimal::ONE_HUNDRED / all
    };
    let row = |(no, variant): (usize, &super::stats::Variant)| {
        let names: Vec<String> = variant.activities.iter().map(|name| naming(name)).collect();
        let share = share(variant.cases);
        vec![
            number(no),
            Cell::text(names.join(" › ")),
            number(variant.cases),
            Cell::number(viet::percent::write(share, 1), share.round_dp(4)),
        ]
    };
    let columns = vec![
        Column::right("Số thứ tự"),
        Column::left("Trình tự hoạt động"),
        Column::right("Số hồ sơ"),
        Column::right("Tỷ lệ (%)"),
    ];
    let rows = (1..).zip(&stats.variants).map(row).collect();
    Table { id: "variants", caption: "Biến thể".into(), columns, rows, empty: EMPTY }
}

/// Which activity directly followed which.
pub fn pairs(stats: &Stats, naming: Naming) -> Table {
    let row = |pair: &super::stats::Pair| {
        let (median, mean) = (duration(Some(pair.spread.median)), duration(Some(pair.spread.mean)));
        vec![Cell::text(naming(&pair.before)), Cell::text(naming(&pair.after)), number(pair.spread.count), median, mean]
    };
    let columns = vec![
        Column::left("Hoạt động trước"),
        Column::left("Hoạt động ngay sau"),
        Column::right("Số lần"),
        Column::right("Trung vị"),
        Column::right("Trung bình"),
    ];
    let rows = stats.pairs.iter().map(row).collect();
    let caption = "Hoạt động nối tiếp nhau".into();
    Table {
        id: "pairs", caption, columns, rows, empty: "Chưa có hoạt động nào nối tiếp hoạt động khác."
    }
}

/// Where most time goes, as bars; empty when there was no waiting.
pub fn chart(stats: &Stats, naming: Naming) -> Html {
    let longest: Vec<&Wait> = stats.bottlenecks().into_iter().take(BARS).collect();
    if longest.is_empty() {
        return Html::default();
    }
    let by_step = !stats.steps.is_empty();
    let name = |wait: &&Wait| if by_step { wait.name.clone() } else { naming(&wait.name) };
    let text = |wait: &&Wait| words::duration(i64::try_from(wait.total()).unwrap_or(i64::MAX));
    let series = press::Series {
        name: "Tổng thời gian chờ".into(),
        values: longest.iter().map(|wait| Some(hours(wait.total()))).collect(),
        texts: longest.iter().map(text).collect(),
    };
    let chart = press::Chart {
        caption: chart_caption(stats).into(),
        kind: press::ChartKind::Bars,
        unit: "giờ".into(),
        categories: longest.iter().map(name).collect(),
        series: vec![series],
    };
    Html(press::svg::draw(&chart, "bottlenecks"))
}

/// What the chart shows.
pub fn chart_caption(stats: &Stats) -> &'static str {
    if stats.steps.is_empty() {
        "Tổng thời gian chờ trước các hoạt động, lâu nhất đứng đầu"
    } else {
        "Tổng thời gian hồ sơ nằm ở các bước, lâu nhất đứng đầu"
    }
}

fn hours(milliseconds: i128) -> Decimal {
    let whole = i64::try_from(milliseconds).unwrap_or(i64::MAX);
    (Decimal::from(whole) / Decimal::from(HOUR)).round_dp(2)
}

fn duration(milliseconds: Option<i64>) -> Cell {
    Cell::text(milliseconds.map_or_else(|| "–".to_owned(), words::duration))
}

fn number(count: usize) -> Cell {
    Cell::number(viet::number::write(Decimal::from(count)), Decimal::from(count))
}
