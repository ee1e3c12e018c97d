//! Words whose letters are set apart, each a word of its own: « E X P É R I E N C E », « J O R D A N  P A R K ».
//!
//! A reader of the page joins them; whoever reads the text must too. Only a piece of a line that holds nothing but single letters is taken for such words:
//! « permis B C D E » is a list.

use std::borrow::Cow;

use crate::Span;

/// Least letters of a piece before they make words.
const LETTERS: usize = 4;
/// Most spaces between two words of such letters.
const SPACES: usize = 3;

/// The pieces of `text` that hold words with their letters apart, in order.
pub(crate) fn apart(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut after = 0;
    for space in spaces(text) {
        if space < after {
            continue;
        }
        let Some(start) = first_letter(text, space) else { continue };
        let (span, letters) = run(text, start);
        after = span.end;
        if letters >= LETTERS && ends(text, span.end) {
            found.push(span);
        }
    }
    found
}

/// `text` with the letters of such words together, one space between words.
///
/// ```
/// assert_eq!(sartor_core::text::together("J O R D A N  P A R K, Go"), "JORDAN PARK, Go");
/// assert_eq!(sartor_core::text::together("permis B C D E"), "permis B C D E");
/// ```
pub fn together(text: &str) -> Cow<'_, str> {
    let found = apart(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for span in found {
        out.push_str(&text[end..span.start]);
        for word in span.of(text).split("  ") {
            if !out.is_empty() && !out.ends_with(char::is_whitespace) && end != span.start {
                out.push(' ');
            }
            out.extend(word.chars().filter(|c| *c != ' '));
            end = span.end;
        }
    }
    out.push_str(&text[end..]);
    Cow::Owned(out)
}

/// The spaces within words whose letters are apart, in order; not those between the words.
pub(super) fn gaps(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    apart(text)
        .into_iter()
        .flat_map(|span| (span.start + 1..span.end).filter(|at| bytes[*at] == b' '))
        .filter(|at| bytes[at - 1] != b' ' && bytes[at + 1] != b' ')
        .collect()
}

/// The spaces between what may be two single letters.
fn spaces(text: &str) -> impl Iterator<Item = usize> {
    /// Bytes that are looked at in one go.
    const BLOCK: usize = 32;
    let bytes = text.as_bytes();
    let none_here = |from: usize| {
        let window = from.checked_sub(2).and_then(|start| bytes[start..].first_chunk::<{ BLOCK + 4 }>());
        // No branch within a block: the compiler takes all of it at once.
        window.is_some_and(|w| {
            !(0..BLOCK).fold(false, |any, at| any | parts(w[at], w[at + 1], w[at + 2], w[at + 3], w[at + 4]))
        })
    };
    // Beyond the text it is as if at a line end.
    let byte = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let here = move |at: &usize| {
        let (before, after) = (|by| byte(at.checked_sub(by)), |by| byte(at.checked_add(by)));
        parts(before(2), before(1), byte(Some(*at)), after(1), after(2))
    };
    (0..bytes.len())
        .step_by(BLOCK)
        .filter(move |from| !none_here(*from))
        .flat_map(move |from| (from..(from + BLOCK).min(bytes.len())).filter(here))
}

/// True where `at` is a space, a single letter may stand before it (with `far` before that), and another may follow.
const fn parts(far: u8, before: u8, at: u8, after: u8, next: u8) -> bool {
    (at == b' ')
        & (!before.is_ascii()
            | (far == b' ')
            | (far == b'\n')
            | (far == b'\t')
            | (far == b'\r')
            | (far == 0xc))
        & (!after.is_ascii() | (after == b' ') | (next == b' '))
}

/// Where the letter before a space begins, if it is the first of its piece.
fn first_letter(text: &str, space: usize) -> Option<usize> {
    let letter = text[..space].chars().next_back().filter(|c| c.is_alphabetic())?;
    let start = space - letter.len_utf8();
    let line = text[..start].rsplit(['\n', '\t']).next().unwrap_or_default();
    let before = line.trim_end_matches(' ');
    let begins = match (line.len() - before.len(), before.chars().next_back()) {
        (_, None) => true,
        (0, Some(_)) => false,
        (spaces, Some(last)) => spaces > 1 || !last.is_alphanumeric(),
    };
    begins.then_some(start)
}

/// The single letters from `start` on, with few spaces between them, and their number.
fn run(text: &str, start: usize) -> (Span, usize) {
    let mut span = Span::new(start, start);
    let mut letters = 0;
    let mut at = start;
    while let Some(letter) = text[at..].chars().next() {
        let next = at + letter.len_utf8();
        let single = !text[next..].starts_with(|c: char| c.is_alphanumeric());
        if !single || !(letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '&')) {
            break;
        }
        letters += usize::from(letter.is_alphabetic());
        span.end = next;
        let spaces = text[next..].bytes().take_while(|b| *b == b' ').count();
        if !(1..=SPACES).contains(&spaces) {
            break;
        }
        at = next + spaces;
    }
    (span, letters)
}

/// True where the piece ends with its letters: no word stands one space after them.
fn ends(text: &str, end: usize) -> bool {
    let rest = &text[end..];
    !rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn letters_apart_are_words() {
        assert_eq!(together("E X P É R I E N C E"), "EXPÉRIENCE");
        assert_eq!(together("x\nC H E F F E  D E  P R O J E T\n"), "x\nCHEFFE DE PROJET\n");
        assert_eq!(together("• J E A N - P A U L   L E E"), "• JEAN-PAUL LEE");
        assert_eq!(together("Python  S K I L L S 2024"), "Python  SKILLS 2024");
    }

    #[test]
    fn lists_of_letters_are_none() {
        for text in ["permis B C D E", "A B C", "à y a c d mais", "vitamines\tA B", "a, b, c, d, e", ""] {
            assert_eq!(together(text), text);
        }
    }

    #[test]
    fn what_is_folded_points_at_the_letters() {
        let text = "D É V  E T\nlu";
        let folded = fold(text);
        assert_eq!(folded.text(), "dev  et\nlu");
        assert_eq!(folded.original(Span::new(0, 3)).of(text), "D É V");
        assert_eq!(folded.original(Span::new(5, 7)).of(text), "E T");
    }
}
