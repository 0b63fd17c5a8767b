//! Documents go to other offices and come from them as edXML; nothing is lost and nothing is doubled when the hub fails.

use crate::harness::{BOOK, Failure, Hub, Office, Tasks};
use office::exchange::edxml;
use std::path::PathBuf;

/// The office of the stories among all authorities.
const OWN: &str = "H26.001";

/// A directive of the City as a message to this office.
fn directive(number: &str, files: Vec<edxml::File>) -> edxml::Message {
    edxml::Message {
        from: edxml::Organ {
            organ_id: "000.00.01.H26".into(),
            name: "UBND Thành phố Hà Nội".into(),
            ..Default::default()
        },
        to: vec![edxml::Organ { organ_id: OWN.into(), name: "UBND quận Ba Đình".into(), ..Default::default() }],
        number: number.into(),
        notation: "CT-UBND".into(),
        place: "Hà Nội".into(),
        issued_on: "2017-04-05".parse().ok(),
        kind: edxml::DocumentType { type_code: "1".into(), type_detail: "3".into(), type_name: "Chỉ thị".into() },
        subject: "Về việc di dời các hộ dân ra khỏi nhà chung cư nguy hiểm".into(),
        document_id: format!("000.00.01.H26,2017/04/05,{number}/CT-UBND"),
        due_on: "2017-06-30".parse().ok(),
        other: edxml::Other { priority: edxml::Priority::VeryUrgent, ..Default::default() },
        business: Some(edxml::Business::default()),
        files,
        ..Default::default()
    }
}

fn file(name: &str, bytes: &[u8]) -> edxml::File {
    edxml::File {
        content_id: name.replace('.', "-"),
        name: name.into(),
        content_type: "application/pdf".into(),
        description: String::new(),
        bytes: bytes.to_vec(),
    }
}

/// One round of the hub.
fn carry(office: &Office, hub: &Hub) -> String {
    let hub = ["--hub", hub.address(), "--hub-id", OWN, "--hub-secret", "bi-mat"];
    office.command(&[&["exchange", "--exchange-book", BOOK][..], &hub].concat()).done()
}

/// One round of the folder.
fn carry_files(office: &Office) -> (PathBuf, String) {
    let dir = office.path("lien-thong");
    let told =
        office.command(&["exchange", "--exchange-book", BOOK, "--exchange-dir", dir.to_str().expect("a path")]).done();
    (dir.join(BOOK), told)
}

on_both!(a_message_becomes_an_incoming_document_once, at "2017-04-10T08:00:00+07:00", |office| {
    let pdf = crate::harness::EVIDENCE;
    let message = directive("04", vec![file("chi-thi.pdf", pdf), file("kem.exe", b"MZ")]);
    let text = edxml::write(&message);
    assert_eq!(edxml::check_structure(text.as_bytes()), Vec::<String>::new());
    let path = office.file("den.edxml", &text);
    let import = || office.command(&["documents", "import", "--book", BOOK, &path]).done();
    assert_eq!(import().trim(), "ba-dinh: văn bản 1");
    let facts = office.facts();
    assert_eq!(import().trim(), "ba-dinh: văn bản 1");
    assert_eq!(office.facts(), facts, "the same message again changes nothing");
    let clerk = office.specialist();
    let page = clerk.get(&format!("/{BOOK}/documents/1")).ok();
    page.must_say("Văn bản đến số 01 năm 2017").must_say("04/CT-UBND").must_say("Thượng khẩn").must_say("30/6/2017").must_say("chi-thi.pdf");
    assert_eq!(clerk.get(&format!("/{BOOK}/documents/1/files/1")).ok().bytes, pdf);
    // What may not be attached stays in the message, and the page says so.
    let list = clerk.get(&format!("/{BOOK}/exchange")).ok();
    list.must_say("“kem.exe” không thuộc loại được nhận");
    let kept = clerk.get(&format!("/{BOOK}/exchange/1")).ok();
    assert_eq!(kept.html(), text);
    // Arrival and receipt are told back by themselves; handing and finishing too, once each.
    let waiting = || office.rows("select status from exchange_message where direction = 'out' order by no");
    assert_eq!(waiting(), ["01", "03"]);
    let officer = office.officer("tu-phap").to_string();
    clerk.get(&format!("/{BOOK}/documents/1")).ok();
    clerk.post(&format!("/{BOOK}/documents/1/hand"), &[("officer", &officer)]).done();
    for _ in 0..2 {
        carry_files(office);
    }
    assert_eq!(waiting(), ["01", "03", "05"]);
    let (folder, _) = carry_files(office);
    let mut told: Vec<_> = std::fs::read_dir(folder.join("outbox")).expect("the outbox").map(|f| f.expect("a file").path()).collect();
    told.sort();
    assert_eq!(told.len(), 3);
    let status = std::fs::read(&told[0]).expect("a status");
    assert_eq!(edxml::check_structure(&status), Vec::<String>::new());
    match edxml::read(&status) {
        Ok(edxml::Parsed::Status(status)) => {
            assert_eq!((status.status, status.response_for.code.as_str()), (edxml::StatusCode::Arrived, "04/CT-UBND"));
            assert_eq!((status.from.organ_id.as_str(), status.response_for.organ_id.as_str()), (OWN, "000.00.01.H26"));
        }
        other => panic!("{other:?}"),
    }
    office.command(&["verify"]).done();
});

on_both!(files_inside_a_message_pass_the_scanner, at "2017-04-10T08:00:00+07:00", |office| {
    let bad = [crate::harness::EVIDENCE, b"virus"].concat();
    let message = edxml::write(&directive("05", vec![file("chi-thi.pdf", &bad)]));
    let path = office.file("doc-hai.edxml", &message);
    let scanner = office.file("quet.sh", "#!/bin/sh\nif grep -aq virus; then echo 'tìm thấy mã độc'; exit 1; fi\n");
    std::process::Command::new("chmod").args(["+x", &scanner]).status().expect("chmod");
    let import = |scan: &str| office.command(&["documents", "import", "--book", BOOK, "--scan", scan, &path]);
    import(&scanner).must_fail(2, "“chi-thi.pdf” trong thông điệp bị chương trình quét từ chối");
    // In a folder it is set aside with the reason; when the scanner does not answer it stays and waits.
    let inbox = office.path("lien-thong").join(BOOK).join("inbox");
    std::fs::create_dir_all(&inbox).expect("an inbox");
    std::fs::write(inbox.join("doc-hai.edxml"), &message).expect("written");
    let dir = office.path("lien-thong");
    let carry = |scan: &str| {
        let dir = dir.to_str().expect("a path");
        office.command(&["exchange", "--exchange-book", BOOK, "--exchange-dir", dir, "--scan", scan]).done()
    };
    assert!(carry("khong-co-chuong-trinh").contains("chưa được 1"));
    assert!(inbox.join("doc-hai.edxml").exists(), "a message whose files could not be scanned waits");
    assert!(carry(&scanner).contains("chưa được 1"));
    let why = std::fs::read_to_string(dir.join(BOOK).join("refused/doc-hai.edxml.txt")).expect("a reason");
    assert!(why.contains("tìm thấy mã độc"), "{why}");
    assert_eq!(office.rows("select count(*) from exchange_message"), ["0"]);
    import("/bin/true").done();
});

on_both!(nothing_is_lost_or_doubled_when_the_hub_fails, at "2017-04-10T08:00:00+07:00", |mut office| {
    let hub = Hub::start();
    let clerk = office.specialist();
    let no = clerk.issue(&[]).created();
    let send = |to: &str| clerk.post(&format!("/{BOOK}/documents/{no}/send"), &[("to", to)]);
    clerk.get(&format!("/{BOOK}/documents/{no}")).ok();
    send("").must_fault("to", "mã định danh");
    send("000.00.12.H26 | Sở Xây dựng").done();
    send("000.00.12.H26 | Sở Xây dựng").done();
    let states = |office: &Office| {
        office.rows("select state, tries from exchange_message where direction = 'out' and kind = 'document' order by no")
    };
    assert_eq!(states(&office), ["waiting|0"]);
    office.later("2017-04-10T08:01:00+07:00");
    // The hub is down, then takes the message and the line breaks before it answers.
    hub.fail(&[Failure::Error]);
    let told = carry(&office, &hub);
    assert!(told.contains("gửi 0, nhận 0, chưa được 1"), "{told}");
    assert_eq!(states(&office), ["waiting|1"]);
    assert!(carry(&office, &hub).contains("gửi 0"), "it waits before it is tried again");
    hub.fail(&[Failure::TakenThenSilent]);
    office.later("2017-04-10T08:03:30+07:00");
    carry(&office, &hub);
    assert_eq!((states(&office), hub.sent().len()), (vec!["waiting|2".to_owned()], 1));
    office.later("2017-04-10T08:10:00+07:00");
    assert!(carry(&office, &hub).contains("gửi 1"));
    assert_eq!((states(&office), hub.sent().len()), (vec!["sent|2".to_owned()], 1), "sent again it is the same message to the hub");
    let sent = hub.sent().remove(0);
    match edxml::read(sent.as_bytes()) {
        Ok(edxml::Parsed::Document(message)) => {
            assert_eq!((message.number.as_str(), message.notation.as_str()), ("01", "KH-UBND"));
            assert_eq!((message.from.organ_id.as_str(), message.to[0].organ_id.as_str()), (OWN, "000.00.12.H26"));
            assert_eq!(message.signer.competence, "KT.");
        }
        other => panic!("{other:?}"),
    }
    // A final no of the hub waits for a person.
    let clerk = office.specialist();
    clerk.get(&format!("/{BOOK}/documents/{no}")).ok();
    clerk.post(&format!("/{BOOK}/documents/{no}/send"), &[("to", "999.99")]).done();
    office.later("2017-04-10T08:20:00+07:00");
    let clerk = office.specialist();
    hub.fail(&[Failure::Code(18)]);
    carry(&office, &hub);
    let page = clerk.get(&format!("/{BOOK}/exchange")).ok();
    page.must_say("mã 18: không có nơi nhận này");
    clerk.post(&format!("/{BOOK}/exchange/2/again"), &[]).done();
    office.later("2017-04-10T08:30:00+07:00");
    assert!(carry(&office, &hub).contains("gửi 1"));
    // What the hub offers is offered until it is told; taken in, it is one document.
    hub.offer("h-1", &edxml::write(&directive("07", Vec::new())));
    hub.offer("h-2", "<edXML>hỏng");
    assert!(carry(&office, &hub).contains("nhận 1, chưa được 1"));
    carry(&office, &hub);
    carry(&office, &hub);
    assert_eq!(office.number("select count(*) from document where flow = 'in'"), 1);
    let statuses = hub.statuses();
    for expected in [("h-1", "01"), ("h-1", "03"), ("h-2", "02")] {
        let pair = (expected.0.to_owned(), expected.1.to_owned());
        assert!(statuses.contains(&pair), "{expected:?} in {statuses:?}");
    }
    assert_eq!(statuses.iter().filter(|(id, code)| id == "h-1" && code == "01").count(), 1);
});

on_both!(a_status_is_kept_with_its_document_and_a_recall_is_answered_by_a_person, at "2017-04-10T08:00:00+07:00", |office| {
    let clerk = office.specialist();
    let no = clerk.issue(&[]).created();
    let status = edxml::StatusMessage {
        response_for: edxml::ResponseFor {
            organ_id: OWN.into(),
            code: "01/KH-UBND".into(),
            issued_on: "2017-04-10".parse().ok(),
            document_id: format!("{OWN},2017/04/10,01/KH-UBND"),
        },
        from: edxml::Organ { organ_id: "000.00.12.H26".into(), name: "Sở Xây dựng".into(), ..Default::default() },
        status: edxml::StatusCode::Assigned,
        description: "Đã giao phòng Quản lý nhà".into(),
        at: "2017-04-10T09:00:00".parse().expect("an instant"),
        staff: edxml::Staff::default(),
    };
    let path = office.file("trang-thai.edxml", &edxml::write_status(&status));
    for _ in 0..2 {
        let told = office.command(&["documents", "import", "--book", BOOK, &path]).done();
        assert_eq!(told.trim(), format!("ba-dinh: trạng thái của văn bản {no}"));
    }
    let list = clerk.get(&format!("/{BOOK}/exchange")).ok();
    list.must_say("trạng thái 05: Đã phân công, đang xử lý").must_say("Đã giao phòng Quản lý nhà");
    assert_eq!(office.number("select count(*) from exchange_message where direction = 'in'"), 1);
    // A recall of a document that came before.
    let first = directive("04", Vec::new());
    let mut recall = first.clone();
    recall.business = Some(edxml::Business {
        kind: edxml::BusinessKind::Recall,
        reason: "Ban hành nhầm".into(),
        document_id: first.document_id.clone(),
        ..Default::default()
    });
    for (name, message) in [("den.edxml", &first), ("thu-hoi.edxml", &recall)] {
        let path = office.file(name, &edxml::write(message));
        office.command(&["documents", "import", "--book", BOOK, &path]).done();
    }
    assert_eq!(office.number("select count(*) from document where flow = 'in'"), 1, "a recall enters nothing");
    let page = clerk.get(&format!("/{BOOK}/exchange")).ok();
    page.must_say("Đề nghị thu hồi của 000.00.01.H26");
    let asked = office.number("select no from exchange_message where state = 'asked'");
    let answer = |agree: &str, reason: &str| {
        clerk.post(&format!("/{BOOK}/exchange/{asked}/answer"), &[("agree", agree), ("reason", reason)])
    };
    answer("no", "").must_fault("reason", "lý do");
    answer("yes", "").done();
    let statuses = office.rows("select status from exchange_message where direction = 'out' and kind = 'status' order by no");
    assert_eq!(statuses, ["01", "03", "15"]);
});

on_both!(broken_messages_are_refused_with_their_place, at "2017-04-10T08:00:00+07:00", |office| {
    let whole = edxml::write(&directive("04", vec![file("a.pdf", crate::harness::EVIDENCE)]));
    let cut: String = whole.chars().take(whole.chars().count() / 2).collect();
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"{}\">]>{whole}", "a".repeat(100));
    let nobody = edxml::write(&edxml::Message { from: edxml::Organ::default(), to: Vec::new(), ..directive("04", Vec::new()) });
    let rows = [("cut.edxml", cut.as_str()), ("bomb.edxml", &bomb), ("nobody.edxml", &nobody), ("empty.edxml", ""), ("text.edxml", "không phải XML")];
    for (name, text) in rows {
        let path = office.file(name, text);
        let ended = office.command(&["documents", "import", "--book", BOOK, &path]);
        assert_eq!(ended.code, 2, "{name}: {} {}", ended.out, ended.err);
        assert!(ended.err.chars().count() > 20, "{name}: {}", ended.err);
        let page = office.specialist().upload(&format!("/{BOOK}/exchange"), name, text.as_bytes());
        assert!(page.status == 422 || page.status == 403, "{name}: {}", page.text());
    }
    let elsewhere = edxml::Message { to: vec![edxml::Organ { organ_id: "000.00.99.H26".into(), ..Default::default() }], ..directive("04", Vec::new()) };
    let path = office.file("nham.edxml", &edxml::write(&elsewhere));
    office.command(&["documents", "import", "--book", BOOK, &path]).must_fail(2, "không gửi cho cơ quan này");
    office.command(&["documents", "import", "--book", BOOK, "khong-co.edxml"]).must_fail(2, "Không đọc được tệp");
    assert_eq!(office.number("select count(*) from document"), 0);
    // In the folder they are set aside with the reason beside them, and the others are taken.
    let inbox = office.path("lien-thong").join(BOOK).join("inbox");
    std::fs::create_dir_all(&inbox).expect("a folder");
    for (name, text) in rows.iter().chain(&[("tot.edxml", whole.as_str())]) {
        std::fs::write(inbox.join(name), text).expect("written");
    }
    let (folder, told) = carry_files(office);
    assert!(told.contains("nhận 1, chưa được 5"), "{told}");
    let why = std::fs::read_to_string(folder.join("refused/cut.edxml.txt")).expect("the reason");
    assert!(!why.is_empty() && folder.join("refused/cut.edxml").exists() && folder.join("taken/tot.edxml").exists());
    // Back out again it is the same message; what was only entered by hand is nobody's message.
    let out = office.path("ra.edxml");
    let export = |no: i64| office.command(&["documents", "export", "--book", BOOK, &no.to_string(), "-o", out.to_str().expect("a path")]);
    export(1).done();
    let text = std::fs::read(&out).expect("the message");
    assert_eq!(text, whole.as_bytes());
    let clerk = office.specialist();
    let by_hand = clerk.arrive(&[("symbol", "77/CV-TU")]).created();
    export(by_hand).must_fail(2, "not-issued-here");
    // What was issued here is written as a message of this office.
    let own = clerk.issue(&[("kind", "CT"), ("subject", "Về trật tự đô thị")]).created();
    clerk.post_files(&format!("/{BOOK}/documents/{own}/files"), &[], &[("file", "a.pdf", crate::harness::EVIDENCE)]).done();
    export(own).done();
    let text = std::fs::read(&out).expect("the message");
    assert_eq!(edxml::check_structure(&text), Vec::<String>::new());
    match edxml::read(&text) {
        Ok(edxml::Parsed::Document(message)) => {
            assert_eq!((message.number.as_str(), message.notation.as_str()), ("01", "CT-UBND"));
            assert_eq!((message.subject.as_str(), message.from.organ_id.as_str()), ("Về trật tự đô thị", "H26.001"));
            assert_eq!((message.files[0].name.as_str(), &message.files[0].bytes[..]), ("a.pdf", crate::harness::EVIDENCE));
        }
        other => panic!("{other:?}"),
    }
});
