//! The resume: sections, contact, entries with dates, languages.
//!
//! A [`ResumeParser`] holds what is made of the lexicon once; [`parse`] makes one for a single resume.

mod contact;
mod dates;
mod dialling;
mod entries;
mod from_json;
mod headings;
mod hints;
mod json;
mod model;
mod naming;
mod phone;
mod phrases;
pub(crate) mod pieces;
mod place;
mod prose;
pub(crate) mod rows;
mod sections;
mod spoken;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unusual;

pub use dates::{Dates, months_union, periods};
pub(crate) use dialling::is_possible;
pub use hints::hints;
pub(crate) use hints::{forget, without_hints};
pub use json::to_json_resume;
pub use model::*;

use headings::Headings;
use naming::Naming;
use prose::Prose;
use rows::Row;
use spoken::Spoken;

use crate::{
    Span, Spanned,
    document::Document,
    lexicon::Lexicon,
    matching::{Analysis, Matcher},
};

/// Most words of a line that is no sentence.
const LINE: usize = 18;
/// Words of a line of a profile: one more than the least.
const PROFILE: usize = 7;

/// Reads resumes; made once of a lexicon, shared between threads.
///
/// ```
/// use sartor_core::{document::Document, lexicon::Lexicon, matching::Matcher, resume::ResumeParser};
/// let matcher = Matcher::new(Lexicon::load(&[]).unwrap());
/// let parser = ResumeParser::new(matcher.lexicon());
/// let resume = parser.parse(&Document::plain("Zoé Martin\nzoe.martin@example.fr"), &matcher);
/// assert_eq!(resume.contact.name.unwrap().text, "Zoé Martin");
/// ```
#[derive(Debug, Clone)]
pub struct ResumeParser {
    headings: Headings,
    dates: Dates,
    spoken: Spoken,
    prose: Prose,
    tellings: entries::Tellings,
    naming: Naming,
}

/// Reads one resume; for many, keep a [`ResumeParser`].
pub fn parse(document: &Document, matcher: &Matcher) -> Resume {
    ResumeParser::new(matcher.lexicon()).parse(document, matcher)
}

impl ResumeParser {
    /// Makes the tables of headings, time and spoken languages ready.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            headings: Headings::new(lexicon),
            dates: Dates::new(lexicon),
            spoken: Spoken::new(lexicon),
            prose: Prose::new(lexicon),
            tellings: entries::tellings(lexicon),
            naming: Naming::new(lexicon),
        }
    }

    /// Reads a resume.
    pub fn parse(&self, document: &Document, matcher: &Matcher) -> Resume {
        self.parse_analysed(document, &matcher.analyse(&document.text), matcher.lexicon())
    }

    /// Reads a resume whose text was analysed before, with the same lexicon.
    pub fn parse_analysed(&self, document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Resume {
        if let Some(resume) = from_json::read(document, analysis, self) {
            return resume;
        }
        let text = document.text.as_str();
        let all = rows::rows(document);
        let rows = rows::without_feet(&all);
        let tokens = &analysis.tokens;
        let names_language = |span: Span| self.spoken.names(tokens, span);
        let mut sections = sections::Finder {
            text,
            rows,
            analysis,
            lexicon,
            headings: &self.headings,
            names_language: &names_language,
        }
        .sections();
        let periods = self.dates.periods(text);
        part_headless(text, &mut sections, rows, &periods, &|span| self.spoken.is_list(tokens, span));
        part_feet(&mut sections, all.get(rows.len()));
        let name = self.contact(document, &all, &sections, analysis).name();
        part_at_name(&mut sections, rows, name.map(|(_, span)| span));
        let is_title = |row: &Row| self.naming.is_title(row.text.of(text));
        part_at_columns(text, &mut sections, rows, &is_title);
        let (contact, headline) = self.contact(document, &all, &sections, analysis).contact(name);
        let languages = self.spoken.languages(text, tokens, &sections, rows);
        let mut entries = entries::Finder {
            text,
            rows,
            sections: &sections,
            analysis,
            lexicon,
            tellings: &self.tellings,
            naming: &self.naming,
            periods: &periods,
            languages: &languages,
            city: contact.city.as_ref(),
        }
        .entries();
        if !entries.iter().any(|entry| entry.kind == EntryKind::Job) {
            let sentences = prose::Sentences {
                text,
                tokens,
                rows,
                sections: &sections,
                periods: &periods,
                naming: &self.naming,
            };
            entries.extend(self.prose.entries(&sentences));
            entries.sort_by_key(|entry| entry.span.start);
        }
        let summary = summary(text, &sections, rows);
        Resume {
            text: text.to_owned(),
            language: analysis.language,
            contact,
            headline,
            summary,
            sections,
            entries,
            languages,
        }
    }
}

impl ResumeParser {
    /// The periods that a text tells, in order.
    pub(crate) fn periods(&self, text: &str) -> Vec<Period> {
        self.dates.periods(text)
    }

    /// The spoken languages that a part of a text tells.
    pub(crate) fn spoken(&self, text: &str, tokens: &crate::text::Tokens, span: Span) -> Vec<SpokenLanguage> {
        self.spoken.told(text, tokens, span)
    }

    fn contact<'a>(
        &'a self,
        document: &'a Document,
        rows: &'a [Row],
        sections: &'a [Section],
        analysis: &'a Analysis,
    ) -> contact::Finder<'a> {
        contact::Finder { document, rows, sections, analysis, headings: &self.headings, naming: &self.naming }
    }
}

/// A side column read first: what stands at the head of the next column, above its first heading, tells of the person, not of the last
/// section of the side column. So do a title, or a profile.
fn part_at_columns(text: &str, sections: &mut Vec<Section>, rows: &[Row], is_title: &dyn Fn(&Row) -> bool) {
    for pair in rows.windows(2) {
        let [before, row] = pair else { continue };
        let at = sections.iter().position(|section| section.span.contains(row.line));
        let Some(at) = at.filter(|_| row.opens_column && !row.bullet) else { continue };
        let section = &mut sections[at];
        let side = |kind: &SectionKind| {
            matches!(
                kind,
                SectionKind::Skills
                    | SectionKind::SoftSkills
                    | SectionKind::Languages
                    | SectionKind::Interests
                    | SectionKind::Contact
                    | SectionKind::Misc
            )
        };
        let profile = row.text.of(text).split_whitespace().nth(PROFILE).is_some();
        let inside = section.span.start < row.line.start && section.span.contains(before.line);
        if inside && section.kinds.iter().all(side) && (is_title(row) || profile) {
            let span = Span::new(row.line.start, section.span.end);
            section.span.end = span.start;
            sections.insert(at + 1, Section { kinds: vec![SectionKind::Header], heading: None, span });
        }
    }
}

/// A side column read first: the header begins at the name, in the midst of another section.
fn part_at_name(sections: &mut Vec<Section>, rows: &[Row], name: Option<Span>) {
    let Some(name) = name else { return };
    let largest = rows.iter().map(|row| row.size).fold(0.0_f32, f32::max);
    let opens = |row: &&Row| {
        row.line.contains(Span::new(name.start, name.start + 1))
            && (row.blank_before || row.size > 0.0 && row.size >= largest)
    };
    let Some(row) = rows.iter().find(opens) else { return };
    let at = sections.iter().position(|section| section.span.contains(row.line));
    let Some(at) = at.filter(|at| *at > 0 && row.line.start > sections[*at].span.start) else { return };
    let end = sections[at].span.end;
    sections[at].span.end = row.line.start;
    let header =
        Section { kinds: vec![SectionKind::Header], heading: None, span: Span::new(row.line.start, end) };
    sections.insert(at + 1, header);
}

/// The feet of the pages belong to no section of the text, and may hold the contact.
fn part_feet(sections: &mut Vec<Section>, foot: Option<&Row>) {
    let (Some(foot), Some(last)) = (foot, sections.last_mut()) else { return };
    let span = Span::new(foot.line.start, last.span.end);
    if span.start > last.span.start {
        last.span.end = span.start;
        sections.push(Section { kinds: vec![SectionKind::Contact], heading: None, span });
    }
}

/// A resume without headings of jobs or studies: they begin at the first range of time, or the two lines above it.
fn part_headless(
    text: &str,
    sections: &mut Vec<Section>,
    rows: &[Row],
    periods: &[Period],
    is_languages: &dyn Fn(Span) -> bool,
) {
    // A sentence is told as prose.
    let is_line = |row: &Row| {
        let content = row.line.of(text);
        content.split_whitespace().count() <= LINE && !content.ends_with('.')
    };
    let known = |kind: &SectionKind| {
        matches!(kind, SectionKind::Experience | SectionKind::Education | SectionKind::Projects)
    };
    let Some(header) = sections.first().filter(|section| section.kinds == [SectionKind::Header]) else {
        return;
    };
    if sections.iter().any(|section| section.kinds.iter().any(known)) {
        return;
    }
    let span = header.span;
    let first = rows.iter().enumerate().skip(2).find(|(_, row)| {
        let ranged = |period: &Period| {
            row.line.contains(Span::new(period.span.start, period.span.start + 1))
                && !(period.year_only && period.span.len() == 4)
        };
        span.contains(row.line) && is_line(row) && periods.iter().any(ranged)
    });
    let Some((at, _)) = first else { return };
    let mut start = at;
    while start > 2
        && at - start < 2
        && !rows[start].blank_before
        && !rows[start - 1].bullet
        && is_line(&rows[start - 1])
        && !rows[start - 1].line.of(text).contains('@')
    {
        start -= 1;
    }
    let cut = rows[start].line.start;
    if cut > span.start && cut < span.end {
        sections[0].span.end = cut;
        let kinds = vec![SectionKind::Experience];
        sections.insert(1, Section { kinds, heading: None, span: Span::new(cut, span.end) });
        let spoken = rows
            .iter()
            .find(|row| row.line.start > cut && row.line.end <= span.end && is_languages(row.text));
        if let Some(row) = spoken {
            sections[1].span.end = row.line.start;
            let dated = |row: &&Row| periods.iter().any(|period| row.line.contains(period.span));
            let next = rows.iter().find(|next| next.line.start >= row.line.end && !is_languages(next.text));
            let after = next.map_or(span.end, |next| next.line.start).min(span.end);
            let mut insert = |at, kind, start, end| {
                if start < end {
                    sections.insert(
                        at,
                        Section { kinds: vec![kind], heading: None, span: Span::new(start, end) },
                    );
                }
            };
            insert(2, SectionKind::Languages, row.line.start, after);
            let goes_on = rows
                .iter()
                .filter(|row| after <= row.line.start && row.line.end <= span.end)
                .any(|row| dated(&row));
            insert(3, if goes_on { SectionKind::Experience } else { SectionKind::Misc }, after, span.end);
        }
    }
}

/// The profile: its section without the heading, else the first paragraph of the header.
fn summary(text: &str, sections: &[Section], rows: &[Row]) -> Option<Spanned> {
    let section = sections.iter().find(|section| section.kinds.contains(&SectionKind::Summary));
    let within = |span: Span| rows.iter().filter(move |row| span.contains(row.line));
    let span = match section {
        Some(section) => {
            let start = section.heading.as_ref().map_or(section.span.start, |heading| heading.span.end);
            let body = Span::new(start, section.span.end);
            let mut rows = within(body);
            let first = rows.next()?;
            Span::new(first.text.start, rows.next_back().unwrap_or(first).text.end)
        }
        None => {
            let long = |row: &&Row| {
                let content = row.text.of(text);
                content.split_whitespace().count() >= 9 && !content.contains('@') && !content.contains('|')
            };
            let mut headers = sections.iter().rev().filter(|section| section.kinds == [SectionKind::Header]);
            let (header, first) =
                headers.find_map(|header| Some((header, within(header.span).find(long)?)))?;
            let last = within(Span::new(first.line.start, header.span.end))
                .take_while(|row| row.line == first.line || !row.blank_before)
                .last()?;
            Span::new(first.text.start, last.text.end)
        }
    };
    Some(Spanned::at(text, rows::clean(text, span)))
}
