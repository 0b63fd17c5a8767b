//! Whatever comes in, nothing panics; whatever is written, it is read back and stands in the structure.

use super::super::*;
use super::samples::{SIGNATURE, document, full, status};
use jiff::civil::{Date, DateTime, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A text without blanks at its ends, which reading takes away.
fn text() -> impl Strategy<Value = String> {
    "[a-zđăâêôơư&<>\"'\\]/.:\u{1ea0}\u{1f600}]{1,3}([ \n\t\ra-z]{0,6}[0-9A-Zỷ;#&]{1,4})?"
        .prop_map(|text| text.trim().to_owned())
}

fn perhaps() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), text()]
}

fn day() -> impl Strategy<Value = Date> {
    (2_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn time() -> impl Strategy<Value = DateTime> {
    (day(), 0_i8..24, 0_i8..60, 0_i8..60).prop_map(|(day, hour, minute, second)| day.at(hour, minute, second, 0))
}

fn organ() -> impl Strategy<Value = Organ> {
    (text(), perhaps(), perhaps(), perhaps(), perhaps()).prop_map(|(organ_id, in_charge, name, address, email)| Organ {
        organ_id,
        in_charge,
        name: name.clone(),
        address,
        email: email.clone(),
        telephone: email,
        fax: name,
        website: String::new(),
    })
}

fn answered() -> impl Strategy<Value = ResponseFor> {
    (perhaps(), perhaps(), option::of(day()), text()).prop_map(|(organ_id, code, issued_on, document_id)| ResponseFor {
        organ_id,
        code,
        issued_on,
        document_id,
    })
}

fn other() -> impl Strategy<Value = Other> {
    let amount = || option::of(0..=i64::MAX);
    (select(Priority::ALL.to_vec()), perhaps(), amount(), amount(), vec(text(), 0..3), perhaps()).prop_map(
        |(priority, sphere, promulgation_amount, page_amount, appendixes, direction)| Other {
            priority,
            sphere: sphere.clone(),
            typer_notation: sphere,
            promulgation_amount,
            page_amount,
            appendixes,
            direction,
        },
    )
}

fn business() -> impl Strategy<Value = Business> {
    let receivers = vec((perhaps(), any::<bool>()).prop_map(|(organ_id, added)| Receiver { organ_id, added }), 0..3);
    let replaced = (perhaps(), vec(text(), 0..3));
    let replaced = vec(replaced.prop_map(|(document_id, organ_ids)| Replacement { document_id, organ_ids }), 0..3);
    (select(BusinessKind::ALL.to_vec()), perhaps(), perhaps(), any::<bool>(), receivers, replaced).prop_map(
        |(kind, reason, document_id, paper, receivers, replacements)| Business {
            kind,
            reason: reason.clone(),
            document_id,
            staff: Staff { staff: reason, ..Staff::default() },
            paper,
            receivers,
            replacements,
        },
    )
}

fn file() -> impl Strategy<Value = File> {
    let ending = select(vec!["", ".pdf", ".docx", ".zip", ".", "/.xlsx", "..", ".PDF "]);
    let bytes = prop_oneof![vec(any::<u8>(), 0..200), Just(b"PK\x03\x04".to_vec()), Just(b"PK\x05\x06".to_vec())];
    ("[0-9a-f-]{1,9}", perhaps(), ending, perhaps(), bytes).prop_map(
        |(content_id, name, ending, description, bytes)| {
            let name = format!("{name}{ending}").trim().to_owned();
            File { content_id, name, content_type: description.clone(), description, bytes }
        },
    )
}

fn header() -> impl Strategy<Value = Message> {
    let identity = (text(), perhaps(), perhaps(), option::of(day()), option::of(day()));
    (organ(), vec(organ(), 1..4), identity, other(), vec(answered(), 0..3), vec(text(), 0..3), option::of(1_u8..=3))
        .prop_map(|(from, to, identity, other, response_for, to_places, steering)| {
            let (subject, number, place, issued_on, due_on) = identity;
            let kind =
                DocumentType { type_code: number.clone(), type_detail: place.clone(), type_name: subject.clone() };
            let signer = Signer { full_name: place.clone(), ..Signer::default() };
            let (content, document_id, notation) = (place.clone(), number.clone(), subject.clone());
            let mut message =
                Message { from, to, number, notation, place, issued_on, kind, subject, ..Message::default() };
            (message.content, message.document_id, message.signer) = (content, document_id, signer);
            (message.due_on, message.to_places, message.other) = (due_on, to_places, other);
            (message.response_for, message.steering) = (response_for, steering);
            message
        })
}

fn message() -> impl Strategy<Value = Message> {
    let traces = vec((perhaps(), time()).prop_map(|(organ_id, at)| Trace { organ_id, at }), 0..3);
    let signature = option::of(Just(SIGNATURE.to_owned()));
    (header(), traces, option::of(business()), vec(file(), 0..4), signature).prop_map(
        |(header, traces, business, files, signature)| Message { traces, business, files, signature, ..header },
    )
}

/// One change to the bytes of a file.
#[derive(Clone, Debug)]
enum Change {
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces: Vec<&[u8]> =
        vec![b"<", b">", b"/", b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE", b"</edXML:To>", b"\xFF", b"&#1;"];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        (any::<Index>(), select(pieces)).prop_map(|(at, piece)| Change::Insert(at, piece.to_vec())),
        (any::<Index>(), 1_usize..60).prop_map(|(at, length)| Change::Remove(at, length)),
        (any::<Index>(), 1_usize..200).prop_map(|(at, length)| Change::Repeat(at, length)),
        any::<Index>().prop_map(Change::Cut),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        let length = bytes.len() + 1;
        let range = |at: Index, long: usize| at.index(length)..(at.index(length) + long).min(length - 1);
        match change {
            Change::Replace(at, byte) => bytes.iter_mut().skip(at.index(length)).take(1).for_each(|it| *it = byte),
            Change::Insert(at, piece) => drop(bytes.splice(range(at, 0), piece)),
            Change::Remove(at, long) => drop(bytes.drain(range(at, long))),
            Change::Repeat(at, long) => {
                let piece = bytes[range(at, long)].to_vec();
                bytes.splice(range(at, 0), piece);
            }
            Change::Cut(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

/// Reads and checks; a fault names a place and says something.
fn try_out(bytes: &[u8]) {
    if let Err(faults) = read(bytes) {
        assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.place.is_empty() && !fault.sentence.is_empty()));
    }
    check_structure(bytes);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(message in message()) {
        let written = write(&message);
        prop_assert_eq!(check_structure(written.as_bytes()), Vec::<String>::new());
        prop_assert_eq!(document(&written), message);
    }

    #[test]
    fn random_bytes_do_no_harm(bytes in vec(any::<u8>(), 0..400)) {
        try_out(&bytes);
    }

    #[test]
    fn random_marks_do_no_harm(text in "[<>/&;!\\[\\]a-zA-Z\"'= \u{0}]{0,200}") {
        try_out(text.as_bytes());
    }

    #[test]
    fn changed_messages_do_no_harm(changes in vec(change(), 1..5)) {
        try_out(&changed(write(&full()).into_bytes(), changes.clone()));
        try_out(&changed(write_status(&status(StatusCode::Waiting)).into_bytes(), changes));
    }
}
