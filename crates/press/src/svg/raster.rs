//! A drawing as PNG, for faces that cannot hold SVG, with the fonts of the press.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::pdf::FONT_FILES;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in FONT_FILES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_serif_family("Liberation Serif");
    Arc::new(fonts)
});

/// A drawing in pixels.
pub(crate) struct Png {
    /// The file.
    pub(crate) bytes: Vec<u8>,
    /// Width in the units of the drawing, before enlarging.
    pub(crate) width: f32,
    /// Height in the units of the drawing, before enlarging.
    pub(crate) height: f32,
}

/// Renders the drawing enlarged by `times`; `None` when it is no drawing or too large.
pub(crate) fn png(svg: &str, times: f32) -> Option<Png> {
    let options =
        Options { font_family: "Liberation Serif".to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let mut canvas = Pixmap::new((width * times).ceil() as u32, (height * times).ceil() as u32)?;
    resvg::render(&tree, Transform::from_scale(times, times), &mut canvas.as_mut());
    Some(Png { bytes: canvas.encode_png().ok()?, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_a_png_and_words_do_not() {
        let drawing = png(&crate::svg::draw(&crate::Chart::default(), "c"), 2.0);
        assert!(drawing.is_some_and(|png| png.bytes.starts_with(b"\x89PNG") && png.width > 600.0));
        assert!(png("không phải hình", 1.0).is_none());
    }

    #[test]
    fn vietnamese_letters_have_ink() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"30\" font-size=\"20\"><text x=\"2\" y=\"22\">{text}</text></svg>"
            )
        };
        let (marked, bare) = (png(&svg("Ệ"), 1.0), png(&svg("E"), 1.0));
        assert_ne!(marked.map(|png| png.bytes), bare.map(|png| png.bytes));
    }
}
