//! The code lists of edXML: priority, business of a message, states of a document.

/// How urgent a document is (`Priority`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    #[default]
    Normal,
    Urgent,
    VeryUrgent,
    Express,
    /// To be delivered at a set hour.
    ExpressTimed,
}

impl Priority {
    /// Every priority, from the lowest.
    pub const ALL: [Priority; 5] =
        [Priority::Normal, Priority::Urgent, Priority::VeryUrgent, Priority::Express, Priority::ExpressTimed];

    /// The code of the standard.
    pub fn code(self) -> u8 {
        match self {
            Priority::Normal => 0,
            Priority::Urgent => 1,
            Priority::VeryUrgent => 2,
            Priority::Express => 3,
            Priority::ExpressTimed => 4,
        }
    }

    /// The Vietnamese words.
    pub fn label(self) -> &'static str {
        match self {
            Priority::Normal => "Thường",
            Priority::Urgent => "Khẩn",
            Priority::VeryUrgent => "Thượng khẩn",
            Priority::Express => "Hỏa tốc",
            Priority::ExpressTimed => "Hỏa tốc hẹn giờ",
        }
    }

    /// The priority of a code, with or without leading zeros.
    pub fn from_code(code: &str) -> Option<Priority> {
        let code = number(code)?;
        Priority::ALL.into_iter().find(|priority| priority.code() == code)
    }
}

/// What is to be done with a document (`BussinessDocType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BusinessKind {
    #[default]
    New,
    Recall,
    Update,
    Replace,
}

impl BusinessKind {
    /// Every kind, by code.
    pub const ALL: [BusinessKind; 4] =
        [BusinessKind::New, BusinessKind::Recall, BusinessKind::Update, BusinessKind::Replace];

    /// The code of the standard.
    pub fn code(self) -> u8 {
        match self {
            BusinessKind::New => 0,
            BusinessKind::Recall => 1,
            BusinessKind::Update => 2,
            BusinessKind::Replace => 3,
        }
    }

    /// The Vietnamese words.
    pub fn label(self) -> &'static str {
        match self {
            BusinessKind::New => "Văn bản mới",
            BusinessKind::Recall => "Thu hồi",
            BusinessKind::Update => "Cập nhật",
            BusinessKind::Replace => "Thay thế",
        }
    }

    /// The kind of a code, with or without leading zeros.
    pub fn from_code(code: &str) -> Option<BusinessKind> {
        let code = number(code)?;
        BusinessKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// State of a document at its receiver (`StatusCode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusCode {
    Arrived,
    Refused,
    Received,
    /// Arrived, not yet given to anybody.
    Waiting,
    Assigned,
    Done,
    /// The sender takes it back.
    Recalled,
    RecallAgreed,
    RecallRefused,
}

impl StatusCode {
    /// Every state, by code.
    pub const ALL: [StatusCode; 9] = [
        StatusCode::Arrived,
        StatusCode::Refused,
        StatusCode::Received,
        StatusCode::Waiting,
        StatusCode::Assigned,
        StatusCode::Done,
        StatusCode::Recalled,
        StatusCode::RecallAgreed,
        StatusCode::RecallRefused,
    ];

    /// The code of the standard, two digits.
    pub fn code(self) -> &'static str {
        match self {
            StatusCode::Arrived => "01",
            StatusCode::Refused => "02",
            StatusCode::Received => "03",
            StatusCode::Waiting => "04",
            StatusCode::Assigned => "05",
            StatusCode::Done => "06",
            StatusCode::Recalled => "13",
            StatusCode::RecallAgreed => "15",
            StatusCode::RecallRefused => "16",
        }
    }

    /// The Vietnamese words.
    pub fn label(self) -> &'static str {
        match self {
            StatusCode::Arrived => "Đã đến",
            StatusCode::Refused => "Từ chối tiếp nhận",
            StatusCode::Received => "Đã tiếp nhận",
            StatusCode::Waiting => "Đã đến, chờ phân công",
            StatusCode::Assigned => "Đã phân công, đang xử lý",
            StatusCode::Done => "Đã xử lý xong",
            StatusCode::Recalled => "Thu hồi (lấy lại)",
            StatusCode::RecallAgreed => "Đồng ý thu hồi/cập nhật",
            StatusCode::RecallRefused => "Từ chối thu hồi/cập nhật",
        }
    }

    /// The state of a code, with or without leading zeros.
    pub fn from_code(code: &str) -> Option<StatusCode> {
        let code = number(code)?;
        StatusCode::ALL.into_iter().find(|status| number(status.code()) == Some(code))
    }
}

/// Digits only: what `parse` alone would let through (`+1`) is no code.
fn number(code: &str) -> Option<u8> {
    let code = code.trim();
    if code.bytes().all(|byte| byte.is_ascii_digit()) { code.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_with_and_without_zeros() {
        let rows = [
            ("1", Some(StatusCode::Arrived)),
            ("01", Some(StatusCode::Arrived)),
            (" 06 ", Some(StatusCode::Done)),
            ("13", Some(StatusCode::Recalled)),
            ("16", Some(StatusCode::RecallRefused)),
            ("14", None),
            ("+1", None),
            ("", None),
            ("999", None),
        ];
        for (code, expected) in rows {
            assert_eq!(StatusCode::from_code(code), expected, "{code}");
        }
    }

    #[test]
    fn every_code_leads_back() {
        assert!(StatusCode::ALL.into_iter().all(|status| StatusCode::from_code(status.code()) == Some(status)));
        assert!(Priority::ALL.into_iter().all(|it| Priority::from_code(&it.code().to_string()) == Some(it)));
        assert!(BusinessKind::ALL.into_iter().all(|it| BusinessKind::from_code(&it.code().to_string()) == Some(it)));
    }
}
