//! Opening the management year: estimates assigned, divided, signed, received; the road-map; tasks with the six clears.

use super::ba_dinh::{Estimates, estimates, shares, wards};
use crate::harness::{Actor, BOOK, Documents, Item, Office, Plans, Programmes};

/// The revenue estimate divided so that nothing remains.
const WHOLE: [(&str, &str); 3] =
    [("Ngọc Hà", "2.000 tỷ đồng"), ("Kim Mã", "2.191 tỷ đồng"), ("Phúc Xá", "2.000 tỷ đồng")];

/// The expenditure estimate divided so that nothing remains.
const SPENDING: [(&str, &str); 2] = [("Ngọc Hà", "1.220 tỷ đồng"), ("Kim Mã", "371 triệu đồng")];

const TITLE: &str = "Giao chỉ tiêu kế hoạch và dự toán ngân sách năm 2017";

/// Drafts the decision over both estimates; answers its number.
#[track_caller]
fn drafted(specialist: &Actor, plan: &Estimates) -> i64 {
    specialist.draft_allocation(2017, TITLE, &[plan.revenue, plan.expenditure]).created()
}

/// Cells of both estimates, the revenue as given.
fn grid(office: &Office, plan: &Estimates, revenue: &[(&str, &str)]) -> Vec<(String, String)> {
    [shares(office, "thu-nsnn", plan.decision, revenue), shares(office, "chi-ns", plan.decision, &SPENDING)].concat()
}

fn cell(name: &str, typed: &str) -> (String, String) {
    (name.to_owned(), typed.to_owned())
}

on_both!(t1_1_remainder_refuses_signing, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist, head) = (estimates(office), office.specialist(), office.head());
    let decision = drafted(&specialist, &plan);
    // 6.190 of 6.191 tỷ.
    let short = [("Ngọc Hà", "2.000 tỷ đồng"), ("Kim Mã", "2.190 tỷ đồng"), ("Phúc Xá", "2.000 tỷ đồng")];
    specialist.fill_grid(decision, &grid(office, &plan, &short)).done();
    specialist.allocation_page(decision).ok().must_say("Chưa giao 1 tỷ đồng");

    let facts = office.facts();
    let refused = head.sign_allocation(decision);
    refused.must_refuse(409, "remainder", "Còn 1 tỷ đồng dự toán “Thu ngân sách nhà nước trên địa bàn” chưa giao");
    refused.must_say("(6.191 tỷ đồng − 6.190 tỷ đồng)");
    assert_eq!(office.facts(), facts, "a refused signature writes nothing");

    // Held without a reason is as bad as forgotten; held with one is a decision.
    let mut held = grid(office, &plan, &short);
    held.push(cell("held.thu-nsnn", "1 tỷ đồng"));
    specialist.fill_grid(decision, &held).done();
    head.sign_allocation(decision).must_refuse(409, "held-without-reason", "Để lại 1 tỷ đồng");
    held.push(cell("held_reason.thu-nsnn", "Dự phòng cho các phường tách, nhập tổ dân phố"));
    specialist.fill_grid(decision, &held).done();
    head.sign_allocation(decision).done();
    head.allocation_page(decision).ok().must_say("Đã ký").must_say("Dự phòng cho các phường tách, nhập tổ dân phố");
});

on_both!(t1_1_too_much_refuses_signing, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    let decision = drafted(&specialist, &plan);
    let over = [("Ngọc Hà", "2.000 tỷ đồng"), ("Kim Mã", "2.191 tỷ đồng"), ("Phúc Xá", "2.000 tỷ 1 đồng")];
    specialist.fill_grid(decision, &grid(office, &plan, &over)).done();
    office.head().sign_allocation(decision).must_refuse(409, "remainder", "Giao vượt 1 đồng");
});

on_both!(t1_2_road_map_meets_the_estimate_to_the_last_dong, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    // Eleven months of 515 tỷ and the rest in December.
    let months = |december: &str| {
        let mut months: [String; 12] = std::array::from_fn(|_| "515 tỷ".to_owned());
        december.clone_into(&mut months[11]);
        months
    };
    let facts = office.facts();
    for (december, off) in [("525.999.999.999 đồng", "thiếu"), ("526.000.000.001 đồng", "thừa")] {
        let refused = specialist.set_road_map(plan.revenue, &months(december));
        refused.must_refuse(409, "road-map-sum", "lệch 1 đồng so với 6.191 tỷ đồng").must_say(off);
        assert_eq!(refused.typed("m12"), december, "what was typed stays");
    }
    assert_eq!(office.facts(), facts);
    assert_eq!(office.number("select count(*) from road_map"), 0);

    specialist.set_road_map(plan.revenue, &months("526 tỷ")).done();
    assert_eq!(office.facts(), facts + 1);
    assert_eq!(office.number("select sum(cast(value as bigint)) from road_map_month"), 6_191_000_000_000);
    specialist.get(&format!("/{BOOK}/targets/{}/road-map", plan.revenue)).ok().must_say("526 tỷ đồng");
});

on_both!(t1_3_only_an_amending_decision_changes_what_was_signed, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist, head) = (estimates(office), office.specialist(), office.head());
    let first = drafted(&specialist, &plan);
    specialist.fill_grid(first, &grid(office, &plan, &WHOLE)).done();
    head.sign_allocation(first).done();
    let lines = ["Phường Ngọc Hà 2.000 tỷ đồng 1.220 tỷ đồng", "Phường Kim Mã 2.191 tỷ đồng 371 triệu đồng"];
    for line in lines {
        head.allocation_page(first).ok().must_say(line);
    }

    let moved = [("Ngọc Hà", "1.900 tỷ đồng"), ("Kim Mã", "2.191 tỷ đồng"), ("Phúc Xá", "2.100 tỷ đồng")];
    let facts = office.facts();
    specialist.fill_grid(first, &grid(office, &plan, &moved)).must_refuse(
        409,
        "already-signed",
        "lập quyết định điều chỉnh",
    );
    head.sign_allocation(first).must_refuse(409, "already-signed", "không ký lại được");
    assert_eq!(office.facts(), facts);

    let second = specialist.amend_allocation(first).created();
    specialist.fill_grid(second, &grid(office, &plan, &moved)).done();
    head.sign_allocation(second).done();
    head.allocation_page(second).ok().must_say("1.900 tỷ đồng").must_link(&format!("/{BOOK}/allocations/{first}"));

    // The original stays as it was signed, and so do the estimates.
    let original = head.allocation_page(first).ok();
    original
        .must_say("2.000 tỷ đồng")
        .must_say("6.191 tỷ đồng")
        .must_say("1.220,371 tỷ đồng")
        .must_not_say("1.900 tỷ đồng");
    original.must_say("Được điều chỉnh bởi").must_link(&format!("/{BOOK}/allocations/{second}"));
    for line in lines {
        original.must_say(line);
    }
    let ngoc_ha = office.unit("Phường Ngọc Hà");
    let in_force =
        format!("select value from target where indicator = 'thu-nsnn' and unit = {ngoc_ha} and ended_fact_no is null");
    assert_eq!(office.rows(&in_force), ["1900000000000"]);
});

on_both!(t1_3_an_adjusted_estimate_keeps_the_original, at "2017-06-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    // Another value under the same decision is no adjustment.
    let again = specialist.set_target("thu-nsnn", "thanh-pho", 2017, "6.300 tỷ đồng", plan.decision);
    again.must_refuse(409, "target-known", "đã có 6.191 tỷ đồng theo văn bản 01/QĐ-UBND");
    let (issuer, subject) = ("UBND Thành phố Hà Nội", "Điều chỉnh dự toán thu ngân sách năm 2017");
    let order =
        specialist.register_adjustment("QĐ", "02/QĐ-UBND", "15/6/2017", issuer, subject, plan.decision).created();
    let adjusted = specialist.set_target("thu-nsnn", "thanh-pho", 2017, "6.300 tỷ đồng", order).created();
    specialist.get(&format!("/{BOOK}/targets/{adjusted}")).ok().must_say("6.191 tỷ đồng").must_say("đang áp dụng");
    specialist.get(&format!("/{BOOK}/targets/{}", plan.revenue)).ok().must_say("Mức này đã hết áp dụng");
    let expenditure = specialist.get(&format!("/{BOOK}/targets/{}", plan.expenditure)).ok();
    expenditure.must_say("1.220,371 tỷ đồng").must_not_say("đã hết áp dụng");
});

on_both!(t1_4_everything_rests_on_a_document, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist, head) = (estimates(office), office.specialist(), office.head());
    let basis = format!("/{BOOK}/documents/{}", plan.decision);
    // A target without a basis is not set.
    let baseless = specialist.set_target("chi-ns", "hdnd", 2017, "1.220,371 tỷ đồng", 0);
    baseless.must_fault("basis", "Chưa có văn bản căn cứ");
    assert_eq!(baseless.typed("value"), "1.220,371 tỷ đồng");
    specialist.get(&format!("/{BOOK}/targets/{}", plan.revenue)).ok().must_link(&basis);

    // A line without a basis cannot be signed.
    let decision = drafted(&specialist, &plan);
    let mut cells = grid(office, &plan, &WHOLE);
    cells.retain(|(name, _)| name != "basis.chi-ns");
    specialist.fill_grid(decision, &cells).done();
    let refused = head.sign_allocation(decision);
    refused.must_refuse(409, "line-without-basis", "Phần giao “Chi ngân sách quận” cho").must_say("Phường Ngọc Hà");
    refused.must_not_say("Phần giao “Thu ngân sách");
    cells.push(cell("basis.chi-ns", &plan.decision.to_string()));
    specialist.fill_grid(decision, &cells).done();
    head.sign_allocation(decision).done();
    head.allocation_page(decision).ok().must_link(&basis);
    // The share of a unit rests on the district's own decision, which rests on the City's.
    let share = office.number("select min(no) from target where allocation is not null");
    let own = office.number(&format!("select document from allocation where no = {decision}"));
    specialist.get(&format!("/{BOOK}/targets/{share}")).ok().must_link(&format!("/{BOOK}/documents/{own}"));
    specialist.get(&format!("/{BOOK}/documents/{own}")).ok().must_link(&basis);

    // A task without a basis cannot be assigned; with one it opens it.
    let programme = specialist.write_programme("CTr", 2017, "Chương trình công tác năm 2017").created();
    specialist.add_item(programme, &item(office, plan.decision).without("basis")).done();
    specialist.ready_item(programme, 1).must_refuse(409, "clears-missing", "căn cứ: chọn văn bản làm căn cứ");
    specialist.add_item(programme, &item(office, plan.decision)).done();
    specialist.ready_item(programme, 2).done();
    specialist.get(&format!("/{BOOK}/programmes/{programme}")).ok().must_link(&basis);
});

on_both!(t1_4_a_ward_opens_the_basis_of_its_line, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    let decision = drafted(&specialist, &plan);
    specialist.fill_grid(decision, &grid(office, &plan, &WHOLE)).done();
    office.head().sign_allocation(decision).done();
    let (ward, basis) = (office.ward("Ngọc Hà"), format!("/{BOOK}/documents/{}", plan.decision));
    ward.get(&basis).ok().must_say("01/QĐ-UBND");
    ward.allocation_page(decision).ok().must_say("01/QĐ-UBND ngày 5/1/2017").must_link(&basis);
});

/// A task with everything that is needed.
fn item(office: &Office, basis: i64) -> Item {
    let fields = [
        ("work", "Kiểm tra an toàn thực phẩm tại các cơ sở dịch vụ ăn uống".to_owned()),
        ("unit", office.unit("Phường Ngọc Hà").to_string()),
        ("person", office.officer("ngoc-ha").to_string()),
        ("procedure", "Lập danh sách; kiểm tra; nhắc khắc phục; tổng hợp".to_owned()),
        ("head", office.officer("chu-tich").to_string()),
        ("expected_result", "335 cơ sở được kiểm tra".to_owned()),
        ("due_on", "30/4/2017".to_owned()),
        ("basis", basis.to_string()),
    ];
    Item(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

on_both!(t1_5_a_task_needs_the_six_clears, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist) = (estimates(office), office.specialist());
    let programme = specialist.write_programme("CTr", 2017, "Chương trình công tác năm 2017").created();
    let whole = item(office, plan.decision);
    let clears = [
        ("person", "rõ người"),
        ("work", "rõ việc"),
        ("procedure", "rõ quy trình"),
        ("head", "rõ trách nhiệm"),
        ("expected_result", "rõ hiệu quả, kết quả"),
        ("due_on", "rõ tiến độ, thời hạn"),
    ];
    for (number, (field, clear)) in (1..).zip(clears) {
        specialist.add_item(programme, &whole.without(field)).done();
        let facts = office.facts();
        let refused = specialist.ready_item(programme, number);
        refused.must_refuse(409, "clears-missing", &format!("còn thiếu: {clear}"));
        assert_eq!(office.facts(), facts);
        let stored = office.rows(&format!("select state from programme_item where no = {number}"));
        assert_eq!(stored, ["draft"], "without {field}");
    }
    specialist.add_item(programme, &whole).done();
    specialist.ready_item(programme, 7).done();
    assert_eq!(office.rows("select no from programme_item where state = 'ready'"), ["7"]);
});

on_both!(t1_6_a_ward_sees_and_confirms_its_own_lines, at "2017-01-20T09:00:00+07:00", |office| {
    let (plan, specialist, head) = (estimates(office), office.specialist(), office.head());
    specialist.open_year(2017, "Năm kỷ cương hành chính").done();
    let all = wards(office);
    assert_eq!(all.len(), 11, "{all:?}");
    let decision = specialist.draft_allocation(2017, TITLE, &[plan.revenue]).created();
    // 101, 102 … 110 tỷ for ten wards, the rest for the last one: every share can be told from every other.
    let typed =
        |at: usize| if at < 10 { format!("{} tỷ đồng", 101 + at) } else { "5.136 tỷ đồng".to_owned() };
    let mut cells: Vec<(String, String)> =
        all.iter().enumerate().map(|(at, (unit, _))| (format!("v.thu-nsnn.{unit}"), typed(at))).collect();
    cells.push(cell("basis.thu-nsnn", &plan.decision.to_string()));
    specialist.fill_grid(decision, &cells).done();

    let ngoc_ha = office.ward("Ngọc Hà");
    ngoc_ha.allocation_page(decision).must_refuse(409, "not-signed", "chưa ký");
    head.sign_allocation(decision).done();
    head.allocation_page(decision).ok().must_say("Đã nhận 0/11 phường");

    ngoc_ha
        .get(&format!("/{BOOK}"))
        .ok()
        .must_say("Xác nhận đã nhận")
        .must_say("Chủ đề năm 2017: Năm kỷ cương hành chính");
    let own = ngoc_ha.allocation_page(decision).ok();
    for (at, (_, name)) in all.iter().enumerate() {
        let (mine, share) = (name == "Phường Ngọc Hà", typed(at));
        assert_eq!((own.says(name), own.says(&share)), (mine, mine), "{name}, {share}: {}", own.text());
    }
    own.must_not_say("6.191 tỷ đồng");
    let list = ngoc_ha.get(&format!("/{BOOK}/targets?year=2017")).ok();
    list.must_say("Phường Ngọc Hà").must_not_say("Phường Kim Mã").must_not_say("6.191 tỷ đồng");

    ngoc_ha.confirm_receipt(decision).done();
    let facts = office.facts();
    ngoc_ha.confirm_receipt(decision).done();
    assert_eq!(office.facts(), facts, "confirming again changes nothing");
    office.ward("Kim Mã").confirm_receipt(decision).done();
    let seen = head.allocation_page(decision).ok();
    seen.must_say("Đã nhận 2/11 phường").must_say("Phường Ngọc Hà đã nhận").must_say("Phường Phúc Xá chưa xác nhận");
    head.get(&format!("/{BOOK}/allocations")).ok().must_say("2/11 đơn vị");
});
