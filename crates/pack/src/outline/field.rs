//! What a figure in braces may ask for.

/// One thing an indicator can show in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// `name`: the indicator's name.
    Name,
    /// `value`: the figure with its measure, `1.748,6 tỷ đồng`, with its bound if it has one.
    Value,
    /// `baseline.A`: what assigner A set, with its measure.
    Baseline(String),
    /// `percent.A`: share of A's estimate reached, `28,24 %`.
    Percent(String),
    /// `growth`: against the same period with its word, `tăng 8,00 %`.
    Growth,
    /// `year_growth`: against the year before with its word.
    YearGrowth,
    /// `same_period`: the figure of the same period a year before.
    SamePeriod,
    /// `previous_year`: the figure of the year before.
    PreviousYear,
    /// `pace.gap`: `chậm 5,09 điểm phần trăm` or `nhanh …`. Like `remaining`,
    /// `required` and `pace.gap_value`, against the first baseline of the figure.
    PaceGap,
    /// `pace.even`: the even share of elapsed time, `33,33 %`.
    PaceEven,
    /// `pace.gap_value`: the distance to the even pace as an amount, without sign.
    PaceGapValue,
    /// `remaining`: what is still to be reached.
    Remaining,
    /// `required`: what each remaining month must bring.
    Required,
    /// `average`: what each past month brought.
    Average,
    /// `status`: `ước thực hiện` or `thực hiện`.
    Status,
    /// `cutoff`: last day counted.
    Cutoff,
    /// `missed`: names of the targets not reached.
    Missed,
    /// `outlook.value`: what is expected by a later cut-off, beside the figure itself.
    OutlookValue,
    /// `outlook.label`: the period of that expectation, `6 tháng đầu năm 2022`.
    OutlookLabel,
    /// `outlook.percent.A`: its share of assigner A's estimate.
    OutlookPercent(String),
}

impl Field {
    /// Names an author may write, for fault messages.
    pub const NAMES: &'static str = "name, value, baseline.<cấp giao>, percent.<cấp giao>, growth, year_growth, \
same_period, previous_year, pace.gap, pace.even, pace.gap_value, remaining, required, average, status, cutoff, missed, \
outlook.value, outlook.label, outlook.percent.<cấp giao>";

    /// Reads a field from the words after the indicator's code.
    pub fn parse(words: &[&str]) -> Option<Self> {
        Some(match words {
            ["name"] => Self::Name,
            ["value"] => Self::Value,
            ["baseline", assigner] => Self::Baseline((*assigner).to_owned()),
            ["percent", assigner] => Self::Percent((*assigner).to_owned()),
            ["growth"] => Self::Growth,
            ["year_growth"] => Self::YearGrowth,
            ["same_period"] => Self::SamePeriod,
            ["previous_year"] => Self::PreviousYear,
            ["pace", "gap"] => Self::PaceGap,
            ["pace", "even"] => Self::PaceEven,
            ["pace", "gap_value"] => Self::PaceGapValue,
            ["remaining"] => Self::Remaining,
            ["required"] => Self::Required,
            ["average"] => Self::Average,
            ["status"] => Self::Status,
            ["cutoff"] => Self::Cutoff,
            ["missed"] => Self::Missed,
            ["outlook", "value"] => Self::OutlookValue,
            ["outlook", "label"] => Self::OutlookLabel,
            ["outlook", "percent", assigner] => Self::OutlookPercent((*assigner).to_owned()),
            _ => return None,
        })
    }

    /// The assigner the field names, if it names one.
    pub fn assigner(&self) -> Option<&str> {
        match self {
            Self::Baseline(assigner) | Self::Percent(assigner) | Self::OutlookPercent(assigner) => Some(assigner),
            _ => None,
        }
    }

    /// True when the field is an amount, which may be written in larger steps.
    pub fn is_amount(&self) -> bool {
        matches!(
            self,
            Self::Value
                | Self::Baseline(_)
                | Self::SamePeriod
                | Self::PreviousYear
                | Self::PaceGapValue
                | Self::Remaining
                | Self::Required
                | Self::Average
                | Self::OutlookValue
        )
    }
}

/// What the reporting period can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodField {
    /// `period.label`: `4 tháng đầu năm 2017`.
    Label,
    /// `period.cutoff`: `30/4/2017`.
    Cutoff,
    /// `period.starts_on`.
    StartsOn,
    /// `period.ends_on`.
    EndsOn,
    /// `period.year`: `2017`.
    Year,
    /// `period.previous_year`: `2016`.
    PreviousYear,
}

impl PeriodField {
    /// Reads the word after `period.`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "label" => Self::Label,
            "cutoff" => Self::Cutoff,
            "starts_on" => Self::StartsOn,
            "ends_on" => Self::EndsOn,
            "year" => Self::Year,
            "previous_year" => Self::PreviousYear,
            _ => return None,
        })
    }
}

/// What the reporting unit can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitField {
    /// `unit.name`: `quận Ba Đình`, as it was called on the day.
    Name,
}

impl UnitField {
    /// Reads the word after `unit.`.
    pub fn parse(word: &str) -> Option<Self> {
        (word == "name").then_some(Self::Name)
    }
}

/// How an amount is written, after `@`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// `@thousand`: nghìn đồng.
    Thousand,
    /// `@million`: triệu đồng.
    Million,
    /// `@billion`: tỷ đồng, with as many decimals as the amount needs, at most three.
    Billion,
    /// `@parts`: `15.547 tỷ 719 triệu đồng`.
    Parts,
    /// `@bare`: the number without its measure, for the first half of `20/22 chỉ tiêu`.
    Bare,
    /// `@0` to `@6`: that many decimals, rounded half-up.
    Decimals(u8),
}

impl Scale {
    /// Reads the word after `@`.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "thousand" => Self::Thousand,
            "million" => Self::Million,
            "billion" => Self::Billion,
            "parts" => Self::Parts,
            "bare" => Self::Bare,
            digit => match digit.parse::<u8>() {
                Ok(decimals @ 0..=6) => Self::Decimals(decimals),
                _ => return None,
            },
        })
    }

    /// True when the scale is a step of money.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::Bare | Self::Decimals(_))
    }
}
