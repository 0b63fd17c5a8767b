//! The rule of the six clears and the basis, without a database: what an item still lacks before it can be assigned.

use super::item::Item;

/// Each missing clear with what to write, in the order in which officials say them; empty when nothing is missing.
pub fn missing(item: &Item) -> Vec<&'static str> {
    #[rustfmt::skip]
    let clears = [
        (item.person.is_none(),                    "rõ người: chọn cán bộ thực hiện"),
        (item.work.trim().is_empty(),              "rõ việc: ghi việc phải làm hoặc sản phẩm"),
        (item.procedure.trim().is_empty(),         "rõ quy trình: ghi các bước hoặc quy trình áp dụng"),
        (item.head.is_none(),                      "rõ trách nhiệm: chọn người đứng đầu chịu trách nhiệm"),
        (item.expected_result.trim().is_empty(),   "rõ hiệu quả, kết quả: ghi kết quả phải đạt"),
        (item.due_on.is_none(),                    "rõ tiến độ, thời hạn: ghi ngày phải hoàn thành"),
        (item.unit.is_none(),                      "đơn vị chủ trì: chọn đơn vị"),
        (item.basis.is_none(),                     "căn cứ: chọn văn bản làm căn cứ"),
    ];
    clears.into_iter().filter(|(lacks, _)| *lacks).map(|(_, clear)| clear).collect()
}

#[cfg(test)]
mod tests {
    use super::super::item::State;
    use super::*;
    use jiff::civil::date;

    fn whole() -> Item {
        Item {
            no: 1,
            work: "Thu thuế phi nông nghiệp".into(),
            unit: Some(2),
            person: Some(3),
            procedure: "Lập bộ, thông báo, thu, nộp".into(),
            head: Some(4),
            expected_result: "Thu đủ 100 %".into(),
            due_on: Some(date(2017, 6, 30)),
            basis: Some(5),
            state: State::Draft,
            fact_no: 1,
        }
    }

    #[test]
    fn every_clear_is_asked_for_by_name() {
        type Edit = fn(&mut Item);
        #[rustfmt::skip]
        let rows: &[(Edit, &[&str])] = &[
            (|_| {},                                    &[]),
            (|i| i.person = None,                       &["rõ người"]),
            (|i| i.work = " ".into(),                   &["rõ việc"]),
            (|i| i.procedure = String::new(),           &["rõ quy trình"]),
            (|i| i.head = None,                         &["rõ trách nhiệm"]),
            (|i| i.expected_result = "\n".into(),       &["rõ hiệu quả, kết quả"]),
            (|i| i.due_on = None,                       &["rõ tiến độ, thời hạn"]),
            (|i| i.unit = None,                         &["đơn vị chủ trì"]),
            (|i| i.basis = None,                        &["căn cứ"]),
            (|i| { i.person = None; i.due_on = None; }, &["rõ người", "rõ tiến độ, thời hạn"]),
        ];
        for (edit, want) in rows {
            let mut item = whole();
            edit(&mut item);
            let names: Vec<&str> = missing(&item).iter().map(|clear| clear.split(':').next().unwrap_or("")).collect();
            assert_eq!(names, *want);
        }
    }
}
