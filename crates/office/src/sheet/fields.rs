//! The columns each subject is made of: how the program heads them, and the other words people head them with.

use super::subject::Subject;

/// A column that can be read.
#[derive(Debug)]
pub struct Field {
    pub key: &'static str,
    /// The head the program itself writes.
    pub label: &'static str,
    /// Other heads, folded: lower case, without diacritics and signs.
    pub words: &'static [&'static str],
}

/// The columns of a subject, and which of them must be there: one of each group.
#[derive(Debug)]
pub struct Layout {
    pub fields: &'static [Field],
    pub needed: &'static [&'static [&'static str]],
}

macro_rules! fields {
    ($($key:literal $label:literal $([$($word:literal),*])?),* $(,)?) => {
        &[$(Field { key: $key, label: $label, words: &[$($($word),*)?] }),*]
    };
}

const FIGURES: Layout = Layout {
    fields: fields! {
        "indicator-code" "Mã chỉ tiêu",
        "indicator" "Chỉ tiêu" ["ten chi tieu", "chi tieu thong ke", "ten chi tieu thong ke", "noi dung", "noi dung chi tieu", "chi tieu bao cao"],
        "unit-code" "Mã đơn vị" ["ma dv"],
        "unit" "Đơn vị" ["ten don vi", "don vi bao cao", "don vi thuc hien", "phuong", "phuong xa", "xa phuong", "ten phuong", "ten phuong xa", "don vi hanh chinh", "phong ban", "don vi phuong"],
        "starts-on" "Từ ngày" ["ngay dau ky", "tinh tu ngay"],
        "cutoff-on" "Đến ngày" ["so lieu den ngay", "ngay chot", "ngay chot so lieu", "tinh den ngay", "den het ngay", "chot den ngay"],
        "status" "Trạng thái" ["loai so lieu", "tinh chat so lieu", "uoc thuc hien hay thuc hien", "uoc hay thuc hien"],
        "value" "Giá trị" ["so lieu", "ket qua", "ket qua thuc hien", "thuc hien", "uoc thuc hien", "so thuc hien", "gia tri thuc hien", "luy ke", "so luong", "so tien"],
        "measure" "Đơn vị tính" ["dvt", "don vi do", "d v t"],
        "typed" "Ghi trong văn bản" ["nguyen van"],
        "source" "Nguồn" ["nguon so lieu", "van ban nguon", "so ky hieu van ban", "van ban"],
        "note" "Ghi chú" ["chu thich", "dien giai"],
        "invented" "Số liệu dựng" ["so lieu minh hoa"],
        "claims" "Tỷ lệ nêu trong văn bản" ["ty le neu trong van ban nguon"],
    },
    needed: &[&["indicator", "indicator-code"], &["unit", "unit-code"], &["value"]],
};

const TARGETS: Layout = Layout {
    fields: fields! {
        "indicator-code" "Mã chỉ tiêu",
        "indicator" "Chỉ tiêu" ["ten chi tieu", "chi tieu duoc giao", "noi dung", "noi dung chi tieu"],
        "unit-code" "Mã đơn vị" ["ma dv"],
        "unit" "Đơn vị" ["ten don vi", "don vi nhan", "don vi duoc giao", "phuong", "phuong xa", "don vi thuc hien"],
        "assigner" "Cấp giao" ["co quan giao", "don vi giao", "noi giao", "cap giao chi tieu"],
        "horizon" "Thời hạn" ["ky giao", "giai doan", "loai chi tieu"],
        "year" "Năm" ["nam ke hoach", "nam giao"],
        "starts-on" "Từ ngày",
        "ends-on" "Đến ngày",
        "value" "Giá trị" ["ke hoach", "du toan", "so giao", "muc giao", "ke hoach giao", "du toan giao", "chi tieu giao", "gia tri giao", "so tien"],
        "measure" "Đơn vị tính" ["dvt", "don vi do"],
        "typed" "Ghi trong văn bản" ["nguyen van"],
        "basis" "Căn cứ" ["van ban giao", "quyet dinh giao", "so quyet dinh", "quyet dinh", "can cu giao", "van ban", "so ky hieu van ban"],
        "note" "Ghi chú",
    },
    needed: &[&["indicator", "indicator-code"], &["assigner"], &["value"], &["basis"]],
};

const UNITS: Layout = Layout {
    fields: fields! {
        "row" "Đơn vị số",
        "code" "Mã" ["ma don vi", "ma dv", "ma so"],
        "name" "Tên" ["ten don vi", "don vi", "ten phuong", "ten phuong xa"],
        "kind" "Loại" ["loai don vi", "loai hinh", "cap"],
        "parent" "Trực thuộc" ["don vi cap tren", "don vi chu quan", "thuoc", "truc thuoc don vi"],
        "on" "Thành lập ngày" ["ngay thanh lap", "thanh lap", "tu ngay"],
        "from" "Có hiệu lực từ" ["hieu luc tu"],
        "abolished-on" "Đến trước ngày" ["ngay giai the", "giai the ngay", "giai the"],
        "heirs" "Được kế thừa bởi" ["don vi ke thua", "ke thua"],
    },
    needed: &[&["name"], &["kind"], &["on"]],
};

const OFFICERS: Layout = Layout {
    fields: fields! {
        "name" "Họ tên" ["ho va ten", "ten can bo", "can bo", "ho va ten can bo"],
        "login" "Tên đăng nhập" ["tai khoan", "dang nhap", "ten tai khoan"],
        "post" "Vị trí" ["vi tri viec lam", "chuc vu", "chuc danh", "chuc vu chuc danh"],
        "unit-code" "Mã đơn vị" ["ma dv"],
        "unit" "Đơn vị" ["ten don vi", "don vi cong tac", "noi cong tac", "phong ban", "phong ban don vi"],
        "role" "Vai trò" ["quyen", "vai tro su dung"],
        "from" "Từ ngày" ["ngay giu vi tri", "giu vi tri tu ngay", "ngay bo nhiem", "ngay nhan viec"],
    },
    needed: &[&["name"], &["login"], &["post"], &["unit", "unit-code"], &["role"], &["from"]],
};

/// The columns of a subject.
pub fn layout(subject: Subject) -> &'static Layout {
    match subject {
        Subject::Figures => &FIGURES,
        Subject::Targets => &TARGETS,
        Subject::Units => &UNITS,
        Subject::Officers => &OFFICERS,
    }
}

impl Layout {
    /// The head the program itself gives a column.
    pub fn label(&self, key: &str) -> &'static str {
        self.fields.iter().find(|field| field.key == key).map_or("", |field| field.label)
    }

    /// The heads that must be there, for a sentence: `Chỉ tiêu (hoặc Mã chỉ tiêu), Giá trị`.
    pub fn needed_labels(&self) -> String {
        let group = |keys: &&[&str]| {
            let labels: Vec<_> = keys.iter().map(|key| format!("“{}”", self.label(key))).collect();
            labels.join(" hoặc ")
        };
        self.needed.iter().map(group).collect::<Vec<_>>().join(", ")
    }

    /// The field that a head stands for, the head being folded to words.
    pub fn find(&self, words: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| super::words::words(field.label) == words || field.words.contains(&words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_head_stands_for_two_fields() {
        for subject in Subject::ALL {
            let mut seen = BTreeSet::new();
            for field in layout(subject).fields {
                let own = super::super::words::words(field.label);
                for word in field.words.iter().map(|w| (*w).to_owned()).chain([own]) {
                    assert!(seen.insert(word.clone()), "{subject:?}: {word}");
                }
            }
        }
    }

    #[test]
    fn every_needed_field_is_there() {
        for subject in Subject::ALL {
            let layout = layout(subject);
            for key in layout.needed.iter().flat_map(|group| group.iter()) {
                assert!(!layout.label(key).is_empty(), "{subject:?}: {key}");
            }
        }
    }
}
