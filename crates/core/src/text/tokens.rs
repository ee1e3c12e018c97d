//! Tokens: words by unicode word bounds, with the joins that names of our trade need.

use super::{Folded, Function, cut::pieces, fold, fold::WayBack, masked};
use crate::Span;

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing, a space, a hyphen, a dot, a slash or one line end: a term may go on.
    Join,
    /// Other signs: a term ends, the sentence goes on.
    Break,
    /// A sentence, an item or a paragraph ends.
    Sentence,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    folded: Place,
    original: Place,
    /// What stands before it.
    pub gap: Gap,
    /// Its line, from 0.
    pub line: u32,
    /// Its sentence, from 0.
    pub sentence: u32,
    /// Whether it is a function word.
    pub function: Function,
}

impl Token {
    /// Its bytes in the folded text.
    pub const fn folded(&self) -> Span {
        self.folded.span()
    }

    /// Its bytes in the original text.
    pub const fn span(&self) -> Span {
        self.original.span()
    }
}

/// A span that takes half the room: all tokens of a resume stay where the processor reaches them first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    start: u32,
    end: u32,
}

impl Place {
    /// Documents over 4 GiB do not reach this point: the readers stop at 10 MiB.
    const fn of(span: Span) -> Self {
        Self { start: span.start as u32, end: span.end as u32 }
    }

    const fn span(self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

/// The tokens of a text.
///
/// ```
/// use sartor_core::text::Tokens;
/// let tokens = Tokens::of("Développeur C++ / .NET : l’API Node.js");
/// assert_eq!(tokens.words().collect::<Vec<_>>(), ["developpeur", "c++", ".net", "l'", "api", "node", "js"]);
/// ```
#[derive(Debug, Clone)]
pub struct Tokens {
    folded: Folded,
    list: Vec<Token>,
}

impl Tokens {
    /// Cuts `text` into tokens; links and addresses leave none.
    pub fn of(text: &str) -> Self {
        Self::cut(text, masked(text))
    }

    /// Cuts the form of a keyword file: nothing in it is an address.
    pub fn of_form(form: &str) -> Self {
        Self::cut(form, Vec::new())
    }

    fn cut(text: &str, masks: Vec<Span>) -> Self {
        let folded = fold(text);
        let mut gatherer = Gatherer::new(&folded, &masks);
        pieces(folded.text(), |piece| gatherer.take(piece));
        let list = gatherer.list;
        Self { folded, list }
    }

    /// The tokens, in order.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// The folded word of a token.
    pub fn word(&self, token: &Token) -> &str {
        token.folded().of(self.folded.text())
    }

    /// The folded words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|token| self.word(token))
    }

    /// The folded text.
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// The tokens that lie within a span of the original text, as a range of indices.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.list.partition_point(|token| token.span().start < span.start);
        let end = self.list.partition_point(|token| token.span().end <= span.end);
        start..end.max(start)
    }
}

/// Makes tokens of pieces, and leaves out those that are none.
struct Gatherer<'t> {
    text: &'t str,
    way_back: WayBack<'t>,
    /// In order; those behind the last piece are left out.
    masks: &'t [Span],
    list: Vec<Token>,
    line: u32,
    sentence: u32,
    /// Where the text goes on after the last token.
    end: usize,
    hidden_before: bool,
}

impl<'t> Gatherer<'t> {
    fn new(folded: &'t Folded, masks: &'t [Span]) -> Self {
        Self {
            text: folded.text(),
            way_back: folded.way_back(),
            masks,
            list: Vec::with_capacity(folded.text().len() / 5),
            line: 0,
            sentence: 0,
            end: 0,
            hidden_before: false,
        }
    }

    #[inline]
    fn take(&mut self, piece: Span) {
        let span = self.way_back.original(piece);
        if self.is_masked(span) {
            self.hidden_before = true;
            return;
        }
        let bytes = self.text.as_bytes();
        let slash = bytes.get(piece.start + 1) == Some(&b'/');
        let common = bytes.get(self.end..piece.start).and_then(common_gap);
        match common {
            Some((gap, lines)) if !slash && !self.hidden_before && !self.list.is_empty() => {
                self.line += lines;
                self.sentence += u32::from(gap == Gap::Sentence);
                self.add(piece, span, gap);
            }
            _ => self.take_after_signs(piece, span),
        }
    }

    fn is_masked(&mut self, span: Span) -> bool {
        while let [mask, rest @ ..] = self.masks
            && mask.end <= span.start
        {
            self.masks = rest;
        }
        self.masks.first().is_some_and(|mask| mask.overlaps(span))
    }

    #[inline(never)]
    fn take_after_signs(&mut self, piece: Span, span: Span) {
        let text = self.text;
        let between = text.get(self.end..piece.start).unwrap_or_default();
        self.line += between.bytes().filter(|b| *b == b'\n').count() as u32;
        let last = self.list.last().filter(|_| between != " ");
        let skipped = last
            .and_then(|last| inclusive_ending(text, last.folded(), self.end, piece))
            .or_else(|| both_genders(text, self.end, piece))
            .or_else(|| (piece.start < self.end).then_some(self.end));
        if let Some(skipped) = skipped {
            self.end = skipped;
            return;
        }
        let gap = gap_at(between, text, piece, self.list.is_empty());
        let gap = if self.hidden_before { gap.max(Gap::Break) } else { gap };
        self.sentence += u32::from(gap == Gap::Sentence && !self.list.is_empty());
        self.add(piece, span, gap);
    }

    #[inline]
    fn add(&mut self, piece: Span, span: Span, gap: Gap) {
        let function = Function::at(self.text.as_bytes(), piece);
        let (line, sentence) = (self.line, self.sentence);
        let (folded, original) = (Place::of(piece), Place::of(span));
        self.list.push(Token { folded, original, gap, line, sentence, function });
        self.end = piece.end;
        self.hidden_before = false;
    }
}

/// What most often stands between two words: the gap that it is, and its line ends.
const fn common_gap(between: &[u8]) -> Option<(Gap, u32)> {
    match between {
        b" " => Some((Gap::Join, 0)),
        b"\n" => Some((Gap::Join, 1)),
        b", " | b" - " => Some((Gap::Break, 0)),
        b". " => Some((Gap::Sentence, 0)),
        b"\n- " | b".\n- " => Some((Gap::Sentence, 1)),
        b"\n\n" | b".\n\n" => Some((Gap::Sentence, 2)),
        _ => None,
    }
}

/// The gap before a piece; a sign before a number joins: « bac +2 ».
fn gap_at(between: &str, text: &str, piece: Span, first: bool) -> Gap {
    let digit = text.as_bytes().get(piece.start).is_some_and(u8::is_ascii_digit);
    if digit && between.trim_matches(' ') == "+" { Gap::Join } else { gap_of(between, first) }
}

fn gap_of(between: &str, first: bool) -> Gap {
    if first {
        return Gap::Sentence;
    }
    if matches!(between, "-" | "." | "_" | "'" | "&" | ":") {
        return Gap::Join;
    }
    let trimmed = between.trim_matches(' ');
    let lines = trimmed.bytes().filter(|b| *b == b'\n').count();
    let item = |line: &str| line.trim_start().starts_with(['-', '*', '+', '#']);
    if lines >= 2
        || lines == 1
            && (trimmed.contains('|') || trimmed.split_once('\n').is_some_and(|(_, next)| item(next)))
        || !trimmed.is_ascii() && trimmed.contains(BULLETS)
        || between.len() > 1 && trimmed.starts_with(['.', '!', '?', ';', '…'])
    {
        return Gap::Sentence;
    }
    let slashes = trimmed.bytes().filter(|b| *b == b'/').count();
    if slashes <= 1 && trimmed.bytes().all(|b| matches!(b, b'\n' | b' ' | b'/')) {
        return Gap::Join;
    }
    // A hyphen at a line end parts or joins a word: both readings go on.
    let hyphen = between.starts_with('-') && trimmed.bytes().all(|b| matches!(b, b'-' | b'\n' | b' '));
    if hyphen && lines == 1 { Gap::Join } else { Gap::Break }
}

/// Signs that begin an item wherever they stand.
const BULLETS: [char; 11] = ['•', '·', '▪', '●', '◦', '‣', '■', '○', '➢', '✓', '→'];

/// « développeur·euse », « ingénieur(e) », « consultant.e » name one thing: the ending is skipped. Returns where the text goes on.
fn inclusive_ending(text: &str, last: Span, end: usize, piece: Span) -> Option<usize> {
    if piece.start <= end || piece.len() > 6 || text.as_bytes()[end] == b' ' {
        return None;
    }
    let sign = &text[end..piece.start];
    let (stem, ending) = (last.of(text), piece.of(text));
    let loose = matches!(
        ending,
        "e" | "es" | "ne" | "nes" | "le" | "les" | "ve" | "fe" | "ere" | "euse" | "euses" | "trice" | "rice"
    );
    let tight = matches!(ending, "e" | "euse" | "trice" | "rice" | "ere")
        || (ending == "se" && stem.ends_with("eur"));
    let fits = stem.len() >= 4
        && match sign {
            "·" | "•" | "(" | "." => loose || tight,
            "-" | "/" => tight,
            _ => false,
        };
    if !fits {
        return None;
    }
    match &text[piece.end..] {
        rest if sign == "(" => rest.starts_with(')').then_some(piece.end + 1),
        rest => (!rest.starts_with(|c: char| c.is_alphanumeric())).then_some(piece.end),
    }
}

/// « (H/F) », « F/H », « h/f/x » say nothing of the work. Returns where the text goes on.
fn both_genders(text: &str, end: usize, piece: Span) -> Option<usize> {
    if text.as_bytes().get(piece.start + 1) != Some(&b'/') {
        return None;
    }
    if piece.start < end {
        return Some(end);
    }
    let rest = &text[piece.start..];
    let length =
        ["h/f/x", "f/h/x", "m/f/d", "h/f/nb", "f/h/nb", "m/f/x", "m/w/d", "h/f", "f/h", "m/f", "f/m"]
            .iter()
            .find(|mark| rest.starts_with(**mark))?
            .len();
    let after = &rest[length..];
    if after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let open = text[..piece.start].ends_with('(');
    Some(piece.start + length + usize::from(open && after.starts_with(')')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        Tokens::of(text).words().map(str::to_owned).collect()
    }

    #[test]
    fn names_with_signs_live() {
        assert_eq!(words("C++, C# et F#"), ["c++", "c#", "et", "f#"]);
        assert_eq!(words("C/C++17 (.NET) C#/.NET"), ["c", "c++", "17", ".net", "c#", ".net"]);
        assert_eq!(words("ASP.NET Core"), ["asp", "net", "core"]);
        assert_eq!(words("R&D, PL/SQL, TCP/IP"), ["r&d", "pl", "sql", "tcp", "ip"]);
        assert_eq!(words("Python 3.11 k8s"), ["python", "3.11", "k8s"]);
        assert_eq!(words("$Universe, 5 $ US$Universe"), ["$universe", "5", "us", "universe"]);
        let joins = |text: &str| Tokens::of(text).list().iter().skip(1).all(|token| token.gap == Gap::Join);
        assert!(joins("MITRE ATT&CK") && joins("JSON:API"));
        assert!(!joins("MITRE: ATT") && !joins("Java & C"));
        assert_eq!(words("le réseau.net 5"), ["le", "reseau", "net", "5"]);
    }

    #[test]
    fn french_elision_frees_the_word() {
        assert_eq!(
            words("l'API, d’AWS, qu'un, aujourd'hui"),
            ["l'", "api", "d'", "aws", "qu'", "un", "aujourd", "hui"]
        );
        assert_eq!(words("d'« API » c'est Python's"), ["d'", "api", "c'", "est", "python", "'s"]);
    }

    #[test]
    fn links_leave_no_token_and_part_terms() {
        assert_eq!(words("voir github.com/rust http://x.fr/r/python fin"), ["voir", "fin"]);
    }

    #[test]
    fn inclusive_writing_is_one_word() {
        assert_eq!(
            words("Ingénieur.e back-end, développeur·euse (H/F), consultant(e) F/H Java"),
            ["ingenieur", "back", "end", "developpeur", "consultant", "java"]
        );
        assert_eq!(
            words("Développeur/se, professionnel.le, Java/SE"),
            ["developpeur", "professionnel", "java", "se"]
        );
        let joined = Tokens::of("Développeur(se) (H/F) back-end");
        assert_eq!(joined.list()[1].gap, Gap::Join);
    }

    #[test]
    fn gaps_tell_terms_from_lists() {
        let gaps = |text: &str| Tokens::of(text).list().iter().map(|t| t.gap).collect::<Vec<_>>();
        assert_eq!(gaps("React Native"), [Gap::Sentence, Gap::Join]);
        assert_eq!(gaps("React, Native"), [Gap::Sentence, Gap::Break]);
        assert_eq!(gaps("React. Native"), [Gap::Sentence, Gap::Sentence]);
        assert_eq!(gaps("back-\nend"), [Gap::Sentence, Gap::Join]);
        assert_eq!(gaps("CI / CD"), [Gap::Sentence, Gap::Join]);
        assert_eq!(gaps("Bac +2"), [Gap::Sentence, Gap::Join]);
        assert_eq!(gaps("SQL\n- Server"), [Gap::Sentence, Gap::Sentence]);
    }

    #[test]
    fn what_is_common_is_what_the_rules_say() {
        for between in [" ", "\n", ", ", " - ", ". ", "\n- ", ".\n- ", "\n\n", ".\n\n"] {
            let lines = between.matches('\n').count() as u32;
            assert_eq!(common_gap(between.as_bytes()), Some((gap_of(between, false), lines)), "{between:?}");
        }
        assert_eq!(common_gap(b" + "), None);
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_within_the_text(text in "[a-zA-Zéà'’.+#&/, \\n-]{0,80}") {
            let tokens = Tokens::of(&text);
            let mut end = 0;
            for token in tokens.list() {
                prop_assert!(token.span().start >= end && !token.span().is_empty());
                prop_assert!(text.get(token.span().start..token.span().end).is_some());
                end = token.span().end;
            }
        }
    }
}
