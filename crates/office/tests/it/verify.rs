//! What somebody with the database in hand might change, row by row, and the fact that the walk over the journal names.

use crate::world::{ROOT, WARDS, World, now};
use crate::year::{figure, grid, resolution, revenue};
use jiff::civil::date;
use office::ctx::Ctx;
use office::db::Tx;
use office::directory::end_post;
use office::directory::permit::Role;
use office::document::register;
use office::error::{Error, refuse};
use office::figure::{NewPeriod, enter, open_period};
use office::journal::{Verdict, verify};
use office::plan::allocation::{
    NewDraft, amend_allocation, confirm_receipt, draft_allocation, save_grid, sign_allocation,
};
use office::plan::road_map::set_road_map;
use office::plan::target::set_target;
use office::reading::{NewReading, read_report};
use office::report::{NewReport, NextTask, Publication, Texts, draft, edit, publish, sign};
use office::sheet::{self, Subject};
use office::task::{self, NewProgress, NewTask};
use rust_decimal::Decimal;

/// A file that is what its name says.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF";

/// A change by hand, the query that tells which fact it must lead to, and words of the reason.
type Tampering = (&'static str, &'static str, &'static str);

#[rustfmt::skip]
const FIGURES: &[Tampering] = &[
    ("update figure set value = '1' where no = 1",                  "select fact_no from figure where no = 1", "số liệu trong bảng khác"),
    ("update figure set value = 'một' where no = 5",                "select fact_no from figure where no = 5", "số liệu trong bảng khác"),
    ("update figure set typed = '9 tỷ' where no = 1",               "select fact_no from figure where no = 1", "số liệu trong bảng khác"),
    ("update figure set starts_on = '2016-01-01' where no = 3",     "select fact_no from figure where no = 3", "số liệu trong bảng khác"),
    ("update figure set entered_by = 9 where no = 4",               "select fact_no from figure where no = 4", "số liệu trong bảng khác"),
    ("delete from figure where no = 3",                             "select fact_no from figure where no = 3", "số liệu mà sự kiện đã ghi không còn"),
    ("delete from figure where no = 2",                             "select fact_no from figure where no = 2", "số liệu mà sự kiện đã ghi không còn"),
    ("delete from figure where no = 5",                             "select fact_no from figure where no = 5", "số liệu trong bảng khác"),
    ("delete from figure where no >= 4",                            "select min(fact_no) from figure where no >= 4", "số liệu mà sự kiện đã ghi không còn"),
    ("insert into figure select book, no + 90, indicator, unit, starts_on, '2017-05-31', status, bound, '7', typed, source, note, \
      invented, entered_by, entered_at, 777, null from figure where no = 3", "select 777", "trong bảng có số liệu mà sự kiện này không ghi"),
    ("insert into figure select book, no + 90, indicator, unit, starts_on, cutoff_on, status, bound, '7', typed, source, note, \
      invented, entered_by, entered_at, fact_no, null from figure where no = 3", "select fact_no from figure where no = 3", "số liệu trong bảng khác"),
    ("update figure set replaced_fact_no = null where no = 1",      "select fact_no from figure where no = 1", "dấu thay thế"),
    ("update figure set replaced_fact_no = fact_no where no = 1",   "select fact_no from figure where no = 1", "dấu thay thế"),
    ("update figure set replaced_fact_no = 5 where no = 3",         "select fact_no from figure where no = 3", "dấu thay thế"),
    ("insert into claim values ('ba-dinh', 1, 1, 'baseline', 'thanh-pho', '50', 0, 0, '50 %')", "select fact_no from figure where no = 1", "số liệu trong bảng khác"),
];

#[rustfmt::skip]
const PLAN: &[Tampering] = &[
    ("update target set value = '6192000000000' where no = 1",      "select fact_no from target where no = 1", "chỉ tiêu, dự toán"),
    ("update target set unit = 2 where no = 1",                     "select fact_no from target where no = 1", "chỉ tiêu, dự toán"),
    ("update target set assigner = 'hdnd-quan' where no = 1",       "select fact_no from target where no = 1", "chỉ tiêu, dự toán"),
    ("update target set indicator = 'chi-ns' where no = 2",         "select fact_no from target where no = 2", "chỉ tiêu, dự toán"),
    ("delete from target where no = 1",                             "select fact_no from target where no = 1", "chỉ tiêu, dự toán được giao mà sự kiện đã ghi không còn"),
    ("update target set ended_fact_no = 5 where no = 1",            "select fact_no from target where no = 1", "thời điểm hết hiệu lực"),
    ("update target set ended_fact_no = null where ended_fact_no is not null", "select min(fact_no) from target where ended_fact_no is not null", "thời điểm hết hiệu lực"),
    ("insert into target select book, 90, indicator, unit, assigner, horizon, starts_on, ends_on, bound, '1', typed, basis, \
      null, 777, null from target where no = 1",                    "select 777", "mà sự kiện này không ghi"),
    ("update target set value = '191000000001' where value = '191000000000' and ended_fact_no is null", "select max(signed_fact_no) from allocation", "tổng các mức giao"),
    ("delete from target where allocation = 1 and unit = 3",        "select signed_fact_no from allocation where no = 1", "tổng các mức giao"),
    ("update allocation set state = 'draft' where no = 1",          "select signed_fact_no from allocation where no = 1", "quyết định giao đã ký"),
    ("update allocation set signed_by = 2 where no = 2",            "select signed_fact_no from allocation where no = 2", "quyết định giao đã ký"),
    ("update allocation_total set held = '5' where allocation = 1", "select signed_fact_no from allocation where no = 1", "phần giữ lại"),
    ("update road_map_month set value = '1' where month = 3",       "select fact_no from road_map", "lộ trình tháng"),
    ("delete from road_map_month where month = 12",                 "select fact_no from road_map", "lộ trình tháng"),
    ("delete from road_map",                                        "select fact_no from road_map", "lộ trình tháng mà sự kiện đã ghi không còn"),
    ("update road_map set ended_fact_no = 5",                       "select fact_no from road_map", "lộ trình tháng"),
    ("delete from receipt",                                         "select fact_no from receipt", "xác nhận đã nhận"),
    ("update receipt set unit = 3",                                 "select fact_no from receipt", "xác nhận đã nhận"),
    ("insert into receipt values ('ba-dinh', 1, 3, 3, '2017-05-05T02:00:00.000Z', 777)", "select 777", "trong bảng có xác nhận"),
];

#[rustfmt::skip]
const REPORTS_AND_POSTS: &[Tampering] = &[
    ("update report set frozen = frozen || ' '",                    "select signed_fact_no from report", "nội dung báo cáo đã ký"),
    ("update report set hash = 'a'",                                "select signed_fact_no from report", "nội dung báo cáo đã ký"),
    ("update report set frozen = null",                             "select signed_fact_no from report", "nội dung báo cáo đã ký"),
    ("update report set signed_by = 3",                             "select signed_fact_no from report", "nội dung báo cáo đã ký"),
    ("update report set state = 'draft', signed_fact_no = null",    "select signed_fact_no from report", "nội dung báo cáo đã ký mà sự kiện đã ghi không còn"),
    ("delete from report",                                          "select signed_fact_no from report", "nội dung báo cáo đã ký mà sự kiện đã ghi không còn"),
    ("update report set signed_fact_no = 777",                      "select signed_fact_no from report", "nội dung báo cáo đã ký"),
    ("update publication set author = 'Ai đó'",                     "select fact_no from publication", "đã công khai"),
    ("update publication set sections = '[\"all\"]'",               "select fact_no from publication", "đã công khai"),
    ("update publication set event_at = '2017-05-04T00:00:00.000Z'", "select fact_no from publication", "đã công khai"),
    ("update publication set title = 'Báo cáo khác'",               "select fact_no from publication", "đã công khai"),
    ("delete from publication",                                     "select fact_no from publication", "đã công khai"),
    ("update post set role = 'operator' where no = 3",              "select fact_no from post where no = 3", "vị trí việc làm"),
    ("update post set unit = 3 where no = 3",                       "select fact_no from post where no = 3", "vị trí việc làm"),
    ("update post set title = 'Chủ tịch' where no = 1",             "select fact_no from post where no = 1", "vị trí việc làm"),
    ("update post set effective_to = null where no = 3",            "select fact_no from post where no = 3", "ngày thôi giữ"),
    ("delete from post where no = 2",                               "select fact_no from post where no = 2", "vị trí việc làm mà sự kiện đã ghi không còn"),
    ("insert into post select book, 9, officer, unit, title, 'operator', effective_from, null, 777 from post where no = 3", "select 777", "trong bảng có vị trí"),
    // Two at once: the smaller number is named.
    ("update post set role = 'head' where no = 3; update figure set value = '1' where no = 1", "select fact_no from post where no = 3", "vị trí việc làm"),
    // The chain itself.
    ("update fact set payload = payload || ' ' where no = 9",       "select 9", "không khớp mã băm"),
    ("delete from fact where no = 9",                               "select 9", "thiếu sự kiện"),
    ("update book set facts = facts + 1",                           "select facts + 1 from book", "các sự kiện cuối"),
];

#[rustfmt::skip]
const TASKS_AND_READINGS: &[Tampering] = &[
    ("update task set work = 'Việc khác' where no = 1",             "select fact_no from task where no = 1", "nhiệm vụ đã giao trong bảng khác"),
    ("update task set first_due_at = '2017-07-01T10:00:00.000Z' where no = 1", "select fact_no from task where no = 1", "nhiệm vụ đã giao trong bảng khác"),
    ("update task set head = 3 where no = 1",                       "select fact_no from task where no = 1", "nhiệm vụ đã giao trong bảng khác"),
    ("update task set planned = 0 where no = 2",                    "select fact_no from task where no = 2", "nhiệm vụ đã giao trong bảng khác"),
    ("update task set assigned_at = '2017-05-04T02:00:00.000Z' where no = 1", "select fact_no from task where no = 1", "nhiệm vụ đã giao trong bảng khác"),
    ("delete from task where no = 2",                               "select fact_no from task where no = 2", "nhiệm vụ đã giao mà sự kiện đã ghi không còn"),
    ("update task set due_at = '2017-07-31T10:00:00.000Z' where no = 1", "select fact_no from task where no = 1", "người, hạn hoặc kết thúc"),
    ("update task set person = 1 where no = 1",                     "select fact_no from task where no = 1", "người, hạn hoặc kết thúc"),
    ("update task set verdict = 'late' where no = 1",               "select fact_no from task where no = 1", "người, hạn hoặc kết thúc"),
    ("update task set state = 'doing', open = 1, verdict = '' where no = 1", "select fact_no from task where no = 1", "người, hạn hoặc kết thúc"),
    ("update task set state = 'cancelled' where no = 2",            "select fact_no from task where no = 2", "người, hạn hoặc kết thúc"),
    ("update task set open = 0 where no = 2",                       "select fact_no from task where no = 2", "người, hạn hoặc kết thúc"),
    ("update task_event set at = '2017-05-04T02:00:00.000Z' where kind = 'task-accepted'", "select fact_no from task_event where kind = 'task-accepted'", "việc đã làm với nhiệm vụ"),
    ("update task_event set officer = 1 where kind = 'task-urged'", "select fact_no from task_event where kind = 'task-urged'", "việc đã làm với nhiệm vụ"),
    ("delete from task_event where kind = 'task-urged'",            "select fact_no from task_event where kind = 'task-urged'", "việc đã làm với nhiệm vụ mà sự kiện đã ghi không còn"),
    ("insert into task_event select book, task, 90, at, kind, officer, note, 777 from task_event where kind = 'task-urged'", "select 777", "trong bảng có việc đã làm"),
    ("update reading set text = text || ' '",                       "select fact_no from reading", "nội dung báo cáo đã đọc"),
    ("update reading set title = 'Báo cáo khác'",                   "select fact_no from reading", "nội dung báo cáo đã đọc"),
    ("delete from reading",                                         "select fact_no from reading", "nội dung báo cáo đã đọc mà sự kiện đã ghi không còn"),
];

#[test]
fn every_tampering_leads_to_its_fact() {
    let world = World::new();
    work(&world);
    live(&world);
    assert_eq!(
        world.db.read(verify).expect("verify"),
        [Verdict::Whole { book: "ba-dinh".into(), facts: number(&world, "select facts from book") }]
    );
    for (sql, query, words) in [FIGURES, PLAN, REPORTS_AND_POSTS, TASKS_AND_READINGS].concat() {
        let want = number(&world, query);
        let (named, why) = tampered(&world, sql);
        assert_eq!(named, want, "{sql}: {why}");
        assert!(why.contains(words), "{sql}: {why}");
    }
    assert!(world.db.read(verify).expect("verify").iter().all(Verdict::is_whole), "everything was undone");
}

#[test]
fn thousands_of_figures_are_walked_in_pages() {
    let world = World::new();
    world.act(Role::Specialist, |ctx, tx| enter(ctx, tx, &figure(ROOT, 10)));
    // More than a page of rows that no fact brought: the walk still finds them, and still ends.
    let many = "insert into figure with recursive n(i) as (select 2 union all select i + 1 from n where i < 5000) \
        select book, n.i, indicator, unit, starts_on, '2018-01-' || n.i, status, bound, value, typed, source, note, invented, \
        entered_by, entered_at, 900 + n.i, null from figure, n where no = 1";
    let (named, why) = tampered(&world, many);
    assert_eq!((named, why.contains("không ghi")), (902, true), "{why}");
}

/// Changes rows by hand, asks for the verdict, and takes the change back. No fact and no reason when nothing was found.
fn tampered(world: &World, sql: &str) -> (i64, String) {
    let mut verdicts = Vec::new();
    let undone: Result<(), Error> = world.db.write(|tx| {
        for statement in sql.split("; ") {
            assert!(tx.exec(statement, &[])? > 0, "{statement}: nothing was changed");
        }
        verdicts = verify(tx)?;
        refuse("undone", "")
    });
    assert!(matches!(undone, Err(Error::Refusal(_))), "{sql}: {undone:?}");
    match verdicts.pop() {
        Some(Verdict::Altered { fact_no, why, .. }) => (fact_no, why),
        _ => (0, String::new()),
    }
}

fn number(world: &World, query: &str) -> i64 {
    world.db.read(|tx| Ok(tx.int(query, &[])?)).expect(query)
}

/// A year in short: targets, a decision and its amendment, figures and corrections, a signed and published report.
fn live(world: &World) {
    let basis = world.act(Role::Specialist, |ctx, tx| register(ctx, tx, &resolution()));
    let target = world.act(Role::Specialist, |ctx, tx| set_target(ctx, tx, &revenue(basis)));
    let targets = "Chỉ tiêu;Đơn vị;Cấp giao;Thời hạn;Từ ngày;Đến ngày;Giá trị;Căn cứ\n\
        thu-nsnn;;HĐND quận giao;năm;1/1/2017;31/12/2017;6.200 tỷ đồng;01/NQ-HĐND\n";
    world.act(Role::Specialist, |ctx, tx| sheet::import_file(ctx, tx, Subject::Targets, "a.csv", targets.as_bytes()));
    let months = [Decimal::from(500_000_000_000_i64); 11].into_iter().chain([Decimal::from(691_000_000_000_i64)]);
    let months: Vec<Decimal> = months.collect();
    let months = months.try_into().expect("twelve months");
    world.act(Role::Specialist, |ctx, tx| set_road_map(ctx, tx, target, &months));
    let new = NewDraft { year: 2017, title: "Giao dự toán thu năm 2017".into(), targets: vec![target] };
    let decision = world.act(Role::Specialist, |ctx, tx| draft_allocation(ctx, tx, &new));
    world.act(Role::Specialist, |ctx, tx| save_grid(ctx, tx, decision, &grid(basis)));
    world.act(Role::Head, |ctx, tx| sign_allocation(ctx, tx, decision));
    world.act(Role::Unit, |ctx, tx| confirm_receipt(ctx, tx, decision));
    let amended = world.act(Role::Specialist, |ctx, tx| amend_allocation(ctx, tx, decision));
    world.act(Role::Head, |ctx, tx| sign_allocation(ctx, tx, amended));
    world.act(Role::Specialist, |ctx, tx| enter(ctx, tx, &figure(ROOT, 1_748_600_000_000)));
    world.act(Role::Specialist, |ctx, tx| enter(ctx, tx, &figure(ROOT, 1_749_000_000_000)));
    world.act(Role::Unit, |ctx, tx| enter(ctx, tx, &figure(WARDS[0], 10_000_000_000)));
    let csv = "Chỉ tiêu;Đơn vị;Đến ngày;Trạng thái;Giá trị\nthu-nsnn;Phường Ngọc Hà;31/3/2017;ước;10 tỷ\nthu-nsnn;Phường Cống Vị;31/3/2017;ước;20 tỷ\n";
    world.act(Role::Specialist, |ctx, tx| sheet::import_file(ctx, tx, Subject::Figures, "a.csv", csv.as_bytes()));
    report(world);
    world.act(Role::Operator, |ctx, tx| end_post(ctx, tx, 3, date(2017, 5, 1)));
}

/// Two tasks, one through everything to its end and one that is open; and an old report that was read.
fn work(world: &World) {
    let (specialist, head, ward) = (1, 2, 3);
    let new = NewTask {
        work: "Di dời hộ dân".into(),
        procedure: "Rà soát, vận động, di dời".into(),
        expected_result: "Không còn hộ dân trong nhà nguy hiểm".into(),
        assigner: "ubnd".into(),
        lead_unit: ROOT,
        person: specialist,
        head,
        due: "15/6/2017".into(),
        ..NewTask::default()
    };
    let done =
        NewProgress { note: "Xong".into(), file: Some(("bb.pdf".into(), PDF.to_vec())), ..NewProgress::default() };
    let no = world.by(Role::Head, head, |ctx, tx| task::assign(ctx, tx, &new));
    world.by(Role::Specialist, specialist, |ctx, tx| task::confirm(ctx, tx, no));
    world.by(Role::Head, head, |ctx, tx| task::urge(ctx, tx, no, "Khẩn trương"));
    world.by(Role::Specialist, specialist, |ctx, tx| {
        task::ask_extension(ctx, tx, no, "30/6/2017", "Chờ quỹ nhà", false)
    });
    world.by(Role::Head, head, |ctx, tx| task::decide_extension(ctx, tx, no, true, ""));
    world.by(Role::Specialist, specialist, |ctx, tx| task::hand_over(ctx, tx, no, ward, ""));
    world.by(Role::Unit, ward, |ctx, tx| task::confirm(ctx, tx, no));
    world.by(Role::Unit, ward, |ctx, tx| task::submit(ctx, tx, no, &done));
    world.by(Role::Head, head, |ctx, tx| task::confirm_result(ctx, tx, no, ""));
    world.by(Role::Head, head, |ctx, tx| task::accept(ctx, tx, no, ""));
    world.by(Role::Head, head, |ctx, tx| task::assign(ctx, tx, &NewTask { due: "20/6/2017".into(), ..new.clone() }));
    let old = "BÁO CÁO\nKết quả năm 2016\nĐoàn liên ngành kiểm tra 335 cơ sở dịch vụ ăn uống trên địa bàn quận.";
    let old = NewReading { name: "cu.txt".into(), text: old.into(), day: None };
    world.by(Role::Specialist, specialist, |ctx, tx| read_report(ctx, tx, &old));
}

fn report(world: &World) {
    let label = "4 tháng đầu năm 2017";
    let period = world.act(Role::Specialist, |ctx, tx| open_period(ctx, tx, &NewPeriod::labelled(label, None)));
    let new = NewReport { outline: "bao-cao-kinh-te-xa-hoi".into(), period, label: String::new() };
    let no = world.act(Role::Specialist, |ctx, tx| draft(ctx, tx, &new));
    let task =
        NextTask { work: "Thu hồi nợ thuế".into(), unit: "Chi cục Thuế".into(), due_on: "30/6/2017".into() };
    let texts = Texts { next_tasks: vec![task], recipients: vec!["Lưu: VT".into()], ..Texts::default() };
    world.act(Role::Specialist, |ctx, tx| edit(ctx, tx, no, &texts));
    world.act(Role::Head, |ctx, tx| sign(ctx, tx, no));
    let (sections, author) = (vec!["thu-ngan-sach".into()], "Phòng Văn hóa và Thông tin".into());
    let publication = Publication { sections, author, event_at: now() };
    world.act(Role::Head, |ctx, tx| publish(ctx, tx, no, &publication));
}

trait Acting {
    fn act<T>(&self, role: Role, f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T;
    fn by<T>(&self, role: Role, officer: i64, f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T;
}

impl Acting for World {
    fn act<T>(&self, role: Role, mut f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T {
        let ctx = self.ctx(role);
        self.db.write(|tx| f(&ctx, tx)).expect("an act of the year")
    }

    fn by<T>(&self, role: Role, officer: i64, mut f: impl FnMut(&Ctx, &mut Tx) -> Result<T, Error>) -> T {
        let mut ctx = self.ctx(role);
        ctx.actor.officer = officer;
        self.db.write(|tx| f(&ctx, tx)).expect("an act of the officer")
    }
}
