//! Whether the tags of a page nest too deep to be parsed: the time of an HTML parser grows with the square of the depth.

use crate::{LimitKind, Limits, ReadError};

/// Sound pages leave some elements open, which then count as levels; a parser would close them.
const CARELESS: u64 = 16;

/// Refuses a page whose open elements pass a multiple of [`Limits::xml_depth`]; the tree itself is held to the limit later.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), ReadError> {
    let limit = u64::from(limits.xml_depth);
    let most = limit * CARELESS;
    let bytes = html.as_bytes();
    let mut depth = 0_u64;
    for at in memchr::memchr_iter(b'<', bytes) {
        let (closes, name) = match bytes.get(at + 1) {
            Some(b'/') => (true, at + 2),
            _ => (false, at + 1),
        };
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) || closes_itself(&bytes[name..]) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > most {
            return Err(ReadError::Limit { what: LimitKind::XmlDepth, limit });
        }
    }
    Ok(())
}

/// Elements that have no end, or that end where the next of their kind begins.
fn closes_itself(tag: &[u8]) -> bool {
    const NAMES: &[&[u8]] = &[
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"source",
        b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"thead", b"tbody", b"tfoot",
        b"option", b"param",
    ];
    let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    NAMES.iter().any(|name| name.eq_ignore_ascii_case(&tag[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_open_counts() {
        let limits = Limits { xml_depth: 1, ..Limits::default() };
        let refused = |html: &str| check(html, &limits).is_err();
        assert!(!refused(&"<div>".repeat(16)));
        assert!(refused(&"<div>".repeat(17)));
        assert!(!refused(&"<DIV></DIV><br><p><li>1 < 2".repeat(1000)));
        assert!(refused(&"<a href=x><b>".repeat(9)));
    }
}
