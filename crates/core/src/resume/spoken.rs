//! Spoken languages and their levels.

use super::{
    model::{Section, SectionKind, SpokenLanguage},
    phrases::{Phrases, add, find},
    rows::Row,
};
use crate::{
    Span,
    lexicon::Lexicon,
    text::{Token, Tokens},
};

/// The tables `spoken` and `spoken_level` by first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Spoken {
    names: Phrases<String>,
    levels: Phrases<Level>,
}

/// A level: 1 to 6, or native.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Told(u8),
    Native,
}

/// How a level was told; the first wins over the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Frame,
    Word,
    Score,
}

/// How far a level stands from its language where other things stand too, in tokens.
const NEAR: usize = 8;

impl Spoken {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut spoken = Self::default();
        for entry in lexicon.table("spoken") {
            for phrase in entry.fr.iter().chain(&entry.en) {
                add(&mut spoken.names, phrase, entry.id.clone());
            }
        }
        for entry in lexicon.table("spoken_level") {
            let Some(level) = level_of(&entry.id) else { continue };
            for phrase in entry.fr.iter().chain(&entry.en) {
                add(&mut spoken.levels, phrase, level);
            }
        }
        spoken
    }

    /// A spoken language is named in `span`.
    pub(super) fn names(&self, tokens: &Tokens, span: Span) -> bool {
        let range = tokens.within(span);
        range.clone().any(|at| find(&self.names, tokens, at, range.end).is_some())
    }

    /// A line that only lists languages: it begins with one and tells its level.
    pub(super) fn is_list(&self, tokens: &Tokens, span: Span) -> bool {
        let range = tokens.within(span);
        find(&self.names, tokens, range.start, range.end)
            .is_some_and(|(_, next)| self.level(tokens, next..range.end.min(next + NEAR)).0.is_some())
    }

    /// Languages in the sections of languages, else lines elsewhere that name one with its level.
    pub(super) fn languages(
        &self,
        text: &str,
        tokens: &Tokens,
        sections: &[Section],
        rows: &[Row],
    ) -> Vec<SpokenLanguage> {
        let mut found: Vec<SpokenLanguage> = Vec::new();
        for section in sections.iter().filter(|section| section.kinds.contains(&SectionKind::Languages)) {
            let start = section.heading.as_ref().map_or(section.span.start, |heading| heading.span.end);
            let strict = section.kinds.len() > 1;
            self.scan(text, tokens, Span::new(start, section.span.end), strict, &mut found);
        }
        if found.is_empty() {
            let elsewhere = |kind: &SectionKind| {
                matches!(
                    kind,
                    SectionKind::Header
                        | SectionKind::Contact
                        | SectionKind::Summary
                        | SectionKind::Skills
                        | SectionKind::SoftSkills
                        | SectionKind::Interests
                        | SectionKind::Misc
                )
            };
            for row in rows {
                let section = sections.iter().find(|section| section.span.contains(row.line));
                if section.is_some_and(|section| section.kinds.iter().all(elsewhere)) {
                    self.scan(text, tokens, row.text, true, &mut found);
                }
            }
        }
        found
    }

    /// The language and level of one item, as JSON Resume writes them.
    pub(super) fn single(&self, name: &str, fluency: &str) -> Option<(String, Option<u8>, bool)> {
        let tokens = Tokens::of(name);
        let (id, _) = find(&self.names, &tokens, 0, tokens.list().len())?;
        let fluent = Tokens::of(fluency);
        let (level, native) = self.level(&fluent, 0..fluent.list().len());
        Some((id.clone(), level, native))
    }

    /// The languages of a part of a text that stands by itself.
    pub(super) fn told(&self, text: &str, tokens: &Tokens, span: Span) -> Vec<SpokenLanguage> {
        let mut found = Vec::new();
        self.scan(text, tokens, span, true, &mut found);
        found
    }

    fn scan(&self, text: &str, tokens: &Tokens, span: Span, strict: bool, found: &mut Vec<SpokenLanguage>) {
        let range = tokens.within(span);
        let mut names: Vec<(usize, usize, &String)> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match find(&self.names, tokens, at, range.end) {
                Some((id, next)) => {
                    names.push((at, next, id));
                    at = next;
                }
                None => at += 1,
            }
        }
        let mut accepted = None;
        for (index, &(first, next, id)) in names.iter().enumerate() {
            let list = tokens.list();
            let stop = names.get(index + 1).map_or(range.end, |name| name.0);
            // What follows an empty line is no level of this one.
            let stop = (next..stop).find(|&at| list[at].line > list[at - 1].line + 1).unwrap_or(stop);
            // Nor is what follows the name of a language that no one told us.
            let stop = (next..stop).find(|&at| self.is_other(text, tokens, at, stop)).unwrap_or(stop);
            let stop = if strict { stop.min(next + NEAR) } else { stop };
            let (level, native) = self.level(tokens, next..stop);
            // « natif en français », "fluent English" stand before the name.
            let (level, native, from) = if level.is_none() && !native {
                let before = names.get(index.wrapping_sub(1)).map_or(range.start, |name| name.1);
                let before = before.max(first.saturating_sub(3));
                let own = (before..first)
                    .rev()
                    .take_while(|&at| {
                        list[at].line == list[first].line && list[at + 1].gap == crate::text::Gap::Join
                    })
                    .last();
                match own {
                    Some(own) if index == 0 || self.level(tokens, own..first).0.is_some() => {
                        let (level, native) = self.level(tokens, own..first);
                        (level, native, if level.is_some() { own } else { first })
                    }
                    _ => (level, native, first),
                }
            } else {
                (level, native, first)
            };
            let (level, native) = if level.is_none() {
                self.shared(tokens, &names[index..], range.end)
            } else {
                (level, native)
            };
            // One of several on a line: « anglais (B2), italien ».
            let listed = accepted.is_some_and(|line| line == list[first].line);
            if strict && level.is_none() && !self.is_item(text, list, first, next, listed) {
                continue;
            }
            accepted = Some(list[first].line);
            if found.iter().any(|known| &known.id == id) {
                continue;
            }
            let end = self.last_of_level(tokens, next, stop);
            let span = closed(text, Span::new(list[from].span().start, list[end - 1].span().end));
            found.push(SpokenLanguage { id: id.clone(), level, native, span });
        }
    }

    /// The token begins a line and is told of by what follows a sign: « Frioulan : courant ».
    fn is_other(&self, text: &str, tokens: &Tokens, at: usize, end: usize) -> bool {
        let list = tokens.list();
        let begins = at > 0 && list[at].line > list[at - 1].line;
        let after = || text.get(list[at].span().end..).unwrap_or_default().trim_start_matches(' ');
        begins
            && after().starts_with([':', '(', '–', '—'])
            && list[at].span().of(text).starts_with(char::is_uppercase)
            && find(&self.levels, tokens, at, end).is_none()
    }

    /// Beside interests a name without a level counts only with what parts it from them: « portugais : lu ».
    fn is_item(&self, text: &str, list: &[Token], first: usize, next: usize, listed: bool) -> bool {
        let after = text.get(list[next - 1].span().end..).unwrap_or_default().trim_start();
        let begins = first.checked_sub(1).is_none_or(|before| list[before].line < list[first].line);
        (begins || listed) && after.starts_with([':', '(', '–', '—'])
    }

    /// The level of the next language where both stand together: « français et turc (langues maternelles) ».
    fn shared(&self, tokens: &Tokens, names: &[(usize, usize, &String)], end: usize) -> (Option<u8>, bool) {
        let [(_, next, _), (second, after, _), ..] = names else { return (None, false) };
        let between = &tokens.list()[*next..*second];
        if !matches!(between, [joint] if matches!(tokens.word(joint), "et" | "and")) {
            return (None, false);
        }
        let stop = names.get(2).map_or(end, |name| name.0);
        let line = tokens.list()[*second].line;
        let stop = (*after..stop).find(|&at| tokens.list()[at].line != line).unwrap_or(stop);
        self.level(tokens, *after..stop)
    }

    /// The best told level in a range of tokens; of a range of levels the lower.
    fn level(&self, tokens: &Tokens, range: std::ops::Range<usize>) -> (Option<u8>, bool) {
        let mut told: Vec<(Source, Level)> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let word = tokens.word(&tokens.list()[at]);
            if let Some(level) = frame(word) {
                told.push((Source::Frame, Level::Told(level)));
            } else if let Some(level) = self.score(tokens, at, range.end) {
                told.push((Source::Score, Level::Told(level)));
            } else if let Some((level, next)) = find(&self.levels, tokens, at, range.end) {
                told.push((Source::Word, *level));
                at = next;
                continue;
            }
            at += 1;
        }
        if told.iter().any(|(_, level)| *level == Level::Native) {
            return (Some(6), true);
        }
        let level = told.into_iter().min().map(|(_, level)| match level {
            Level::Told(level) => level,
            Level::Native => 6,
        });
        (level, false)
    }

    /// « TOEIC 945 », "IELTS 7.5", "TOEFL 100".
    fn score(&self, tokens: &Tokens, at: usize, end: usize) -> Option<u8> {
        let list = tokens.list();
        let word = tokens.word(&list[at]);
        if !matches!(word, "toeic" | "toefl" | "ielts") {
            return None;
        }
        let score: f32 =
            (at + 1..end.min(at + 5)).find_map(|at| tokens.word(&list[at]).replace(',', ".").parse().ok())?;
        let steps: &[(f32, u8)] = match word {
            "toeic" => &[(945.0, 5), (785.0, 4), (550.0, 3), (225.0, 2), (120.0, 1)],
            "toefl" => &[(95.0, 5), (72.0, 4), (42.0, 3)],
            _ => &[(8.5, 6), (7.0, 5), (5.5, 4), (4.0, 3)],
        };
        steps.iter().find(|(least, _)| score >= *least).map(|(_, level)| *level)
    }

    /// One past the last token that tells of the level, on the same line.
    fn last_of_level(&self, tokens: &Tokens, next: usize, stop: usize) -> usize {
        let list = tokens.list();
        let mut end = next;
        let mut at = next;
        while at < stop && list[at].line == list[next - 1].line {
            let word = tokens.word(&list[at]);
            if frame(word).is_some() {
                end = at + 1;
            } else if self.score(tokens, at, stop).is_some() {
                end = (at + 2).min(stop);
            } else if let Some((_, after)) = find(&self.levels, tokens, at, stop) {
                end = after;
            }
            at += 1;
        }
        end
    }
}

/// The span up to the end of the bracket that opens within it: « Anglais : B2 (TOEIC 820) ».
fn closed(text: &str, span: Span) -> Span {
    let content = span.of(text);
    let open = content.matches('(').count() > content.matches(')').count();
    let rest = text.get(span.end..).unwrap_or_default();
    let close = rest.find(['(', ')', '\n']).filter(|at| rest[*at..].starts_with(')'));
    match close.filter(|_| open) {
        Some(at) => Span::new(span.start, span.end + at + 1),
        None => span,
    }
}

fn level_of(id: &str) -> Option<Level> {
    if id == "native" {
        return Some(Level::Native);
    }
    frame(&id.to_ascii_lowercase()).map(Level::Told)
}

/// A1 to C2 of the European frame, 1 to 6.
fn frame(word: &str) -> Option<u8> {
    let [letter @ b'a'..=b'c', number @ b'1'..=b'2'] = word.as_bytes() else { return None };
    Some((letter - b'a') * 2 + (number - b'0'))
}
