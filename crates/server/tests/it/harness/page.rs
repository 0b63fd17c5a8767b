//! What the program answered: status, where it leads, and the page as a person reads it.

use super::html;

/// An answer. Redirects are not followed: where they lead is part of the answer.
#[derive(Clone, Debug)]
pub struct Page {
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    pub bytes: Vec<u8>,
}

impl Page {
    /// The page as it was sent.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The page as a person reads it: no tags, no codes beside numbers, one plain space between words.
    pub fn text(&self) -> String {
        html::text(&self.html())
    }

    /// Whether a person reads this on the page.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// Fails unless a person reads this on the page.
    #[track_caller]
    pub fn must_say(&self, words: &str) -> &Page {
        assert!(self.says(words), "“{words}” is not on the page ({}):\n{}", self.status, self.text());
        self
    }

    /// Fails if a person reads this on the page.
    #[track_caller]
    pub fn must_not_say(&self, words: &str) -> &Page {
        assert!(!self.says(words), "“{words}” is on the page:\n{}", self.text());
        self
    }

    /// Fails unless the page links to this address.
    #[track_caller]
    pub fn must_link(&self, path: &str) -> &Page {
        let html = self.html();
        let linked = [format!("href=\"{path}\""), format!("href=\"{path}?"), format!("href=\"{path}#")];
        assert!(linked.iter().any(|link| html.contains(link.as_str())), "no link to {path}:\n{}", self.text());
        self
    }

    /// The address of the first link whose address holds these words.
    #[track_caller]
    pub fn href_of(&self, words: &str) -> String {
        let html = self.html();
        let links = html.match_indices("<a href=\"").filter_map(|(at, _)| html::attribute_of(&html[at..], "href"));
        let mut found = links.filter(|href| href.contains(words));
        found.next().unwrap_or_else(|| panic!("no link with {words}:\n{}", self.text()))
    }

    /// The page of an answer that must be a page.
    #[track_caller]
    pub fn ok(self) -> Page {
        assert_eq!(self.status, 200, "{:?}\n{}", self.location, self.text());
        self
    }

    /// Fails unless an act was done and leads on.
    #[track_caller]
    pub fn done(self) -> Page {
        assert_eq!(self.status, 303, "{}", self.text());
        let to_sign_in = self.location.as_deref().is_some_and(|location| location.starts_with("/sign-in"));
        assert!(!to_sign_in, "the session was not accepted");
        self
    }

    /// The number of what an act made, from the address it leads to.
    #[track_caller]
    pub fn created(self) -> i64 {
        let location = self.done().location.unwrap_or_default();
        let path = location.split('?').next().unwrap_or_default();
        let number = path.rsplit('/').find_map(|part| part.parse().ok());
        number.unwrap_or_else(|| panic!("no number in {location}"))
    }

    /// The stable code of a refusal; empty when nothing was refused.
    pub fn refusal_code(&self) -> String {
        html::attribute(&self.html(), "data-code=\"", "data-code").unwrap_or_default()
    }

    /// Fails unless the act was refused with this code and a sentence that holds these words.
    #[track_caller]
    pub fn must_refuse(&self, status: u16, code: &str, words: &str) -> &Page {
        assert_eq!((self.status, self.refusal_code().as_str()), (status, code), "{}", self.text());
        self.must_say(words)
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn fault(&self, field: &str) -> String {
        let html = self.html();
        html::between(&html, &format!("id=\"{field}-fault\">"), "</span>").map(html::text).unwrap_or_default()
    }

    /// Fails unless the form came back with this field at fault, in words that hold these.
    #[track_caller]
    pub fn must_fault(&self, field: &str, words: &str) -> &Page {
        assert_eq!(self.status, 422, "{}", self.text());
        let fault = self.fault(field);
        assert!(fault.contains(words), "“{words}” is not the fault of {field}: “{fault}”\n{}", self.text());
        self
    }

    /// The whole name of the first field whose name begins so.
    #[track_caller]
    pub fn field_name(&self, beginning: &str) -> String {
        let html = self.html();
        let rest = html::between(&html, &format!("name=\"{beginning}"), "\"");
        format!("{beginning}{}", rest.unwrap_or_else(|| panic!("no field {beginning}…:\n{}", self.text())))
    }

    /// What stands typed or chosen in a field of the form.
    pub fn typed(&self, field: &str) -> String {
        let html = self.html();
        let marker = format!("name=\"{field}\"");
        let Some(at) = html.find(&marker) else { return String::new() };
        let start = html[..at].rfind('<').unwrap_or(at);
        let element = &html[start..];
        if element.starts_with("<textarea") {
            return html::between(element, ">", "</textarea>").map(html::decode).unwrap_or_default();
        }
        if element.starts_with("<select") {
            let options = html::between(element, ">", "</select>").unwrap_or_default();
            return html::attribute(options, " selected>", "value").unwrap_or_default();
        }
        html::attribute(element, &marker, "value").unwrap_or_default()
    }

    /// The values of a field's boxes that are ticked.
    pub fn ticked(&self, field: &str) -> Vec<String> {
        let (html, marker) = (self.html(), format!("name=\"{field}\""));
        let boxes = html.match_indices("<input type=\"checkbox\"").filter_map(|(at, _)| html[at..].split_once('>'));
        let ticked = boxes.filter(|(tag, _)| tag.contains(&marker) && tag.ends_with(" checked"));
        ticked.filter_map(|(tag, _)| html::attribute_of(tag, "value")).collect()
    }

    /// Code and text of every number that can be opened, in the order of the page.
    pub fn figures(&self) -> Vec<(String, String)> {
        let html = self.html();
        let spots = html.match_indices("<a class=\"figure\"").map(|(at, _)| &html[at..]);
        let read = |element: &str| {
            let code = html::attribute(element, "class=\"figure\"", "id")?;
            Some((code, html::text(html::between(element, ">", "</a>")?)))
        };
        spots.filter_map(read).collect()
    }

    /// The code of the first number printed like this.
    #[track_caller]
    pub fn code_of(&self, printed: &str) -> String {
        let figures = self.figures();
        let found = figures.iter().find(|(_, text)| text == printed);
        found.unwrap_or_else(|| panic!("no number “{printed}” among {figures:?}")).0.clone()
    }
}
