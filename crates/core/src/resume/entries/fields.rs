//! Title, employer and place out of the head of an entry.

use std::ops::Range;

use super::{
    super::{
        cues,
        model::EntryKind,
        pieces::{commas, pieces},
        place,
        rows::{clean, trimmed_of},
    },
    Finder,
    blocks::Block,
};
use crate::{Span, Spanned, text::fold_key};

/// What a head tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) title: Option<Spanned>,
    pub(super) organisation: Option<Spanned>,
    pub(super) location: Option<Spanned>,
}

/// Pieces of a head that name neither title nor employer, folded.
const ASIDE: &[&str] = &[
    "alternance",
    "apprentissage",
    "cdd",
    "cdi",
    "contract",
    "contrat",
    "en cours",
    "en poste",
    "freelance contract",
    "full time",
    "full-time",
    "hybrid",
    "hybride",
    "interim",
    "on-site",
    "part time",
    "part-time",
    "permanent",
    "present",
    "remote",
    "stage de",
    "teletravail",
    "temps partiel",
    "temps plein",
    "temps-plein",
    "sur site",
    "actuellement",
    "current",
    "internship",
    "temporary",
    "temporaire",
];
/// Units of durations, folded.
const UNITS: &[&str] = &[
    "an", "ans", "annee", "annees", "mois", "mo", "mos", "month", "months", "semaines", "weeks", "year",
    "years", "yr", "yrs", "et", "and",
];
/// Words before the employer.
const AT: &[&str] =
    &[" chez ", " at ", " @ ", " au sein de ", " au sein d'", " au sein d’", " pour le compte de "];
/// First words of what only describes a project, folded.
const DESCRIBES: &[&str] = &[
    "academic",
    "equipe",
    "logiciel",
    "open",
    "open-source",
    "personal",
    "projet",
    "side",
    "solo",
    "team",
    "university",
];

/// Reads heads.
pub(super) struct Reader<'a, 'f> {
    pub(super) finder: &'a Finder<'f>,
    pub(super) kind: EntryKind,
}

impl Reader<'_, '_> {
    fn text(&self) -> &str {
        self.finder.text
    }

    pub(super) fn read(&self, block: &Block) -> Fields {
        let parts = self.parts(block.rows.start..block.head_end);
        match self.kind {
            EntryKind::Certification => self.certification(block),
            EntryKind::Project => self.project(&parts),
            EntryKind::Education => self.education(&parts),
            EntryKind::Job | EntryKind::Volunteering => self.job(&parts),
        }
    }

    /// The pieces of the rows that are no dates, durations or contracts.
    pub(super) fn parts(&self, rows: Range<usize>) -> Vec<Span> {
        let mut parts = Vec::new();
        for row in &self.finder.rows[rows] {
            let mut start = row.text.start;
            let mut spans = Vec::new();
            // A period that wrapped from the row above ends in this one.
            let carried = self
                .finder
                .periods
                .iter()
                .find(|period| period.span.start < row.text.start && period.span.end > row.text.start);
            if let Some(period) = carried {
                start = period.span.end.min(row.text.end);
            }
            for period in self.finder.periods_of(row) {
                if period.span.start >= start {
                    spans.push(Span::new(start, period.span.start));
                    start = period.span.end.min(row.text.end);
                }
            }
            spans.push(Span::new(start, row.text.end));
            for span in spans {
                parts.extend(
                    pieces(self.text(), span)
                        .into_iter()
                        .map(|span| self.tidy(span))
                        .filter(|span| self.is_name(*span)),
                );
            }
        }
        parts
    }

    /// Without stray brackets and signs at the ends.
    fn tidy(&self, span: Span) -> Span {
        let text = self.text();
        let span = trimmed_of(text, clean(text, span), |c| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ':' | ';' | '|' | '-' | '–' | '—' | '=' | '>' | '/' | '*' | '_' | '[' | ']' | '·'
                )
        });
        let content = span.of(text);
        let (open, close) = (content.matches('(').count(), content.matches(')').count());
        if open > close && content.ends_with('(') {
            return self.tidy(Span::new(span.start, span.end - 1));
        }
        if close > open && content.starts_with(')') {
            return self.tidy(Span::new(span.start + 1, span.end));
        }
        if open == 1 && close == 1 && content.starts_with('(') && content.ends_with(')') {
            return self.tidy(Span::new(span.start + 1, span.end - 1));
        }
        span
    }

    fn is_name(&self, span: Span) -> bool {
        let content = span.of(self.text());
        if content.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return false;
        }
        let folded = fold_key(content);
        let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let duration = folded.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
            UNITS.contains(&word.trim_end_matches('.'))
                || word.bytes().all(|b| b.is_ascii_digit())
                || ASIDE.contains(&word)
        });
        !duration && !ASIDE.contains(&folded)
    }

    fn at(&self, span: Span) -> Option<Spanned> {
        (!span.is_empty()).then(|| Spanned::at(self.text(), span))
    }

    /// Name and place of an employer or a school: « Agence X (ESN), Limoges ».
    fn place_name(&self, span: Span, fields: &mut Fields) {
        let text = self.text();
        let cut = commas(text, span);
        let Some((first, rest)) = cut.split_first() else { return };
        let same = fold_key(first.of(text));
        if !matches!(
            same.as_str(),
            "meme enseigne" | "meme entreprise" | "meme societe" | "same company" | "same employer" | "idem"
        ) {
            fields.organisation = self.at(self.without_brackets(*first));
        }
        if let (Some(from), Some(to)) = (rest.first(), rest.last()) {
            fields.location = self.at(self.without_brackets(Span::new(from.start, to.end)));
        }
    }

    fn without_brackets(&self, span: Span) -> Span {
        let content = span.of(self.text());
        match content.rfind(" (") {
            Some(open) if content.ends_with(')') && open > 1 => {
                self.tidy(Span::new(span.start, span.start + open))
            }
            _ => self.tidy(span),
        }
    }

    /// « Développeuse web chez X » as title and employer.
    fn employed_at(&self, span: Span) -> Option<(Span, Span)> {
        let content = span.of(self.text());
        let words = content.match_indices(' ').filter_map(|(at, _)| {
            let (order, word) = AT.iter().enumerate().find(|(_, word)| content[at..].starts_with(**word))?;
            let told = *word != " at " || content[..at].split_whitespace().count() <= 7;
            told.then_some((order, at, word.len()))
        });
        let (_, at, length) = words.min()?;
        let title = Span::new(span.start, span.start + at);
        Some((self.tidy(title), self.tidy(Span::new(span.start + at + length, span.end))))
    }

    fn title_score(&self, span: Span) -> i32 {
        let content = span.of(self.text());
        let employer = cues::is_employer(content) || cues::is_school(content);
        3 * i32::from(self.finder.has_title(span)) + 2 * i32::from(cues::is_title(content))
            - 2 * i32::from(employer)
    }

    fn job(&self, parts: &[Span]) -> Fields {
        let text = self.text();
        let mut fields = Fields::default();
        for part in parts {
            if let Some((title, employer)) = self.employed_at(*part) {
                fields.title = self.at(title);
                self.place_name(employer, &mut fields);
                return fields;
            }
        }
        match parts {
            [] => {}
            [only] => {
                let cut = commas(text, *only);
                match &cut[..] {
                    [first, second, ..] if self.title_score(*first) <= 0 && self.title_score(*second) > 0 => {
                        fields.organisation = self.at(self.without_brackets(*first));
                        fields.title = self.at(*second);
                        fields.location =
                            cut.get(2).and_then(|from| self.at(Span::new(from.start, only.end)));
                    }
                    [first, ..] if cut.len() > 1 => {
                        fields.title = self.at(*first);
                        self.place_name(Span::new(cut[1].start, only.end), &mut fields);
                    }
                    _ if self.title_score(*only) < 0 => {
                        fields.organisation = self.at(self.without_brackets(*only))
                    }
                    _ => fields.title = self.at(*only),
                }
            }
            _ => {
                let title =
                    (0..parts.len().min(3)).rev().max_by_key(|&at| self.title_score(parts[at])).unwrap_or(0);
                fields.title = self.at(parts[title]);
                let mut others =
                    parts.iter().enumerate().filter(|(at, _)| *at != title).map(|(_, part)| *part);
                if let Some(employer) = others.next() {
                    self.place_name(employer, &mut fields);
                }
                if fields.location.is_none() {
                    fields.location =
                        others.next().filter(|span| self.is_place(*span)).and_then(|span| self.at(span));
                }
            }
        }
        fields
    }

    fn is_place(&self, span: Span) -> bool {
        place::town(self.text(), span, true).is_some()
    }

    fn education(&self, parts: &[Span]) -> Fields {
        let text = self.text();
        let mut fields = Fields::default();
        let score = |span: Span| {
            let content = span.of(text);
            let first = content.split_whitespace().next().unwrap_or_default();
            2 * i32::from(self.finder.has_diploma(span))
                + 2 * i32::from(cues::is_degree(first))
                + i32::from(cues::is_degree(content))
                - 3 * i32::from(cues::is_school(first))
                - i32::from(cues::is_school(content))
        };
        match parts {
            [] => {}
            [only] => {
                if let Some((title, school)) = self.employed_at(*only) {
                    fields.title = self.at(self.degree(title));
                    self.place_name(school, &mut fields);
                    return fields;
                }
                let cut = commas(text, *only);
                let is_school = |span: Span| {
                    let content = span.of(text);
                    let begins = content.split_whitespace().next().is_some_and(cues::is_school);
                    begins || cues::is_school(content) && score(span) <= 0
                };
                let school = (0..cut.len()).find(|&at| is_school(cut[at]));
                match (school, &cut[..]) {
                    (Some(0), [first, rest @ ..]) => {
                        fields.organisation = self.at(self.without_brackets(*first));
                        fields.title = rest
                            .first()
                            .and_then(|from| self.at(self.degree(Span::new(from.start, only.end))));
                    }
                    (Some(at), _) => {
                        fields.title = self.at(self.degree(Span::new(cut[0].start, cut[at - 1].end)));
                        self.place_name(Span::new(cut[at].start, only.end), &mut fields);
                    }
                    (None, [first, second]) if self.is_place(*second) => {
                        fields.title = self.at(self.degree(*first));
                        fields.location = self.at(self.without_brackets(*second));
                    }
                    (None, [first, second, third]) if self.is_place(*third) => {
                        fields.title = self.at(self.degree(*first));
                        fields.organisation = self.at(self.without_brackets(*second));
                        fields.location = self.at(*third);
                    }
                    _ => fields.title = self.at(self.degree(*only)),
                }
            }
            _ => {
                let title = (0..parts.len().min(3)).rev().max_by_key(|&at| score(parts[at])).unwrap_or(0);
                fields.title = self.at(self.degree(parts[title]));
                let mut others =
                    parts.iter().enumerate().filter(|(at, _)| *at != title).map(|(_, part)| *part);
                if let Some(school) = others.next() {
                    self.place_name(school, &mut fields);
                }
            }
        }
        fields
    }

    /// A degree without its level or its grades: « (bac+2) », "(D*DD)".
    fn degree(&self, span: Span) -> Span {
        let text = self.text();
        let lettered = |piece: &&Span| piece.of(text).chars().any(char::is_alphabetic);
        let end = commas(text, span).iter().rev().find(lettered).map_or(span.end, |piece| piece.end);
        let span = Span::new(span.start, end);
        let content = span.of(text);
        let inside = content
            .rfind(" (")
            .filter(|_| content.ends_with(')'))
            .map(|at| (at, &content[at + 2..content.len() - 1]));
        match inside {
            Some((at, inside))
                if fold_key(inside).starts_with("bac") || !inside.chars().any(char::is_lowercase) =>
            {
                Span::new(span.start, span.start + at)
            }
            _ => span,
        }
    }

    fn project(&self, parts: &[Span]) -> Fields {
        let text = self.text();
        let Some(first) = parts.first() else { return Fields::default() };
        let cut = commas(text, *first);
        let kept = cut
            .iter()
            .enumerate()
            .take_while(|(at, piece)| {
                let folded = fold_key(piece.of(text));
                *at == 0 || !DESCRIBES.contains(&folded.split(' ').next().unwrap_or_default())
            })
            .last();
        let end = kept.map_or(first.end, |(_, piece)| piece.end);
        Fields { title: self.at(Span::new(first.start, end)), ..Fields::default() }
    }

    /// All of the line but its date; what follows a bar is the issuer.
    fn certification(&self, block: &Block) -> Fields {
        let text = self.text();
        let rows = &self.finder.rows[block.rows.clone()];
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Fields::default() };
        let dated = rows.iter().find_map(|row| Some((row, self.finder.periods_of(row).first()?)));
        let (before, after) = match dated {
            Some((row, period)) => (
                Span::new(first.text.start, period.span.start),
                Some(Span::new(period.span.end.min(row.text.end), row.text.end)),
            ),
            None => (Span::new(first.text.start, last.text.end), None),
        };
        let name = |span: Span| {
            let tidy = self.tidy(span);
            let cut = commas(text, tidy);
            let last = cut.iter().rev().find(|piece| piece.of(text).chars().any(char::is_alphabetic));
            last.map_or(tidy, |last| Span::new(tidy.start, last.end))
        };
        let title = [Some(before), after].into_iter().flatten().map(name).find(|span| self.is_name(*span));
        let title = title.map(|span| {
            let content = span.of(text);
            let end = content.find(['|', '\t']).or_else(|| content.find("  ")).unwrap_or(content.len());
            (
                self.tidy(Span::new(span.start, span.start + end)),
                self.tidy(Span::new(span.start + end, span.end)),
            )
        });
        Fields {
            title: title.and_then(|(title, _)| self.at(title)),
            organisation: title.filter(|(_, rest)| self.is_name(*rest)).and_then(|(_, rest)| self.at(rest)),
            location: None,
        }
    }
}
