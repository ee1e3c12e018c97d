//! The matcher: all forms of the lexicon, and the search for them in a text.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Analysis, Mentions,
    abbreviations::Abbreviations,
    automaton::Automaton,
    guards::{self, Guard},
    made::Made,
    memory::Memories,
    polarity::{self, Cues},
    resolve,
    search::{Block, Search},
    symbols::{Symbol, Symbols, Tongue},
};
use crate::{
    Language, Span,
    lexicon::{Kind, Lexicon, raw},
    terms::Vocabulary,
    text::{Function, Token, Tokens, Votes, fold_key, language_of},
};

/// The list of the lexicon that a form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Class {
    Skill,
    Title,
    Diploma,
    Context,
    Cue,
}

impl Class {
    /// How many classes there are.
    const COUNT: usize = Self::Cue as usize + 1;
}

/// The classes that are looked for, a bit each.
#[derive(Debug, Clone, Copy)]
struct Sought(u8);

impl Sought {
    const ALL: Self = Self(u8::MAX);
    /// Cues tell how a skill is meant.
    const MENTIONS: Self = Self(1 << Class::Skill as u8 | 1 << Class::Diploma as u8 | 1 << Class::Cue as u8);

    const fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }
}

/// One form of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    pub(super) class: Class,
    pub(super) index: u32,
    /// Found by stems.
    pub(super) stemmed: bool,
    /// Of skills: a responsibility.
    pub(super) duty: bool,
    /// Of skills: a named technical thing, beside which an ambiguous word is technical too.
    pub(super) technical: bool,
    /// Few have one.
    pub(super) guard: Option<Box<Guard>>,
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
/// Building takes some ten milliseconds, [`unpack`](Self::unpack) a few; share one matcher between threads.
///
/// ```
/// use sartor_core::{lexicon::{Lexicon, SourceFile}, matching::Matcher};
/// let text = "[[skill]]\nid = \"lang.java\"\nkind = \"language\"\nfr = \"Java\"\nen = \"Java\"\n";
/// let matcher = Matcher::new(Lexicon::load(&[SourceFile { name: "x.toml", text }]).unwrap());
/// assert_eq!(matcher.analyse("JavaScript et Java 17").skills.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matcher {
    lexicon: Lexicon,
    symbols: Symbols,
    abbreviations: Abbreviations,
    /// Packed by itself.
    #[serde(skip)]
    pub(super) automaton: Automaton,
    targets: Vec<Target>,
    /// Where the targets of each form begin; the last is where those of the last form end.
    starts: Vec<u32>,
    cues: Cues,
    #[serde(skip)]
    memories: Memories,
    /// Made when the first posting asks for it.
    #[serde(skip)]
    vocabulary: Made<Vocabulary>,
}

impl Matcher {
    /// Collects the forms of the lexicon.
    pub fn new(lexicon: Lexicon) -> Self {
        let mut forms = Forms::default();
        for (index, skill) in lexicon.skills.iter().enumerate() {
            forms.kind = Some(skill.kind);
            forms.concept(Class::Skill, index, skill.forms());
            forms.versions(index, skill);
        }
        forms.kind = None;
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
        let Forms { patterns, mut symbols, .. } = forms;
        let abbreviations = Abbreviations::new(lexicon.table("abbreviation"), &mut symbols);
        let automaton = Automaton::new(patterns.keys().map(Vec::as_slice));
        let (mut targets, mut starts) = (Vec::new(), vec![0]);
        for own in patterns.into_values() {
            targets.extend(own);
            starts.push(targets.len() as u32);
        }
        let cues = Cues::new(lexicon.table("cue"));
        let (memories, vocabulary) = (Memories::default(), Made::default());
        Self { lexicon, symbols, abbreviations, automaton, targets, starts, cues, memories, vocabulary }
    }

    /// Makes the automaton now, which the first text would make else; it takes some ten milliseconds.
    pub fn make_ready(&self) {
        self.automaton.make_ready();
    }

    /// The lexicon.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The words by which unlisted terms are told.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get(|| Vocabulary::new(&self.lexicon))
    }

    /// Finds everything the lexicon knows in `text`.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_with(text, &[])
    }

    /// The same, where every ambiguous word within `zones` (a section of skills) is taken for technical.
    pub fn analyse_with(&self, text: &str, zones: &[Span]) -> Analysis {
        let mut scan = self.scan(text);
        let admitted = guards::admitted(&scan, text, zones, &self.cues);
        let plain = std::mem::take(&mut scan.plain);
        self.stand(&scan, text, plain, admitted)
    }

    /// Finds the skills and diplomas of `text` that [`analyse`](Self::analyse) finds; titles and contexts are not looked for, which saves a tenth
    /// of the time.
    pub fn mentions(&self, text: &str) -> Mentions {
        let mut scan = self.scan_for(text, Sought::MENTIONS);
        let admitted = guards::admitted(&scan, text, &[], &self.cues);
        let plain = std::mem::take(&mut scan.plain);
        let Analysis { skills, diplomas, .. } = self.stand(&scan, text, plain, admitted);
        Mentions { skills, diplomas }
    }

    /// Looks for all forms in `text`; what is found is then resolved, with or without zones.
    pub fn scan(&self, text: &str) -> Scan<'_> {
        self.scan_for(text, Sought::ALL)
    }

    fn scan_for(&self, text: &str, sought: Sought) -> Scan<'_> {
        let tokens = Tokens::of(text);
        let (language, blocks) = languages(text, &tokens);
        let search = Search { symbols: &self.symbols, automaton: &self.automaton };
        let targets = |form: usize| &self.targets[self.starts[form] as usize..self.starts[form + 1] as usize];
        let tokens = Arc::new(tokens);
        let mut scan = Scan {
            tokens: Arc::clone(&tokens),
            sought,
            words: Vec::new(),
            language,
            plain: Default::default(),
            guarded: Vec::with_capacity(tokens.list().len() / 8),
        };
        scan.plain[Class::Skill as usize].reserve(tokens.list().len() / 4);
        scan.plain[Class::Cue as usize].reserve(tokens.list().len() / 16);
        let words = self.memories.lend(|memory| {
            search.run(&tokens, &blocks, memory, |first, last, form| {
                targets(form).iter().for_each(|target| scan.add(Candidate { first, last, target }));
            })
        });
        if sought.has(Class::Title) {
            search.unabbreviated((text, &tokens), &words, &self.abbreviations, |first, last, form| {
                let titles = targets(form).iter().filter(|target| target.class == Class::Title);
                titles.for_each(|target| scan.add(Candidate { first, last, target }));
            });
        }
        scan.words = words;
        scan
    }

    /// Applies the guards and lets the longest win; `text` is the one that was scanned.
    pub fn resolve(&self, scan: &Scan<'_>, text: &str, zones: &[Span]) -> Analysis {
        let admitted = guards::admitted(scan, text, zones, &self.cues);
        self.stand(scan, text, scan.plain.clone(), admitted)
    }

    /// What of the candidates stands beside the others.
    fn stand<'e>(
        &self,
        scan: &Scan<'e>,
        text: &str,
        mut classes: [Vec<Candidate<'e>>; Class::COUNT],
        (admitted, doubtful): (Vec<Candidate<'e>>, Vec<Span>),
    ) -> Analysis {
        let tokens = Arc::clone(&scan.tokens);
        for candidate in admitted {
            classes[candidate.target.class as usize].push(candidate);
        }
        let [skills, titles, diplomas, contexts, cues] = classes;
        let cues = resolve::all(cues, &tokens);
        let mut skills = resolve::skills(skills, &tokens);
        polarity::set(&mut skills, &cues, text, &tokens, &self.cues);
        let [titles, diplomas, contexts] =
            [titles, diplomas, contexts].map(|class| resolve::longest(class, &tokens));
        Analysis { language: scan.language, skills, titles, diplomas, contexts, cues, doubtful, tokens }
    }
}

/// What was found in a text, before the rules.
#[derive(Debug, Clone)]
pub struct Scan<'e> {
    pub(super) tokens: Arc<Tokens>,
    sought: Sought,
    /// The symbols of the words of the tokens.
    pub(super) words: Vec<Symbol>,
    language: Language,
    /// The candidates without a guard, by class.
    pub(super) plain: [Vec<Candidate<'e>>; Class::COUNT],
    /// Those with a guard.
    pub(super) guarded: Vec<Candidate<'e>>,
}

impl<'e> Scan<'e> {
    fn add(&mut self, candidate: Candidate<'e>) {
        if !self.sought.has(candidate.target.class) {
            return;
        }
        match candidate.target.guard {
            None => self.plain[candidate.target.class as usize].push(candidate),
            Some(_) => self.guarded.push(candidate),
        }
    }

    /// The language of the text.
    pub const fn language(&self) -> Language {
        self.language
    }
}

/// Collects the patterns of all forms.
#[derive(Default)]
struct Forms {
    patterns: BTreeMap<Vec<Symbol>, Vec<Target>>,
    symbols: Symbols,
    /// Of the skill whose forms are collected.
    kind: Option<Kind>,
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
                let known = guard.forms.iter().find(|known| fold_key(known) == key)?;
                Some(Guard::new(guard, known, &mut self.symbols))
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
        let pattern = tokens.words().map(|word| self.symbols.add(word, Tongue::Any)).collect();
        self.add(pattern, class, index, false, guard);
    }

    fn stem(&mut self, class: Class, index: usize, form: &str, language: Language) {
        let tokens = Tokens::of_form(form);
        let pattern = tokens
            .words()
            .filter(|word| !Function::of(word).is(language))
            .map(|word| self.symbols.add(word, Tongue::Of(language)))
            .collect();
        self.add(pattern, class, index, true, None);
    }

    fn add(&mut self, pattern: Vec<Symbol>, class: Class, index: usize, stemmed: bool, guard: Option<Guard>) {
        if pattern.is_empty() {
            return;
        }
        let target = Target {
            class,
            index: index as u32,
            stemmed,
            duty: self.kind == Some(Kind::Responsibility),
            technical: self.kind.is_some_and(Kind::is_technical_name),
            guard: guard.map(Box::new),
        };
        let targets = self.patterns.entry(pattern).or_default();
        if !targets.iter().any(|known| known.class == target.class && known.index == target.index) {
            targets.push(target);
        }
    }
}

/// The language of the text, and of each of its paragraphs as ranges of tokens; `None` where a paragraph does not tell.
fn languages(text: &str, tokens: &Tokens) -> (Language, Vec<Block>) {
    /// Tokens of a paragraph; a longer one is taken for several.
    const MOST: usize = 60;
    let list = tokens.list();
    let mut blocks = Vec::with_capacity(list.len() / 16);
    let (mut all, mut votes) = (Votes::default(), Votes::default());
    let (mut start, mut line) = (0, 0);
    for (at, token) in list.iter().enumerate() {
        let goes_on = token.line < line + 2 && at < start + MOST;
        if !goes_on && at > start {
            blocks.push((start..at, votes.most()));
            all += std::mem::take(&mut votes);
            start = at;
        }
        line = token.line;
        votes.add(token.function);
    }
    if start < list.len() {
        blocks.push((start..list.len(), votes.most()));
        all += votes;
    }
    (language_of(text, all).unwrap_or(Language::En), blocks)
}

/// The place of a run of tokens in the text.
pub(super) fn span_of(tokens: &[Token], first: u32, last: u32) -> Span {
    Span::new(tokens[first as usize].span().start, tokens[last as usize - 1].span().end)
}
