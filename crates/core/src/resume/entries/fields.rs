//! Title, employer and place out of the head of an entry.

use std::ops::Range;

use super::{
    super::{
        model::EntryKind,
        pieces::{commas, pieces},
        place,
        rows::{clean, trimmed_of},
    },
    Finder,
    blocks::Block,
};
use crate::{
    Span, Spanned,
    text::{Function, fold_key, with_folded},
};

/// What a head tells.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) title: Option<Spanned>,
    pub(super) organisation: Option<Spanned>,
    pub(super) location: Option<Spanned>,
}

/// Reads heads.
pub(super) struct Reader<'a, 'f> {
    pub(super) finder: &'a Finder<'f>,
    pub(super) kind: EntryKind,
    /// The blocks of its section, where they tell what the others do.
    pub(super) siblings: &'a [Block],
}

impl Reader<'_, '_> {
    pub(super) fn text(&self) -> &str {
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
        let mut parts: Vec<Span> = Vec::new();
        let mut open = false;
        let end = rows.end;
        for at in rows {
            let row = &self.finder.rows[at];
            let mut start = row.text.start;
            let before = parts.len();
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
                    self.pieces_of(span)
                        .into_iter()
                        .map(|span| self.tidy(span))
                        .filter(|span| self.is_name(*span)),
                );
            }
            // A narrow column cuts a name in two lines: « Point d’accès au droit des » / « Trois Piliers ».
            if open && before > 0 && parts.len() > before {
                let end = parts.remove(before).end;
                parts[before - 1].end = end;
            }
            open = at + 1 < end && self.finder.goes_on_below(at);
        }
        parts
    }

    /// The pieces of a row; those of one degree or one school stay together: « Bachelor of Science - BS, Physics ».
    fn pieces_of(&self, span: Span) -> Vec<Span> {
        let text = self.text();
        let mut found: Vec<Span> = Vec::new();
        for piece in pieces(text, span) {
            let first = piece.of(text).split_whitespace().next().unwrap_or_default();
            let degree = |span: Span, first: &str| {
                self.finder.naming.is_degree(first) || self.finder.has_diploma(span)
            };
            let joined = self.kind == EntryKind::Education
                && found.last().is_some_and(|last| {
                    let own = last.of(text).split_whitespace().next().unwrap_or_default();
                    let dash = text.get(last.end..piece.start).is_some_and(|sign| sign.trim() == "-");
                    let both = degree(*last, own) && self.finder.naming.is_degree(first);
                    let school = self.finder.naming.is_school(own)
                        && !degree(piece, first)
                        && !self.finder.naming.is_school(first);
                    dash && (both || school)
                });
            match found.last_mut() {
                Some(last) if joined => last.end = piece.end,
                _ => found.push(piece),
            }
        }
        found
    }

    /// Without stray brackets and signs at the ends.
    pub(super) fn tidy(&self, span: Span) -> Span {
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
        // « janv. 2022 – auj. Chargée » keeps its stop.
        if let Some(rest) = content.strip_prefix(". ") {
            return self.tidy(Span::new(span.end - rest.len(), span.end));
        }
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
        if content.chars().filter(|c| c.is_alphabetic()).nth(1).is_none() {
            return false;
        }
        let naming = self.finder.naming;
        with_folded(content, |folded| {
            let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
            let duration = folded.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
                naming.is_duration(word.trim_end_matches('.'))
                    || word.bytes().all(|b| b.is_ascii_digit())
                    || naming.is_aside(word)
            });
            !duration && !naming.is_aside(folded)
        })
    }

    pub(super) fn at(&self, span: Span) -> Option<Spanned> {
        // What wraps in its document is one name.
        let content = span.of(self.text());
        let wraps = |pair: &[u8]| pair == b"  " || !matches!(pair[0], b' '..=b'~');
        let words = || match content.as_bytes().windows(2).any(wraps) {
            true => content.split_whitespace().collect::<Vec<_>>().join(" "),
            false => content.to_owned(),
        };
        (!span.is_empty()).then(|| Spanned { text: words(), span })
    }

    /// Name and place of an employer or a school: « Agence X (ESN), Limoges ».
    pub(super) fn place_name(&self, span: Span, fields: &mut Fields) {
        let text = self.text();
        let cut = commas(text, span);
        let Some((first, rest)) = cut.split_first() else { return };
        let same = |name: &str| {
            matches!(
                name,
                "meme enseigne"
                    | "meme entreprise"
                    | "meme societe"
                    | "same company"
                    | "same employer"
                    | "idem"
            )
        };
        // A head that wraps behind « , en » names nobody there.
        let nobody = |name: &str| {
            first.of(text).starts_with(char::is_lowercase) && Function::of(name) != Function::default()
        };
        if !with_folded(first.of(text), |name| same(name) || nobody(name)) {
            fields.organisation = self.at(self.without_brackets(*first));
        }
        if let (Some(from), Some(to)) = (rest.first(), rest.last()) {
            fields.location = self.at(self.without_brackets(Span::new(from.start, to.end)));
        }
    }

    pub(super) fn without_brackets(&self, span: Span) -> Span {
        let content = span.of(self.text());
        match content.rfind(" (") {
            Some(open) if content.ends_with(')') && open > 1 => {
                self.tidy(Span::new(span.start, span.start + open))
            }
            _ => self.tidy(span),
        }
    }

    /// The employer of a part that begins with the word before one: « chez X ».
    fn led(&self, span: Span) -> Option<Span> {
        let content = span.of(self.text());
        let word =
            self.finder.naming.employed_at().iter().find(|word| content.starts_with(word.trim_start()))?;
        Some(self.tidy(Span::new(span.start + word.trim_start().len(), span.end)))
    }

    /// « Développeuse web chez X » as title and employer.
    pub(super) fn employed_at(&self, span: Span) -> Option<(Span, Span)> {
        let content = span.of(self.text());
        let words = content.match_indices(' ').filter_map(|(at, _)| {
            let mut words = self.finder.naming.employed_at().iter().enumerate();
            let (order, word) = words.find(|(_, word)| content[at..].starts_with(word.as_str()))?;
            let told = word != " at " || content[..at].split_whitespace().count() <= 7;
            told.then_some((order, at, word.len()))
        });
        let (_, at, length) = words.min()?;
        let title = Span::new(span.start, span.start + at);
        Some((self.tidy(title), self.tidy(Span::new(span.start + at + length, span.end))))
    }

    fn title_score(&self, span: Span) -> i32 {
        let content = span.of(self.text());
        let told = self.finder.naming.told(content);
        3 * i32::from(self.finder.has_title(span)) + 2 * i32::from(told.title)
            - 2 * i32::from(told.employer || told.school)
    }

    /// Parts without those that only tell where, and the first of these.
    pub(super) fn without_places(&self, parts: &[Span]) -> (Vec<Span>, Option<Span>) {
        let text = self.text();
        let city = self.finder.city.map(|city| fold_key(&city.text));
        let is_town = |&(at, span): &(usize, Span)| {
            let content = span.of(text);
            let cut = if content.contains(',') { commas(text, span) } else { Vec::new() };
            let parted = match &cut[..] {
                [_, region] => {
                    // An employer and its state look the same where no third name stands beside.
                    let long = region.of(text).chars().any(char::is_lowercase);
                    place::is_region(self.finder.naming, region.of(text))
                        && (parts.len() > 2 || long && at > 0)
                }
                [_, region, country] => {
                    place::is_region(self.finder.naming, region.of(text))
                        && place::is_region(self.finder.naming, country.of(text))
                }
                _ => false,
            };
            let named = || {
                let told = self.finder.naming.told(content);
                told.employer || told.school || self.finder.has_title(span)
            };
            parted && !named()
                || at > 0 && city.as_ref().is_some_and(|city| with_folded(content, |own| own == city))
        };
        let (towns, kept): (Vec<_>, Vec<_>) = parts.iter().copied().enumerate().partition(is_town);
        (kept.into_iter().map(|(_, span)| span).collect(), towns.first().map(|(_, span)| *span))
    }

    /// What a head tells without its client, who stands for an employer where none is told.
    fn job(&self, parts: &[Span]) -> Fields {
        let told = parts.iter().enumerate().find_map(|(at, part)| Some((at, self.assignment(*part)?)));
        let Some((at, assignment)) = told.filter(|(_, told)| parts.len() > 1 || !told.before.is_empty())
        else {
            return self.employment(parts);
        };
        let own = Some(assignment.before).filter(|before| self.is_name(*before));
        let kept: Vec<Span> =
            parts[..at].iter().copied().chain(own).chain(parts[at + 1..].iter().copied()).collect();
        let mut fields = self.employment(&kept);
        if let Some((title, agency)) = fields.title.as_ref().and_then(|title| self.employed_for(title.span))
            && fields.organisation.is_none()
        {
            fields.title = self.at(title);
            self.place_name(agency, &mut fields);
        }
        if let Some(client) = assignment.client.filter(|_| fields.organisation.is_none()) {
            self.place_name(client, &mut fields);
        }
        fields
    }

    fn employment(&self, parts: &[Span]) -> Fields {
        let text = self.text();
        let (mut parts, place) = self.without_places(parts);
        let mut fields = Fields { location: place.and_then(|span| self.at(span)), ..Fields::default() };
        // « Stage — analyste de données »
        let kind = |part: &Span| self.finder.naming.is_kind_of_job(part.of(text));
        if parts.iter().any(|part| !kind(part) && self.title_score(*part) > 0) {
            parts.retain(|part| !kind(part));
        }
        let parts = &parts[..];
        // « Développeuse Java | chez X »
        if let Some((at, employer)) =
            parts.iter().enumerate().find_map(|(at, part)| Some((at, self.led(*part)?)))
        {
            let others: Vec<Span> = [&parts[..at], &parts[at + 1..]].concat();
            let mut told = self.employment(&others);
            let place = told.organisation.take().filter(|name| self.is_place(name.span));
            told.location = told.location.or(fields.location).or(place);
            self.place_name(employer, &mut told);
            return told;
        }
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
                    // "Maumee Glass Works, Toledo, OH"
                    [first, town, state]
                        if self.title_score(*first) <= 0 && self.is_town_of(*town, *state) =>
                    {
                        fields.organisation = self.at(self.without_brackets(*first));
                        fields.location = self.at(Span::new(town.start, state.end));
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
                let scores: Vec<i32> = parts.iter().take(3).map(|part| self.title_score(*part)).collect();
                let best = scores.iter().copied().max().unwrap_or_default();
                let same = scores.len() > 1 && scores[0] == best && scores[1] == best;
                let title = if same && self.employers_first() {
                    1
                } else {
                    scores.iter().position(|score| *score == best).unwrap_or(0)
                };
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

    /// Employers stand above titles in most of the entries beside this one that tell.
    fn employers_first(&self) -> bool {
        let mut above = 0;
        for block in self.siblings {
            let parts = self.parts(block.rows.start..block.head_end);
            if let [first, second, ..] = &parts[..] {
                above += (self.title_score(*second) - self.title_score(*first)).signum();
            }
        }
        above > 0
    }

    fn is_town_of(&self, town: Span, state: Span) -> bool {
        let (town, state) = (town.of(self.text()), state.of(self.text()));
        state.len() == 2
            && place::is_region(self.finder.naming, state)
            && place::is_name(self.finder.naming, town, 4)
    }

    pub(super) fn is_place(&self, span: Span) -> bool {
        place::town(self.finder.naming, self.text(), span, true).is_some()
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
                *at == 0 || !self.finder.naming.describes(folded.split(' ').next().unwrap_or_default())
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

/// The line goes on below: it ends with a dash, a comma or a small word.
pub(super) fn ends_open(content: &str) -> bool {
    let last = content.rsplit(' ').next().unwrap_or_default();
    content.ends_with(['-', '–', '—', ',', '(', '&'])
        || matches!(
            last,
            "de" | "du"
                | "des"
                | "d'"
                | "en"
                | "et"
                | "la"
                | "le"
                | "of"
                | "the"
                | "in"
                | "and"
                | "for"
                | "pour"
                | "à"
                | "to"
        )
}
