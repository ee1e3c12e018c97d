//! How a mention is meant: plainly, at a low level, or not at all.

use super::{Found, Mention, Polarity};
use crate::{
    lexicon::Lexicon,
    text::{Gap, Token, Tokens},
};

/// How far a denial reaches, in tokens.
const REACH: u32 = 9;

/// Sets the polarity of each mention by the cues `negation`, `prospective` and `low_level` of its sentence.
///
/// A cue before the mention reaches it unless another cue, such as « maîtrise de » or « mais », or a closing bracket stands between.
/// A cue right after it holds when it is set off: « Docker (notions) », « Kubernetes : en cours d'apprentissage »; after a comma only where no
/// other mention follows it.
pub(super) fn set(mentions: &mut [Mention], cues: &[Found], text: &str, tokens: &Tokens, lexicon: &Lexicon) {
    let table = lexicon.table("cue");
    let list = tokens.list();
    let polarity = |cue: &Found| match table[cue.index as usize].id.as_str() {
        "negation" | "prospective" => Polarity::Negated,
        "low_level" => Polarity::Low,
        _ => Polarity::Affirmed,
    };
    if cues.iter().all(|cue| polarity(cue) == Polarity::Affirmed) {
        return;
    }
    let firsts: Vec<u32> = mentions.iter().map(|mention| mention.first).collect();
    for mention in mentions {
        let token = &list[mention.first as usize];
        let before = cues
            .iter()
            .filter(|cue| cue.last <= mention.first && goes_on(&list[cue.last as usize - 1], token, text))
            .max_by_key(|cue| (cue.last, std::cmp::Reverse(cue.first)))
            .filter(|cue| mention.first - cue.last <= REACH)
            .filter(|cue| {
                !text[list[cue.last as usize - 1].span.end..token.span.start].contains([')', ']', '|', '\t'])
            });
        let after = cues.iter().filter(|cue| cue.first == mention.last).find(|cue| {
            let next = &list[cue.first as usize];
            let set_off = next.gap == Gap::Break && next.line == token.line;
            // « Linux, notions de Redis » says nothing of Linux.
            let between = &text[list[mention.last as usize - 1].span.end..next.span.start];
            let of_another = || firsts.iter().any(|first| (cue.last..=cue.last + 1).contains(first));
            set_off && polarity(cue) != Polarity::Affirmed && !(between.trim() == "," && of_another())
        });
        mention.polarity = match (after.map(polarity), before.map(polarity)) {
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
                let start = text[..mention.span.start].rfind('\n').map_or(0, |at| at + 1);
                text[start..].trim_start().starts_with(char::is_lowercase)
            }
            _ => false,
        }
}
