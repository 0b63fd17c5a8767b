//! Fields of a form as HTML: label, hint, what was typed, what is wrong with it.

use super::{Form, Html, escape};
use std::fmt::Write;

impl Form {
    /// A one-line text field.
    pub fn text_field(&self, name: &str, label: &str, hint: &str) -> Html {
        let value = escape(self.value(name));
        self.wrap(name, label, hint, |attrs| format!(r#"<input type="text" name="{name}" value="{value}" {attrs}>"#))
    }

    /// A field for a number, an amount or a percentage, typed the way officials write it.
    pub fn amount_field(&self, name: &str, label: &str, hint: &str) -> Html {
        let value = escape(self.value(name));
        self.wrap(name, label, hint, |attrs| {
            format!(r#"<input type="text" class="amount" inputmode="text" name="{name}" value="{value}" {attrs}>"#)
        })
    }

    /// A field for a day, typed as 30/4/2017.
    pub fn day_field(&self, name: &str, label: &str, hint: &str) -> Html {
        let hint = if hint.is_empty() { "Ví dụ 30/4/2017" } else { hint };
        let value = escape(self.value(name));
        self.wrap(name, label, hint, |attrs| {
            format!(r#"<input type="text" class="day" name="{name}" value="{value}" {attrs}>"#)
        })
    }

    /// A field of several lines.
    pub fn area_field(&self, name: &str, label: &str, hint: &str, rows: u32) -> Html {
        let value = escape(self.value(name));
        self.wrap(name, label, hint, |attrs| {
            format!(r#"<textarea name="{name}" rows="{rows}" {attrs}>{value}</textarea>"#)
        })
    }

    /// A password field; never shown again.
    pub fn password_field(&self, name: &str, label: &str) -> Html {
        let use_of = if name.starts_with("new_") { "new-password" } else { "current-password" };
        self.wrap(name, label, "", |attrs| {
            format!(r#"<input type="password" autocomplete="{use_of}" name="{name}" {attrs}>"#)
        })
    }

    /// A choice out of `(value, label)`; an empty first line when `blank` says what it means.
    pub fn select_field(&self, name: &str, label: &str, hint: &str, blank: &str, options: &[(String, String)]) -> Html {
        let chosen = self.value(name);
        let mut inner = String::new();
        if !blank.is_empty() {
            let _ = write!(inner, r#"<option value="">{}</option>"#, escape(blank));
        }
        for (value, text) in options {
            let selected = if value == chosen { " selected" } else { "" };
            let _ = write!(inner, r#"<option value="{}"{selected}>{}</option>"#, escape(value), escape(text));
        }
        self.wrap(name, label, hint, |attrs| format!(r#"<select name="{name}" {attrs}>{inner}</select>"#))
    }

    /// A cell of a grid: a field without a visible label; the label is read aloud.
    pub fn cell(&self, name: &str, label: &str) -> Html {
        let (value, label_text) = (escape(self.value(name)), escape(label));
        let (class, fault) = match self.fault_of(name) {
            Some(sentence) => {
                (" wrong", format!(r#"<span class="fault" id="{name}-fault">{}</span>"#, escape(&sentence)))
            }
            None => ("", String::new()),
        };
        let described = if fault.is_empty() {
            String::new()
        } else {
            format!(r#" aria-describedby="{name}-fault" aria-invalid="true""#)
        };
        Html(format!(
            r#"<input type="text" class="amount{class}" id="{name}" name="{name}" value="{value}" aria-label="{label_text}"{described}>{fault}"#
        ))
    }

    /// The summary above a form: why it was refused, or everything that is wrong, each line leading to its field.
    pub fn summary(&self) -> Html {
        let mut out = String::new();
        if let Some(refusal) = self.refusal() {
            let _ = write!(
                out,
                r#"<div class="alert stop" role="alert" data-code="{0}"><p>{1}</p><p class="code">Mã: {0}</p></div>"#,
                refusal.code,
                escape(&refusal.sentence)
            );
        }
        let faults = self.faults();
        if !faults.is_empty() {
            out.push_str(r#"<div class="alert stop" role="alert"><p>Chưa ghi được gì. Cần sửa:</p><ul>"#);
            for fault in faults {
                let _ =
                    write!(out, r##"<li><a href="#{}">{}</a></li>"##, escape(&fault.place), escape(&fault.sentence));
            }
            out.push_str("</ul></div>");
        }
        Html(out)
    }

    fn wrap(&self, name: &str, label: &str, hint: &str, control: impl FnOnce(String) -> String) -> Html {
        let mut described = Vec::new();
        let mut notes = String::new();
        if !hint.is_empty() {
            described.push(format!("{name}-hint"));
            let _ = write!(notes, r#"<span class="hint" id="{name}-hint">{}</span>"#, escape(hint));
        }
        let fault = self.fault_of(name);
        if let Some(sentence) = &fault {
            described.push(format!("{name}-fault"));
            let _ = write!(notes, r#"<span class="fault" id="{name}-fault">{}</span>"#, escape(sentence));
        }
        let mut attrs = format!(r#"id="{name}""#);
        if !described.is_empty() {
            let _ = write!(attrs, r#" aria-describedby="{}""#, described.join(" "));
        }
        if fault.is_some() {
            attrs.push_str(r#" aria-invalid="true""#);
        }
        let control = control(attrs);
        Html(format!(r#"<div class="field"><label for="{name}">{}</label>{notes}{control}</div>"#, escape(label)))
    }
}
