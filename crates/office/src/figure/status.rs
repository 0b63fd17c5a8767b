//! Whether a figure is expected (ước thực hiện) or actual (thực hiện); both may stand side by side for one cut-off.

/// How sure a figure is. Readers prefer the actual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Ước thực hiện: the cut-off had not come, or not everything was counted, when it was entered.
    Expected,
    /// Thực hiện: counted.
    Actual,
}

impl Status {
    /// Both, for forms and for reading an import.
    pub const ALL: [Status; 2] = [Status::Expected, Status::Actual];

    /// The key kept in the database and sent by forms.
    pub fn key(self) -> &'static str {
        match self {
            Status::Expected => "expected",
            Status::Actual => "actual",
        }
    }

    /// Vietnamese label.
    pub fn label(self) -> &'static str {
        match self {
            Status::Expected => "ước thực hiện",
            Status::Actual => "thực hiện",
        }
    }

    /// Reads a key or a Vietnamese label; officials also write "ước" alone.
    pub fn read(text: &str) -> Option<Status> {
        let folded = viet::fold::fold(text.trim());
        if folded == "uoc" {
            return Some(Status::Expected);
        }
        Status::ALL.into_iter().find(|status| folded == status.key() || folded == viet::fold::fold(status.label()))
    }

    /// Choices of a form: key and label.
    pub fn choices() -> Vec<(String, String)> {
        Status::ALL.map(|status| (status.key().to_owned(), status.label().to_owned())).into()
    }
}

impl From<Status> for pack::check::Status {
    fn from(status: Status) -> Self {
        match status {
            Status::Expected => pack::check::Status::Expected,
            Status::Actual => pack::check::Status::Actual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_labels_read_back() {
        let rows = [
            ("expected", Some(Status::Expected)),
            ("ước thực hiện", Some(Status::Expected)),
            ("Ước", Some(Status::Expected)),
            ("actual", Some(Status::Actual)),
            ("Thực hiện", Some(Status::Actual)),
            ("", None),
            ("dự toán", None),
        ];
        for (text, expected) in rows {
            assert_eq!(Status::read(text), expected, "{text}");
        }
    }
}
