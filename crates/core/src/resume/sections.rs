//! Sections: which lines are headings, and what each part of the resume is.

use memchr::memchr;

use super::{
    headings::{Headings, Hit},
    model::{Section, SectionKind},
    rows::{Row, clean, is_upper},
};
use crate::{Span, Spanned, lexicon::Lexicon, matching::Analysis, text::fold_key};

/// Kinds whose entries have labels of their own: « Environnement technique : … ».
const WITH_ENTRIES: &[SectionKind] = &[
    SectionKind::Experience,
    SectionKind::Projects,
    SectionKind::Education,
    SectionKind::Volunteering,
    SectionKind::Teaching,
];
/// Kinds that such a label inside an entry may name.
const INTERNAL: &[SectionKind] = &[
    SectionKind::Skills,
    SectionKind::SoftSkills,
    SectionKind::Projects,
    SectionKind::Awards,
    SectionKind::Experience,
    SectionKind::Summary,
    SectionKind::Teaching,
    SectionKind::Misc,
];

/// Most bytes of a label before its colon.
const LABEL: usize = 48;

/// A line that may open a section.
struct Candidate {
    row: usize,
    hit: Hit,
    upper: bool,
    /// The bytes of the heading where content follows on the same line.
    label: Option<Span>,
}

/// What finding the sections needs to know.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) rows: &'a [Row],
    pub(super) analysis: &'a Analysis,
    pub(super) lexicon: &'a Lexicon,
    pub(super) headings: &'a Headings,
    /// True for a text that names a spoken language.
    pub(super) names_language: &'a dyn Fn(Span) -> bool,
}

impl Finder<'_> {
    /// The sections, in order, over all of the text.
    pub(super) fn sections(&self) -> Vec<Section> {
        let candidates: Vec<Candidate> = (0..self.rows.len()).filter_map(|row| self.candidate(row)).collect();
        let full = || candidates.iter().filter(|candidate| candidate.label.is_none());
        let upper_style = full().filter(|candidate| candidate.upper).count() >= 3
            && full().filter(|candidate| candidate.upper).count() * 2 > full().count();
        let marked = full().filter(|candidate| self.rows[candidate.row].level.is_some()).count() >= 3;
        let style = Style { upper: upper_style, marked };

        let mut sections: Vec<Section> =
            vec![Section { kinds: vec![SectionKind::Header], heading: None, span: Span::new(0, 0) }];
        let mut level = None;
        // Kinds to go back to after a section of one line.
        let mut back: Option<Vec<SectionKind>> = None;
        let mut next = candidates.into_iter().peekable();
        for (index, row) in self.rows.iter().enumerate() {
            let outer = || {
                let current = || sections.last().map_or(&[][..], |section| &section.kinds[..]).to_vec();
                back.clone().unwrap_or_else(current)
            };
            if let Some(candidate) = next.next_if(|candidate| candidate.row == index) {
                let body = self.body(index, next.peek().map(|candidate| candidate.row));
                let end = next.peek().map(|candidate| candidate.row);
                let outer = outer();
                if let Some(kinds) = self.opens(&candidate, &outer, level, &style, body, end) {
                    let whole = candidate.label.unwrap_or_else(|| clean(self.text, row.text));
                    back = candidate.label.map(|_| outer);
                    if candidate.label.is_none() {
                        level = row.level;
                    }
                    let heading = Some(Spanned::at(self.text, whole));
                    sections.push(Section {
                        kinds,
                        heading,
                        span: Span::new(row.line.start, row.line.start),
                    });
                    continue;
                }
            }
            if back.is_some() && (row.blank_before || self.label(row).is_some()) {
                let kinds = outer();
                back = None;
                sections.push(Section {
                    kinds,
                    heading: None,
                    span: Span::new(row.line.start, row.line.start),
                });
            }
        }
        close(sections, self.text.len())
    }

    fn candidate(&self, index: usize) -> Option<Candidate> {
        let row = &self.rows[index];
        let content = clean(self.text, row.text).of(self.text);
        if let Some(hit) = self.headings.look(content) {
            return Some(Candidate { row: index, hit, upper: is_upper(content), label: None });
        }
        let label = self.label(row)?;
        let hit = self.headings.look(label.of(self.text)).filter(|hit| !hit.fuzzy)?;
        Some(Candidate { row: index, hit, upper: is_upper(label.of(self.text)), label: Some(label) })
    }

    /// The label of « Langues : anglais (C1) ».
    fn label(&self, row: &Row) -> Option<Span> {
        let content = row.text.of(self.text);
        let at = memchr(b':', &content.as_bytes()[..content.len().min(LABEL)])?;
        let label = clean(self.text, Span::new(row.text.start, row.text.start + at));
        let rest = content[at + 1..].trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
        (!rest.is_empty() && !rest.starts_with("//") && !label.is_empty()).then_some(label)
    }

    /// The text under a heading, up to the next candidate.
    fn body(&self, row: usize, next: Option<usize>) -> Span {
        let start = self.rows[row].text.end;
        let end = next.and_then(|next| self.rows.get(next)).map_or(self.text.len(), |row| row.line.start);
        Span::new(start, end.max(start))
    }

    /// The kinds of the section that the candidate opens, where it opens one.
    fn opens(
        &self,
        candidate: &Candidate,
        current: &[SectionKind],
        level: Option<u8>,
        style: &Style,
        body: Span,
        end: Option<usize>,
    ) -> Option<Vec<SectionKind>> {
        let row = &self.rows[candidate.row];
        let hit = &candidate.hit;
        let within_entries = current.iter().any(|kind| WITH_ENTRIES.contains(kind));
        let internal = hit.kinds.iter().all(|kind| INTERNAL.contains(kind));
        if let Some(label) = candidate.label {
            return self.opens_inline(label, row, hit, current, within_entries);
        }
        let content = row.text.of(self.text);
        let colon = content.ends_with(':');
        let lower = content.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let strong = row.level.is_some() || candidate.upper || row.bold || row.blank_before || colon;
        if row.bullet && row.level.is_none() && !candidate.upper
            || lower && !(row.level.is_some() || row.blank_before || colon)
            || hit.fuzzy && !strong
            || candidate.row == 0 && hit.fuzzy
        {
            return None;
        }
        let off_style = (style.upper && !candidate.upper || style.marked && row.level.is_none())
            && row.level.is_none_or(|own| level.is_some_and(|outer| own > outer));
        let deeper = row.level.zip(level).is_some_and(|(own, outer)| own > outer);
        if within_entries && internal && (off_style || deeper || colon && !candidate.upper || !strong) {
            return None;
        }
        let skills = current.contains(&SectionKind::Skills);
        if skills && (off_style || deeper) && hit.kinds.iter().all(|kind| *kind == SectionKind::Skills) {
            return None;
        }
        // The last line of a text heads nothing.
        if end.is_none() && candidate.row + 1 == self.rows.len() && hit.fuzzy {
            return None;
        }
        Some(self.decided(hit, body))
    }

    fn opens_inline(
        &self,
        label: Span,
        row: &Row,
        hit: &Hit,
        current: &[SectionKind],
        within_entries: bool,
    ) -> Option<Vec<SectionKind>> {
        let content = Span::new(label.end, row.text.end);
        let kind = *hit.kinds.first()?;
        let fits = match kind {
            SectionKind::Languages => (self.names_language)(content),
            SectionKind::Interests => !row.bullet || !within_entries,
            SectionKind::Certifications => !within_entries && !row.bullet,
            SectionKind::Skills => {
                !row.bullet
                    && !within_entries
                    && !current.contains(&SectionKind::Skills)
                    && self.is_technical(content)
            }
            SectionKind::SoftSkills => !row.bullet && !within_entries,
            _ => false,
        };
        (fits && !current.contains(&kind)).then(|| vec![kind])
    }

    /// What stands under an ambiguous heading tells which it is.
    fn decided(&self, hit: &Hit, body: Span) -> Vec<SectionKind> {
        let has = |kind| hit.kinds.contains(&kind);
        if hit.kinds == [SectionKind::Languages] && !(self.names_language)(body) && self.is_technical(body) {
            return vec![SectionKind::Skills];
        }
        if !hit.ambiguous {
            return hit.kinds.clone();
        }
        let dated = body.of(self.text).bytes().filter(u8::is_ascii_digit).count() >= 4;
        let choice = if has(SectionKind::Skills) && has(SectionKind::SoftSkills) {
            if self.is_technical(body) { SectionKind::Skills } else { SectionKind::SoftSkills }
        } else if has(SectionKind::Volunteering) && has(SectionKind::Interests) {
            if dated { SectionKind::Volunteering } else { SectionKind::Interests }
        } else if has(SectionKind::Interests) && has(SectionKind::Misc) {
            let person = ["permis", "mobil", "benevol", "disponib", "vehicule"];
            let folded = fold_key(body.of(self.text));
            if dated || person.iter().any(|word| folded.contains(word)) {
                SectionKind::Misc
            } else {
                SectionKind::Interests
            }
        } else if has(SectionKind::Education) && has(SectionKind::Certifications) {
            return vec![SectionKind::Education, SectionKind::Certifications];
        } else if has(SectionKind::Summary) && has(SectionKind::Experience) {
            let years =
                body.of(self.text).split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4).count();
            if years >= 3 { SectionKind::Experience } else { SectionKind::Summary }
        } else if has(SectionKind::Teaching) && has(SectionKind::Education) {
            SectionKind::Education
        } else {
            *hit.kinds.first().unwrap_or(&SectionKind::Misc)
        };
        vec![choice]
    }

    fn is_technical(&self, span: Span) -> bool {
        let from = self.analysis.skills.partition_point(|mention| mention.span.start < span.start);
        self.analysis.skills[from..]
            .iter()
            .take_while(|mention| mention.span.end <= span.end)
            .any(|mention| self.lexicon.get(mention.skill).kind.is_technical_name())
    }
}

/// How most headings of this resume look.
struct Style {
    upper: bool,
    marked: bool,
}

/// Lets each section reach to the next; leaves out an empty header.
fn close(mut sections: Vec<Section>, length: usize) -> Vec<Section> {
    for at in 0..sections.len() {
        let end = sections.get(at + 1).map_or(length, |next| next.span.start);
        sections[at].span.end = end;
    }
    if sections.len() > 1 && sections[1].span.start == 0 {
        sections.remove(0);
    }
    sections
}
