//! Lines of the user's own text, cut to size around what matters in them.

use sartor_core::text::LineEnds;
use serde::Serialize;

/// Most characters of a quoted line.
const WIDTH: usize = 74;

/// A line of a text, with the words that count marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// Line number, from 1.
    pub line: u32,
    /// Where it stands, in words: « expérience », "skills".
    pub place: String,
    /// The line up to the words.
    pub before: String,
    /// The words.
    pub mark: String,
    /// The line after them.
    pub after: String,
}

impl Quoted {
    /// The line around `start..end` of `text`; nothing where the span does not fit the text.
    pub(crate) fn at(text: &str, start: usize, end: usize, place: &str) -> Option<Self> {
        let (head, mark, tail) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
        let line = LineEnds::of(head).line(start);
        let before = head.rsplit('\n').next().unwrap_or_default();
        let before = before.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*·#>▪◦●■".contains(c));
        let after = tail.split('\n').next().unwrap_or_default().trim_end();
        let mark = mark.split_whitespace().collect::<Vec<_>>().join(" ");
        let room = WIDTH.saturating_sub(mark.chars().count());
        let (before, after) = fit(&safe(before), &safe(after), room);
        Some(Self { line, place: place.to_owned(), before, mark: safe(&mark), after })
    }

    /// The quoted line as one string.
    pub(crate) fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.mark, self.after)
    }
}

/// Shortens both sides to `room` characters, at words.
fn fit(before: &str, after: &str, room: usize) -> (String, String) {
    let (left, right) = (before.chars().count(), after.chars().count());
    if left + right <= room {
        return (before.to_owned(), after.to_owned());
    }
    let for_left = left.min((room / 2).max(room.saturating_sub(right)));
    let for_right = room - for_left.min(room);
    let before = if left > for_left {
        let cut: String = before.chars().skip(left - for_left.saturating_sub(2)).collect();
        let cut = cut.split_once(' ').map_or(cut.as_str(), |(_, rest)| rest);
        format!("… {cut}")
    } else {
        before.to_owned()
    };
    let after = if right > for_right {
        let cut: String = after.chars().take(for_right.saturating_sub(2)).collect();
        let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(rest, _)| rest);
        format!("{cut} …")
    } else {
        after.to_owned()
    };
    (before, after)
}

/// A text of others, fit to be shown on one line: control characters and signs that turn the direction of writing are escaped.
///
/// ```
/// assert_eq!(sartor_render::safe("cv\u{202e}fdp.exe"), "cv\\u{202e}fdp.exe");
/// assert_eq!(sartor_render::safe("a\tb"), "a b");
/// ```
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_quoted_whole_or_cut_at_words() {
        let text = "EXPÉRIENCE\n- Développement en Python d'une API\n";
        let start = text.find("Python").expect("is there");
        let quoted = Quoted::at(text, start, start + 6, "expérience").expect("fits");
        assert_eq!((quoted.line, quoted.whole().as_str()), (2, "Développement en Python d'une API"));
        let long = format!("{} Redis {}", "avant ".repeat(30), "après ".repeat(30));
        let start = long.find("Redis").expect("is there");
        let quoted = Quoted::at(&long, start, start + 5, "").expect("fits").whole();
        assert!(quoted.starts_with("… avant") && quoted.ends_with("après …"), "{quoted}");
        assert!(quoted.chars().count() <= WIDTH, "{quoted}");
        assert_eq!(Quoted::at("é", 1, 2, ""), None);
    }
}
