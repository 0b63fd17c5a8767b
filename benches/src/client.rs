//! A browser as far as time is concerned: one connection kept alive, one cookie, the token of the page last seen.

use anyhow::{Context, Result, bail, ensure};
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::Response;

/// A visitor, signed in or not.
pub struct Client {
    agent: Agent,
    address: String,
    cookie: String,
    csrf: String,
}

impl Client {
    /// Somebody who has not signed in.
    pub fn new(address: &str) -> Client {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(120)))
            .build();
        Client { agent: config.into(), address: address.to_owned(), cookie: String::new(), csrf: String::new() }
    }

    /// Somebody with the same session on a connection of their own.
    pub fn beside(&self) -> Client {
        let mut other = Client::new(&self.address);
        other.cookie.clone_from(&self.cookie);
        other
    }

    /// Signs in with one of the demonstration's one-click logins.
    pub fn sign_in_demo(address: &str, book: &str, login: &str) -> Result<Client> {
        let mut client = Client::new(address);
        client.post("/sign-in/demo", &[("book", book), ("login", login)])?;
        Ok(client)
    }

    /// Signs in with a password.
    pub fn sign_in(address: &str, book: &str, login: &str, password: &str) -> Result<Client> {
        let mut client = Client::new(address);
        client.post("/sign-in", &[("book", book), ("login", login), ("password", password)])?;
        Ok(client)
    }

    /// How long a page takes from the first byte asked to the last one answered, sent as a browser gets it: compressed.
    pub fn time(&self, path: &str) -> Result<Duration> {
        let begun = Instant::now();
        let request = self.agent.get(format!("{}{path}", self.address));
        let request = request.header("cookie", &self.cookie).header("accept-encoding", "gzip");
        let response = request.call().with_context(|| format!("GET {path}"))?;
        let (status, bytes) = read(response)?;
        let took = begun.elapsed();
        ensure!(status == 200 && !bytes.is_empty(), "GET {path} answers {status}");
        Ok(took)
    }

    /// The bytes behind an address, and how long they took.
    pub fn fetch(&self, path: &str) -> Result<(Duration, Vec<u8>)> {
        let begun = Instant::now();
        let request = self.agent.get(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        let (status, bytes) = read(request.call().with_context(|| format!("GET {path}"))?)?;
        let took = begun.elapsed();
        ensure!(status == 200, "GET {path} answers {status}");
        Ok((took, bytes))
    }

    /// A page as text; its token is kept for the next form.
    pub fn page(&mut self, path: &str) -> Result<String> {
        self.permitted_page(path)?.with_context(|| format!("GET {path} is not permitted"))
    }

    /// A page as text, or nothing where this visitor may not go; where the first page of an office leads on, the page behind it.
    pub fn permitted_page(&mut self, path: &str) -> Result<Option<String>> {
        let get = |path: &str| {
            let request = self.agent.get(format!("{}{path}", self.address)).header("cookie", &self.cookie);
            request.call().with_context(|| format!("GET {path}"))
        };
        let mut response = get(path)?;
        let leads_on = response.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
        if let Some(to) = leads_on.filter(|to| response.status() == 303 && !to.starts_with("/sign-in")) {
            response = get(&to)?;
        }
        let (status, bytes) = read(response)?;
        if status == 403 {
            return Ok(None);
        }
        ensure!(status == 200, "GET {path} answers {status}");
        let html = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(csrf) = html.split_once("name=\"csrf\" value=\"").and_then(|(_, rest)| rest.split('"').next()) {
            csrf.clone_into(&mut self.csrf);
        }
        Ok(Some(html))
    }

    /// Sends a form that must be accepted; answers where it leads.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<String> {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields).append_pair("csrf", &self.csrf);
        let request = self.agent.post(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let response = request.header("origin", &self.address).send(body.finish())?;
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let (location, cookie) = (header("location"), header("set-cookie"));
        let (status, bytes) = read(response)?;
        if let Some(cookie) = cookie {
            self.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        }
        match location {
            Some(location) if status == 303 => Ok(location),
            _ => bail!("POST {path} answers {status}: {}", String::from_utf8_lossy(&bytes)),
        }
    }
}

fn read(mut response: Response<ureq::Body>) -> Result<(u16, Vec<u8>)> {
    let bytes = response.body_mut().with_config().limit(64 << 20).read_to_vec()?;
    Ok((response.status().as_u16(), bytes))
}
