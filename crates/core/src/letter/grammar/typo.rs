//! Spaces and apostrophes of a finished text, as edits, so that positions can be followed through them.

use crate::{Language, Span};

/// Which spaces French typography gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Nbsp {
    /// Fine no-break spaces (U+202F) before ; ! ? and inside « », U+00A0 elsewhere.
    Fine,
    /// U+00A0 everywhere: for fonts without the fine space.
    #[default]
    Plain,
    /// Ordinary spaces: for forms and plain text.
    None,
}

/// Which apostrophe is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Apostrophe {
    /// ’
    #[default]
    Typeset,
    /// '
    Plain,
}

/// The typography of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typography {
    /// Language of the text; English gets no spaces, only apostrophes.
    pub language: Language,
    /// The spaces.
    pub nbsp: Nbsp,
    /// The apostrophe.
    pub apostrophe: Apostrophe,
}

/// A replacement of a piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// By what.
    pub with: &'static str,
}

const FINE: &str = "\u{202F}";
const FULL: &str = "\u{A0}";
/// Units that stay on the line of their number; longer ones first.
const UNITS: [&str; 19] = [
    "mois", "jours", "ans", "an", "k€", "K€", "M€", "km", "Go", "Mo", "To", "Ko", "ms", "%", "€", "$", "£",
    "h", "s",
];

/// Applies the typography to `text`; applying it twice changes nothing more.
///
/// ```
/// use sartor_core::{Language, letter::grammar::{Apostrophe, Nbsp, Typography, typo}};
/// let how = Typography { language: Language::Fr, nbsp: Nbsp::Fine, apostrophe: Apostrophe::Typeset };
/// assert_eq!(typo("Prêt ? L'API : https://a.fr/?b=c", how), "Prêt\u{202F}? L’API\u{A0}: https://a.fr/?b=c");
/// ```
pub fn typo(text: &str, how: Typography) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for edit in typo_edits(text, how) {
        out.push_str(&text[from..edit.span.start]);
        out.push_str(edit.with);
        from = edit.span.end;
    }
    out.push_str(&text[from..]);
    out
}

/// Where a span of the text stands after the edits.
pub fn remap(span: Span, edits: &[Edit]) -> Span {
    let shifted = |at: usize, counts: &dyn Fn(Span) -> bool| {
        let (grown, lost) = edits
            .iter()
            .filter(|edit| counts(edit.span))
            .fold((0, 0), |(grown, lost), edit| (grown + edit.with.len(), lost + edit.span.len()));
        (at + grown).saturating_sub(lost)
    };
    Span::new(
        shifted(span.start, &|edit| edit.end <= span.start),
        shifted(span.end, &|edit| edit.end <= span.end && edit.start < span.end),
    )
}

/// The edits that [`typo`] applies, in order and apart from each other.
pub fn typo_edits(text: &str, how: Typography) -> Vec<Edit> {
    let protected = protected(text);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut edits: Vec<Edit> = Vec::new();
    for (at, &(start, c)) in chars.iter().enumerate() {
        if protected.iter().any(|span| span.contains(Span::new(start, start + c.len_utf8()))) {
            continue;
        }
        let place = Place { chars: &chars, at, len: text.len() };
        apostrophe(&place, how, &mut edits);
        if how.language == Language::Fr {
            spaces(text, &place, how.nbsp, &mut edits);
        }
    }
    edits.retain(|edit| !protected.iter().any(|span| !edit.span.is_empty() && span.overlaps(edit.span)));
    edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    let mut end = None;
    edits.retain(|edit| {
        let free = end.is_none_or(|(start, end)| edit.span.start >= end && edit.span.start > start);
        if free {
            end = Some((edit.span.start, edit.span.end));
        }
        free
    });
    edits.retain(|edit| edit.span.of(text) != edit.with);
    edits
}

/// A character and its neighbours.
struct Place<'t> {
    chars: &'t [(usize, char)],
    at: usize,
    len: usize,
}

impl Place<'_> {
    fn c(&self) -> char {
        self.chars.get(self.at).map_or('\n', |&(_, c)| c)
    }
    fn char(&self, by: isize) -> Option<char> {
        self.at.checked_add_signed(by).and_then(|at| self.chars.get(at)).map(|&(_, c)| c)
    }
    fn start(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.len, |&(start, _)| start)
    }
    /// The run of blanks before this character, and the character before the run.
    fn before(&self) -> (Span, Option<char>) {
        let mut from = self.at;
        while from > 0 && self.chars.get(from - 1).is_some_and(|&(_, c)| is_blank(c)) {
            from -= 1;
        }
        let previous = from.checked_sub(1).and_then(|at| self.chars.get(at)).map(|&(_, c)| c);
        (Span::new(self.start(from), self.start(self.at)), previous)
    }
    /// The run of blanks after this character, and the index after the run.
    fn after(&self) -> (Span, usize) {
        let mut to = self.at + 1;
        while self.chars.get(to).is_some_and(|&(_, c)| is_blank(c)) {
            to += 1;
        }
        (Span::new(self.start(self.at + 1), self.start(to)), to)
    }
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}')
}

fn apostrophe(place: &Place<'_>, how: Typography, edits: &mut Vec<Edit>) {
    let here = Span::new(place.start(place.at), place.start(place.at + 1));
    match (how.apostrophe, place.c()) {
        (Apostrophe::Typeset, '\'') => {
            let letter = place.char(-1).is_some_and(char::is_alphanumeric);
            let joins = place.char(1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '«' | '“' | '.'));
            let plural = how.language == Language::En && matches!(place.char(-1), Some('s' | 'S'));
            if letter && (joins || plural) {
                edits.push(Edit { span: here, with: "’" });
            }
        }
        (Apostrophe::Plain, '’') => edits.push(Edit { span: here, with: "'" }),
        (Apostrophe::Plain, '“' | '”') if how.language == Language::En => {
            edits.push(Edit { span: here, with: "\"" })
        }
        _ => {}
    }
}

fn spaces(text: &str, place: &Place<'_>, nbsp: Nbsp, edits: &mut Vec<Edit>) {
    let (fine, full) = match nbsp {
        Nbsp::Fine => (FINE, FULL),
        Nbsp::Plain => (FULL, FULL),
        Nbsp::None => (" ", " "),
    };
    let c = place.c();
    let next = place.char(1);
    match c {
        ';' | '!' | '?' | ':' => {
            let open = next.is_none_or(|n| {
                n.is_whitespace() || n == '»' || (c != ':' && matches!(n, ')' | '!' | '?' | '”'))
            });
            let (run, previous) = place.before();
            let wanted = if c == ':' { full } else { fine };
            let glued = previous.is_some_and(|p| {
                p.is_alphanumeric() || matches!(p, ')' | '»' | '”' | '"' | '%' | '€' | '’' | ']')
            });
            if open && previous.is_some_and(|p| p != '\n') && (!run.is_empty() || glued) {
                edits.push(Edit { span: run, with: wanted });
            }
        }
        '«' => {
            let (run, to) = place.after();
            if place.chars.get(to).is_some_and(|&(_, n)| n != '\n') {
                edits.push(Edit { span: run, with: fine });
            }
        }
        '»' => {
            let (run, previous) = place.before();
            if previous.is_some_and(|p| p != '\n') {
                edits.push(Edit { span: run, with: fine });
            }
        }
        c if c.is_ascii_digit() => {
            let (run, to) = place.after();
            let rest = &text[place.start(to)..];
            let unit = UNITS.iter().find(|unit| {
                rest.strip_prefix(**unit).is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
            });
            if let Some(unit) = unit
                && (!run.is_empty() || matches!(*unit, "%" | "€" | "k€" | "K€" | "M€"))
            {
                edits.push(Edit { span: run, with: full });
            }
        }
        _ => {}
    }
    if let Some(run) = bound(text, place) {
        edits.push(Edit { span: run, with: full });
    }
    let here = Span::new(place.start(place.at), place.start(place.at + 1));
    match (nbsp, c) {
        (Nbsp::None, '\u{A0}' | '\u{202F}') => edits.push(Edit { span: here, with: " " }),
        (Nbsp::Plain, '\u{202F}') => edits.push(Edit { span: here, with: FULL }),
        _ => {}
    }
}

/// The blanks after « M. », « Mme », « n° » or « réf. » when what follows belongs to it.
fn bound(text: &str, place: &Place<'_>) -> Option<Span> {
    let (run, to) = place.after();
    let end = place.start(place.at + 1);
    let word = text[..end]
        .rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '°'))
        .next()
        .unwrap_or_default();
    let next = place.chars.get(to).map(|&(_, c)| c)?;
    let binds = match word {
        "M." | "Mme" | "Mlle" | "MM." | "Mmes" => next.is_uppercase(),
        "n°" | "N°" | "réf." | "Réf." => next.is_alphanumeric(),
        _ => false,
    };
    (binds && !run.is_empty()).then_some(run)
}

/// Addresses, e-mails, times and code, which are left alone.
fn protected(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut code = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c == '`' {
            match code.take() {
                Some(open) => spans.push(Span::new(open, at + 1)),
                None => code = Some(at),
            }
        }
        if c.is_whitespace() {
            if is_protected(&text[start..at]) {
                spans.push(Span::new(start, at));
            }
            start = at + c.len_utf8();
        }
    }
    spans
}

fn is_protected(token: &str) -> bool {
    let time = token.split_once(':').is_some_and(|(hour, rest)| {
        hour.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    token.contains("://") || token.starts_with("www.") || (token.contains('@') && token.contains('.')) || time
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn fr(nbsp: Nbsp) -> Typography {
        Typography { language: Language::Fr, nbsp, apostrophe: Apostrophe::Typeset }
    }

    #[test]
    fn french() {
        for (text, fine, plain) in [
            ("Bonjour !", "Bonjour_!", "Bonjour~!"),
            ("Bonjour!", "Bonjour_!", "Bonjour~!"),
            ("a : b ; c", "a~: b_; c", "a~: b~; c"),
            ("«mot»", "«_mot_»", "«~mot~»"),
            ("« mot »", "«_mot_»", "«~mot~»"),
            (
                "à 10:30, http://a.fr?b=1 et a@b.fr",
                "à 10:30, http://a.fr?b=1 et a@b.fr",
                "à 10:30, http://a.fr?b=1 et a@b.fr",
            ),
            ("46 k€, 50%, 3 ans", "46~k€, 50~%, 3~ans", "46~k€, 50~%, 3~ans"),
            ("M. Durand et Mme Lee", "M.~Durand et Mme~Lee", "M.~Durand et Mme~Lee"),
            ("réf. 12 et n° 3", "réf.~12 et n°~3", "réf.~12 et n°~3"),
            ("46_000~€", "46_000~€", "46~000~€"),
            ("«n° ans", "«_n°~ans", "«~n°~ans"),
            ("l'API de `a ? b`", "l’API de `a ? b`", "l’API de `a ? b`"),
            ("quoi ?!", "quoi_?!", "quoi~?!"),
            ("3 sites, 2 antennes", "3 sites, 2 antennes", "3 sites, 2 antennes"),
        ] {
            let sign = |text: &str| text.replace('_', FINE).replace('~', FULL);
            assert_eq!(typo(&sign(text), fr(Nbsp::Fine)), sign(fine));
            assert_eq!(typo(&sign(text), fr(Nbsp::Plain)), sign(plain));
            assert!(!typo(&sign(text), fr(Nbsp::None)).contains(['\u{A0}', '\u{202F}']));
        }
    }

    #[test]
    fn english_has_no_spaces() {
        let how = Typography { language: Language::En, nbsp: Nbsp::Fine, apostrophe: Apostrophe::Typeset };
        assert_eq!(typo("Really? 5 years' work: it's done!", how), "Really? 5 years’ work: it’s done!");
        let plain = Typography { apostrophe: Apostrophe::Plain, ..how };
        assert_eq!(typo("“It’s”", plain), "\"It's\"");
    }

    #[test]
    fn spans_follow() {
        let text = "Prêt! L'API: oui";
        let edits = typo_edits(text, fr(Nbsp::Plain));
        let out = typo(text, fr(Nbsp::Plain));
        for word in ["Prêt", "API", "oui", "L'API"] {
            let start = text.find(word).unwrap();
            let span = remap(Span::new(start, start + word.len()), &edits);
            assert_eq!(span.of(&out), word.replace('\'', "’"));
        }
    }

    proptest! {
        #[test]
        fn twice_is_once(text in "(« ?|[«»;:!?%€'’“”`(). \u{A0}\u{202F}\n]|[a-zéà0-9]{1,3}|M\\.|n°|http://|@| ans){0,24}", which in 0..3_u8) {
            let nbsp = [Nbsp::Fine, Nbsp::Plain, Nbsp::None][usize::from(which)];
            for language in [Language::Fr, Language::En] {
                let how = Typography { language, nbsp, apostrophe: Apostrophe::Typeset };
                let once = typo(&text, how);
                prop_assert_eq!(typo(&once, how), once);
            }
        }

        #[test]
        fn only_spaces_and_apostrophes_change(text in "\\PC{0,40}") {
            let bare = |text: &str| text.chars().filter(|c| !is_blank(*c)).map(|c| if c == '’' { '\'' } else { c }).collect::<String>();
            prop_assert_eq!(bare(&typo(&text, fr(Nbsp::Fine))), bare(&text));
        }
    }
}
