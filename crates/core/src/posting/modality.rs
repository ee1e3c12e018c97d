//! How strongly a mention is asked: the nearest cue of its clause, else of its sentence, else the parent item, else the heading.

use super::{
    Modality, SegmentKind,
    brackets::{self, Scope},
    cues::{Cue, Say, cues, low_is_preferred, standing},
    lines::{Item, clauses},
};
use crate::{
    Span,
    lexicon::Lexicon,
    matching::{Analysis, Mention, Polarity},
};

/// A sentence, ready to be asked about its mentions.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) span: Span,
    pub(super) clauses: Vec<Span>,
    pub(super) cues: Vec<Cue>,
    pub(super) mentions: Vec<Mention>,
    pub(super) segment: SegmentKind,
    pub(super) bullet: bool,
    /// What the line above a list says of its items.
    pub(super) parent: Option<(Modality, Span)>,
}

/// What a sentence says of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is asked, by these words.
    Asked(Modality, Option<Span>),
    /// It is not asked.
    Not,
}

/// The reader of cues of one text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    analysis: &'a Analysis,
    all: Vec<Cue>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, analysis: &'a Analysis, lexicon: &Lexicon) -> Self {
        Self { text, analysis, all: cues(analysis, lexicon) }
    }

    pub(super) fn all(&self) -> &[Cue] {
        &self.all
    }

    /// The sentences of an item.
    pub(super) fn sentences(
        &self,
        item: &Item,
        segment: SegmentKind,
        parent: Option<(Modality, Span)>,
    ) -> Vec<Sentence> {
        let text = self.text;
        item.sentences
            .iter()
            .map(|span| {
                let clauses = clauses(text, *span);
                let cues = standing(&self.all, *span, &clauses, self.analysis);
                let mentions = self
                    .analysis
                    .skills
                    .iter()
                    .filter(|mention| span.contains(mention.span))
                    .copied()
                    .collect();
                Sentence { span: *span, clauses, cues, mentions, segment, bullet: item.bullet, parent }
            })
            .collect()
    }

    /// What a sentence that opens a list says of the items under it.
    pub(super) fn opening(&self, sentence: &Sentence) -> Option<(Modality, Span)> {
        let cue = sentence.cues.iter().rev().find(|cue| {
            strength(cue.say, low_is_preferred(self.analysis)).is_some_and(|s| s != Modality::Stated)
        })?;
        strength(cue.say, low_is_preferred(self.analysis)).map(|modality| (modality, cue.span))
    }

    /// What is said of a mention.
    pub(super) fn verdict(&self, sentence: &Sentence, mention: &Mention) -> Verdict {
        if mention.polarity == Polarity::Negated {
            let last = sentence
                .cues
                .iter()
                .rfind(|cue| cue.last <= mention.first && matches!(cue.say, Say::Negation | Say::Wish));
            return match last {
                Some(cue) if cue.say == Say::Wish => Verdict::Asked(Modality::Preferred, Some(cue.span)),
                _ => Verdict::Not,
            };
        }
        let (modality, why) = self.modality(sentence, mention.span);
        Verdict::Asked(modality, why)
    }

    /// How strongly the thing at `span` is asked, with the words that say so.
    pub(super) fn modality(&self, sentence: &Sentence, span: Span) -> (Modality, Option<Span>) {
        match brackets::scope(sentence, span, self.text) {
            Scope::Whole => self.plain(sentence, span),
            Scope::Cues(cues) => {
                let narrowed = Sentence { cues, ..sentence.clone() };
                self.plain(&narrowed, span)
            }
            Scope::Head(head) => self.modality(sentence, head),
        }
    }

    fn plain(&self, sentence: &Sentence, span: Span) -> (Modality, Option<Span>) {
        let deciding = in_clause(sentence, span, self.text)
            .or_else(|| likewise(sentence, span, self.text))
            .or_else(|| in_sentence(sentence, span, self.text));
        self.weigh(sentence, deciding)
    }

    fn weigh(&self, sentence: &Sentence, cue: Option<&Cue>) -> (Modality, Option<Span>) {
        let heading = match sentence.segment {
            SegmentKind::Required => Some(Modality::Required),
            SegmentKind::Preferred => Some(Modality::Preferred),
            _ => None,
        };
        let said = cue.and_then(|cue| {
            strength(cue.say, low_is_preferred(self.analysis)).map(|modality| (modality, cue))
        });
        match (said, sentence.segment) {
            // Below a heading of pluses only a plain must is more than a plus.
            (Some((Modality::Required, cue)), SegmentKind::Preferred) if cue.say != Say::Required => {
                (Modality::Preferred, None)
            }
            // What one does is no must, unless it says so.
            (Some((Modality::Required, cue)), SegmentKind::Missions) if cue.say != Say::Required => {
                (Modality::Stated, None)
            }
            // « notions de » below « compétences requises » is a must.
            (Some((_, cue)), SegmentKind::Required) if matches!(cue.say, Say::Low | Say::Stated) => {
                (Modality::Required, None)
            }
            (Some((Modality::Stated, _)) | None, _) => {
                let (modality, why) =
                    sentence.parent.map_or((None, None), |(modality, why)| (Some(modality), Some(why)));
                match (modality, heading) {
                    (Some(modality), _) => (modality, why),
                    (None, Some(modality)) => (modality, None),
                    (None, None) => (Modality::Stated, said.map(|(_, cue)| cue.span)),
                }
            }
            (Some((modality, cue)), _) => (modality, Some(cue.span)),
        }
    }
}

fn strength(say: Say, low_is_preferred: bool) -> Option<Modality> {
    Some(match say {
        Say::Required | Say::RequiredNoun | Say::RequiredPhrase => Modality::Required,
        Say::Softened | Say::Preferred | Say::PreferredPhrase | Say::Wish => Modality::Preferred,
        Say::Low if low_is_preferred => Modality::Preferred,
        Say::Stated | Say::Low => Modality::Stated,
        _ => return None,
    })
}

/// Holds for what stands before it, too.
const fn looks_back(say: Say) -> bool {
    matches!(say, Say::Softened | Say::Required | Say::Preferred)
}

const fn looks_on(say: Say) -> bool {
    matches!(
        say,
        Say::RequiredPhrase | Say::RequiredNoun | Say::PreferredPhrase | Say::Low | Say::Wish | Say::Stated
    )
}

/// « mais » stands between; but « ce serait bien mais pas nécessaire » still speaks of what stands before it.
fn parted(sentence: &Sentence, cue: Span, span: Span) -> bool {
    let (from, to) = (cue.end.min(span.end), cue.start.max(span.start));
    sentence.cues.iter().any(|contrast| {
        let between = contrast.say == Say::Contrast && contrast.span.start >= from && contrast.span.end <= to;
        let named = sentence.mentions.iter().any(|m| m.span.start >= contrast.span.end);
        between && (named || cue.end <= span.start)
    })
}

/// « Docker est apprécié, Kafka également »: what the clause before says.
fn likewise<'s>(sentence: &'s Sentence, span: Span, text: &str) -> Option<&'s Cue> {
    let at = sentence.clauses.iter().position(|clause| clause.contains(span))?;
    let clause = sentence.clauses[at];
    let before = sentence.clauses.get(at.checked_sub(1)?)?;
    sentence.cues.iter().find(|cue| cue.say == Say::Likewise && clause.contains(cue.span))?;
    let last = sentence.mentions.iter().rfind(|mention| before.contains(mention.span))?;
    in_clause(sentence, last.span, text)
}

fn in_clause<'s>(sentence: &'s Sentence, span: Span, text: &str) -> Option<&'s Cue> {
    let clause = sentence.clauses.iter().find(|clause| clause.contains(span) || clause.overlaps(span))?;
    let own: Vec<&Cue> = sentence
        .cues
        .iter()
        .filter(|cue| clause.contains(cue.span) && !parted(sentence, cue.span, span))
        .collect();
    let named_before =
        |cue: &Cue| sentence.mentions.iter().any(|m| clause.contains(m.span) && m.span.end <= cue.span.start);
    let after = own.iter().find(|cue| looks_back(cue.say) && cue.span.start >= span.end);
    let within = own.iter().find(|cue| looks_back(cue.say) && span.contains(cue.span));
    let before =
        own.iter().rfind(|cue| looks_back(cue.say) && cue.span.end <= span.start && !named_before(cue));
    let softened =
        own.iter().find(|cue| cue.say == Say::Softened && (cue.span.start >= span.end || !named_before(cue)));
    let onward = own.iter().rfind(|cue| looks_on(cue.say) && cue.span.start <= span.start).map(|near| {
        // "You must have solid knowledge of": what stands before « connaissance de », with nothing named between, is stronger.
        let free = |cue: &Cue| {
            !sentence.mentions.iter().any(|m| m.span.start >= cue.span.end && m.span.end <= near.span.start)
        };
        let lead = own.iter().rfind(|cue| {
            looks_on(cue.say) && cue.say != Say::Stated && cue.span.start <= near.span.start && free(cue)
        });
        if near.say == Say::Stated { lead.unwrap_or(near) } else { near }
    });
    let both = softened.or(after).or(within).or(before);
    match (both, onward) {
        (Some(both), _) => Some(both),
        (None, Some(onward)) if onward.say == Say::Stated => {
            far(sentence, span, text).or_else(|| led(sentence, span)).or(Some(onward))
        }
        (None, Some(onward)) if onward.say == Say::RequiredNoun => far(sentence, span, text).or(Some(onward)),
        (None, onward) => onward.copied(),
    }
}

/// "Ideally, you have used Terraform": what stands before the clause, with nothing named between.
fn led(sentence: &Sentence, span: Span) -> Option<&Cue> {
    let cue = sentence
        .cues
        .iter()
        .rfind(|cue| looks_on(cue.say) && cue.say != Say::Stated && cue.span.end <= span.start)?;
    let named = sentence.mentions.iter().any(|m| m.span.start >= cue.span.end && m.span.end <= span.start);
    // « Idéalement, vous avez pratiqué A et savez écrire B »: what opens a sentence holds for all of it.
    let opens = cue.say == Say::PreferredPhrase && cue.span.start == sentence.span.start;
    ((!named || opens) && !parted(sentence, cue.span, span)).then_some(cue)
}

/// A verdict at the end of the sentence that covers its list: « Docker, Redis et Kafka seraient un plus ».
fn far<'s>(sentence: &'s Sentence, span: Span, text: &str) -> Option<&'s Cue> {
    let cue = sentence.cues.iter().find(|cue| {
        cue.span.start >= span.end
            && (looks_back(cue.say) || matches!(cue.say, Say::RequiredPhrase | Say::PreferredPhrase))
    })?;
    if !looks_back(cue.say)
        || parted(sentence, cue.span, span)
        || text.get(..cue.span.start)?.trim_end().ends_with('(')
    {
        return None;
    }
    let clause = sentence.clauses.iter().find(|clause| clause.contains(cue.span))?;
    if clause.contains(span) {
        return Some(cue);
    }
    let head = text.get(clause.start..cue.span.start)?.to_lowercase();
    let said = text.get(cue.span.start..cue.span.end)?.to_lowercase();
    let words =
        || head.split(|c: char| !c.is_alphanumeric()).chain(said.split(|c: char| !c.is_alphanumeric()));
    let plural = words().any(|word| matches!(word, "sont" | "seraient" | "are" | "constituent" | "font"));
    let list = words().any(|word| matches!(word, "et" | "ou" | "and" | "or"));
    let named = sentence.mentions.iter().any(|m| clause.contains(m.span) && m.span.end <= cue.span.start);
    let colon = text.get(..clause.start)?.trim_end().ends_with(':');
    let rest = clause.of(text).to_lowercase();
    let refers = rest
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "le" | "la" | "les" | "l" | "it" | "them" | "cela" | "ce" | "ça"));
    (plural || list || !named && (!colon || refers || head.trim().is_empty())).then_some(cue)
}

fn in_sentence<'s>(sentence: &'s Sentence, span: Span, text: &str) -> Option<&'s Cue> {
    let bracketed =
        |cue: &Cue| text.get(..cue.span.start).is_some_and(|before| before.trim_end().ends_with('('));
    let barred = |cue: &Cue| {
        parted(sentence, cue.span, span)
            || sentence.cues.iter().any(|other| {
                looks_back(other.say)
                    && !bracketed(other)
                    && other.span.start >= cue.span.end
                    && other.span.end <= span.start
            })
    };
    let onward = sentence.cues.iter().rfind(|cue| {
        looks_on(cue.say) && cue.say != Say::Stated && cue.span.end <= span.start && !barred(cue)
    });
    let named_before = |cue: &Cue| sentence.mentions.iter().any(|m| m.span.end <= cue.span.start);
    let opening = sentence.cues.iter().find(|cue| {
        looks_back(cue.say)
            && cue.span.end <= span.start
            && !named_before(cue)
            && !parted(sentence, cue.span, span)
    });
    match onward {
        Some(onward) if matches!(onward.say, Say::RequiredPhrase | Say::PreferredPhrase) => Some(onward),
        _ => far(sentence, span, text).or(onward).or(opening),
    }
}
