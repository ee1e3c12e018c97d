//! Entries: jobs, projects, degrees, cut at their dates.

mod assignment;
mod blocks;
mod fields;
mod listed;
mod studies;

use std::collections::BTreeMap;

pub(super) use blocks::best as blocks_best;
use blocks::{Block, Blocks};

use super::{
    model::{Entry, EntryKind, Period, PeriodEnd, Section, SectionKind, SpokenLanguage},
    naming::Naming,
    rows::{Row, clean},
};
use crate::{
    Span, Spanned,
    lexicon::{Kind, Lexicon, raw::Words},
    matching::Analysis,
    text::{Function, fold_key, with_folded},
};

/// Folded phrases by what they tell.
pub(super) type Tellings = BTreeMap<String, Vec<String>>;

/// The phrases of the table `telling` of a lexicon.
pub(super) fn tellings(lexicon: &Lexicon) -> Tellings {
    let folded = |words: &Words| words.fr.iter().chain(&words.en).map(|phrase| fold_key(phrase)).collect();
    lexicon.table("telling").iter().map(|words| (words.id.clone(), folded(words))).collect()
}

/// What finding the entries needs to know.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) rows: &'a [Row],
    pub(super) sections: &'a [Section],
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    /// The phrases of the table `telling`, folded, by id.
    pub(super) tellings: &'a Tellings,
    /// Words of titles, degrees, schools, employers, towns.
    pub(super) naming: &'a Naming,
    /// All periods of the text, in order.
    pub(super) periods: &'a [Period],
    pub(super) languages: &'a [SpokenLanguage],
    /// The applicant's own town.
    pub(super) city: Option<&'a Spanned>,
}

/// The kind of the entries of a section; `None` for sections without entries.
fn entry_kind(kinds: &[SectionKind]) -> Option<EntryKind> {
    kinds.iter().find_map(|kind| match kind {
        SectionKind::Experience | SectionKind::Teaching => Some(EntryKind::Job),
        SectionKind::Projects => Some(EntryKind::Project),
        SectionKind::Volunteering => Some(EntryKind::Volunteering),
        SectionKind::Education => Some(EntryKind::Education),
        SectionKind::Certifications => Some(EntryKind::Certification),
        _ => None,
    })
}

impl Finder<'_> {
    /// The entries of all sections, in order.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        for section in self.sections {
            let Some(kind) = entry_kind(&section.kinds) else { continue };
            let from = self.rows.partition_point(|row| row.line.start < section.span.start);
            let to = self.rows.partition_point(|row| row.line.start < section.span.end);
            let heading = section.heading.as_ref().map(|heading| heading.span);
            // The row of the heading is no entry, unless content follows its label.
            let headed = heading.is_some_and(|heading| {
                from < to
                    && self.rows[from].line.contains(heading)
                    && !self.goes_on(&self.rows[from], heading)
            });
            let mixed = kind == EntryKind::Education && section.kinds.contains(&SectionKind::Certifications);
            let headless = section.heading.is_none() && kind == EntryKind::Job;
            let body = from + usize::from(headed)..to;
            let mut organisation: Option<Spanned> = None;
            let blocks = Blocks { finder: self, kind }.cut(body);
            for block in &blocks {
                if kind == EntryKind::Certification {
                    entries.extend(listed::Lists { finder: self }.entries(block, section));
                    continue;
                }
                if block.group {
                    organisation = self.fields(block, kind, &[]).organisation;
                    continue;
                }
                let kind = if headless { self.kind_of(block) } else { kind };
                let mut entry = self.entry(block, kind, &blocks);
                if mixed && self.is_certification(&entry) {
                    entry = self.entry(block, EntryKind::Certification, &[]);
                }
                if matches!(entry.kind, EntryKind::Job | EntryKind::Volunteering) {
                    if entry.organisation.is_none() && block.inherits {
                        entry.organisation.clone_from(&organisation);
                    } else {
                        organisation = entry.organisation.clone().filter(|name| {
                            self.heads_several(block, name.span, entry.title.as_ref().map(|title| title.span))
                        });
                    }
                }
                if entry.title.as_ref().is_some_and(|title| self.tells("leave", &title.text)) {
                    continue;
                }
                if entry.title.is_some() || entry.organisation.is_some() || entry.period.is_some() {
                    entries.push(entry);
                }
            }
        }
        entries
    }

    /// An employer on a line of its own above the dated title may head the next titles too.
    fn heads_several(&self, block: &Block, name: Span, title: Option<Span>) -> bool {
        block.anchor.is_some_and(|anchor| {
            let titled = || {
                title.is_some_and(|title| {
                    (block.rows.start..anchor).any(|row| {
                        name.end <= self.rows[row].line.start && self.rows[row].line.contains(title)
                    })
                })
            };
            let dated = || {
                !fields::Reader { finder: self, kind: EntryKind::Job, siblings: &[] }
                    .parts(anchor..anchor + 1)
                    .is_empty()
            };
            name.end <= self.rows[anchor].line.start && block.rows.start < anchor && (dated() || titled())
        })
    }

    /// What an entry is where no heading tells: studies, a certification, else a job.
    fn kind_of(&self, block: &Block) -> EntryKind {
        let parts = fields::Reader { finder: self, kind: EntryKind::Education, siblings: &[] }
            .parts(block.rows.start..block.head_end);
        let first = |span: &Span| span.of(self.text).split_whitespace().next().unwrap_or_default().to_owned();
        let certified = |span: &Span| fold_key(&first(span)).starts_with("certifi");
        let degree = |span: &Span| {
            self.has_diploma(*span)
                || self.naming.is_degree(&first(span)) && !self.naming.is_title(span.of(self.text))
        };
        match &parts[..] {
            [only, ..] if certified(only) => EntryKind::Certification,
            parts
                if parts.iter().take(3).any(degree)
                    && !parts.iter().take(2).any(|span| self.has_title(*span)) =>
            {
                EntryKind::Education
            }
            _ => EntryKind::Job,
        }
    }

    fn goes_on(&self, row: &Row, heading: Span) -> bool {
        let rest = clean(self.text, Span::new(heading.end, row.text.end)).of(self.text);
        rest.trim_matches(|c: char| !c.is_alphanumeric()).len() > 1
    }

    /// A head of an entry goes on in the row below: it ends open, or its column has no room for the next word.
    fn goes_on_below(&self, at: usize) -> bool {
        let Some((row, next)) = self.rows.get(at).zip(self.rows.get(at + 1)) else { return false };
        let dated =
            |row: &Row| self.periods_of(row).last().is_some_and(|last| last.span.end + 1 >= row.text.end);
        let own = || {
            dated(row)
                || !self.periods_of(next).is_empty()
                || self.has_title(next.text)
                || self.naming.is_title(next.text.of(self.text))
        };
        fields::ends_open(row.text.of(self.text)) || row.is_full_before(next, self.text) && !own()
    }

    /// The periods that begin in a row.
    fn periods_of(&self, row: &Row) -> &[Period] {
        let from = self.periods.partition_point(|period| period.span.start < row.line.start);
        let to = self.periods.partition_point(|period| period.span.start < row.line.end);
        &self.periods[from..to.max(from)]
    }

    fn entry(&self, block: &Block, kind: EntryKind, siblings: &[Block]) -> Entry {
        let fields = self.fields(block, kind, siblings);
        let end = self.rows[block.rows.end - 1].line.end;
        Entry {
            kind,
            span: Span::new(self.rows[block.rows.start].line.start, end),
            title: fields.title,
            organisation: fields.organisation,
            location: fields.location,
            period: self.period(block),
            bullets: self.bullets(block),
        }
    }

    fn fields(&self, block: &Block, kind: EntryKind, siblings: &[Block]) -> fields::Fields {
        fields::Reader { finder: self, kind, siblings }.read(block)
    }

    /// The period of the head; of a bare year and a range around it, the range.
    fn period(&self, block: &Block) -> Option<Period> {
        let told =
            |rows: std::ops::Range<usize>| rows.flat_map(|row| self.periods_of(&self.rows[row])).copied();
        let own = match block.anchor {
            Some(anchor) => blocks::best(self.periods_of(&self.rows[anchor])),
            None => blocks::best(&told(block.rows.start..block.head_end).collect::<Vec<_>>()),
        }?;
        let single = own.year_only
            && matches!((own.start, own.end), (Some(start), PeriodEnd::Month(end)) if end.since(start) == 11);
        let finer = single
            .then(|| {
                told(block.rows.start..(block.head_end + 2).min(block.rows.end)).find(|other| {
                    let around = own.start.zip(other.start).is_some_and(|(year, start)| match other.end {
                        PeriodEnd::Month(end) => end > start && start <= year.plus(11) && year <= end,
                        PeriodEnd::Present => false,
                    });
                    other.span != own.span && !other.year_only && around
                })
            })
            .flatten();
        Some(finer.unwrap_or(own))
    }

    /// Items, wrapped lines joined; the paragraphs where there are no items.
    fn bullets(&self, block: &Block) -> Vec<Spanned> {
        let rows = &self.rows[block.head_end.min(block.rows.end)..block.rows.end];
        let listed = rows.iter().any(|row| row.bullet);
        let mut spans: Vec<(Span, u32)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let content = row.text;
            let before = at.checked_sub(1).map(|before| &rows[before]);
            let sentence_over =
                spans.last().is_none_or(|(last, _)| last.of(self.text).ends_with(['.', ';', ':']))
                    || !listed && before.is_some_and(|before| before.ended_before(row, self.text));
            let starts = if listed {
                row.bullet
            } else {
                let over = sentence_over || before.is_some_and(|before| self.begins_item(before, row));
                row.blank_before || over && !content.of(self.text).starts_with(char::is_lowercase)
            };
            match spans.last_mut() {
                _ if starts => spans.push((content, row.indent)),
                Some((last, indent))
                    if !row.blank_before && (!listed || row.indent >= *indent || sentence_over) =>
                {
                    last.end = content.end;
                }
                _ => {}
            }
        }
        spans.into_iter().map(|(span, _)| Spanned::at(self.text, clean(self.text, span))).collect()
    }

    /// The row tells something done, and the full one above it does not lead into it: « … au siège / Automatisation de … ».
    fn begins_item(&self, above: &Row, row: &Row) -> bool {
        let (before, content) = (above.text.of(self.text), row.text.of(self.text));
        let last =
            before.rsplit(|c: char| c.is_whitespace() || c == '\'' || c == '’').next().unwrap_or_default();
        let last = with_folded(last, Function::of);
        let leads_on = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '%' | '€' | '»'))
            || before.ends_with(['\'', '’'])
            || last.fr
            || last.en;
        let first = content.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let mut letters = first.chars();
        let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
        let is_tool = || {
            let mut at_head = self.analysis.skills.iter().filter(|own| own.span.start == row.text.start);
            at_head.any(|own| self.lexicon.get(own.skill).kind.is_technical_name())
        };
        capital && !leads_on && self.naming.begins_item(first) && !is_tool()
    }

    /// An entry of « Formation & Certifications » that is a certification.
    fn is_certification(&self, entry: &Entry) -> bool {
        let head = entry.title.as_ref().map_or(entry.span, |title| title.span);
        let line = Span::new(entry.span.start, head.end);
        let known = self.analysis.skills.iter().any(|mention| {
            line.contains(mention.span) && self.lexicon.get(mention.skill).kind == Kind::Certification
        });
        let content = fold_key(line.of(self.text));
        let first = content.split(' ').next().unwrap_or_default();
        let named = first.starts_with("certif") && !self.naming.is_school(line.of(self.text));
        let school = entry.organisation.as_ref().is_some_and(|name| self.naming.is_school(&name.text));
        let degree = (self.naming.is_degree(first) || self.has_diploma(line)) && !named;
        let studied = degree
            || school
            || self.naming.is_degree(content.as_str())
            || self.naming.is_school(line.of(self.text));
        known || (content.contains("certif") && !degree || named) && !school || !studied
    }

    /// A diploma of the lexicon stands in `span`.
    fn has_diploma(&self, span: Span) -> bool {
        self.analysis.diplomas.iter().any(|found| {
            span.contains(found.span)
                && self
                    .lexicon
                    .diplomas
                    .get(found.index as usize)
                    .is_some_and(|diploma| diploma.kind == crate::lexicon::raw::DiplomaKind::Diploma)
        })
    }

    /// `content` begins with a phrase of the table `telling`: « congé parental » is no job, « mention bien » no degree.
    fn tells(&self, id: &str, content: &str) -> bool {
        let Some(phrases) = self.tellings.get(id) else { return false };
        let begins = |content: &str, phrase: &str| {
            content.strip_prefix(phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        with_folded(content, |content| phrases.iter().any(|phrase| begins(content, phrase)))
    }

    /// A title of the lexicon stands in `span`.
    fn has_title(&self, span: Span) -> bool {
        self.analysis.titles.iter().any(|found| span.contains(found.span))
    }
}
