//! Columns a table of a report may have.

/// What one column of a table shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// The figure.
    Value,
    /// The word of its measure.
    Measure,
    /// Estimate or target of an assigner.
    Baseline(String),
    /// Share of that estimate reached.
    Percent(String),
    /// Figure of the same period a year before.
    SamePeriod,
    /// Figure of the whole year before.
    PreviousYear,
    /// Growth against the same period, in percent.
    Growth,
    /// Points ahead of or behind an even pace.
    PaceGap,
    /// What each remaining month must bring.
    Required,
    /// Ước thực hiện or thực hiện.
    Status,
    /// Last day counted.
    Cutoff,
}

impl Column {
    /// Reads `value`, `baseline:thanh-pho`, `percent:hdnd` and so on; `None`
    /// when there is no such column.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(assigner) = text.strip_prefix("baseline:") {
            return Some(Self::Baseline(assigner.to_owned()));
        }
        if let Some(assigner) = text.strip_prefix("percent:") {
            return Some(Self::Percent(assigner.to_owned()));
        }
        Some(match text {
            "value" => Self::Value,
            "measure" => Self::Measure,
            "same_period" => Self::SamePeriod,
            "previous_year" => Self::PreviousYear,
            "growth" => Self::Growth,
            "pace_gap" => Self::PaceGap,
            "required" => Self::Required,
            "status" => Self::Status,
            "cutoff" => Self::Cutoff,
            _ => return None,
        })
    }

    /// The assigner the column names, if it names one.
    pub fn assigner(&self) -> Option<&str> {
        match self {
            Self::Baseline(assigner) | Self::Percent(assigner) => Some(assigner),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_by_name() {
        let rows = [
            ("value", Some(Column::Value)),
            ("baseline:thanh-pho", Some(Column::Baseline("thanh-pho".into()))),
            ("percent:hdnd", Some(Column::Percent("hdnd".into()))),
            ("pace_gap", Some(Column::PaceGap)),
            ("baseline", None),
            ("giá trị", None),
        ];
        for (text, expected) in rows {
            assert_eq!(Column::parse(text), expected, "{text}");
        }
    }
}
