//! Links and addresses: their letters are no words.

use linkify::{LinkFinder, LinkKind};

use crate::Span;

/// Ends of host names written without a scheme. `net`, `io` and `js` are left to [`looks_like_a_host`]: ASP.NET and Socket.IO are
/// names of things.
const ENDS: &[&str] = &[
    "ai", "app", "be", "biz", "ca", "ch", "co", "com", "de", "dev", "edu", "eu", "fr", "gouv", "gov", "info",
    "me", "org", "uk",
];

/// The spans of web links and e-mail addresses in `text`, in order.
///
/// ```
/// use sartor_core::text::masked;
/// let text = "zoe@example.fr, github.com/zoe, ASP.NET";
/// let spans: Vec<_> = masked(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(spans, ["zoe@example.fr", "github.com/zoe"]);
/// ```
pub fn masked(text: &str) -> Vec<Span> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]);
    let mut spans: Vec<Span> = Vec::new();
    // A link stands on one line and holds an at sign or two slashes after a colon, a bare host a dot within a word.
    let (mut signs, mut dots): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in memchr::memchr3_iter(b'@', b':', b'.', text.as_bytes()) {
        match text.as_bytes()[at] {
            b'.' => dots.push(at),
            b':' if !text[at + 1..].starts_with("//") => {}
            _ => signs.push(at),
        }
    }
    let mut end = 0;
    for at in signs {
        if at >= end {
            let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
            end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            let links = finder.links(&text[start..end]);
            spans.extend(links.map(|link| Span::new(start + link.start(), start + link.end())));
        }
    }
    let mut end = 0;
    for dot in dots {
        let inner = text.as_bytes().get(dot + 1).is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        if dot < end || !inner {
            continue;
        }
        let start = text[end..dot]
            .rfind(parts_words)
            .map_or(end, |at| end + at + text[end + at..].chars().next().map_or(0, char::len_utf8));
        end = text[dot..].find(parts_words).map_or(text.len(), |length| dot + length);
        let word = Span::new(start, end);
        if looks_like_a_host(word.of(text)) && !spans.iter().any(|known| known.overlaps(word)) {
            let host = word.of(text).trim_end_matches(['.', ':', '!', '?', '/']);
            spans.push(Span::new(start, start + host.len()));
        }
    }
    spans.sort();
    spans
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '|' | '<' | '>' | '[' | ']' | '"' | '«' | '»')
}

fn looks_like_a_host(word: &str) -> bool {
    let host = word.split(['/', '?', '#']).next().unwrap_or_default().trim_end_matches(['.', ':', '!', '?']);
    if word.starts_with("www.") {
        return true;
    }
    let Some((front, end)) = host.rsplit_once('.') else { return false };
    let plain =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !front.split('.').all(plain) || front.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let has_path = word.len() > host.len() + 1;
    let lower = host.bytes().all(|b| !b.is_ascii_uppercase());
    match end {
        "net" => lower && !matches!(front, "asp" | "vb" | "ado" | "ml"),
        "io" => has_path,
        _ => (lower || has_path) && ENDS.contains(&end.to_ascii_lowercase().as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        masked(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn links_with_and_without_a_scheme() {
        assert_eq!(
            found("voir https://zoe.example.fr/cv?x=1 et www.exemple.org."),
            ["https://zoe.example.fr/cv?x=1", "www.exemple.org"]
        );
        assert_eq!(found("resume: indeed.com/r/zoe, example.net"), ["indeed.com/r/zoe", "example.net"]);
    }

    #[test]
    fn names_with_dots_are_no_links() {
        assert_eq!(
            found("Node.js, ASP.NET, Vue.js, Socket.IO, VB.NET, D3.js, e.g. this"),
            Vec::<&str>::new()
        );
    }
}
