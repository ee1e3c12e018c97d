//! Towns, by how addresses are written; there is no list of all towns.

use super::{
    naming::Naming,
    pieces::commas,
    rows::{trimmed, trimmed_of},
};
use crate::{Span, text::fold_key};

/// The town of a piece of a contact line; a lone word counts only `beside` other contact data.
pub(super) fn town(naming: &Naming, text: &str, piece: Span, beside: bool) -> Option<Span> {
    let piece = unlabelled(naming, text, piece);
    let content = piece.of(text);
    if content.contains('@') || content.contains("://") || content.len() > 120 {
        return None;
    }
    let parts = commas(text, piece);
    // "2210 Wabash Lane, Gary, IN 46402": the number of a house is no postcode.
    if let [.., town, region] = &parts[..]
        && is_region(naming, region.of(text))
        && region.of(text).ends_with(|c: char| c.is_ascii_digit())
        && is_name(naming, town.of(text), 4)
    {
        return Some(*town);
    }
    if let Some(found) = after_postcode(naming, text, piece) {
        return Some(found);
    }
    if let [town, rest @ ..] = &parts[..] {
        let last = rest.last().map(|span| span.of(text));
        if last.is_some_and(|last| is_region(naming, last))
            && parts.len() <= 3
            && is_name(naming, town.of(text), 4)
        {
            return Some(*town);
        }
        // « 12 rue X, Lyon, France »
        if last.is_some_and(|last| is_region(naming, last)) && parts.len() > 2 {
            return parts.get(parts.len() - 2).copied().filter(|span| is_name(naming, span.of(text), 4));
        }
    }
    if let Some(open) = content.find(" (") {
        let town = Span::new(piece.start, piece.start + open);
        let inside = content[open + 2..].trim_end_matches(')');
        let department = inside.len() <= 3 && inside.bytes().next().is_some_and(|b| b.is_ascii_digit());
        if (department || is_region(naming, inside)) && is_name(naming, town.of(text), 4) {
            return Some(town);
        }
    }
    // LinkedIn: « Lyon et périphérie », "Greater Leeds Area"
    if let Some(at) = content.find(" et périphérie") {
        return Some(Span::new(piece.start, piece.start + at))
            .filter(|span| is_name(naming, span.of(text), 3));
    }
    if let Some(rest) = content.strip_prefix("Greater ").and_then(|rest| rest.strip_suffix(" Area")) {
        return Some(Span::new(piece.start + 8, piece.start + 8 + rest.len()));
    }
    match &parts[..] {
        [only] if beside && is_name(naming, only.of(text), 3) => Some(*only),
        // "Bristol BS1"
        [only] if beside => {
            let (town, code) = only.of(text).rsplit_once(' ')?;
            (is_outward(code) && is_name(naming, town, 3))
                .then(|| Span::new(only.start, only.start + town.len()))
        }
        // « Leeds, West Yorkshire »
        [town, region]
            if beside && is_name(naming, town.of(text), 3) && is_name(naming, region.of(text), 3) =>
        {
            Some(*town)
        }
        _ => None,
    }
}

/// « Adresse : Lyon » without its label.
fn unlabelled(naming: &Naming, text: &str, piece: Span) -> Span {
    let piece = trimmed_of(text, piece, |c| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    let content = piece.of(text);
    let folded = fold_key(content);
    let label = naming
        .labels()
        .iter()
        .find(|label| folded.strip_prefix(label.as_str()).is_some_and(|rest| rest.starts_with([' ', ':'])));
    match label {
        Some(label) => {
            let skip: usize = content.chars().take(label.chars().count()).map(char::len_utf8).sum();
            trimmed_of(text, Span::new(piece.start + skip, piece.end), |c| c.is_whitespace() || c == ':')
        }
        None => piece,
    }
}

/// « 69003 Lyon », « CH-1201 Genève », « Portland, ME 04101 » is not one of them.
fn after_postcode(naming: &Naming, text: &str, piece: Span) -> Option<Span> {
    let content = piece.of(text);
    let bytes = content.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = bytes[at..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |len| at + len);
        let glued = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.');
        if matches!(end - at, 4 | 5) && bytes.get(end) == Some(&b' ') && !glued {
            let rest = &content[end..];
            let stop = rest.find([',', '(', '|', '/', ';']).unwrap_or(rest.len());
            let stop = rest.find(" - ").map_or(stop, |dash| dash.min(stop));
            let town = trimmed(text, Span::new(piece.start + end, piece.start + end + stop));
            let town = without_cedex(text, town);
            if is_name(naming, town.of(text), 5) && end - at == 5
                || end - at == 4 && is_name(naming, town.of(text), 3)
            {
                return Some(town);
            }
        }
        at = end;
    }
    None
}

fn without_cedex(text: &str, town: Span) -> Span {
    let content = town.of(text);
    let end = content.to_ascii_lowercase().find(" cedex").unwrap_or(content.len());
    Span::new(town.start, town.start + end)
}

/// A country, a region, a state of two letters (with its code), an outward code.
pub(super) fn is_region(naming: &Naming, part: &str) -> bool {
    let part = part.trim();
    if naming.is_known_region(part) {
        return true;
    }
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default();
    let state = first.len() == 2 && first.bytes().all(|b| b.is_ascii_uppercase());
    let zip = words.next().is_none_or(|zip| zip.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    (state && zip || is_outward(first)) && words.next().is_none()
}

/// The outward half of a British postcode: "S3", "BS1", "EC1A".
fn is_outward(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    (1..=2).contains(&letters)
        && (2..=4).contains(&word.len())
        && word.as_bytes()[letters..].first().is_some_and(u8::is_ascii_digit)
}

/// A name of a place: few words, the first and the last capitalised, only letters.
pub(super) fn is_name(naming: &Naming, part: &str, most: usize) -> bool {
    let mut count = 0;
    let words = part.split([' ', '-', '\'', '’', '\u{a0}']).filter(|word| !word.is_empty());
    for word in words.clone() {
        count += 1;
        if !word.chars().all(|c| c.is_alphabetic() || c == '.') {
            return false;
        }
        if naming.is_no_town(word) && word.len() > 1 {
            return false;
        }
    }
    let capital =
        |word: Option<&str>| word.and_then(|word| word.chars().next()).is_some_and(char::is_uppercase);
    let apostrophe = usize::from(part.contains(['\'', '’']));
    let hyphens = part.matches('-').count();
    (1..=most + apostrophe + hyphens).contains(&count)
        && part.chars().filter(|c| c.is_alphabetic()).count() > 1
        && capital(words.clone().next())
        && (count == 1
            || words.clone().filter(|word| word.chars().count() > 3).all(|word| capital(Some(word))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lexicon;

    fn found(text: &str) -> Option<&str> {
        town(&Naming::new(lexicon()), text, Span::new(0, text.len()), false).map(|span| span.of(text))
    }

    #[test]
    fn addresses_name_their_town() {
        for (text, name) in [
            ("69003 Lyon", "Lyon"),
            ("12 rue des Lilas, 69100 Villeurbanne", "Villeurbanne"),
            ("87000 LIMOGES - Permis B", "LIMOGES"),
            ("75013 Paris Cedex 13", "Paris"),
            ("Lyon, France", "Lyon"),
            ("L'Haÿ-les-Roses, France", "L'Haÿ-les-Roses"),
            ("Austin, TX", "Austin"),
            ("Portland, ME 04101", "Portland"),
            ("2210 Wabash Lane, Gary, IN 46402", "Gary"),
            ("Leeds, UK", "Leeds"),
            ("Sheffield, S3", "Sheffield"),
            ("Grenoble (38)", "Grenoble"),
            ("Saint-Étienne, Auvergne-Rhône-Alpes, France", "Saint-Étienne"),
            ("Ville : Nantes (44)", "Nantes"),
            ("Lyon et périphérie", "Lyon"),
            ("Greater Manchester Area", "Manchester"),
        ] {
            assert_eq!(found(text), Some(name), "{text}");
        }
    }

    #[test]
    fn towns_beside_other_contact_data() {
        let beside = |text: &'static str| {
            town(&Naming::new(lexicon()), text, Span::new(0, text.len()), true).map(|span| span.of(text))
        };
        assert_eq!((beside("Bristol BS1"), beside("Lyon")), (Some("Bristol"), Some("Lyon")));
        assert_eq!((beside("Mobile B2"), beside("English level C1")), (None, None));
    }

    #[test]
    fn other_lines_name_none() {
        for text in
            ["Développeur, React", "Permis B", "06 12 34 56 78", "zoe@example.fr", "Python, SQL", "Lyon"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
