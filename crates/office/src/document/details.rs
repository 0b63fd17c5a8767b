//! What a register holds of a document beside number, day and subject (Nghị định 30/2020/NĐ-CP, Phụ lục I and IV).

use jiff::civil::Date;

/// A closed list of words: the key in rows, the Vietnamese label on screens.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$one:meta])* $variant:ident $key:literal $label:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name { $($(#[$one])* $variant),* }

        impl $name {
            /// Every word, in the order of a form.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Key kept in rows.
            pub fn key(self) -> &'static str {
                match self { $($name::$variant => $key),* }
            }

            /// Vietnamese label.
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label),* }
            }

            /// The word of that key.
            pub fn from_key(key: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|word| word.key() == key)
            }

            /// Choices of a form.
            pub fn choices() -> Vec<(String, String)> {
                $name::ALL.iter().map(|word| (word.key().to_owned(), word.label().to_owned())).collect()
            }
        }
    };
}

words! {
    /// Which way a document goes.
    Flow {
        /// Văn bản đến: received from another body.
        In "in" "Văn bản đến",
        /// Văn bản đi: issued by this office.
        Out "out" "Văn bản đi",
        /// Known, but in neither register: laws, old documents.
        #[default]
        Other "other" "Văn bản khác",
    }
}

words! {
    /// Độ khẩn; the keys are the codes of edXML (QCVN 102:2016/BTTTT).
    Urgency {
        #[default]
        Normal "0" "Thường",
        Urgent "1" "Khẩn",
        VeryUrgent "2" "Thượng khẩn",
        Flash "3" "Hỏa tốc",
        FlashTimed "4" "Hỏa tốc hẹn giờ",
    }
}

words! {
    /// Độ mật (Luật Bảo vệ bí mật nhà nước 29/2018/QH14 Điều 8).
    Secrecy {
        #[default]
        Open "" "Không mật",
        Secret "mat" "Mật",
        TopSecret "toi-mat" "Tối mật",
        Absolute "tuyet-mat" "Tuyệt mật",
    }
}

words! {
    /// In whose right a document is signed (Nghị định 30/2020/NĐ-CP Điều 13).
    Authority {
        #[default]
        Own "" "Ký trực tiếp",
        ForBody "TM" "TM. (thay mặt tập thể)",
        ForHead "KT" "KT. (ký thay)",
        ByOrder "TL" "TL. (thừa lệnh)",
        ByMandate "TUQ" "TUQ. (thừa ủy quyền)",
        Acting "Q" "Q. (quyền)",
    }
}

words! {
    /// How one document stands to an earlier one.
    Relation {
        #[default]
        Basis "basis" "căn cứ vào",
        Replaces "replaces" "thay thế",
        Amends "amends" "sửa đổi, bổ sung",
        Suspends "suspends" "đình chỉ, tạm ngưng",
        Abolishes "abolishes" "bãi bỏ",
        Answers "answers" "trả lời",
    }
}

impl Urgency {
    /// The code of edXML as a number.
    pub fn code(self) -> i64 {
        self.key().parse().unwrap_or(0)
    }
}

impl Relation {
    /// What has become of the earlier document, seen from there; empty where it stays in force as it is.
    pub fn undergone(self) -> &'static str {
        match self {
            Relation::Replaces => "đã được thay thế bởi",
            Relation::Amends => "được sửa đổi, bổ sung bởi",
            Relation::Suspends => "đang bị đình chỉ, tạm ngưng bởi",
            Relation::Abolishes => "đã bị bãi bỏ bởi",
            Relation::Answers => "được trả lời bằng",
            Relation::Basis => "",
        }
    }
}

/// The rest of a document beside what every register holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    pub flow: Flow,
    /// Series, year and number in the register of its flow; `None` when it stands in neither.
    pub entry: Option<Entry>,
    /// The day an incoming document came.
    pub arrived_on: Option<Date>,
    pub urgency: Urgency,
    pub secrecy: Secrecy,
    pub authority: Authority,
    pub signer: String,
    pub signer_post: String,
    /// Nơi nhận, one a line.
    pub recipients: Vec<String>,
    /// Until when an answer is asked for.
    pub answer_due_on: Option<Date>,
}

/// A number in a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub series: String,
    pub year: i64,
    pub no: i64,
}
