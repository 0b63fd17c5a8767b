//! The strict structure of edXML 1.0 as a table: which elements stand in which, in what order, how often, with what
//! text.
//!
//! Source: QCVN 102:2016/BTTTT, names and order of sections 5.1 and 5.2 of the notes on document interchange; the parts
//! of `Bussiness` that the notes do not place follow the software of the national hub.

/// How often an element stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    One,
    Maybe,
    Many,
    /// At least once.
    Some,
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    /// Text that says something.
    Filled,
    /// `yyyy/MM/dd`
    Date,
    /// `yyyy/MM/dd HH:mm:ss`
    Time,
    /// A whole number, not negative.
    Number,
    /// One of a code list.
    Among(&'static [&'static str]),
    /// Base64 of a zip with one entry.
    Zip,
    /// `cid:` and an identifier.
    Cid,
    Parts(&'static [Part]),
    /// Of another standard: not looked into.
    Foreign,
}

/// An element in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) count: Count,
    pub(super) shape: Shape,
}

const fn one(name: &'static str, shape: Shape) -> Part {
    Part { name, count: Count::One, shape }
}

const fn maybe(name: &'static str, shape: Shape) -> Part {
    Part { name, count: Count::Maybe, shape }
}

const fn many(name: &'static str, shape: Shape) -> Part {
    Part { name, count: Count::Many, shape }
}

const fn some(name: &'static str, shape: Shape) -> Part {
    Part { name, count: Count::Some, shape }
}

const ORGAN: &[Part] = &[
    one("OrganId", Shape::Filled),
    maybe("OrganizationInCharge", Shape::Text),
    maybe("OrganName", Shape::Text),
    maybe("OrganAdd", Shape::Text),
    maybe("Email", Shape::Text),
    maybe("Telephone", Shape::Text),
    maybe("Fax", Shape::Text),
    maybe("Website", Shape::Text),
];

const RESPONSE_FOR: &[Part] = &[
    maybe("OrganId", Shape::Text),
    maybe("Code", Shape::Text),
    maybe("PromulgationDate", Shape::Date),
    one("DocumentId", Shape::Text),
];

const STAFF: &[Part] = &[
    maybe("Department", Shape::Text),
    maybe("Staff", Shape::Text),
    maybe("Mobile", Shape::Text),
    maybe("Email", Shape::Text),
];

const OTHER: &[Part] = &[
    one("Priority", Shape::Among(&["0", "1", "2", "3", "4"])),
    maybe("SphereOfPromulgation", Shape::Text),
    maybe("TyperNotation", Shape::Text),
    maybe("PromulgationAmount", Shape::Number),
    maybe("PageAmount", Shape::Number),
    maybe("Appendixes", Shape::Parts(&[some("Appendix", Shape::Filled)])),
    maybe("Direction", Shape::Text),
];

const MESSAGE_HEADER: &[Part] = &[
    one("From", Shape::Parts(ORGAN)),
    some("To", Shape::Parts(ORGAN)),
    one("Code", Shape::Parts(&[one("CodeNumber", Shape::Text), one("CodeNotation", Shape::Text)])),
    one("PromulgationInfo", Shape::Parts(&[one("Place", Shape::Text), maybe("PromulgationDate", Shape::Date)])),
    one(
        "DocumentType",
        Shape::Parts(&[one("Type", Shape::Text), maybe("TypeDetail", Shape::Text), one("TypeName", Shape::Text)]),
    ),
    one("Subject", Shape::Filled),
    maybe("Content", Shape::Text),
    one(
        "SignerInfo",
        Shape::Parts(&[maybe("Competence", Shape::Text), maybe("Position", Shape::Text), one("FullName", Shape::Text)]),
    ),
    maybe("DueDate", Shape::Date),
    maybe("ToPlaces", Shape::Parts(&[some("Place", Shape::Filled)])),
    maybe("OtherInfo", Shape::Parts(OTHER)),
    many("ResponseFor", Shape::Parts(RESPONSE_FOR)),
    maybe("SteeringType", Shape::Among(&["1", "2", "3"])),
    one("DocumentId", Shape::Text),
];

const RECEIVER: &[Part] = &[one("ReceiverType", Shape::Among(&["0", "1"])), one("OrganId", Shape::Text)];

const BUSINESS: &[Part] = &[
    one("BussinessDocType", Shape::Among(&["0", "1", "2", "3"])),
    maybe("BussinessDocReason", Shape::Text),
    maybe(
        "BussinessDocumentInfo",
        Shape::Parts(&[
            maybe("DocumentInfo", Shape::Among(&["0", "1"])),
            maybe("DocumentReceiver", Shape::Among(&["0", "1"])),
            maybe("ReceiverList", Shape::Parts(&[some("Receiver", Shape::Parts(RECEIVER))])),
        ]),
    ),
    maybe("DocumentId", Shape::Text),
    maybe("StaffInfo", Shape::Parts(STAFF)),
    maybe("Paper", Shape::Among(&["0", "1"])),
    maybe("ReplacementInfoList", Shape::Parts(&[some("ReplacementInfo", Shape::Parts(REPLACEMENT))])),
];

const REPLACEMENT: &[Part] =
    &[one("DocumentId", Shape::Text), maybe("OrganIdList", Shape::Parts(&[some("OrganId", Shape::Filled)]))];

const TRACES: &[Part] = &[
    maybe("Bussiness", Shape::Parts(BUSINESS)),
    many("TraceHeader", Shape::Parts(&[one("OrganId", Shape::Text), one("Timestamp", Shape::Time)])),
];

const REFERENCE: &[Part] = &[
    one("ContentId", Shape::Cid),
    one("ContentType", Shape::Text),
    maybe("Description", Shape::Text),
    one("AttachmentName", Shape::Text),
];

const ATTACHMENT: &[Part] = &[
    one("ContentId", Shape::Cid),
    one("AttachmentName", Shape::Text),
    one("ContentType", Shape::Text),
    one("ContentTransferEncoded", Shape::Zip),
];

const HEADER: &[Part] = &[
    one("MessageHeader", Shape::Parts(MESSAGE_HEADER)),
    one("TraceHeaderList", Shape::Parts(TRACES)),
    maybe("Signature", Shape::Foreign),
    maybe("DigitalSignature", Shape::Foreign),
];

const BODY: &[Part] = &[one("edXMLManifest", Shape::Parts(&[many("Reference", Shape::Parts(REFERENCE))]))];

/// What stands in the root of a document.
pub(super) const DOCUMENT: &[Part] = &[
    one(
        "edXMLEnvelope",
        Shape::Parts(&[one("edXMLHeader", Shape::Parts(HEADER)), one("edXMLBody", Shape::Parts(BODY))]),
    ),
    maybe("AttachmentEncoded", Shape::Parts(&[some("Attachment", Shape::Parts(ATTACHMENT))])),
];

const STATUS_HEADER: &[Part] = &[one(
    "Status",
    Shape::Parts(&[
        one("ResponseFor", Shape::Parts(RESPONSE_FOR)),
        one("From", Shape::Parts(ORGAN)),
        one("StatusCode", Shape::Among(&["01", "02", "03", "04", "05", "06", "13", "15", "16"])),
        maybe("Description", Shape::Text),
        one("Timestamp", Shape::Time),
        maybe("StaffInfo", Shape::Parts(STAFF)),
    ]),
)];

/// What stands in the root of a state.
pub(super) const STATUS: &[Part] = &[one(
    "edXMLEnvelope",
    Shape::Parts(&[one("edXMLHeader", Shape::Parts(STATUS_HEADER)), maybe("edXMLBody", Shape::Foreign)]),
)];
