//! What a file says that its drawings stand for: `ActualText`, the name of an icon or a word that was cut in two.
//!
//! It counts only where it tells about as much as one sees; what goes beyond that is not there for a reader.

use unicode_normalization::UnicodeNormalization;

use super::glyph::Glyph;

/// Letters that may be told beyond those drawn: the name of an icon.
const MORE_TOLD: usize = 24;
/// Drawn signs from which on they must be found in what is told of them; fewer may be icons.
const SEEN: usize = 8;
/// Most letters that one sign shows: a ligature has three.
const LETTERS: usize = 3;

/// The texts of the open marked contents, each within the one before.
#[derive(Debug, Default)]
pub(super) struct Told {
    open: Vec<Open>,
    /// Signs drawn so far, those without a reading too.
    drawn: usize,
}

#[derive(Debug)]
struct Open {
    text: Option<String>,
    /// The place of the sign without a reading that took the text.
    taken: Option<usize>,
    /// Glyphs, and signs drawn, before it was opened.
    glyphs: usize,
    drawn: usize,
}

impl Told {
    pub(super) fn open(&mut self, text: Option<String>, glyphs: usize) {
        self.open.push(Open { text, taken: None, glyphs, drawn: self.drawn });
    }

    pub(super) fn count(&mut self) {
        self.drawn += 1;
    }

    /// The innermost text that no sign has, for the sign without a reading at `place`.
    pub(super) fn take(&mut self, place: usize) -> Option<String> {
        let open = self.open.iter_mut().rev().find(|open| open.text.is_some() && open.taken.is_none())?;
        open.taken = Some(place);
        open.text.clone()
    }

    /// Closes the innermost content, and gives the text that went beyond what is drawn.
    pub(super) fn close(&mut self, glyphs: &mut Vec<Glyph>) -> Option<String> {
        let open = self.open.pop()?;
        let text = open.text?;
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let signs = self.drawn - open.drawn;
        if let Some(taken) = open.taken {
            let much = letters(&text) > signs + MORE_TOLD;
            let glyph = glyphs.get_mut(taken).filter(|glyph| much && glyph.text == text);
            return glyph.map(|glyph| std::mem::take(&mut glyph.text));
        }
        let drawn = glyphs.get(open.glyphs..).filter(|drawn| !drawn.is_empty())?;
        let seen: String = drawn.iter().map(|glyph| glyph.text.as_str()).collect();
        // A font may give an icon a long name of its own.
        let shown = letters(&seen).min(LETTERS * drawn.len()).max(signs);
        let written = drawn.iter().map(|glyph| glyph.text.as_str()).filter(|text| letters(text) <= LETTERS);
        let differs = || drawn.len() >= SEEN && !agrees(&written.collect::<String>(), &text);
        if letters(&text) > shown + MORE_TOLD || differs() {
            return Some(text);
        }
        let same =
            seen.split_whitespace().flat_map(str::chars).eq(text.split_whitespace().flat_map(str::chars));
        if !same && is_one_line(drawn) {
            replace(glyphs, open.glyphs, text);
        }
        None
    }

    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }
}

/// True where the drawn letters are found in order in what is told, nearly all.
fn agrees(seen: &str, told: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (seen, told) = (letters(seen), letters(told));
    let mut rest = told.as_slice();
    let mut found = 0;
    for letter in &seen {
        if let Some(at) = rest.iter().position(|other| other == letter) {
            rest = &rest[at + 1..];
            found += 1;
        }
    }
    found * 10 >= seen.len() * 7
}

fn is_one_line(glyphs: &[Glyph]) -> bool {
    glyphs.first().is_some_and(|first| {
        glyphs.iter().all(|glyph| {
            (glyph.y - first.y).abs() < 0.3 * first.size
                && glyph.turn == first.turn
                && glyph.hiding == first.hiding
        })
    })
}

/// Puts one glyph with this text in the place of those from `before` on.
fn replace(glyphs: &mut Vec<Glyph>, before: usize, text: String) {
    let drawn = &glyphs[before..];
    let left = drawn.iter().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min);
    let right = drawn.iter().map(Glyph::end).fold(f64::NEG_INFINITY, f64::max);
    glyphs.truncate(before + 1);
    if let Some(glyph) = glyphs.last_mut() {
        (glyph.text, glyph.x, glyph.width) = (text, left, right - left);
    }
}

#[cfg(test)]
mod tests {
    use super::agrees;

    #[test]
    fn what_is_told_must_be_what_is_drawn() {
        assert!(agrees("déve-loppement", "développement") && agrees("De´veloppeur", "Développeur"));
        assert!(agrees("e\u{fb03}cacite\u{301}", "efficacité"));
        assert!(!agrees("Aide à la vente en magasin", "Kubernetes Terraform Kafka"));
    }
}
