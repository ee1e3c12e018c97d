//! Jobs and studies told in sentences: « de 2011 à 2016, j’ai été vendeur chez Irrigation du Midi ».

use super::{
    entries::blocks_best as best,
    model::{Entry, EntryKind, Period, PeriodEnd, Section, SectionKind},
    naming::Naming,
    phrases::{Phrases, add, find},
    rows::Row,
};
use crate::{
    Span, Spanned,
    lexicon::Lexicon,
    text::{Gap, Tokens},
};

/// Most tokens of a title or a degree in a sentence.
const TITLE: usize = 9;
/// Most tokens of the name of an employer or a school.
const NAME: usize = 8;
/// Fewest words of a sentence.
const SENTENCE: usize = 8;

/// What a phrase of the table `telling` opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// A title: « j’ai été », "worked as".
    As,
    /// An employer: « chez », "at".
    At,
    /// A degree: « j’ai obtenu », "graduated with".
    Graduated,
    /// A school: « au », "from".
    School,
    /// Stands between a cue and its name: « un », "a".
    Article,
}

/// The phrases of the table `telling`.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose {
    cues: Phrases<Cue>,
}

/// A resume without lines of jobs.
pub(super) struct Sentences<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) rows: &'a [Row],
    pub(super) sections: &'a [Section],
    pub(super) naming: &'a Naming,
    pub(super) periods: &'a [Period],
}

impl Prose {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut prose = Self::default();
        for entry in lexicon.table("telling") {
            let cue = match entry.id.as_str() {
                "employed_as" => Cue::As,
                "employed_at" => Cue::At,
                "graduated" => Cue::Graduated,
                "school" => Cue::School,
                "article" => Cue::Article,
                _ => continue,
            };
            for phrase in entry.fr.iter().chain(&entry.en) {
                add(&mut prose.cues, phrase, cue);
            }
        }
        prose
    }

    /// The entries that the sentences outside the sections of entries tell, in order.
    pub(super) fn entries(&self, resume: &Sentences) -> Vec<Entry> {
        let told = |kind: &SectionKind| {
            matches!(
                kind,
                SectionKind::Header | SectionKind::Summary | SectionKind::Contact | SectionKind::Misc
            )
        };
        let mut entries = Vec::new();
        for row in resume.rows {
            let section = resume.sections.iter().find(|section| section.span.contains(row.line));
            let fits = section.is_none_or(|section| section.kinds.iter().all(told));
            if fits && row.text.of(resume.text).split_whitespace().count() >= SENTENCE {
                self.row(resume, row.text, &mut entries);
            }
        }
        entries
    }

    fn row(&self, resume: &Sentences, span: Span, entries: &mut Vec<Entry>) {
        let list = resume.tokens.list();
        let range = resume.tokens.within(span);
        let mut start = range.start;
        while start < range.end {
            let sentence = list[start].sentence;
            let end = (start..range.end).find(|&at| list[at].sentence != sentence).unwrap_or(range.end);
            entries.extend(self.sentence(resume, start..end));
            start = end;
        }
    }

    /// The first entry of a sentence that tells when.
    fn sentence(&self, resume: &Sentences, range: std::ops::Range<usize>) -> Option<Entry> {
        let list = resume.tokens.list();
        let span = Span::new(list[range.start].span().start, list[range.end - 1].span().end);
        let periods: Vec<Period> =
            resume.periods.iter().filter(|period| span.overlaps(period.span)).copied().collect();
        let period = best(&periods)?;
        for at in range.clone() {
            let (opens, kind, joint, next) = match self.cue(resume, at, range.end) {
                Some((Cue::As, next)) => (Cue::As, EntryKind::Job, Cue::At, next),
                Some((Cue::Graduated, next)) => (Cue::Graduated, EntryKind::Education, Cue::School, next),
                _ => continue,
            };
            let from = self.article(resume, next, range.end);
            let Some((to, after)) = (from + 1..range.end.min(from + TITLE)).find_map(|at| {
                self.cue(resume, at, range.end).filter(|(cue, _)| *cue == joint).map(|(_, next)| (at, next))
            }) else {
                continue;
            };
            let title = Span::new(list[from].span().start, list[to - 1].span().end);
            let content = title.of(resume.text);
            if (from + 1..to).any(|at| list[at].gap != Gap::Join)
                || opens == Cue::Graduated && !resume.naming.is_degree(content)
            {
                continue;
            }
            let Some(name) = self.name(resume, after..range.end, period.span) else { continue };
            if opens == Cue::Graduated && !resume.naming.is_school(name.of(resume.text)) {
                continue;
            }
            return Some(Entry {
                kind,
                span,
                title: Some(Spanned::at(resume.text, title)),
                organisation: Some(Spanned::at(resume.text, name)),
                location: None,
                period: Some(self.ended(period, kind)),
                bullets: Vec::new(),
            });
        }
        None
    }

    fn cue(&self, resume: &Sentences, at: usize, end: usize) -> Option<(Cue, usize)> {
        find(&self.cues, resume.tokens, at, end).map(|(cue, next)| (*cue, next))
    }

    fn article(&self, resume: &Sentences, at: usize, end: usize) -> usize {
        match self.cue(resume, at, end) {
            Some((Cue::Article, next)) if next < end => next,
            _ => at.min(end - 1),
        }
    }

    /// The name up to a comma, a time or the end of the sentence.
    fn name(&self, resume: &Sentences, range: std::ops::Range<usize>, period: Span) -> Option<Span> {
        let list = resume.tokens.list();
        let first = self.article(resume, range.start, range.end);
        let ends = |at: usize| {
            list[at].gap != Gap::Join
                || list[at].span().overlaps(period)
                || list.get(at + 1).is_some_and(|next| {
                    next.span().start >= period.start && period.start >= list[at].span().end
                }) && list[at].span().len() <= 4
                    && list[at].span().of(resume.text).starts_with(char::is_lowercase)
        };
        let last =
            (first + 1..range.end.min(first + NAME + 1)).take_while(|&at| !ends(at)).last().unwrap_or(first);
        let named = range.start < range.end && !list[first].span().overlaps(period);
        named.then(|| Span::new(list[first].span().start, list[last].span().end))
    }

    /// A degree is of one time; a job told with its start alone goes on only where it says so.
    fn ended(&self, period: Period, kind: EntryKind) -> Period {
        match (kind, period.start, period.end) {
            (EntryKind::Education, Some(start), PeriodEnd::Present) => {
                Period { end: PeriodEnd::Month(start), ..period }
            }
            _ => period,
        }
    }
}
