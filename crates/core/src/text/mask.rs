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
    let mut spans: Vec<Span> = finder.links(text).map(|link| Span::new(link.start(), link.end())).collect();
    let mut at = 0;
    for word in text.split(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | '(' | ')' | '|' | '<' | '>' | '[' | ']' | '"' | '«' | '»')
    }) {
        let span = Span::new(at, at + word.len());
        // Every separator of the split but the ASCII ones has its own length.
        at = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
        if word.contains('.') && looks_like_a_host(word) && !spans.iter().any(|known| known.overlaps(span)) {
            spans.push(Span::new(
                span.start,
                span.start + word.trim_end_matches(['.', ':', '!', '?', '/']).len(),
            ));
        }
    }
    spans.sort();
    spans
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
