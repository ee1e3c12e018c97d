//! Cues: the words of a sentence that decide modality, after the guards took out those that only look so.

use crate::{
    Language, Span,
    lexicon::Lexicon,
    matching::{Analysis, Found},
};

/// What a cue says. The names are the ids of the table `cue`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Say {
    /// « pas obligatoire »: a must denied, so a plus.
    Softened,
    /// « exigé », "must": holds for what stands on either side.
    Required,
    /// « vous maîtrisez »: holds for what follows.
    RequiredPhrase,
    /// « maîtrise de »: holds for what follows, unless a verb at the end says otherwise.
    RequiredNoun,
    /// « connaissance de ».
    Stated,
    /// « un plus », "preferred": holds for what stands on either side.
    Preferred,
    /// « idéalement »: holds for what follows.
    PreferredPhrase,
    /// « notions de »; a plus in French, stated in English.
    Low,
    /// « appétence pour », "eager to learn".
    Wish,
    /// « aucune expérience de ».
    Negation,
    /// « mais », "but".
    Contrast,
    /// « également », "as well": as the clause before says.
    Likewise,
    /// « un des », "one of".
    AnyOf,
    /// « tels que », "such as".
    SuchAs,
    /// « ou un autre », "or another".
    OrOther,
    /// « ou équivalent ».
    OrEquivalent,
    /// « ne vous censurez pas si ».
    NoSelfCensor,
    /// Equal opportunity: the sentence lists traits.
    Eeo,
    /// Takes out the cues it covers.
    Guard,
    /// Takes out the cues of its clause: a date, days a week, a licence.
    ClauseGuard,
    /// Years in words, in months.
    Years(u32),
    /// A role profile, not a posting.
    NotPosting,
    /// « vous préparez »: the diploma is not held yet.
    Studying,
}

/// A cue at its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) say: Say,
    pub(super) span: Span,
    pub(super) first: u32,
    pub(super) last: u32,
}

fn say(id: &str) -> Option<Say> {
    Some(match id {
        "softened" => Say::Softened,
        "required" => Say::Required,
        "required_phrase" => Say::RequiredPhrase,
        "required_noun" => Say::RequiredNoun,
        "stated" => Say::Stated,
        "preferred" => Say::Preferred,
        "preferred_phrase" => Say::PreferredPhrase,
        "low_level" => Say::Low,
        "prospective" => Say::Wish,
        "negation" => Say::Negation,
        "contrast" => Say::Contrast,
        "likewise" => Say::Likewise,
        "any_of" => Say::AnyOf,
        "such_as" => Say::SuchAs,
        "or_other" => Say::OrOther,
        "or_equivalent" => Say::OrEquivalent,
        "no_self_censor" => Say::NoSelfCensor,
        "eeo" => Say::Eeo,
        "guard_duty" | "guard_pay" | "guard_quantity" => Say::Guard,
        "guard_date" | "guard_days" | "guard_licence" => Say::ClauseGuard,
        "years_0" => Say::Years(0),
        "years_1" => Say::Years(12),
        "years_3" => Say::Years(36),
        "years_5" => Say::Years(60),
        "not_posting" => Say::NotPosting,
        "studying" => Say::Studying,
        _ => return None,
    })
}

/// All cues of a text, by place.
pub(super) fn cues(analysis: &Analysis, lexicon: &Lexicon) -> Vec<Cue> {
    let table = lexicon.table("cue");
    let read = |found: &Found| {
        let words = table.get(found.index as usize)?;
        Some(Cue { say: say(&words.id)?, span: found.span, first: found.first, last: found.last })
    };
    analysis.cues.iter().filter_map(read).collect()
}

impl Say {
    /// Says how strongly something is asked.
    pub(super) const fn is_modal(self) -> bool {
        matches!(
            self,
            Self::Softened
                | Self::Required
                | Self::RequiredPhrase
                | Self::RequiredNoun
                | Self::Stated
                | Self::Preferred
                | Self::PreferredPhrase
                | Self::Low
                | Self::Wish
                | Self::Negation
        )
    }

    const fn is_strong(self) -> bool {
        matches!(
            self,
            Self::Required
                | Self::RequiredNoun
                | Self::Preferred
                | Self::PreferredPhrase
                | Self::RequiredPhrase
        )
    }
}

/// The cues of one sentence that stand: guarded ones and those within a longer one are out, denied ones softened.
pub(super) fn standing(all: &[Cue], sentence: Span, clauses: &[Span], analysis: &Analysis) -> Vec<Cue> {
    let own: Vec<Cue> = all.iter().filter(|cue| sentence.contains(cue.span)).copied().collect();
    let clause = |span: Span| clauses.iter().position(|clause| clause.contains(span));
    own.iter()
        .filter(|cue| {
            let covered = own.iter().any(|other| {
                let longer = other.span.contains(cue.span) && other.span.len() > cue.span.len();
                longer
                    && (other.say.is_modal()
                        || matches!(
                            other.say,
                            Say::Guard | Say::ClauseGuard | Say::OrOther | Say::OrEquivalent
                        ) && cue.say.is_modal())
            });
            let guarded = cue.say.is_strong()
                && own.iter().any(|other| match other.say {
                    Say::Guard => other.span.overlaps(cue.span),
                    Say::ClauseGuard => clause(other.span) == clause(cue.span),
                    _ => false,
                });
            !covered && !guarded
        })
        .map(|cue| match cue.say {
            Say::Required | Say::Preferred if denied(cue, analysis) => Cue { say: Say::Softened, ..*cue },
            _ => *cue,
        })
        .collect()
}

/// A « pas », "not" right before, or one word before.
fn denied(cue: &Cue, analysis: &Analysis) -> bool {
    let list = analysis.tokens.list();
    let first = cue.first as usize;
    list.get(first.saturating_sub(3)..first).unwrap_or_default().iter().enumerate().any(|(at, token)| {
        let near = first.min(3) - at;
        token.sentence == list[first].sentence
            && match analysis.tokens.word(token) {
                "pas" | "non" | "not" | "'t" | "nullement" | "aucunement" => near <= 2,
                "sans" | "isn" | "aren" | "never" => near <= 2,
                _ => false,
            }
    })
}

/// True when the language of a text makes « notions de » a plus.
pub(super) fn low_is_preferred(analysis: &Analysis) -> bool {
    analysis.language == Language::Fr
}
