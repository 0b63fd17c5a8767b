//! Đề cương báo cáo: which sections, sentences, tables and charts a report has.

mod column;
mod field;
mod template;
mod words;

pub use column::Column;
pub use field::{Field, PeriodField, Scale, UnitField};
pub use template::{Piece, Template, TemplateFault};
pub use words::{gap_words, growth_words};

/// The outline of one kind of report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Key, such as `bao-cao-kinh-te-xa-hoi`.
    pub id: String,
    /// Name shown when choosing an outline.
    pub name: String,
    /// Title of the report (trích yếu), filled in for each period and unit.
    pub title: Template,
    /// Code of its document kind, such as `BC`.
    pub kind: String,
    /// Legal basis of the report.
    pub basis: String,
    /// Sections in the order in which they are read.
    pub sections: Vec<Section>,
}

/// One section of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Key, unique within the outline.
    pub key: String,
    /// Heading, without its number.
    pub heading: String,
    /// Depth of the heading, 1 to 4.
    pub level: u8,
    /// True when the section may stand in the published extract.
    pub public: bool,
    /// What stands in the section, in order.
    pub parts: Vec<Part>,
}

/// One part of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A sentence with figures; left out whole when a figure outside its optional
    /// clauses is missing, or an indicator of `needs` has no figure.
    Sentence {
        /// Words and figures.
        text: Template,
        /// Codes of the indicators without which the sentence says nothing.
        needs: Vec<String>,
    },
    /// A table of figures.
    Table {
        /// Title above the table.
        caption: String,
        /// What the rows are.
        rows: Rows,
        /// What the columns show, after the first one with the name.
        columns: Vec<Column>,
    },
    /// A chart.
    Chart {
        /// Title of the chart.
        caption: String,
        /// Bars or a line.
        shape: ChartShape,
        /// Code of the indicator shown.
        indicator: String,
        /// What runs along its axis.
        of: ChartAxis,
    },
    /// The lines behind their pace, with owner and solution.
    Risks,
    /// The tasks of the next period.
    NextTasks,
    /// What became of the tasks that the report before set.
    PastTasks,
    /// Prose written by the drafter.
    Narrative {
        /// Key, unique within the outline.
        key: String,
        /// What the drafter is asked to write.
        prompt: String,
    },
}

/// What the rows of a table are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rows {
    /// One row per indicator code, in order.
    Indicators(Vec<String>),
    /// One row per unit of one indicator.
    UnitsOf(String),
}

/// Shape of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartShape {
    /// Bars, for comparing.
    Bars,
    /// A line, for a course over time.
    Lines,
}

/// What runs along the axis of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartAxis {
    /// The units that add up to the figure.
    Units,
    /// The months of the year.
    Months,
    /// The baselines of the figure, beside what was reached.
    Baselines,
}
