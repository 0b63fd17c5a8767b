//! A hub for the stories: answers the three calls over HTTP, keeps what it was sent, and fails when it is told to.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A hub that runs until the test ends.
#[derive(Clone)]
pub struct Hub {
    address: String,
    state: Arc<Mutex<State>>,
}

/// What a hub knows.
#[derive(Default)]
struct State {
    /// Calls that fail before it works again, and how.
    failing: Vec<Failure>,
    sent: Vec<String>,
    statuses: Vec<(String, String)>,
    offered: Vec<(String, String)>,
}

/// How a call fails.
#[derive(Clone, Copy, Debug)]
pub enum Failure {
    /// An error of the server.
    Error,
    /// The message is taken, and the line breaks before the answer.
    TakenThenSilent,
    /// A final code of the hub.
    Code(i64),
}

impl Hub {
    /// Starts a hub.
    pub fn start() -> Hub {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let state = Arc::new(Mutex::new(State::default()));
        let hub = Hub { address, state: state.clone() };
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let state = state.clone();
                std::thread::spawn(move || answer(stream, &state));
            }
        });
        hub
    }

    /// Its address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The next calls fail.
    pub fn fail(&self, how: &[Failure]) {
        self.state.lock().expect("the hub").failing.extend(how);
    }

    /// Offers a message to be fetched, again and again until its status is told.
    pub fn offer(&self, id: &str, body: &str) {
        self.state.lock().expect("the hub").offered.push((id.to_owned(), body.to_owned()));
    }

    /// The messages that it was sent, as they came.
    pub fn sent(&self) -> Vec<String> {
        self.state.lock().expect("the hub").sent.clone()
    }

    /// The states that it was told: message and code.
    pub fn statuses(&self) -> Vec<(String, String)> {
        self.state.lock().expect("the hub").statuses.clone()
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let Some((path, headers, body)) = read(&stream) else { return };
    let mut state = state.lock().expect("the hub");
    if !headers.contains("x-systemid: H26.001") || !headers.contains("x-secretkey: bi-mat") {
        return reply(&mut stream, 200, &json!({ "code": "15" }));
    }
    let failure = if path == "/v1/getEdoc" || state.failing.is_empty() { None } else { Some(state.failing.remove(0)) };
    match failure {
        Some(Failure::Error) => return reply(&mut stream, 502, &json!({})),
        Some(Failure::Code(code)) => return reply(&mut stream, 200, &json!({ "code": code })),
        _ => {}
    }
    let told = match path.as_str() {
        "/v1/sendEdoc" => {
            let from = body.find("<?xml").unwrap_or(0);
            let to = body.rfind("\r\n--").unwrap_or(body.len());
            // A hub knows a message that it has by its content.
            let message = body[from..to].to_owned();
            if !state.sent.contains(&message) {
                state.sent.push(message);
            }
            json!({ "code": 0, "docId": format!("truc-{}", state.sent.len()) })
        }
        "/v1/updateStatus" => {
            let told: Value = serde_json::from_str(&body).expect("JSON");
            let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
            state.statuses.push((text("docId"), text("status")));
            json!({ "code": "0" })
        }
        _ => {
            let offered = state.offered.iter().map(|(id, body)| json!({ "docId": id, "edoc": body }));
            json!({ "code": 0, "documents": offered.collect::<Vec<_>>() })
        }
    };
    if !matches!(failure, Some(Failure::TakenThenSilent)) {
        reply(&mut stream, 200, &told);
    }
}

fn read(stream: &TcpStream) -> Option<(String, String, String)> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let (mut headers, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        let line = line.trim().replace("X-SystemId", "x-systemid").replace("X-SecretKey", "x-secretkey");
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        headers.push_str(&line);
        headers.push('\n');
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, headers, String::from_utf8_lossy(&body).into_owned()))
}

fn reply(stream: &mut TcpStream, status: u16, value: &Value) {
    let body = value.to_string();
    let text = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    // Whoever called may have gone.
    let _ = stream.write_all(text.as_bytes());
}
