//! How a mention is meant: plainly, at a low level, or not at all.

use serde::{Deserialize, Serialize};

use super::{Found, Mention, Polarity};
use crate::{
    lexicon::raw,
    text::{Gap, Token, Tokens},
};

/// How far a denial reaches, in tokens.
const REACH: u32 = 9;

/// The cues that ask for what stands beside them.
const ASKING: [&str; 10] = [
    "low_level",
    "preferred",
    "preferred_phrase",
    "prospective",
    "required",
    "required_noun",
    "required_phrase",
    "softened",
    "stated",
    "negation",
];

/// What the cues of the table `cue` tell of a mention beside them, by their place in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cues(Vec<Cue>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Cue {
    polarity: Polarity,
    asks: bool,
}

impl Cues {
    pub(super) fn new(table: &[raw::Words]) -> Self {
        let cue = |words: &raw::Words| Cue {
            polarity: match words.id.as_str() {
                "negation" | "prospective" => Polarity::Negated,
                "low_level" => Polarity::Low,
                _ => Polarity::Affirmed,
            },
            asks: ASKING.contains(&words.id.as_str()),
        };
        Self(table.iter().map(cue).collect())
    }

    /// Whether the cue of this place asks for what stands beside it.
    pub(super) fn asks(&self, index: u32) -> bool {
        self.0[index as usize].asks
    }

    fn polarity(&self, found: &Found) -> Polarity {
        self.0[found.index as usize].polarity
    }
}

/// Sets the polarity of each mention by the cues `negation`, `prospective` and `low_level` of its sentence.
///
/// A cue before the mention reaches it unless another cue, such as « maîtrise de » or « mais », or a closing bracket stands between.
/// A cue right after it holds when it is set off: « Docker (notions) », « Kubernetes : en cours d'apprentissage »; after a comma only where no
/// other mention follows it.
pub(super) fn set(mentions: &mut [Mention], found: &[Found], text: &str, tokens: &Tokens, cues: &Cues) {
    let list = tokens.list();
    if found.iter().all(|cue| cues.polarity(cue) == Polarity::Affirmed) {
        return;
    }
    let longest = found.iter().map(|cue| cue.last - cue.first).max().unwrap_or(0);
    let firsts: Vec<u32> = mentions.iter().map(|mention| mention.first).collect();
    for mention in mentions {
        let token = &list[mention.first as usize];
        let from = found.partition_point(|cue| cue.first + longest + REACH < mention.first);
        let to = found.partition_point(|cue| cue.first <= mention.last);
        let near = &found[from..to];
        let before = near
            .iter()
            .filter(|cue| cue.last <= mention.first && mention.first - cue.last <= REACH)
            .filter(|cue| goes_on(&list[cue.last as usize - 1], token, text))
            .max_by_key(|cue| (cue.last, std::cmp::Reverse(cue.first)))
            .filter(|cue| {
                !text[list[cue.last as usize - 1].span().end..token.span().start]
                    .contains([')', ']', '|', '\t'])
            });
        let after = near.iter().filter(|cue| cue.first == mention.last).find(|cue| {
            let next = &list[cue.first as usize];
            let set_off = next.gap == Gap::Break && next.line == token.line;
            // « Linux, notions de Redis » says nothing of Linux.
            let between = &text[list[mention.last as usize - 1].span().end..next.span().start];
            let of_another = || firsts.iter().any(|first| (cue.last..=cue.last + 1).contains(first));
            set_off && cues.polarity(cue) != Polarity::Affirmed && !(between.trim() == "," && of_another())
        });
        let told = |cue: Option<&Found>| cue.map(|cue| cues.polarity(cue));
        mention.polarity = match (told(after), told(before)) {
            (Some(after), Some(before)) => after.max(before),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Polarity::Affirmed,
        };
    }
}

/// One sentence on one line, or on the next where that goes on in lower case.
fn goes_on(cue: &Token, mention: &Token, text: &str) -> bool {
    cue.sentence == mention.sentence
        && match mention.line - cue.line {
            0 => true,
            1 => {
                let start = text[..mention.span().start].rfind('\n').map_or(0, |at| at + 1);
                text[start..].trim_start().starts_with(char::is_lowercase)
            }
            _ => false,
        }
}
