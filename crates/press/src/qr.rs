//! The QR code of a trace, as SVG.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};

/// White modules kept around the code, as scanners need them.
const QUIET: usize = 4;

/// The address as a QR code; `None` when it is too long for one.
pub(crate) fn draw(url: &str) -> Option<String> {
    let code = QrCode::new(url).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    let side = width + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         width=\"{side}\" height=\"{side}\" role=\"img\" aria-label=\"Mã QR mở bản gốc\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\" shape-rendering=\"crispEdges\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_and_a_novel_is_not() {
        assert!(draw("https://badinh.hanoi.gov.vn/t/BD-7K2M").is_some_and(|svg| svg.contains("M4 4h1")));
        assert_eq!(draw(&"x".repeat(5000)), None);
    }
}
