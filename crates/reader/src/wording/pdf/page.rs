//! Follows what a page draws as far as its words go: fonts, places, strings, and drawings within drawings.

use super::super::ENOUGH;
use super::budget::Budget;
use super::content::Operators;
use super::font::Font;
use super::lines::{Lines, Place};
use super::matrix::{Matrix, number_at};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// The deepest nesting of drawings, of saved states, and of the tree of pages.
const DEPTH: usize = 32;

/// What stays the same until it is set or restored.
#[derive(Clone)]
struct State {
    area: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_gap: f64,
    word_gap: f64,
    /// How far letters are stretched sideways.
    stretch: f64,
    leading: f64,
}

/// Where drawing stands.
struct Pen {
    state: State,
    saved: Vec<State>,
    /// The next letter, and the start of the line.
    text: Matrix,
    line: Matrix,
}

/// Reads the pages of a document one after the other.
pub struct Reader<'a> {
    document: &'a Document,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    budget: Budget,
    lines: Lines,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self { document, fonts: HashMap::new(), budget: Budget::new(), lines: Lines::default() }
    }

    /// Whether there is enough text, or too much work.
    pub fn is_done(&self) -> bool {
        self.lines.len() >= ENOUGH || self.budget.is_spent()
    }

    pub fn into_text(self) -> String {
        self.lines.into_text()
    }

    /// Reads a page; what cannot be understood is left out.
    pub fn read(&mut self, page: ObjectId) {
        let streams = self.document.get_page_contents(page);
        let Ok(page) = self.document.get_dictionary(page) else { return };
        if !self.budget.take(streams.len().saturating_mul(16)) {
            return;
        }
        let mut content = Vec::new();
        for stream in streams {
            let stream = self.document.get_object(stream).and_then(Object::as_stream);
            // Operators may begin in one stream and end in the next.
            content.extend(stream.ok().and_then(|stream| self.budget.unpack(stream)).unwrap_or_default());
            content.push(b'\n');
        }
        let state = State {
            area: Matrix::STILL,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
        };
        self.draw(&content, inherited(self.document, page), state, 0);
        self.lines.end_page();
    }

    fn draw(&mut self, content: &[u8], resources: Option<&'a Dictionary>, state: State, depth: usize) {
        let mut pen = Pen { state, saved: Vec::new(), text: Matrix::STILL, line: Matrix::STILL };
        // Beyond the depth states are only counted, so that what is restored still fits what was saved.
        let mut deeper = 0_usize;
        let (mut operators, mut operands) = (Operators::new(content), Vec::new());
        while let Some(operator) = operators.next(&mut operands) {
            match operator {
                b"q" if pen.saved.len() < DEPTH => pen.saved.push(pen.state.clone()),
                b"q" => deeper += 1,
                b"Q" if deeper > 0 => deeper -= 1,
                b"Q" => pen.state = pen.saved.pop().unwrap_or(pen.state),
                b"Tf" => {
                    pen.state.font = self.font(resources, &operands);
                    pen.state.size = number_at(&operands, 1).unwrap_or_default();
                }
                b"Do" if depth < DEPTH => self.draw_within(resources, &operands, &pen.state, depth),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    pen.set(operator, &operands);
                    operands.iter().for_each(|shown| self.show(shown, &mut pen));
                }
                _ => pen.set(operator, &operands),
            }
            if self.is_done() {
                return;
            }
        }
    }

    /// A drawing within the drawing, if that is what the name stands for.
    fn draw_within(&mut self, resources: Option<&'a Dictionary>, operands: &[Object], state: &State, depth: usize) {
        let Some(Ok(form)) = self.named(resources, b"XObject", operands).map(Object::as_stream) else { return };
        if form.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name).ok() != Some(b"Form") {
            return;
        }
        let Some(content) = self.budget.unpack(form) else { return };
        let matrix = form.dict.get(b"Matrix").ok().and_then(|matrix| self.budget.array(self.document, matrix));
        let matrix = matrix.and_then(Matrix::read).unwrap_or(Matrix::STILL);
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let state = State { area: matrix.then(state.area), ..state.clone() };
        self.draw(&content, own.or(resources), state, depth + 1);
    }

    fn named(&self, resources: Option<&'a Dictionary>, kind: &[u8], operands: &[Object]) -> Option<&'a Object> {
        let name = operands.first()?.as_name().ok()?;
        resources?.get_deref(kind, self.document).ok()?.as_dict().ok()?.get_deref(name, self.document).ok()
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, operands: &[Object]) -> Option<Rc<Font>> {
        let found = self.named(resources, b"Font", operands)?.as_dict().ok()?;
        if let Some(known) = self.fonts.get(&std::ptr::from_ref(found)) {
            return Some(Rc::clone(known));
        }
        let font = Rc::new(Font::read(self.document, found, &mut self.budget));
        self.fonts.insert(found, Rc::clone(&font));
        Some(font)
    }

    /// Shows a string, or an array of strings and of steps between them.
    fn show(&mut self, shown: &Object, pen: &mut Pen) {
        match shown {
            Object::Array(pieces) => {
                for piece in pieces {
                    match piece.as_float() {
                        Ok(step) => pen.step(-f64::from(step) / 1000.0 * pen.state.size),
                        Err(_) => self.show_string(piece, pen),
                    }
                }
            }
            string => self.show_string(string, pen),
        }
    }

    fn show_string(&mut self, shown: &Object, pen: &mut Pen) {
        let (Ok(shown), Some(font)) = (shown.as_str(), pen.state.font.clone()) else { return };
        let mut text = String::new();
        let start = pen.place();
        for code in font.codes(shown) {
            font.write(code, &mut text);
            let word_gap = if font.is_space(code) { pen.state.word_gap } else { 0.0 };
            pen.step(font.width(code) * pen.state.size + pen.state.letter_gap + word_gap);
            if text.len() > ENOUGH {
                break;
            }
        }
        self.lines.put(&text, Place { end: pen.place().start, ..start });
    }
}

impl Pen {
    /// Moves along the line; a length before the letters are stretched.
    fn step(&mut self, length: f64) {
        self.text = Matrix::moved(length * self.state.stretch, 0.0).then(self.text);
    }

    fn go(&mut self, line: Matrix) {
        (self.line, self.text) = (line, line);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.go(Matrix::moved(x, y).then(self.line));
    }

    /// Where the next letter will stand.
    fn place(&self) -> Place {
        let Matrix([a, b, c, d, x, y]) = self.text.then(self.state.area);
        let length = a.hypot(b);
        let size = c.hypot(d) * self.state.size.abs();
        Place { start: (x, y), end: (x, y), way: (a / length, b / length), size }
    }

    /// Operators that show nothing, and the part of the others that comes before showing.
    fn set(&mut self, operator: &[u8], operands: &[Object]) {
        let number = |at| number_at(operands, at).unwrap_or_default();
        match operator {
            b"cm" => self.state.area = Matrix::read(operands).unwrap_or(Matrix::STILL).then(self.state.area),
            b"BT" => self.go(Matrix::STILL),
            b"Tm" => self.go(Matrix::read(operands).unwrap_or(self.line)),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"T*" | b"'" => self.next_line(0.0, -self.state.leading),
            b"\"" => {
                (self.state.word_gap, self.state.letter_gap) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
            }
            b"TL" => self.state.leading = number(0),
            b"Tc" => self.state.letter_gap = number(0),
            b"Tw" => self.state.word_gap = number(0),
            b"Tz" => self.state.stretch = number(0) / 100.0,
            _ => {}
        }
    }
}

/// The resources of a page: its own, or those of the nearest branch of the tree above it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary) -> Option<&'a Dictionary> {
    let mut node = page;
    for _ in 0..DEPTH {
        if let Ok(resources) = node.get_deref(b"Resources", document) {
            return resources.as_dict().ok();
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}
