//! Heads as people write them: in any order, over two rows, with measures; and what is no head.

use crate::sheet::amount::measure_words;
use crate::sheet::fields::layout;
use crate::sheet::grid::{CellValue, Sheet};
use crate::sheet::header::{Role, Vocabulary, find};
use crate::sheet::subject::Subject;
use std::collections::{HashMap, HashSet};

/// Rows parted by `/`, cells by `|`.
fn sheet(text: &str) -> Sheet {
    let row = |line: &str| line.split('|').map(CellValue::of_text).collect();
    Sheet { name: "Sheet1".into(), rows: text.split('/').map(row).collect(), lines: Vec::new() }
}

fn found(subject: Subject, text: &str) -> String {
    let heads = [("thu ngan sach", "thu"), ("chi ngan sach", "chi")];
    let indicators: HashMap<String, String> = heads.map(|(name, code)| (name.to_owned(), code.to_owned())).into();
    let indicators = if subject == Subject::Figures { indicators } else { HashMap::new() };
    let measures: HashSet<String> = measure_words(&[]).collect();
    let vocabulary = Vocabulary { layout: layout(subject), indicators: &indicators, names: &[], measures: &measures };
    match find(&sheet(text), &vocabulary) {
        Ok(head) => {
            let name = |role: &Role| match role {
                Role::Field(key) => (*key).to_owned(),
                Role::Indicator(code) => format!("#{code}"),
            };
            let all = head.headings.iter().map(|h| {
                format!(
                    "{}{}{}",
                    h.column,
                    name(&h.role),
                    h.measure.as_ref().map_or(String::new(), |m| format!("({m})"))
                )
            });
            format!("{}-{} {}", head.first, head.last, all.collect::<Vec<_>>().join(" "))
        }
        Err(missing) => format!("không, dòng {}: {}", missing.row, missing.found.join("|")),
    }
}

#[test]
fn heads_are_found() {
    use Subject::{Figures, Officers, Targets, Units};
    let table = [
        (Figures, "Chỉ tiêu|Đơn vị|Giá trị", "0-0 0indicator 1unit 2value"),
        (
            Figures,
            "ỦY BAN NHÂN DÂN QUẬN//BÁO CÁO THU|||/STT|Giá trị (tỷ đồng)|ĐƠN VỊ|Tên chỉ tiêu",
            "3-3 1value(tỷ đồng) 2unit 3indicator",
        ),
        (
            Figures,
            "Chỉ tiêu|Đơn vị|Số liệu|Số liệu/Chỉ tiêu|Đơn vị|Giá trị (triệu đồng)|Trạng thái",
            "0-1 0indicator 1unit 2value(triệu đồng) 3status",
        ),
        (Figures, "Chỉ tiêu|Đơn vị|Giá trị/||(tỷ đồng)/Thu|A|5", "0-1 0indicator 1unit 2value(tỷ đồng)"),
        (
            Figures,
            "Chỉ tiêu|ĐVT|Phường, xã|Ước thực hiện 4 tháng|Cùng kỳ năm trước",
            "0-0 0indicator 1measure 2unit 3value",
        ),
        (
            Figures,
            "Đơn vị|Thu ngân sách (tỷ đồng)|Chi ngân sách (triệu đồng)",
            "0-0 0unit 1#thu(tỷ đồng) 2#chi(triệu đồng)",
        ),
        (
            Figures,
            "Đơn vị|Số liệu (tỷ đồng)|Số liệu (tỷ đồng)/Đơn vị|Thu ngân sách|Chi ngân sách/A|1|2",
            "0-1 0unit 1#thu(tỷ đồng) 2#chi(tỷ đồng)",
        ),
        (
            Figures,
            "Đơn vị|Thu ngân sách|Thu ngân sách|Thu ngân sách/Đơn vị|Dự toán|Ước thực hiện|Tỷ lệ (%)/A|1|2|3",
            "0-1 0unit 2#thu",
        ),
        (Figures, "Tên|Cột 2|Cột 3", "không, dòng 0: Tên|Cột 2|Cột 3"),
        (Figures, "Báo cáo/Chỉ tiêu|Phường|Con số", "không, dòng 1: Chỉ tiêu|Phường|Con số"),
        (Figures, "Chỉ tiêu|Đơn vị|Con số/Thu ngân sách|A|5", "không, dòng 0: Chỉ tiêu|Đơn vị|Con số"),
        (
            Figures,
            "Chỉ tiêu|Đơn vị|Con số/Thu ngân sách|A|5/Chi ngân sách|B|7",
            "không, dòng 0: Chỉ tiêu|Đơn vị|Con số",
        ),
        (Targets, "Nội dung|Cơ quan giao|Dự toán|Quyết định|Năm", "0-0 0indicator 1assigner 2value 3basis 4year"),
        (Units, "Mã|Tên đơn vị|Loại|Ngày thành lập", "0-0 0code 1name 2kind 3on"),
        (
            Officers,
            "TT|Họ và tên|Tài khoản|Chức vụ|Đơn vị công tác|Vai trò|Từ ngày",
            "0-0 1name 2login 3post 4unit 5role 6from",
        ),
    ];
    for (subject, text, expected) in table {
        assert_eq!(found(subject, text), expected, "{text}");
    }
}
