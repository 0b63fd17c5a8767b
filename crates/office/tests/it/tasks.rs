//! Every write of every act on documents, tasks, meetings and messages fails once, and nothing of the act remains.

use crate::fail_writes::survive;
use crate::world::{ROOT, WARDS, World, now};
use jiff::SignedDuration;
use jiff::civil::date;
use office::ctx::Ctx;
use office::directory::permit::Role;
use office::document::{self, Authority, Details, NewDocument, Relation};
use office::exchange::{self, edxml};
use office::meeting::{self, Answer, FromItem, NewAnswer, NewAppointment, NewItem, NewMeeting};
use office::task::{self, Every, NewProgress, NewSeries, NewTask};

/// Officers of the world: specialist, head, ward.
const SPECIALIST: i64 = 1;
const HEAD: i64 = 2;
const WARD: i64 = 3;
/// A file that is what its name says.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF";

/// The same circumstances for another officer.
fn by(ctx: &Ctx, officer: i64) -> Ctx {
    let mut ctx = ctx.clone();
    ctx.actor.officer = officer;
    ctx
}

fn incoming(symbol: &str) -> NewDocument {
    NewDocument {
        kind: "CT".into(),
        symbol: symbol.into(),
        issued_on: Some(date(2017, 4, 5)),
        issuer: "UBND Thành phố".into(),
        subject: "Về việc di dời".into(),
        ..NewDocument::default()
    }
}

fn outgoing() -> NewDocument {
    NewDocument {
        kind: "KH".into(),
        subject: "Kế hoạch di dời".into(),
        details: Details { signer: "Người Ký".into(), ..Details::default() },
        ..NewDocument::default()
    }
}

fn new_task(due: &str) -> NewTask {
    NewTask {
        work: "Di dời hộ dân".into(),
        procedure: "Rà soát, vận động, di dời".into(),
        expected_result: "Không còn hộ dân trong nhà nguy hiểm".into(),
        assigner: "ubnd".into(),
        lead_unit: ROOT,
        with: WARDS.to_vec(),
        person: SPECIALIST,
        head: HEAD,
        due: due.into(),
        ..NewTask::default()
    }
}

fn evidence(note: &str) -> NewProgress {
    NewProgress { percent: Some(50), note: note.into(), file: Some(("a.pdf".into(), PDF.to_vec())), document: None }
}

#[test]
fn every_write_of_documents_and_messages_fails_once() {
    let world = World::new();
    let role = Role::Specialist;
    let came = survive(&world, role, "arrive", |ctx, tx| document::arrive(ctx, tx, &incoming("04/CT-UBND")));
    let sent = survive(&world, role, "issue", |ctx, tx| document::issue(ctx, tx, &outgoing(), ""));
    survive(&world, role, "attach", |ctx, tx| document::attach(ctx, tx, came, "a.pdf", PDF));
    survive(&world, role, "link", |ctx, tx| document::link(ctx, tx, sent, came, Relation::Answers));
    survive(&world, role, "hand", |ctx, tx| document::hand(ctx, tx, came, WARD));
    let organ = edxml::Organ { organ_id: "000.00.12.H26".into(), ..Default::default() };
    survive(&world, role, "send", |ctx, tx| exchange::send(ctx, tx, sent, std::slice::from_ref(&organ)));
    let waiting = world.db.read(|tx| exchange::waiting(tx, "ba-dinh", now())).expect("the outbox");
    survive(&world, Role::Operator, "try again", |ctx, tx| exchange::try_again(ctx, tx, waiting[0].no, "trục hỏng"));
    survive(&world, Role::Operator, "refused", |ctx, tx| exchange::refused(ctx, tx, waiting[0].no, "mã 18"));
    survive(&world, role, "send again", |ctx, tx| exchange::send_again(ctx, tx, waiting[0].no));
    survive(&world, Role::Operator, "delivered", |ctx, tx| exchange::delivered(ctx, tx, waiting[0].no, "truc-1"));
    let own = world.db.read(|tx| exchange::own_organ(&world.ctx(role), tx)).expect("the office");
    let message = edxml::Message {
        from: organ.clone(),
        to: vec![own],
        number: "07".into(),
        notation: "CT-UBND".into(),
        subject: "Chỉ thị".into(),
        document_id: "x".into(),
        files: vec![edxml::File {
            content_id: "a".into(),
            name: "a.pdf".into(),
            bytes: PDF.to_vec(),
            ..Default::default()
        }],
        ..Default::default()
    };
    let text = edxml::write(&message);
    survive(&world, role, "take in", |ctx, tx| exchange::take_in(ctx, tx, text.as_bytes(), "h-1"));
    survive(&world, role, "hand for a state", |ctx, tx| document::hand(ctx, tx, 3, WARD));
    survive(&world, Role::Operator, "tell states", exchange::tell_states);
    let recall = edxml::Message {
        business: Some(edxml::Business {
            kind: edxml::BusinessKind::Recall,
            document_id: "x".into(),
            ..Default::default()
        }),
        ..message
    };
    let text = edxml::write(&recall);
    survive(&world, role, "take in a recall", |ctx, tx| exchange::take_in(ctx, tx, text.as_bytes(), ""));
    let asked = world.db.read(|tx| exchange::messages(tx, "ba-dinh", None)).expect("messages");
    let asked = asked.iter().find(|m| m.state == "asked").expect("a question").no;
    survive(&world, role, "answer a recall", |ctx, tx| exchange::answer_recall(ctx, tx, asked, true, ""));
}

#[test]
fn every_write_of_a_task_fails_once() {
    let world = World::new();
    let (head, own) = (Role::Head, Role::Specialist);
    let no = survive(&world, head, "assign", |ctx, tx| task::assign(&by(ctx, HEAD), tx, &new_task("15/6/2017")));
    survive(&world, own, "confirm", |ctx, tx| task::confirm(ctx, tx, no));
    survive(&world, Role::Unit, "confirm for a ward", |ctx, tx| task::confirm(&by(ctx, WARD), tx, no));
    survive(&world, own, "report", |ctx, tx| task::report(ctx, tx, no, &evidence("Đã vận động")));
    survive(&world, own, "raise", |ctx, tx| task::raise(ctx, tx, no, "Chưa có quỹ nhà", "Sở Xây dựng"));
    survive(&world, head, "hand up", |ctx, tx| task::hand_up(&by(ctx, HEAD), tx, no, 1, ""));
    survive(&world, head, "resolve", |ctx, tx| task::resolve(&by(ctx, HEAD), tx, no, 1, "Đã bố trí"));
    survive(&world, head, "urge", |ctx, tx| task::urge(&by(ctx, HEAD), tx, no, "Khẩn trương"));
    survive(&world, own, "ask", |ctx, tx| task::ask_extension(ctx, tx, no, "30/6/2017", "Chờ quỹ nhà", false));
    survive(&world, head, "extend", |ctx, tx| task::decide_extension(&by(ctx, HEAD), tx, no, true, ""));
    survive(&world, own, "hand over", |ctx, tx| task::hand_over(ctx, tx, no, WARD, ""));
    survive(&world, Role::Unit, "confirm again", |ctx, tx| task::confirm(&by(ctx, WARD), tx, no));
    let part = NewTask { parent: Some(no), with: Vec::new(), ..new_task("1/6/2017") };
    let child = survive(&world, head, "break down", |ctx, tx| task::assign(&by(ctx, HEAD), tx, &part));
    survive(&world, head, "cancel", |ctx, tx| task::cancel(&by(ctx, HEAD), tx, child, "Không cần nữa"));
    survive(&world, Role::Unit, "submit", |ctx, tx| task::submit(&by(ctx, WARD), tx, no, &evidence("Xong")));
    survive(&world, head, "give back", |ctx, tx| task::give_back(&by(ctx, HEAD), tx, no, "Thiếu biên bản"));
    survive(&world, Role::Unit, "submit again", |ctx, tx| task::submit(&by(ctx, WARD), tx, no, &evidence("Đủ")));
    survive(&world, head, "confirm result", |ctx, tx| task::confirm_result(&by(ctx, HEAD), tx, no, ""));
    survive(&world, head, "accept", |ctx, tx| task::accept(&by(ctx, HEAD), tx, no, ""));
    let series = NewSeries {
        every: Every::Month,
        first_on: date(2017, 5, 5),
        until_on: None,
        template: NewTask { with: Vec::new(), ..new_task("3 ngày làm việc") },
    };
    let set = survive(&world, head, "set series", |ctx, tx| task::set_series(&by(ctx, HEAD), tx, &series));
    survive(&world, Role::Operator, "sweep a series", |ctx, tx| task::sweep(&operator(ctx), tx));
    survive(&world, head, "end series", |ctx, tx| task::end_series(&by(ctx, HEAD), tx, set));
    let late = |ctx: &Ctx| Ctx { now: now() + SignedDuration::from_hours(24 * 30), ..operator(ctx) };
    survive(&world, Role::Operator, "sweep rungs", |ctx, tx| task::sweep(&late(ctx), tx));
}

/// The timer of the server, which may assign what a series sets.
fn operator(ctx: &Ctx) -> Ctx {
    Ctx { now: ctx.now, ..Ctx::operator(&ctx.book, ctx.now, ctx.pack.clone()) }
}

#[test]
fn every_write_of_a_meeting_fails_once() {
    let world = World::new();
    let role = Role::Head;
    let new = NewMeeting {
        kind: "working-session".into(),
        title: "với Thành phố".into(),
        starts_at: now() - SignedDuration::from_hours(1),
        place: String::new(),
        chair: "Chủ tịch UBND Thành phố".into(),
        report: None,
        participants: String::new(),
        agenda: String::new(),
        minutes: String::new(),
    };
    let no = survive(&world, role, "call", |ctx, tx| meeting::call(ctx, tx, &new));
    let edited = NewMeeting { place: "Trụ sở quận".into(), ..new };
    survive(&world, role, "edit", |ctx, tx| meeting::edit(ctx, tx, no, &edited));
    survive(&world, role, "propose", |ctx, tx| meeting::propose(ctx, tx, no, "Bố trí vốn", "Sở Tài chính"));
    let promised = NewAnswer { answer: Answer::Promised, text: "Sẽ có phương án".into(), promised_on: None };
    survive(&world, role, "answer", |ctx, tx| meeting::answer(ctx, tx, no, 1, &promised));
    let option = NewAnswer { answer: Answer::Option, text: "Đưa vào kế hoạch 2018".into(), promised_on: None };
    survive(&world, role, "option", |ctx, tx| meeting::answer(ctx, tx, no, 1, &option));
    let ours = NewItem { body: "Giao chỉ tiêu".into(), unit: Some(ROOT), ..NewItem::default() };
    let theirs =
        NewItem { body: "Chia lại chỉ tiêu".into(), outside: "Sở Kế hoạch".into(), ..NewItem::default() };
    survive(&world, role, "conclude", |ctx, tx| meeting::conclude(ctx, tx, no, &ours));
    survive(&world, role, "conclude outside", |ctx, tx| meeting::conclude(ctx, tx, no, &theirs));
    survive(&world, role, "close", |ctx, tx| meeting::close_minutes(ctx, tx, no));
    survive(&world, role, "notice", |ctx, tx| {
        meeting::issue_notice(ctx, tx, no, Authority::ByOrder, "Người Ký", "CVP")
    });
    survive(&world, role, "follow", |ctx, tx| meeting::follow(ctx, tx, no, 2, "Đã có văn bản", false));
    let chosen =
        [FromItem { item: 1, prefix: String::new(), task: NewTask { with: Vec::new(), ..new_task("15/6/2017") } }];
    survive(&world, role, "to tasks", |ctx, tx| meeting::to_tasks(&by(ctx, HEAD), tx, no, &chosen));
    survive(&world, role, "news", |ctx, tx| meeting::publish_news(ctx, tx, no, "Tin", "Nội dung", "Phòng Văn hóa"));
    let appointment = NewAppointment {
        starts_at: now() + SignedDuration::from_hours(24),
        ends_at: now() + SignedDuration::from_hours(26),
        title: "Giao ban".into(),
        place: String::new(),
        chaired_by: HEAD,
        attended: String::new(),
        prepared_by: Some(ROOT),
        meeting: None,
    };
    let made = survive(&world, role, "appointment", |ctx, tx| meeting::make_appointment(ctx, tx, &appointment));
    survive(&world, role, "cancel appointment", |ctx, tx| meeting::cancel_appointment(ctx, tx, made));
}
