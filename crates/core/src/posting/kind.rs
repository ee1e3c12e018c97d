//! What is no posting: a role profile, or a resume given by mistake.

use std::collections::BTreeSet;

use super::{SegmentKind, cues::Say, lines::Line, modality::Reader, segments::Block};
use crate::{
    Span,
    lexicon::Lexicon,
    text::{Tokens, fold_key},
};

/// Sections that a resume has at least.
const SECTIONS: usize = 3;
/// Segments of a posting that a resume lacks.
const ASKING: [SegmentKind; 4] =
    [SegmentKind::Missions, SegmentKind::Required, SegmentKind::Preferred, SegmentKind::Ignore];

/// A role profile says so in its title or its first lines, or outright anywhere.
pub(super) fn is_profile(text: &str, reader: &Reader<'_>, title: Option<Span>) -> bool {
    let head = title.map_or(0, |title| title.end) + 400;
    reader.all().iter().filter(|cue| cue.say == Say::NotPosting).any(|cue| {
        let said = fold_key(cue.span.of(text));
        let outright = said.contains("pas une offre") || said.starts_with("not a");
        let first = matches!(
            said.as_str(),
            "fiche metier" | "comment devenir" | "how to become" | "career guide" | "career profile"
        );
        outright || first && cue.span.start < head
    })
}

/// A resume has its own headings, experience among them, and an address to write to, and asks for nothing.
pub(super) fn is_resume(text: &str, lines: &[Line], blocks: &[Block], lexicon: &Lexicon) -> bool {
    let key = |text: &str| Tokens::of(text).words().map(str::to_owned).collect::<Vec<_>>();
    let headed = |block: &&Block| block.segment.heading.is_some() && ASKING.contains(&block.segment.kind);
    if !text.contains('@') || blocks.iter().filter(headed).count() > 1 {
        return false;
    }
    let short = lines.iter().filter(|line| line.span.len() <= 60);
    let written: BTreeSet<Vec<String>> =
        short.map(|line| key(line.span.of(text).trim_end_matches([':', ' ']))).collect();
    let sections: BTreeSet<&str> = lexicon
        .table("heading")
        .iter()
        .filter(|words| words.fr.iter().chain(&words.en).any(|phrase| written.contains(&key(phrase))))
        .map(|words| words.id.as_str())
        .collect();
    sections.len() >= SECTIONS && sections.contains("experience")
}
