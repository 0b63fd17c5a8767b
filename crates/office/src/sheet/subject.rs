//! What a spreadsheet may be about: figures, targets, units, officers.

use crate::directory::permit::Act;

/// The subject of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Figures,
    Targets,
    Units,
    Officers,
}

impl Subject {
    /// All subjects, in the order the page offers them.
    pub const ALL: [Subject; 4] = [Subject::Figures, Subject::Targets, Subject::Units, Subject::Officers];

    /// The key in addresses, commands and drafts.
    pub fn key(self) -> &'static str {
        match self {
            Subject::Figures => "figures",
            Subject::Targets => "targets",
            Subject::Units => "units",
            Subject::Officers => "officers",
        }
    }

    /// Vietnamese label, in the middle of a sentence.
    pub fn label(self) -> &'static str {
        match self {
            Subject::Figures => "số liệu",
            Subject::Targets => "chỉ tiêu, dự toán được giao",
            Subject::Units => "đơn vị",
            Subject::Officers => "cán bộ",
        }
    }

    /// The subject with this key.
    pub fn read(key: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|subject| subject.key() == key)
    }

    /// What one must be allowed to do to import it.
    pub fn act(self) -> Act {
        match self {
            Subject::Figures | Subject::Targets => Act::ImportFigures,
            Subject::Units | Subject::Officers => Act::ImportDirectory,
        }
    }
}
