//! Telephone numbers: as written, and in E.164.

use phonenumber::country::Id;

use super::dialling;
use crate::{Language, Span};

/// A telephone number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phone {
    pub(super) span: Span,
    pub(super) e164: Option<String>,
}

/// The first telephone number in `span` of `text`.
pub(super) fn phone(text: &str, span: Span, language: Language) -> Option<Phone> {
    let content = span.of(text);
    let mut from = 0;
    while let Some((start, end)) = next_run(content, from) {
        let written = content[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let place = Span::new(span.start + start, span.start + start + written.len());
        if let Some(region) = region(written, language, text)
            && let Some(e164) = dialling::e164(written, region)
        {
            return Some(Phone { span: place, e164: Some(e164) });
        }
        from = end;
    }
    None
}

/// The number in E.164, where it is one.
pub(super) fn e164(written: &str, language: Language) -> Option<String> {
    phone(written, Span::new(0, written.len()), language).and_then(|phone| phone.e164)
}

/// The next run of digits and of the signs that part them in telephone numbers.
fn next_run(content: &str, from: usize) -> Option<(usize, usize)> {
    let rest = &content[from..];
    let start = from + rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
    let mut end = start;
    let mut gap = 0;
    for (at, c) in content[start..].char_indices() {
        let part = c.is_ascii_digit();
        let joint = matches!(c, ' ' | '.' | '-' | '(' | ')' | '+' | '/' | '\u{a0}' | '\u{202f}' | '‑' | '–');
        if !part && !joint {
            break;
        }
        // « 02 61 … / 06 39 … » are two numbers, as are those apart by wide spaces.
        gap = if part || matches!(c, '(' | ')') { 0 } else { gap + 1 };
        let two = matches!(c, '/' | '–') && content[start..start + at].ends_with(' ') || c == '+' && at > 0;
        if gap > 1 || two {
            break;
        }
        end = start + at + c.len_utf8();
    }
    Some((start, end.max(start + 1)))
}

/// The region whose rules a number follows by its shape; `None` for what is no number to dial.
fn region(written: &str, language: Language, text: &str) -> Option<Id> {
    let digits: Vec<u8> = written.bytes().filter(u8::is_ascii_digit).collect();
    let international = written.starts_with('+') || written.starts_with("00");
    if !(8..=15).contains(&digits.len()) || looks_like_dates(written) {
        return None;
    }
    Some(match (digits.len(), digits[0]) {
        _ if international => language.pick(Id::FR, Id::US),
        (10, b'0') if pairs(written) => Id::FR,
        (11, b'0') => Id::GB,
        (10, b'2'..=b'9') => Id::US,
        (11, b'1') => Id::US,
        (10, b'0') if language == Language::Fr => Id::FR,
        (10, b'0') => Id::GB,
        _ if language == Language::Fr => return None,
        _ if text.contains("UK") || text.contains("United Kingdom") => Id::GB,
        _ => return None,
    })
}

/// « 06 12 34 56 78 », « 06.12.34.56.78 », « 0612345678 ».
fn pairs(written: &str) -> bool {
    let groups: Vec<&str> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    groups.len() == 1 || groups.len() == 5 && groups.iter().all(|group| group.len() == 2)
}

/// « 2015 - 2017 », « 01/2020 - 04/2020 », « 2020-01-15 ».
fn looks_like_dates(written: &str) -> bool {
    let groups: Vec<&str> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let years = groups
        .iter()
        .filter(|group| group.len() == 4 && (group.starts_with("19") || group.starts_with("20")))
        .count();
    !written.starts_with(['+', '('])
        && years > 0
        && groups.len() <= 6
        && groups.iter().all(|group| matches!(group.len(), 2 | 4))
        && groups.len() - years <= 4
        && !(groups.len() == 5 && years == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dial(text: &str, language: Language) -> Option<(String, String)> {
        let phone = phone(text, Span::new(0, text.len()), language)?;
        Some((phone.span.of(text).to_owned(), phone.e164?))
    }

    #[test]
    fn numbers_of_several_countries_are_dialled() {
        for (text, written, e164) in [
            ("06 12 34 56 78", "06 12 34 56 78", "+33612345678"),
            ("tel : 02.61.91.33.08 / port. 06.39.98.71.45", "02.61.91.33.08", "+33261913308"),
            ("+33 (0)6 39 98 02 66", "+33 (0)6 39 98 02 66", "+33639980266"),
            ("0033 6 39 98 02 66", "0033 6 39 98 02 66", "+33639980266"),
            ("Tél. 0639980266 - Lyon", "0639980266", "+33639980266"),
            ("06\u{a0}39\u{a0}98\u{a0}02\u{a0}66", "06\u{a0}39\u{a0}98\u{a0}02\u{a0}66", "+33639980266"),
            ("+32 470 12 34 56", "+32 470 12 34 56", "+32470123456"),
        ] {
            assert_eq!(dial(text, Language::Fr), Some((written.to_owned(), e164.to_owned())), "{text}");
        }
        for (text, written, e164) in [
            ("(206) 555-0147 | x", "(206) 555-0147", "+12065550147"),
            ("07700 900356", "07700 900356", "+447700900356"),
            ("+44 7700 900142", "+44 7700 900142", "+447700900142"),
            ("+1 206-555-0147", "+1 206-555-0147", "+12065550147"),
            ("06 39 98 55 10 | a", "06 39 98 55 10", "+33639985510"),
        ] {
            assert_eq!(dial(text, Language::En), Some((written.to_owned(), e164.to_owned())), "{text}");
        }
    }

    #[test]
    fn dates_and_codes_are_no_numbers() {
        for text in ["2015 - 2017", "01/2020 - 04/2020", "2020-01-15", "69003 Lyon", "14 000", "850/1000"] {
            assert_eq!(dial(text, Language::Fr), None, "{text}");
        }
    }
}
