//! A person at a browser: one cookie, the token of the page last seen, and nothing hidden.

use super::html;
use super::page::Page;
use super::prepared::PASSWORD;
use std::cell::RefCell;
use std::time::Duration;
use ureq::Agent;
use ureq::http::Response;

/// A person with a session of their own, or without one.
pub struct Actor {
    agent: Agent,
    address: String,
    cookie: RefCell<String>,
    csrf: RefCell<String>,
}

impl Actor {
    /// A person before signing in.
    pub fn new(address: &str) -> Actor {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Actor {
            agent: config.into(),
            address: address.to_owned(),
            cookie: RefCell::default(),
            csrf: RefCell::default(),
        }
    }

    /// Signs in with the password that everybody has in the stories.
    #[track_caller]
    pub fn sign_in(&self, book: &str, login: &str) {
        self.sign_in_with(book, login, PASSWORD).done();
        let home = self.get(&format!("/{book}"));
        // The superior level begins at its tree.
        match home.location.as_deref() {
            Some(path) => self.get(path).ok(),
            None => home.ok(),
        };
    }

    /// Tries to sign in.
    pub fn sign_in_with(&self, book: &str, login: &str, password: &str) -> Page {
        self.post("/sign-in", &[("book", book), ("login", login), ("password", password)])
    }

    /// Opens a page.
    #[track_caller]
    pub fn get(&self, path: &str) -> Page {
        let request = self.agent.get(format!("{}{path}", self.address)).header("cookie", &*self.cookie.borrow());
        self.read(request.call().unwrap_or_else(|why| panic!("GET {path}: {why}")))
    }

    /// Sends a form with the token of the page last seen.
    #[track_caller]
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf.borrow().clone();
        self.post_raw(path, &[fields, &[("csrf", csrf.as_str())]].concat(), None)
    }

    /// Sends a form exactly as given, as if it came from a page of `origin`.
    #[track_caller]
    pub fn post_raw(&self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(path, "application/x-www-form-urlencoded", body.as_bytes(), origin)
    }

    /// Sends a form with files: `(field, file name, bytes)`.
    #[track_caller]
    pub fn post_files(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        const EDGE: &str = "ranh-gioi-cua-bieu-mau";
        let mut body = Vec::new();
        let csrf = self.csrf.borrow().clone();
        for (name, value) in fields.iter().chain(&[("csrf", csrf.as_str())]) {
            let part = format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (field, file, bytes) in files {
            let head =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        self.send(path, &format!("multipart/form-data; boundary={EDGE}"), &body, None)
    }

    /// Sends a file with the token of the page last seen.
    #[track_caller]
    pub fn upload(&self, path: &str, file_name: &str, bytes: &[u8]) -> Page {
        const EDGE: &str = "ranh-gioi-cua-bieu-mau";
        let mut body = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n\
             --{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\r\n",
            self.csrf.borrow()
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        self.send(path, &format!("multipart/form-data; boundary={EDGE}"), &body, None)
    }

    #[track_caller]
    fn send(&self, path: &str, media_type: &str, body: &[u8], origin: Option<&str>) -> Page {
        let mut request = self.agent.post(format!("{}{path}", self.address)).header("content-type", media_type);
        request = request.header("cookie", &*self.cookie.borrow()).header("origin", origin.unwrap_or(&self.address));
        self.read(request.send(body).unwrap_or_else(|why| panic!("POST {path}: {why}")))
    }

    /// Keeps cookie and token, and fails at once on what nobody should ever see.
    #[track_caller]
    fn read(&self, mut response: Response<ureq::Body>) -> Page {
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (location, cookie) = (header("location"), header("set-cookie"));
        if let Some(cookie) = cookie {
            self.cookie.replace(cookie.split(';').next().unwrap_or_default().to_owned());
        }
        let status = response.status().as_u16();
        let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec().expect("the whole answer");
        let page = Page { status, location, bytes };
        assert!(status < 500, "the program failed ({status}): {}", page.text());
        if let Some(csrf) = html::attribute(&page.html(), "name=\"csrf\"", "value") {
            self.csrf.replace(csrf);
        }
        page
    }
}
