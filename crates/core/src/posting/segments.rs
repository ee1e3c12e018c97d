//! Segments: which heading a line stands under, and whether anything is asked there.

use std::collections::BTreeMap;

use super::{
    Segment, SegmentKind,
    lines::{Item, Line, items},
};
use crate::{Span, Spanned, lexicon::Lexicon, text::Tokens};

/// Most words of a heading.
const WORDS: usize = 9;

/// A segment with its items.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) segment: Segment,
    pub(super) items: Vec<Item>,
}

/// Cuts the lines into segments; what stands before the title is left out of all.
pub(super) fn blocks(text: &str, lines: &[Line], title: Option<Span>, lexicon: &Lexicon) -> Vec<Block> {
    let headings = Headings::new(lexicon);
    let mut blocks: Vec<(Segment, Vec<Line>)> = Vec::new();
    let mut current = SegmentKind::Head;
    let mut level = 7;
    let mut open = false;
    for line in lines {
        let is_title = title.is_some_and(|title| line.whole.contains(title));
        if title.is_some_and(|title| line.whole.end <= title.start) {
            append(&mut blocks, SegmentKind::Ignore, None, line, true);
            continue;
        }
        if is_title {
            append(&mut blocks, SegmentKind::Head, None, line, true);
            (current, open) = (SegmentKind::Head, true);
            continue;
        }
        match headings.read(text, line) {
            Some(Heading::Whole(kind)) => {
                let deeper = line.level.is_some_and(|own| own > level);
                // A sub-heading that tells nothing stays what its parent is.
                let kind = kind.unwrap_or(if deeper { current } else { SegmentKind::Profile });
                let kind = if deeper && current == SegmentKind::Ignore { SegmentKind::Ignore } else { kind };
                if !deeper {
                    level = line.level.unwrap_or(level);
                }
                blocks.push((
                    Segment { kind, heading: Some(Spanned::at(text, line.span)), span: line.whole },
                    Vec::new(),
                ));
                (current, open) = (kind, true);
            }
            Some(Heading::Label(kind, label)) if current != SegmentKind::Ignore => {
                blocks.push((
                    Segment { kind, heading: Some(Spanned::at(text, label)), span: line.whole },
                    vec![line.clone()],
                ));
                open = false;
            }
            _ => {
                append(&mut blocks, current, None, line, open);
                open = true;
            }
        }
    }
    blocks.into_iter().map(|(segment, lines)| Block { items: items(text, &lines), segment }).collect()
}

fn append(
    blocks: &mut Vec<(Segment, Vec<Line>)>,
    kind: SegmentKind,
    heading: Option<Spanned>,
    line: &Line,
    open: bool,
) {
    match blocks.last_mut().filter(|(segment, _)| open && segment.kind == kind) {
        Some((segment, lines)) => {
            segment.span.end = line.whole.end;
            lines.push(line.clone());
        }
        None => blocks.push((Segment { kind, heading, span: line.whole }, vec![line.clone()])),
    }
}

enum Heading {
    /// The whole line; `None` where the words tell nothing.
    Whole(Option<SegmentKind>),
    /// « Stack : Python »: holds for its line.
    Label(SegmentKind, Span),
}

struct Headings {
    phrases: BTreeMap<Vec<String>, SegmentKind>,
}

impl Headings {
    fn new(lexicon: &Lexicon) -> Self {
        let mut phrases = BTreeMap::new();
        for words in lexicon.table("segment") {
            let Some(kind) = kind(&words.id) else { continue };
            for phrase in words.fr.iter().chain(&words.en) {
                phrases.insert(key(phrase), kind);
            }
        }
        Self { phrases }
    }

    fn read(&self, text: &str, line: &Line) -> Option<Heading> {
        let written = line.span.of(text);
        let bare = written
            .trim_end_matches(|c: char| matches!(c, ':' | '?' | '!' | '…' | '*' | '_') || c.is_whitespace());
        let words = key(bare);
        let asks = written.ends_with([':', '?']);
        if words.len() <= WORDS && !written.ends_with(['.', ';', ',']) {
            let upper = bare.chars().any(char::is_alphabetic)
                && !bare.chars().any(char::is_lowercase)
                && bare.chars().filter(|c| c.is_alphabetic()).count() > 4;
            let exact = self
                .phrases
                .get(&words)
                .or_else(|| self.phrases.get(words.get(1..)?).filter(|_| is_article(words.first())));
            if let Some(kind) = exact.filter(|_| !line.bullet || line.marked || asks) {
                return Some(Heading::Whole(Some(*kind)));
            }
            let open_question = opens_as_question(&words);
            let level_one = line.level == Some(1);
            if line.marked && !has_label(bare)
                || (upper || asks || open_question) && !line.bullet && line.apart && !has_label(bare)
            {
                let kind = self.inside(&words);
                // « Ce qu'il faut savoir faire », "What we need from you": of what no phrase tells, the profile is meant.
                let kind = kind.or_else(|| open_question.then_some(SegmentKind::Profile));
                if kind.is_some() || !upper && !asks || asks && line.marked {
                    return Some(Heading::Whole(if level_one {
                        kind.or(Some(SegmentKind::Profile))
                    } else {
                        kind
                    }));
                }
            }
        }
        let (label, rest) = written.split_once(':')?;
        if rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
            return None;
        }
        let label_words = key(label);
        let kind = self.phrases.get(&label_words)?;
        Some(Heading::Label(*kind, Span::new(line.span.start, line.span.start + label.trim_end().len())))
    }

    /// The kind of the longest known phrase within a heading, the first of equals.
    fn inside(&self, words: &[String]) -> Option<SegmentKind> {
        let mut best: Option<(usize, SegmentKind)> = None;
        for from in 0..words.len() {
            for to in from + 1..=words.len() {
                // One loose word in the middle is no evidence: it must begin or end the heading.
                if to - from == 1 && from > 0 && to < words.len() {
                    continue;
                }
                let pronoun = to - from == 1
                    && matches!(words[from].as_str(), "vous" | "toi" | "tu" | "you")
                    && words.len() > 1;
                let longer = best.is_none_or(|(length, _)| to - from > length);
                if let Some(kind) = self.phrases.get(&words[from..to]).filter(|_| !pronoun && longer) {
                    best = Some((to - from, *kind));
                }
            }
        }
        best.map(|(_, kind)| kind)
    }
}

fn has_label(line: &str) -> bool {
    line.split_once(':').is_some_and(|(_, rest)| !rest.trim_matches(['*', ' ', '_']).is_empty())
}

/// « Ce que … », "What …", "Who …": a heading in the words of a question.
fn opens_as_question(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().take(2).map(String::as_str).collect();
    matches!(words.as_slice(), ["what" | "who", _] | ["ce", "que" | "qu'"])
}

fn is_article(word: Option<&String>) -> bool {
    word.is_some_and(|word| {
        matches!(
            word.as_str(),
            "le" | "la"
                | "les"
                | "l'"
                | "the"
                | "nos"
                | "vos"
                | "tes"
                | "our"
                | "your"
                | "1"
                | "2"
                | "3"
                | "4"
                | "5"
                | "6"
        )
    })
}

fn key(phrase: &str) -> Vec<String> {
    Tokens::of(phrase).words().map(str::to_owned).collect()
}

fn kind(id: &str) -> Option<SegmentKind> {
    Some(match id {
        "missions" => SegmentKind::Missions,
        "profile" => SegmentKind::Profile,
        "required" => SegmentKind::Required,
        "preferred" => SegmentKind::Preferred,
        "terms" => SegmentKind::Terms,
        "ignore" => SegmentKind::Ignore,
        _ => return None,
    })
}
