//! Degree, school and place out of the head of an entry of studies.

use super::{
    super::pieces::commas,
    fields::{Fields, Reader},
};
use crate::{Span, text::fold_key};

impl Reader<'_, '_> {
    pub(super) fn education(&self, parts: &[Span]) -> Fields {
        let text = self.text();
        let (parts, place) = self.without_places(parts);
        let mut fields = Fields { location: place.and_then(|span| self.at(span)), ..Fields::default() };
        let parts = &parts[..];
        let score = |span: Span| {
            let content = span.of(text);
            let first = content.split_whitespace().next().unwrap_or_default();
            let (begins, all) = (self.finder.naming.told(first), self.finder.naming.told(content));
            2 * i32::from(self.finder.has_diploma(span))
                + 2 * i32::from(begins.degree)
                + i32::from(all.degree)
                - 3 * i32::from(begins.school)
                - i32::from(all.school)
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
                    let last = content.split_whitespace().next_back().unwrap_or_default();
                    if self.finder.naming.is_degree(last) && !self.finder.naming.is_school(last) {
                        return false;
                    }
                    let begins = content
                        .split_whitespace()
                        .next()
                        .is_some_and(|word| self.finder.naming.is_school(word));
                    begins || self.finder.naming.is_school(content) && score(span) <= 0
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
        let grade = |piece: &&Span| self.finder.tells("grade", piece.of(text));
        let cut = commas(text, span);
        let end =
            cut.iter().rev().filter(lettered).find(|piece| !grade(piece)).map_or(span.end, |piece| piece.end);
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
}
