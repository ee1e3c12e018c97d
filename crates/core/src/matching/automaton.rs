//! The automaton of all forms.

use std::{
    collections::BTreeMap,
    ops::Range,
    sync::{Arc, OnceLock},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{
    Analysis,
    guards::{self, Guard},
    polarity, resolve,
    symbols::{Symbol, Symbols, Tongue},
};
use crate::{
    Language, Span,
    lexicon::{Lexicon, raw},
    terms::Vocabulary,
    text::{Function, Gap, Token, Tokens, fold_key, language_of, vote},
};

/// Between symbols where no term goes on; no symbol holds it.
const STOP: u8 = 0xff;

/// The list of the lexicon that a form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Skill,
    Title,
    Diploma,
    Context,
    Cue,
}

/// One form of one entry.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) class: Class,
    pub(super) index: u32,
    /// Found by stems.
    pub(super) stemmed: bool,
    pub(super) guard: Option<Guard>,
}

/// A match before the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'e> {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) target: &'e Target,
}

/// The lexicon, ready to read texts.
///
/// Building takes some milliseconds; share one matcher between threads.
///
/// ```
/// use sartor_core::{lexicon::{Lexicon, SourceFile}, matching::Matcher};
/// let text = "[[skill]]\nid = \"lang.java\"\nkind = \"language\"\nfr = \"Java\"\nen = \"Java\"\n";
/// let matcher = Matcher::new(Lexicon::load(&[SourceFile { name: "x.toml", text }]).unwrap());
/// assert_eq!(matcher.analyse("JavaScript et Java 17").skills.len(), 1);
/// ```
#[derive(Debug, Clone)]
pub struct Matcher {
    lexicon: Lexicon,
    automaton: AhoCorasick,
    targets: Vec<Vec<Target>>,
    symbols: Symbols,
    /// Made when the first posting asks for it.
    vocabulary: OnceLock<Vocabulary>,
}

impl Matcher {
    /// Builds the automaton of all forms of the lexicon.
    ///
    /// # Panics
    ///
    /// When the forms exceed the automaton's 2³¹ states, which no lexicon that fits the memory does.
    pub fn new(lexicon: Lexicon) -> Self {
        let mut forms = Forms::default();
        for (index, skill) in lexicon.skills.iter().enumerate() {
            forms.concept(Class::Skill, index, skill.forms());
            forms.versions(index, skill);
        }
        for (index, title) in lexicon.titles.iter().enumerate() {
            forms.concept(Class::Title, index, title.forms());
            if let Some(form) = &title.fr_f {
                forms.exact(Class::Title, index, form, None);
            }
        }
        for (index, diploma) in lexicon.diplomas.iter().enumerate() {
            forms.concept(Class::Diploma, index, diploma.forms());
        }
        for (index, context) in lexicon.contexts.iter().enumerate() {
            forms.concept(Class::Context, index, context.forms());
        }
        for (index, cue) in lexicon.table("cue").iter().enumerate() {
            for form in cue.fr.iter().chain(&cue.en) {
                forms.exact(Class::Cue, index, form, None);
            }
        }
        let symbols = forms.symbols;
        let (patterns, targets): (Vec<_>, Vec<_>) = forms.patterns.into_iter().unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&patterns)
            .expect("the forms of a lexicon are far fewer than the automaton can hold");
        Self { lexicon, automaton, targets, symbols, vocabulary: OnceLock::new() }
    }

    /// The lexicon.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The words by which unlisted terms are told.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::new(&self.lexicon))
    }

    /// Finds everything the lexicon knows in `text`.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.resolve(&self.scan(text), text, &[])
    }

    /// The same, where every ambiguous word within `zones` (a section of skills) is taken for technical.
    pub fn analyse_with(&self, text: &str, zones: &[Span]) -> Analysis {
        self.resolve(&self.scan(text), text, zones)
    }

    /// Runs the automaton over `text`; what it finds is then resolved, with or without zones.
    pub fn scan(&self, text: &str) -> Scan<'_> {
        let tokens = Tokens::of(text);
        let (language, blocks) = languages(text, &tokens);
        let haystack = Haystack::new(&tokens, &blocks, &self.symbols);
        let mut candidates = Vec::new();
        for found in self.automaton.find_overlapping_iter(&haystack.bytes) {
            let (first, last) = haystack.tokens(found.start(), found.end());
            for target in &self.targets[found.pattern().as_usize()] {
                candidates.push(Candidate { first, last, target });
            }
        }
        Scan { tokens: Arc::new(tokens), language, candidates }
    }

    /// Applies the guards and lets the longest win; `text` is the one that was scanned.
    pub fn resolve(&self, scan: &Scan<'_>, text: &str, zones: &[Span]) -> Analysis {
        let tokens = Arc::clone(&scan.tokens);
        let (candidates, doubtful) = guards::admitted(&scan.candidates, text, &tokens, zones, &self.lexicon);
        let cues = resolve::all(&candidates, Class::Cue, &tokens);
        let mut skills = resolve::skills(&candidates, &tokens, &self.lexicon);
        polarity::set(&mut skills, &cues, text, &tokens, &self.lexicon);
        Analysis {
            language: scan.language,
            skills,
            titles: resolve::longest(&candidates, Class::Title, &tokens),
            diplomas: resolve::longest(&candidates, Class::Diploma, &tokens),
            contexts: resolve::longest(&candidates, Class::Context, &tokens),
            cues,
            doubtful,
            tokens,
        }
    }
}

/// What the automaton found in a text, before the rules.
#[derive(Debug, Clone)]
pub struct Scan<'e> {
    tokens: Arc<Tokens>,
    language: Language,
    candidates: Vec<Candidate<'e>>,
}

impl Scan<'_> {
    /// The language of the text.
    pub const fn language(&self) -> Language {
        self.language
    }
}

/// Collects the patterns of all forms.
#[derive(Default)]
struct Forms {
    patterns: BTreeMap<Vec<u8>, Vec<Target>>,
    symbols: Symbols,
}

impl Forms {
    fn concept(&mut self, class: Class, index: usize, forms: raw::Forms<'_>) {
        let labels = [forms.fr, forms.en].into_iter().filter(|_| !forms.hidden);
        let lists = forms.alt.iter().chain(forms.alt_fr).chain(forms.alt_en).map(String::as_str);
        for form in labels.chain(lists) {
            let key = if forms.guards.is_empty() { String::new() } else { fold_key(form) };
            // A guard without a condition says that the form was judged to be safe.
            let conditional = |guard: &&raw::Guard| guard.has_condition();
            let guard = forms.guards.iter().filter(conditional).find_map(|guard| {
                guard.forms.iter().find(|known| fold_key(known) == key).map(|known| Guard::new(guard, known))
            });
            self.exact(class, index, form, guard);
        }
        for (language, list) in [(Language::Fr, forms.stem_fr), (Language::En, forms.stem_en)] {
            for form in list {
                self.stem(class, index, form, language);
            }
        }
    }

    fn versions(&mut self, index: usize, skill: &raw::Skill) {
        for version in &skill.versions {
            for label in [&skill.fr, &skill.en] {
                self.exact(Class::Skill, index, &format!("{label}{version}"), None);
            }
        }
    }

    fn exact(&mut self, class: Class, index: usize, form: &str, guard: Option<Guard>) {
        let tokens = Tokens::of_form(form);
        let pattern = tokens.words().flat_map(|word| self.symbols.add(word, Tongue::Any).0).collect();
        self.add(pattern, Target { class, index: index as u32, stemmed: false, guard });
    }

    fn stem(&mut self, class: Class, index: usize, form: &str, language: Language) {
        let tokens = Tokens::of_form(form);
        let pattern = tokens
            .words()
            .filter(|word| !Function::of(word).is(language))
            .flat_map(|word| self.symbols.add(word, Tongue::Of(language)).0)
            .collect();
        self.add(pattern, Target { class, index: index as u32, stemmed: true, guard: None });
    }

    fn add(&mut self, pattern: Vec<u8>, target: Target) {
        if pattern.is_empty() {
            return;
        }
        let targets = self.patterns.entry(pattern).or_default();
        if !targets.iter().any(|known| known.class == target.class && known.index == target.index) {
            targets.push(target);
        }
    }
}

/// The tokens of a paragraph, and its language where it tells.
type Block = (Range<usize>, Option<Language>);

/// The language of the text, and of each of its paragraphs as ranges of tokens; `None` where a paragraph does not tell.
fn languages(text: &str, tokens: &Tokens) -> (Language, Vec<Block>) {
    let list = tokens.list();
    let whole = language_of(text, list.iter().map(|token| token.function)).unwrap_or(Language::En);
    let mut blocks = Vec::new();
    let mut start = 0;
    for end in 1..=list.len() {
        if end < list.len() && list[end].line < list[end - 1].line + 2 && end - start < 60 {
            continue;
        }
        let (fr, en) = vote(list[start..end].iter().map(|token| token.function));
        let language = match fr.cmp(&en) {
            std::cmp::Ordering::Greater if fr >= 2 * en => Some(Language::Fr),
            std::cmp::Ordering::Less if en >= 2 * fr => Some(Language::En),
            _ => None,
        };
        blocks.push((start..end, language));
        start = end;
    }
    (whole, blocks)
}

/// The text as symbols, and for each byte of them its tokens.
///
/// All words come first, then the stems of the French blocks, then those of the English ones.
struct Haystack {
    bytes: Vec<u8>,
    /// First token of the symbol that a byte belongs to, and one past its last.
    places: Vec<(u32, u32)>,
}

impl Haystack {
    fn new(tokens: &Tokens, blocks: &[Block], symbols: &Symbols) -> Self {
        let list = tokens.list();
        let room = list.len() * 2 * Symbol::LEN;
        let mut haystack = Self { bytes: Vec::with_capacity(room), places: Vec::with_capacity(room) };
        for (index, token) in list.iter().enumerate() {
            if token.gap != Gap::Join {
                haystack.stop();
            }
            haystack.push(index..index + 1, symbols.get(tokens.word(token)));
        }
        haystack.stop();
        haystack.unhyphenated(tokens, symbols);
        for language in [Language::Fr, Language::En] {
            if !symbols.has_stems(language) {
                continue;
            }
            for (range, _) in blocks.iter().filter(|(_, told)| told.is_none_or(|told| told == language)) {
                haystack.stop();
                for index in range.clone() {
                    let token = &list[index];
                    if token.gap == Gap::Sentence {
                        haystack.stop();
                    }
                    if !token.function.is(language) {
                        haystack.push(index..index + 1, symbols.stem(tokens.word(token), language));
                    }
                }
            }
            haystack.stop();
        }
        haystack
    }

    /// No term goes on here.
    fn stop(&mut self) {
        if self.bytes.last() != Some(&STOP) {
            self.bytes.push(STOP);
            self.places.push((0, 0));
        }
    }

    fn push(&mut self, tokens: Range<usize>, symbol: Option<Symbol>) {
        let Some(symbol) = symbol else { return self.stop() };
        self.bytes.extend_from_slice(&symbol.0);
        self.places.extend_from_slice(&[(tokens.start as u32, tokens.end as u32); Symbol::LEN]);
    }

    /// A word cut by a hyphen at a line end is read a second time as one word, among its neighbours.
    fn unhyphenated(&mut self, tokens: &Tokens, symbols: &Symbols) {
        let list = tokens.list();
        let exact = |token: &Token| symbols.get(tokens.word(token));
        for (index, pair) in list.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            if after.gap != Gap::Join || before.line == after.line {
                continue;
            }
            let between = &tokens.folded().text()[before.folded.end..after.folded.start];
            if !between.starts_with('-') {
                continue;
            }
            let from = (index.saturating_sub(3)..=index)
                .rev()
                .take_while(|&at| at == index || list[at + 1].gap == Gap::Join)
                .last()
                .unwrap_or(index);
            for (at, token) in (from..index).zip(&list[from..index]) {
                self.push(at..at + 1, exact(token));
            }
            let joined = format!("{}{}", tokens.word(before), tokens.word(after));
            self.push(index..index + 2, symbols.get(&joined));
            let rest = list[index + 2..].iter().take(3).take_while(|token| token.gap == Gap::Join);
            for (at, token) in (index + 2..).zip(rest) {
                self.push(at..at + 1, exact(token));
            }
            self.stop();
        }
    }

    /// The tokens of a match: first, and one past the last.
    fn tokens(&self, start: usize, end: usize) -> (u32, u32) {
        (self.places[start].0, self.places[end - 1].1)
    }
}

/// The place of a run of tokens in the text.
pub(super) fn span_of(tokens: &[Token], first: u32, last: u32) -> Span {
    Span::new(tokens[first as usize].span.start, tokens[last as usize - 1].span.end)
}
