//! Tokens: words by unicode word bounds, with the joins that names of our trade need.

use unicode_segmentation::UnicodeSegmentation;

use super::{Folded, Function, fold, fold::WayBack, masked};
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
    /// Its bytes in the folded text.
    pub folded: Span,
    /// Its bytes in the original text.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    /// Its line, from 0.
    pub line: u32,
    /// Its sentence, from 0.
    pub sentence: u32,
    /// Whether it is a function word.
    pub function: Function,
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
        let mut cutter =
            Cutter { text: folded.text(), list: Vec::with_capacity(text.len() / 5), pieces: Vec::new() };
        cutter.run();
        let mut gatherer = Gatherer::new(&folded, &masks, cutter.list.len());
        cutter.list.into_iter().for_each(|piece| gatherer.take(piece));
        let list = gatherer.list;
        Self { folded, list }
    }

    /// The tokens, in order.
    pub fn list(&self) -> &[Token] {
        &self.list
    }

    /// The folded word of a token.
    pub fn word(&self, token: &Token) -> &str {
        token.folded.of(self.folded.text())
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
        let start = self.list.partition_point(|token| token.span.start < span.start);
        let end = self.list.partition_point(|token| token.span.end <= span.end);
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
    fn new(folded: &'t Folded, masks: &'t [Span], pieces: usize) -> Self {
        Self {
            text: folded.text(),
            way_back: folded.way_back(),
            masks,
            list: Vec::with_capacity(pieces),
            line: 0,
            sentence: 0,
            end: 0,
            hidden_before: false,
        }
    }

    fn take(&mut self, piece: Span) {
        let span = self.way_back.original(piece);
        if self.is_masked(span) {
            self.hidden_before = true;
            return;
        }
        let bytes = self.text.as_bytes();
        // Between most words stands a space.
        let spaced = self.end + 1 == piece.start && bytes[self.end] == b' ';
        let slash = bytes.get(piece.start + 1) == Some(&b'/');
        if spaced && !slash && !self.hidden_before && !self.list.is_empty() {
            self.add(piece, span, Gap::Join);
        } else {
            self.take_after_signs(piece, span);
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

    fn take_after_signs(&mut self, piece: Span, span: Span) {
        let text = self.text;
        let between = text.get(self.end..piece.start).unwrap_or_default();
        self.line += between.bytes().filter(|b| *b == b'\n').count() as u32;
        let last = self.list.last().filter(|_| between != " ");
        let skipped = last
            .and_then(|last| inclusive_ending(text, last.folded, self.end, piece))
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

    fn add(&mut self, piece: Span, span: Span, gap: Gap) {
        let function = Function::of_bytes(&self.text.as_bytes()[piece.start..piece.end]);
        let (line, sentence) = (self.line, self.sentence);
        self.list.push(Token { folded: piece, span, gap, line, sentence, function });
        self.end = piece.end;
        self.hidden_before = false;
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
    match between {
        "" | " " | "\n" | "-" | "/" | "." | "_" | "'" | "&" | ":" => return Gap::Join,
        ", " => return Gap::Break,
        _ => {}
    }
    let lines = between.bytes().filter(|b| *b == b'\n').count();
    let trimmed = between.trim_matches(' ');
    let ends_sentence = |c: char| matches!(c, '.' | '!' | '?' | ';' | '…');
    if lines >= 2
        || (lines == 1 && trimmed.contains('|'))
        || trimmed
            .chars()
            .any(|c| matches!(c, '•' | '·' | '▪' | '●' | '◦' | '‣' | '■' | '○' | '➢' | '✓' | '→'))
        || (lines == 1
            && trimmed
                .trim_start_matches(' ')
                .split_once('\n')
                .is_some_and(|(_, after)| after.trim_start().starts_with(['-', '*', '+', '#'])))
        || (ends_sentence(trimmed.chars().next().unwrap_or(' ')) && between.len() > 1)
    {
        return Gap::Sentence;
    }
    if trimmed.chars().all(|c| c == '\n' || c == ' ' || c == '/')
        && trimmed.bytes().filter(|b| *b == b'/').count() <= 1
    {
        return Gap::Join;
    }
    // A hyphen at a line end parts or joins a word: both readings go on.
    if trimmed.starts_with('-')
        && lines == 1
        && trimmed.trim_matches(['-', '\n', ' ']).is_empty()
        && between.starts_with('-')
    {
        return Gap::Join;
    }
    Gap::Break
}

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

/// A longer word is no part of a name with signs.
const LONG: usize = 3;

struct Cutter<'t> {
    text: &'t str,
    list: Vec<Span>,
    /// Bounds of the current word's pieces, reused.
    pieces: Vec<Span>,
}

impl Cutter<'_> {
    /// Runs of ASCII are cut by their bytes, all others by the word bounds of unicode: the result is the same, since we part what
    /// the bounds join by signs.
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            let start = at;
            at += 1;
            if !is_solid(first) {
                if matches!(first, b'+' | b'#') {
                    self.sign(start);
                }
                continue;
            }
            let (mut ascii, mut plain) = (first.is_ascii(), true);
            loop {
                at += plain_run(&bytes[at..]);
                match bytes.get(at) {
                    Some(b' ') | None => break,
                    Some(b) if !b.is_ascii() => ascii = false,
                    Some(_) if joins(bytes, at) => plain = false,
                    _ => break,
                }
                at += 1;
            }
            if ascii && plain {
                self.push(Span::new(start, at));
                continue;
            }
            let run = &self.text[start..at];
            if ascii {
                self.word(start, run);
                continue;
            }
            for (offset, segment) in run.split_word_bound_indices() {
                if segment.chars().any(char::is_alphanumeric) {
                    self.word(start + offset, segment);
                }
            }
        }
    }

    /// A sign may belong to the word before it: `++`, `#`, or `&` between two single letters.
    fn sign(&mut self, at: usize) {
        let Some(last) = self.list.last_mut().filter(|last| last.end == at) else { return };
        let rest = &self.text[at..];
        let next_is_word = |skip: usize| rest[skip..].starts_with(|c: char| c.is_alphabetic());
        if rest.starts_with("++") && !next_is_word(2) {
            last.end = at + 2;
        } else if rest.starts_with('#') && last.len() <= 3 && !next_is_word(1) {
            last.end = at + 1;
        }
    }

    /// A word of the word-bound rules is cut where they join what we part: dots, apostrophes, underscores.
    fn word(&mut self, at: usize, segment: &str) {
        self.pieces.clear();
        let bytes = segment.as_bytes();
        let mut start = 0;
        for (i, c) in segment.char_indices() {
            if c.is_alphanumeric() {
                continue;
            }
            let digits = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
            if matches!(c, '.' | ',') && i > 0 && digits(bytes.get(i - 1)) && digits(bytes.get(i + 1)) {
                continue;
            }
            if c == '\'' && i > start {
                let head = &segment[start..i];
                if is_elided(head) {
                    self.pieces.push(Span::new(at + start, at + i + 1));
                    start = i + 1;
                    continue;
                }
                if matches!(&segment[i + 1..], "s" | "t" | "re" | "ve" | "ll" | "d" | "m") {
                    self.pieces.push(Span::new(at + start, at + i));
                    start = i;
                    break;
                }
            }
            if i > start {
                self.pieces.push(Span::new(at + start, at + i));
            }
            start = i + c.len_utf8();
        }
        if start < segment.len() {
            self.pieces.push(Span::new(at + start, at + segment.len()));
        }
        for index in 0..self.pieces.len() {
            let piece = self.pieces[index];
            self.push(piece);
        }
    }

    fn push(&mut self, piece: Span) {
        let bytes = self.text.as_bytes();
        let apostrophe = bytes.get(piece.end) == Some(&b'\'');
        let before = |by: usize| piece.start.checked_sub(by).map(|at| bytes[at]);
        if apostrophe || matches!(before(1), Some(b'$' | b'&' | b'.')) {
            self.push_beside_a_sign(piece, apostrophe);
        } else {
            self.list.push(piece);
        }
    }

    fn push_beside_a_sign(&mut self, piece: Span, apostrophe: bool) {
        let bytes = self.text.as_bytes();
        let before = |by: usize| piece.start.checked_sub(by).map(|at| bytes[at]);
        // « $Universe » is a name; « 5 $ » and « US$ » are none.
        let dollar = before(1) == Some(b'$')
            && bytes[piece.start].is_ascii_alphabetic()
            && before(2).is_none_or(|b| !is_solid(b));
        let piece = if dollar { Span::new(piece.start - 1, piece.end) } else { piece };
        if !apostrophe && (piece.len() > LONG || !matches!(before(1), Some(b'&' | b'.'))) {
            self.list.push(piece);
            return;
        }
        let word = piece.of(self.text);
        let single = |span: Span| span.len() == 1 && bytes[span.start].is_ascii_alphabetic();
        if let Some(last) = self.list.last_mut()
            && single(piece)
            && single(*last)
            && &bytes[last.end..piece.start] == b"&"
        {
            last.end = piece.end;
            return;
        }
        let before = &self.text[..piece.start];
        let dotted = word == "net"
            && before.ends_with('.')
            && !before[..before.len() - 1].ends_with(|c: char| c.is_alphanumeric());
        // An elided word before a sign or a bracket stands alone: l' API, d'« API ».
        let open_elision = apostrophe && is_elided(word);
        self.list.push(Span::new(piece.start - usize::from(dotted), piece.end + usize::from(open_elision)));
    }
}

/// ASCII letters and digits, by byte.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0_u8;
    while b.is_ascii() {
        plain[b as usize] = b.is_ascii_alphanumeric();
        b += 1;
    }
    plain
};

/// How many of the first bytes are ASCII letters or digits.
fn plain_run(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let odd = odd_ones(u64::from_le_bytes(*eight));
        if odd != 0 {
            return at + odd.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|b| PLAIN[usize::from(**b)]).count()
}

/// The high bit of each of eight bytes that is no ASCII letter or digit.
const fn odd_ones(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES * 0x80;
    let low = eight & !HIGH;
    let lower = low | (ONES * 0x20);
    // No sum reaches the next byte.
    let letters = (lower + ONES * (0x80 - b'a' as u64)) & !(lower + ONES * (0x7f - b'z' as u64));
    let digits = (low + ONES * (0x80 - b'0' as u64)) & !(low + ONES * (0x7f - b'9' as u64));
    (!(letters | digits) | eight) & HIGH
}

const fn is_solid(b: u8) -> bool {
    PLAIN[b as usize] || !b.is_ascii()
}

/// True for an apostrophe, dot, comma, colon or underscore between two letters or digits.
fn joins(bytes: &[u8], at: usize) -> bool {
    matches!(bytes[at], b'\'' | b'.' | b',' | b'_' | b':')
        && is_solid(bytes[at - 1])
        && bytes.get(at + 1).is_some_and(|b| is_solid(*b))
}

fn is_elided(word: &str) -> bool {
    matches!(
        word,
        "c" | "d"
            | "j"
            | "l"
            | "m"
            | "n"
            | "s"
            | "t"
            | "qu"
            | "jusqu"
            | "lorsqu"
            | "puisqu"
            | "quoiqu"
            | "presqu"
            | "entr"
    )
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

    proptest! {
        #[test]
        fn runs_of_letters_and_digits_end_where_the_first_other_stands(text in "[a-zA-Z0-9]{0,20}.{0,3}") {
            let run = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            prop_assert_eq!(plain_run(text.as_bytes()), run);
        }

        #[test]
        fn tokens_lie_in_order_within_the_text(text in "[a-zA-Zéà'’.+#&/, \\n-]{0,80}") {
            let tokens = Tokens::of(&text);
            let mut end = 0;
            for token in tokens.list() {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(text.get(token.span.start..token.span.end).is_some());
                end = token.span.end;
            }
        }
    }
}
