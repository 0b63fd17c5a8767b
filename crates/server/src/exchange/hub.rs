//! A hub over HTTP, as provincial hubs offer it: `POST /v1/sendEdoc` (multipart), `/v1/getEdoc`, `/v1/updateStatus`, headers
//! `X-SystemId` and `X-SecretKey`. Of its codes those about the message itself are final; everything else is tried again.

use super::{Carried, Round};
use crate::cli::Carriers;
use office::app::Scan;
use office::ctx::Ctx;
use office::db::Db;
use office::error::Error;
use office::exchange::{Message, scan_message, take_in};
use serde_json::{Value, json};
use std::time::Duration;

/// How long one call may take; a document with its files may be large.
const PATIENCE: Duration = Duration::from_secs(60);
/// The largest answer of the hub, in bytes.
const LARGEST: u64 = 128 * 1024 * 1024;

/// Why a call did not do it.
enum Failed {
    Later(String),
    Never(String),
}

/// Sends one message: a status of a document that came from the hub as a status, everything else as edXML.
pub fn send(carriers: &Carriers, message: &Message) -> Carried {
    let told = message.kind == "status" && !message.hub_id.is_empty();
    let answer = if told {
        let body = json!({ "docId": message.hub_id, "status": message.status }).to_string();
        call(carriers, "/v1/updateStatus", "application/json", body.into_bytes())
    } else {
        let (content_type, body) = multipart(&format!("thong-diep-{}.edxml", message.no), message.body.as_bytes());
        call(carriers, "/v1/sendEdoc", &content_type, body)
    };
    match answer {
        Ok(_) if told => Carried::Over(String::new()),
        Ok(answer) => Carried::Over(answer["docId"].as_str().unwrap_or_default().to_owned()),
        Err(Failed::Later(why)) => Carried::Later(why),
        Err(Failed::Never(why)) => Carried::Never(why),
    }
}

/// One file as `multipart/form-data` (RFC 7578). The boundary cannot occur in base64 or in the tags of edXML.
fn multipart(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----roviec-7f3a9c51d2e84b60";
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/xml\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat();
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// Fetches what waits at the hub and takes it in. What the hub offers again was taken in before and changes nothing; what
/// cannot be read is told to the hub as refused, so that its sender learns of it.
pub fn fetch(db: &Db, ctx: &Ctx, carriers: &Carriers, scan: Option<&Scan>) -> Round {
    let mut round = Round::default();
    let answer = match call(carriers, "/v1/getEdoc", "application/json", b"{}".to_vec()) {
        Ok(answer) => answer,
        Err(Failed::Later(why) | Failed::Never(why)) => {
            tracing::warn!(why, "fetching from the hub");
            round.failed += 1;
            return round;
        }
    };
    for offered in answer["documents"].as_array().into_iter().flatten() {
        let (Some(id), Some(body)) = (offered["docId"].as_str(), offered["edoc"].as_str()) else {
            round.failed += 1;
            continue;
        };
        match take_one(db, ctx, scan, (id, body)) {
            Ok(()) => round.taken += 1,
            Err(Error::Failure(failure)) => {
                // It stays at the hub and is offered again.
                tracing::error!(%failure, id, "taking in from the hub");
                round.failed += 1;
            }
            Err(wrong) => {
                tracing::warn!(%wrong, id, "a message from the hub was refused");
                let body = json!({ "docId": id, "status": "02", "description": wrong.to_string() }).to_string();
                if let Err(Failed::Later(why) | Failed::Never(why)) =
                    call(carriers, "/v1/updateStatus", "application/json", body.into_bytes())
                {
                    tracing::warn!(why, id, "telling the hub of a refusal");
                }
                round.failed += 1;
            }
        }
    }
    round
}

/// The hub sends edXML as it is or in base64.
fn take_one(db: &Db, ctx: &Ctx, scan: Option<&Scan>, (id, body): (&str, &str)) -> Result<(), Error> {
    use base64::Engine as _;
    let plain = body.trim_start().starts_with('<');
    let packed: String = body.split_whitespace().collect();
    let bytes = match base64::engine::general_purpose::STANDARD.decode(packed) {
        Ok(bytes) if !plain => bytes,
        _ => body.as_bytes().to_vec(),
    };
    scan_message(scan, &bytes)?;
    db.write_in(&ctx.book, |tx| take_in(ctx, tx, &bytes, id)).map(|_| ())
}

fn call(carriers: &Carriers, path: &str, content_type: &str, body: Vec<u8>) -> Result<Value, Failed> {
    let base = carriers.hub.as_deref().unwrap_or_default().trim_end_matches('/');
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false).build().into();
    let later = |why: String| Failed::Later(why);
    let mut answer = agent
        .post(format!("{base}{path}"))
        .header("X-SystemId", &carriers.hub_id)
        .header("X-SecretKey", &carriers.hub_secret)
        .header("Content-Type", content_type)
        .send(&body[..])
        .map_err(|error| later(format!("trục không trả lời: {error}")))?;
    let status = answer.status();
    let text = answer
        .body_mut()
        .with_config()
        .limit(LARGEST)
        .read_to_string()
        .map_err(|error| later(format!("trục trả lời dở dang: {error}")))?;
    if !status.is_success() {
        return Err(later(format!("trục trả lời mã HTTP {}", status.as_u16())));
    }
    let value: Value = serde_json::from_str(&text).map_err(|_| later("trục trả lời không phải JSON".to_owned()))?;
    match code_of(&value) {
        Some(0) => Ok(value),
        Some(code @ (10 | 18 | 21..=23)) => Err(Failed::Never(format!("trục từ chối, mã {code}: {}", meaning(code)))),
        // A wrong secret or a system not registered yet is mended in the settings; the messages wait for it.
        Some(code) => Err(later(format!("trục trả lời mã {code}: {}", meaning(code)))),
        None => Err(later("trục trả lời không có mã".to_owned())),
    }
}

/// The hub writes its code as a number or as text.
fn code_of(value: &Value) -> Option<i64> {
    let code = &value["code"];
    code.as_i64().or_else(|| code.as_str().and_then(|text| text.trim().parse().ok()))
}

/// What a final code of the hub means.
fn meaning(code: i64) -> &'static str {
    match code {
        10 => "tệp không hợp lệ",
        15 => "sai mã hệ thống hoặc khóa bí mật",
        18 => "không có nơi nhận này",
        19 => "nơi gửi chưa đăng ký",
        20 => "trục gặp lỗi",
        21 => "lỗi xử lý tệp",
        22 => "sai định dạng edXML",
        23 => "nơi nhận bị khóa",
        _ => "không rõ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_number_or_text() {
        let rows = [(json!({ "code": 0 }), Some(0)), (json!({ "code": "18" }), Some(18)), (json!({}), None)];
        for (value, expected) in rows {
            assert_eq!(code_of(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_file_stands_between_its_boundaries() {
        let (kind, body) = multipart("a.edxml", b"<x/>");
        let text = String::from_utf8(body).expect("text");
        let boundary = kind.split("boundary=").nth(1).expect("a boundary");
        assert!(
            text.starts_with(&format!("--{boundary}\r\n")) && text.ends_with(&format!("\r\n--{boundary}--\r\n")),
            "{text}"
        );
        assert!(text.contains("\r\n\r\n<x/>\r\n"), "{text}");
    }
}
