//! How a mention is meant: plainly, at a low level, or not at all.

use super::{Found, Mention, Polarity};
use crate::{
    lexicon::Lexicon,
    text::{Gap, Tokens},
};

/// How far a denial reaches, in tokens.
const REACH: u32 = 9;

/// Sets the polarity of each mention by the cues `negation`, `prospective` and `low_level` before it in its sentence.
///
/// Any other cue between them, such as « maîtrise de » or « mais », ends the reach. `low_level` also holds right after the mention:
/// « Docker (notions) ».
pub(super) fn set(mentions: &mut [Mention], cues: &[Found], tokens: &Tokens, lexicon: &Lexicon) {
    let table = lexicon.table("cue");
    let list = tokens.list();
    let id = |cue: &Found| table[cue.index as usize].id.as_str();
    for mention in mentions {
        let sentence = list[mention.first as usize].sentence;
        let before = cues
            .iter()
            .filter(|cue| cue.last <= mention.first && list[cue.first as usize].sentence == sentence)
            .max_by_key(|cue| (cue.last, std::cmp::Reverse(cue.first)));
        let after = cues.iter().find(|cue| {
            cue.first == mention.last && id(cue) == "low_level" && list[cue.first as usize].gap == Gap::Break
        });
        let reach = |cue: &&Found| mention.first - cue.last <= REACH;
        mention.polarity = match before.filter(reach).map(id) {
            Some("negation" | "prospective") => Polarity::Negated,
            Some("low_level") => Polarity::Low,
            _ if after.is_some() => Polarity::Low,
            _ => Polarity::Affirmed,
        };
    }
}
