//! What a person typed into a form: read with faults field by field, shown again unchanged when something was wrong.

use crate::error::{Error, Fault, Refusal};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use std::borrow::Cow;
use std::cell::RefCell;

/// The fields of a form as typed, with what was found wrong so far.
#[derive(Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    faults: RefCell<Vec<Fault>>,
    refusal: Option<Refusal>,
}

impl Form {
    /// A form filled by the program, for a page that starts from existing values.
    pub fn filled(values: &[(&str, String)]) -> Form {
        let values = values.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        Form { values, ..Form::default() }
    }

    /// A form as a browser sent it. Control characters go: nobody types them, and PostgreSQL keeps no NUL.
    pub fn sent(values: impl IntoIterator<Item = (String, String)>) -> Form {
        let clean = |text: String| match Form::without_controls(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(clean) => clean,
        };
        let values = values.into_iter().map(|(name, value)| (clean(name), clean(value))).collect();
        Form { values, ..Form::default() }
    }

    /// A text without control characters other than tab and line ends.
    pub fn without_controls(text: &str) -> Cow<'_, str> {
        let control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        if text.contains(control) { Cow::Owned(text.replace(control, "")) } else { Cow::Borrowed(text) }
    }

    /// The same fields with some of them replaced.
    pub fn with_values(&self, values: &[(&str, String)]) -> Form {
        let kept = self.values.iter().filter(|(name, _)| !values.iter().any(|(new, _)| new == name)).cloned();
        let new = values.iter().map(|(name, value)| (name.to_string(), value.clone()));
        Form { values: kept.chain(new).collect(), ..Form::default() }
    }

    /// The value typed into a field; empty when it was not sent.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.as_str())
    }

    /// Whether the field came with the form at all.
    pub fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(n, _)| n == name)
    }

    /// All values of a repeated field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Whether the box of this value was ticked in a field of several.
    pub fn ticked(&self, name: &str, value: impl ToString) -> bool {
        let value = value.to_string();
        self.values.iter().any(|(n, v)| n == name && *v == value)
    }

    /// Fields whose name begins with `prefix`, with the rest of the name: the cells of a grid.
    pub fn starting<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.values.iter().filter_map(move |(n, value)| Some((n.strip_prefix(prefix)?, value.as_str())))
    }

    /// A text that must be there.
    pub fn required(&self, name: &str, what: &str) -> String {
        let value = self.value(name).trim();
        if value.is_empty() {
            self.fault(name, format!("Chưa ghi {what}. Ghi vào rồi gửi lại."));
        }
        value.to_owned()
    }

    /// A text that may be empty.
    pub fn text(&self, name: &str) -> String {
        self.value(name).trim().to_owned()
    }

    /// Faults for one-line fields that hold more than anybody types.
    pub fn limit_lengths(&self, names: &[&str]) {
        const MOST: usize = 500;
        for name in names.iter().filter(|name| self.value(name).chars().count() > MOST) {
            self.fault(name, format!("Quá {MOST} ký tự. Rút gọn; phần dài đính kèm thành tệp."));
        }
    }

    /// A day that must be there, in any notation officials use.
    pub fn day(&self, name: &str, what: &str) -> Option<Date> {
        if self.required(name, what).is_empty() {
            return None;
        }
        self.opt_day(name)
    }

    /// A day that may be empty.
    pub fn opt_day(&self, name: &str) -> Option<Date> {
        let text = self.value(name).trim();
        if text.is_empty() {
            return None;
        }
        viet::day::read(text).map_err(|unreadable| self.fault(name, unreadable.why)).ok()
    }

    /// A whole number that must be there.
    pub fn int(&self, name: &str, what: &str) -> Option<i64> {
        let text = self.required(name, what);
        if text.is_empty() {
            return None;
        }
        text.parse()
            .map_err(|_| self.fault(name, format!("“{text}” không phải số nguyên. Ghi {what} bằng chữ số.")))
            .ok()
    }

    /// The number of a chosen thing; `None` when nothing was chosen.
    pub fn choice(&self, name: &str) -> Option<i64> {
        self.value(name).trim().parse().ok()
    }

    /// Records that something is wrong with a field.
    pub fn fault(&self, name: &str, sentence: impl Into<String>) {
        self.faults.borrow_mut().push(Fault::new(name, sentence));
    }

    /// The end of reading: all faults at once, if there are any.
    pub fn finish(&self) -> Result<(), Error> {
        let faults = self.faults.borrow();
        if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults.clone())) }
    }

    /// The same fields with the error to show beside them.
    pub fn with_error(mut self, error: Error) -> Form {
        match error {
            Error::Faults(faults) => self.faults = RefCell::new(faults),
            Error::Refusal(refusal) => {
                self.faults = RefCell::default();
                self.refusal = Some(refusal);
            }
            Error::Failure(_) => {}
        }
        self
    }

    /// The same fields with what is wrong in another form: for a page whose own form was not the one that was sent.
    pub fn with_error_of(mut self, other: &Form) -> Form {
        self.faults = RefCell::new(other.faults());
        self.refusal = other.refusal.clone();
        self
    }

    /// 422 for faults, 403 or 409 for a refusal, 200 otherwise.
    pub fn status(&self) -> StatusCode {
        match &self.refusal {
            Some(refusal) => super::error_page::refusal_status(refusal),
            None if self.faults.borrow().is_empty() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// What is wrong with one field.
    pub fn fault_of(&self, name: &str) -> Option<String> {
        self.faults.borrow().iter().find(|fault| fault.place == name).map(|fault| fault.sentence.clone())
    }

    /// Everything that is wrong, for the summary above the form.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.borrow().clone()
    }

    /// Why the act was refused, if it was.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Response;

    async fn from_request(req: Request, state: &S) -> Result<Form, Response> {
        let bytes = Bytes::from_request(req, state).await.map_err(IntoResponse::into_response)?;
        Ok(Form::sent(url::form_urlencoded::parse(&bytes).into_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_never_arrive() {
        let rows = [
            ("Phường\u{0} Cống Vị", "Phường Cống Vị"),
            ("\u{0}", ""),
            ("a\u{1}\u{8}\u{b}\u{c}\u{e}\u{1b}\u{1f}\u{7f}b", "ab"),
            ("dòng 1\r\ndòng 2\tcột 2", "dòng 1\r\ndòng 2\tcột 2"),
            ("1.748,6\u{a0}tỷ đồng", "1.748,6\u{a0}tỷ đồng"),
        ];
        for (typed, expected) in rows {
            let form = Form::sent([("ten\u{0}".to_owned(), typed.to_owned())]);
            assert_eq!((form.has("ten"), form.value("ten")), (true, expected), "{typed:?}");
        }
    }
}
