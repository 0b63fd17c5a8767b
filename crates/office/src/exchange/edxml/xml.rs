//! A plain writer of XML: elements with a prefix, one a line, and the parts that documents and states share.

use super::dates::write_date;
use super::tree::is_char;
use super::{Organ, ResponseFor, Staff};

/// A text being written.
pub(super) struct Xml {
    out: String,
    prefix: &'static str,
    depth: usize,
}

impl Xml {
    /// Begins with the declaration.
    pub(super) fn begin() -> Xml {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), prefix: "", depth: 0 }
    }

    /// The prefix of the elements that follow, colon included.
    pub(super) fn set_prefix(&mut self, prefix: &'static str) {
        self.prefix = prefix;
    }

    /// The beginning of an element; the attributes are ours and need no escaping.
    pub(super) fn open_with(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.push(&["<", self.prefix, name]);
        for (key, value) in attributes {
            self.push(&[" ", key, "=\"", value, "\""]);
        }
        self.out.push_str(">\n");
        self.depth += 1;
    }

    /// The end of an element.
    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.push(&["</", self.prefix, name, ">\n"]);
    }

    /// An element and what stands within.
    pub(super) fn within(&mut self, name: &str, inner: impl FnOnce(&mut Xml)) {
        self.open_with(name, &[]);
        inner(self);
        self.close(name);
    }

    /// An element with text; what XML cannot hold is left out.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.indent();
        self.push(&["<", self.prefix, name, ">"]);
        for c in value.chars().filter(|c| is_char(*c)) {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // A reader makes a line feed of a carriage return that is not written as a reference.
                '\r' => self.out.push_str("&#13;"),
                c => self.out.push(c),
            }
        }
        self.push(&["</", self.prefix, name, ">\n"]);
    }

    /// An element with text, if there is one.
    pub(super) fn some(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            self.text(name, &value);
        }
    }

    /// A list with its items, if there are any.
    pub(super) fn list(&mut self, name: &str, item: &str, values: &[String]) {
        let values: Vec<&String> = values.iter().filter(|value| !value.trim().is_empty()).collect();
        if !values.is_empty() {
            self.within(name, |xml| values.into_iter().for_each(|value| xml.text(item, value)));
        }
    }

    /// A block as it is.
    pub(super) fn raw(&mut self, block: &str) {
        self.push(&[block, "\n"]);
    }

    /// An authority.
    pub(super) fn organ(&mut self, name: &str, organ: &Organ) {
        self.within(name, |xml| {
            xml.text("OrganId", &organ.organ_id);
            xml.text("OrganizationInCharge", &organ.in_charge);
            xml.text("OrganName", &organ.name);
            xml.text("OrganAdd", &organ.address);
            xml.text("Email", &organ.email);
            xml.text("Telephone", &organ.telephone);
            xml.text("Fax", &organ.fax);
            xml.text("Website", &organ.website);
        });
    }

    /// What is answered.
    pub(super) fn response_for(&mut self, answered: &ResponseFor) {
        self.within("ResponseFor", |xml| {
            xml.text("OrganId", &answered.organ_id);
            xml.text("Code", &answered.code);
            xml.some("PromulgationDate", answered.issued_on.and_then(write_date));
            xml.text("DocumentId", &answered.document_id);
        });
    }

    /// The official to ask.
    pub(super) fn staff(&mut self, staff: &Staff) {
        self.within("StaffInfo", |xml| {
            xml.text("Department", &staff.department);
            xml.text("Staff", &staff.staff);
            xml.text("Mobile", &staff.mobile);
            xml.text("Email", &staff.email);
        });
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n('\t', self.depth));
    }

    fn push(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.push_str(part));
    }
}
