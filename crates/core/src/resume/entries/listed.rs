//! Certifications, one a line or several in one line.

use super::{
    super::{
        model::{Entry, EntryKind, Section, SectionKind},
        pieces::commas,
        rows::clean,
    },
    Finder, Kind,
    blocks::{Block, best},
};
use crate::{Span, Spanned};

/// Fewest undated names, separated by commas, that are a list.
const LIST: usize = 3;
/// Most words of a name in such a list.
const WORDS: usize = 7;

pub(super) struct Lists<'a, 'f> {
    pub(super) finder: &'a Finder<'f>,
}

impl Lists<'_, '_> {
    /// The certifications of a block; none where it tells languages or licences to drive.
    pub(super) fn entries(&self, block: &Block, section: &Section) -> Vec<Entry> {
        let finder = self.finder;
        let span =
            Span::new(finder.rows[block.rows.start].text.start, finder.rows[block.rows.end - 1].text.end);
        let spoken = section.kinds.contains(&SectionKind::Languages)
            && finder.languages.iter().any(|language| span.contains(language.span));
        if spoken {
            return Vec::new();
        }
        let pieces = self.pieces(span);
        if pieces.len() < 2 {
            let entry = finder.entry(block, EntryKind::Certification, &[]);
            return (entry.title.is_some() || entry.period.is_some()).then_some(entry).into_iter().collect();
        }
        pieces.into_iter().map(|piece| self.entry(piece)).collect()
    }

    /// « Habilitation B2V (2024), CACES R486 (2022) » piece by piece; nothing where the commas stand within one name.
    fn pieces(&self, span: Span) -> Vec<Span> {
        let finder = self.finder;
        let pieces = commas(finder.text, span);
        let dated = pieces.iter().filter(|piece| self.is_dated(**piece)).count();
        let named =
            |piece: &&Span| piece.of(finder.text).split_whitespace().count() > 1 || !self.is_dated(**piece);
        let known = pieces
            .iter()
            .filter(|piece| {
                finder.analysis.skills.iter().any(|mention| {
                    piece.contains(mention.span)
                        && finder.lexicon.get(mention.skill).kind == Kind::Certification
                })
            })
            .count();
        let short = |piece: &Span| piece.of(finder.text).split_whitespace().count() <= WORDS;
        let list = pieces.iter().filter(named).count() == pieces.len()
            && (dated >= 2 && dated == pieces.len()
                || known >= 2 && pieces.len() == known
                || dated == 0 && pieces.len() >= LIST && known >= 1 && pieces.iter().all(short));
        if list { pieces } else { Vec::new() }
    }

    fn is_dated(&self, piece: Span) -> bool {
        self.finder.periods.iter().any(|period| piece.contains(period.span))
    }

    fn entry(&self, piece: Span) -> Entry {
        let finder = self.finder;
        let periods: Vec<_> =
            finder.periods.iter().filter(|period| piece.contains(period.span)).copied().collect();
        let period = best(&periods);
        let end = period.map_or(piece.end, |period| period.span.start);
        let title = clean(finder.text, Span::new(piece.start, end.max(piece.start)));
        let kept =
            title.of(finder.text).trim_end_matches(|c: char| c.is_whitespace() || "([-–—:".contains(c)).len();
        let title = Span::new(title.start, title.start + kept);
        Entry {
            kind: EntryKind::Certification,
            span: piece,
            title: (!title.is_empty()).then(|| Spanned::at(finder.text, title)),
            organisation: None,
            location: None,
            period,
            bullets: Vec::new(),
        }
    }
}
