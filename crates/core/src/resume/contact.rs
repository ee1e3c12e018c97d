//! Contact: name, headline, address, telephone, town, links.

use super::{
    headings::Headings,
    model::{Contact, Section, SectionKind},
    naming::Naming,
    phone,
    pieces::{is_icon, pieces},
    place,
    rows::{Row, clean, trimmed_of},
};
use crate::{
    Span, Spanned,
    document::Document,
    matching::Analysis,
    text::{fold_key, masked, together, with_folded},
};

/// Rows from the top that are the header of a resume without headings.
const TOP: usize = 14;
/// Rows from the top among which the name stands; below [`TOP`] a side column was read first.
const NAME: usize = 60;

/// What finding the contact needs to know.
pub(super) struct Finder<'a> {
    pub(super) document: &'a Document,
    pub(super) rows: &'a [Row],
    pub(super) sections: &'a [Section],
    pub(super) analysis: &'a Analysis,
    pub(super) headings: &'a Headings,
    pub(super) naming: &'a Naming,
}

impl Finder<'_> {
    fn text(&self) -> &str {
        &self.document.text
    }

    fn kind(&self, row: &Row) -> SectionKind {
        self.sections
            .iter()
            .find(|section| section.span.start <= row.line.start && row.line.start < section.span.end)
            .and_then(|section| section.kinds.first().copied())
            .unwrap_or(SectionKind::Header)
    }

    /// Rows where contact data stands: header and contact first, else the first rows.
    fn rows_of_contact(&self) -> Vec<usize> {
        let own =
            |row: &&usize| matches!(self.kind(&self.rows[**row]), SectionKind::Header | SectionKind::Contact);
        let all: Vec<usize> = (0..self.rows.len()).collect();
        let mut list: Vec<usize> = all.iter().filter(own).copied().collect();
        // A resume without headings is all header.
        if self.sections.len() <= 1 {
            list.truncate(TOP);
        }
        if list.is_empty() {
            list = all.into_iter().take(TOP).collect();
        }
        list
    }

    /// The contact and the headline.
    pub(super) fn contact(&self, name: Option<(usize, Span)>) -> (Contact, Option<Spanned>) {
        let rows = self.rows_of_contact();
        let mut contact = Contact { email: self.email(), ..Contact::default() };
        let phone = rows
            .iter()
            .find_map(|&row| phone::phone(self.text(), self.rows[row].line, self.analysis.language));
        if let Some(phone) = phone {
            contact.phone = Some(Spanned::at(self.text(), phone.span));
            contact.phone_e164 = phone.e164;
        }
        contact.links = self.links(&rows, contact.email.as_ref());
        let headline = name.and_then(|(row, span)| self.headline(row, span, &contact));
        contact.city = self.city(&rows, name.map(|(_, span)| span), headline);
        contact.name =
            name.map(|(_, span)| Spanned { text: on_one_line(&together(span.of(self.text()))), span });
        let headline =
            headline.map(|span| Spanned { text: together(span.of(self.text())).into_owned(), span });
        (contact, headline)
    }

    fn email(&self) -> Option<Spanned> {
        let text = self.text();
        let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%');
        for (at, _) in text.match_indices('@') {
            let bytes = text.as_bytes();
            let start = at - bytes[..at].iter().rev().take_while(|b| local(**b)).count();
            let host = bytes[at + 1..]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
                .count();
            let span = trimmed_of(text, Span::new(start, at + 1 + host), |c| matches!(c, '.' | '-' | '_'));
            let (front, back) =
                (at.saturating_sub(span.start), span.of(text).rsplit_once('@').map_or("", |(_, host)| host));
            if front > 0
                && back.contains('.')
                && back
                    .rsplit('.')
                    .next()
                    .is_some_and(|end| end.len() >= 2 && end.bytes().all(|b| b.is_ascii_alphabetic()))
            {
                return Some(Spanned::at(text, span));
            }
        }
        let hidden = self.document.links.iter().find_map(|link| link.target.strip_prefix("mailto:"))?;
        let address = hidden.split('?').next().unwrap_or_default();
        address.contains('@').then(|| Spanned { text: address.to_owned(), span: Span::new(0, 0) })
    }

    fn links(&self, rows: &[usize], email: Option<&Spanned>) -> Vec<Spanned> {
        let text = self.text();
        let mut links: Vec<Spanned> = Vec::new();
        for &row in rows {
            let line = self.rows[row].line;
            if !line.of(text).contains('.') {
                continue;
            }
            for span in masked(line.of(text)) {
                let span = span.shifted(line.start);
                let own = email
                    .is_some_and(|email| email.span.overlaps(span) || email.text.contains(span.of(text)));
                if !own
                    && !span.of(text).contains('@')
                    && !links.iter().any(|known| known.span.overlaps(span))
                {
                    links.push(Spanned::at(text, span));
                }
            }
        }
        for link in &self.document.links {
            let bare = |target: &str| {
                let bare = target.trim_start_matches("https://").trim_start_matches("http://");
                bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
            };
            let web = link.target.starts_with("http");
            if web && !links.iter().any(|known| bare(&known.text) == bare(&link.target)) {
                let at = link.span.map_or(0, |span| span.start.min(text.len()));
                let in_contact =
                    link.span.is_none_or(|span| rows.iter().any(|&row| self.rows[row].line.overlaps(span)));
                if in_contact {
                    links.push(Spanned { text: link.target.clone(), span: Span::new(at, at) });
                }
            }
        }
        links
    }

    fn city(&self, rows: &[usize], name: Option<Span>, headline: Option<Span>) -> Option<Spanned> {
        let text = self.text();
        let mut lone = None;
        for &index in rows {
            let row = &self.rows[index];
            let line = row.text;
            let taken = |span: Span| {
                name.is_some_and(|name| name.overlaps(span)) || headline.is_some_and(|own| own.overlaps(span))
            };
            let content = line.of(text);
            let beside = content.contains('@')
                || content.bytes().filter(u8::is_ascii_digit).count() >= 8
                || content.chars().any(is_icon);
            if content.split_whitespace().count() > 16 {
                continue;
            }
            let cut = pieces(text, line);
            for piece in &cut {
                if taken(*piece) || self.headings.look(piece.of(text)).is_some() {
                    continue;
                }
                if let Some(found) = place::town(self.naming, text, *piece, false) {
                    return Some(Spanned::at(text, found));
                }
                let skill = self.analysis.skills.iter().any(|mention| mention.span.overlaps(*piece));
                if lone.is_none() && beside && !skill && self.title_share(*piece) == 0 {
                    lone = place::town(self.naming, text, *piece, true);
                }
            }
        }
        // A town alone on a line of its contact section.
        lone.map(|span| Spanned::at(text, span))
    }

    /// Bytes of `span` that titles of the lexicon cover.
    fn title_share(&self, span: Span) -> usize {
        self.analysis
            .titles
            .iter()
            .filter(|title| title.span.overlaps(span))
            .map(|title| title.span.len())
            .sum()
    }

    /// The row of the name and its place.
    pub(super) fn name(&self) -> Option<(usize, Span)> {
        let text = self.text();
        let email = self.email();
        let local: String = email
            .as_ref()
            .and_then(|email| email.text.split('@').next())
            .map(|local| fold_key(local).chars().filter(|c| c.is_alphabetic()).collect())
            .unwrap_or_default();
        let largest = self.rows.iter().map(|row| row.size).fold(0.0_f32, f32::max);
        let mut best: Option<(i32, usize, Span)> = None;
        for (index, row) in self.rows.iter().enumerate().take(NAME) {
            let large = row.size > 0.0 && row.size >= largest;
            // A side column may hold the studies, and be read before the name in the largest letters.
            if matches!(self.kind(row), SectionKind::Experience | SectionKind::Education) && !large {
                continue;
            }
            if index >= TOP && !row.blank_before && !large || row.text.len() > 160 {
                continue;
            }
            let mut cut = pieces(text, row.text);
            cut.truncate(3);
            for (at, piece) in cut.into_iter().enumerate() {
                let Some(span) = self.bare_name(piece) else { continue };
                let (last, span) = self.with_next_row(index, span);
                let content = together(span.of(text));
                let words: Vec<String> = content
                    .split([' ', '\n', '-', '\'', '’'])
                    .map(fold_key)
                    .filter(|word| word.len() > 2)
                    .collect();
                let mail = words.iter().filter(|word| local.contains(word.as_str())).count();
                let several = content.split_whitespace().count() > 1;
                if !several && (index > 0 && mail == 0 || content.chars().count() < 3) {
                    continue;
                }
                let header = self.kind(row) == SectionKind::Header;
                if mail == 0 && (index > 5 || !header && index > 2) {
                    continue;
                }
                if index >= TOP && !several && !large {
                    continue;
                }
                let score = 4 * mail.min(2) as i32
                    + i32::from(index == 0) * 3
                    + i32::from(large) * 2
                    + i32::from(several)
                    + i32::from(row.level == Some(1)) * 2
                    - index.min(6) as i32 / 2
                    - at as i32;
                if best.is_none_or(|(known, ..)| score > known) {
                    best = Some((score, last, span));
                }
            }
        }
        best.map(|(_, row, span)| (row, span))
    }

    /// « Aya » over « N’Guessan » in one look is one name, and so is « Tréguier- » over « Diallo »; the row it ends in, and its place.
    fn with_next_row(&self, index: usize, span: Span) -> (usize, Span) {
        let text = self.text();
        let alone = |row: &Row, span: Span| clean(text, row.text) == span;
        let Some(next) = self.rows.get(index + 1) else { return (index, span) };
        let row = &self.rows[index];
        // Large letters stand so far apart that a line seems to be left out between them.
        let set_apart =
            || row.size > 0.0 && self.rows.iter().filter(|other| other.size > row.size - 0.5).count() == 2;
        let same = (row.size - next.size).abs() < 0.5
            && row.bold == next.bold
            && (!next.blank_before || set_apart());
        // The hyphen tells by itself that the name goes on; the signs at the end of a piece are not in its span.
        let cut = || {
            let rest = Span::new(span.end, clean(text, row.text).end);
            matches!(rest.of(text), "-" | "‐" | "‑") && capitalised(next.text.of(text))
        };
        let stacked = || {
            row.size > 0.0
                && self.rows.get(index + 2).is_none_or(|after| after.size < row.size - 0.5)
                && alone(row, span)
                && together(span.of(text)).split_whitespace().count() <= 2
        };
        let joined = same && (cut() || stacked());
        match self.bare_name(next.text).filter(|under| joined && alone(next, *under)) {
            Some(under) if together(under.of(text)).split_whitespace().count() <= 3 => {
                (index + 1, Span::new(span.start, under.end))
            }
            _ => (index, span),
        }
    }

    /// The name in a piece: letters only, few words, capitals, no title and no heading.
    fn bare_name(&self, piece: Span) -> Option<Span> {
        let text = self.text();
        let mut span = clean(text, piece);
        for _ in 0..2 {
            let content = span.of(text);
            let begins = |folded: &str, before: &str| {
                let rest = folded.strip_prefix(before);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.', ':', ',']))
            };
            let told = |folded: &str| self.naming.before_names().iter().find(|before| begins(folded, before));
            let Some(before) = with_folded(content, told) else { break };
            let skip: usize = content.chars().take(before.chars().count()).map(char::len_utf8).sum();
            span = trimmed_of(text, Span::new(span.start + skip, span.end), |c| {
                c.is_whitespace() || matches!(c, ':' | '.' | ',' | '-' | '–' | '—')
            });
        }
        // « Zoé Martin, développeuse »; "John Smith, PhD"
        if let Some(comma) = span.of(text).find(',') {
            span = Span::new(span.start, span.start + comma);
        }
        let content = &*together(span.of(text));
        let words: Vec<&str> = content.split_whitespace().collect();
        let letters = |word: &str| {
            word.chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '\u{300}'..='\u{36f}'))
        };
        let capital = |word: &&str| {
            word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
        };
        let fits = (1..=7).contains(&words.len())
            && content.len() <= 70
            && words.iter().all(|word| letters(word))
            && words.iter().any(capital)
            && words.iter().all(|word| {
                let joins = |folded: &str| self.naming.is_particle(folded) || folded.starts_with("d'");
                capital(word) || with_folded(word, joins)
            })
            && words.iter().filter(|word| word.chars().count() > 1).count() <= 5;
        if !fits || span.is_empty() {
            return None;
        }
        let known = self.headings.look(content).is_some()
            || self.title_share(span) > 0
            || self.analysis.skills.iter().any(|mention| mention.span == span)
            || self
                .analysis
                .diplomas
                .iter()
                .any(|found| found.span.len() * 2 > span.len() && found.span.overlaps(span));
        (!known).then_some(span)
    }

    /// The title beside or under the name.
    fn headline(&self, row: usize, name: Span, contact: &Contact) -> Option<Span> {
        let text = self.text();
        let line = self.rows[row].text;
        let beside = pieces(text, Span::new(name.end, line.end));
        if let Some(first) = beside.first().filter(|piece| self.title_share(**piece) > 0) {
            return Some(*first);
        }
        let below = (row + 1..self.rows.len().min(row + 7)).take_while(|&at| {
            self.rows[at - 1].line.end <= self.rows[at].line.start
                && self.headings.look(self.rows[at].text.of(text)).is_none()
        });
        // Or at the head of a column that has no name.
        let later = self.sections.iter().skip(1).filter(|section| section.kinds == [SectionKind::Header]);
        let heads = later.flat_map(|section| {
            (0..self.rows.len()).filter(|at| section.span.contains(self.rows[*at].line)).take(3)
        });
        below.chain(heads).find_map(|at| self.title_in(&self.rows[at], contact))
    }

    /// The title that a row of the header is, where it is one.
    fn title_in(&self, row: &Row, contact: &Contact) -> Option<Span> {
        let text = self.text();
        let span = clean(text, row.text);
        let content = &*together(span.of(text));
        let words = content.split_whitespace().count();
        let taken = [&contact.email, &contact.phone].into_iter().flatten().any(|own| own.span.overlaps(span))
            || contact.links.iter().any(|link| link.span.overlaps(span));
        if row.bullet
            || taken
            || words > 14
            || content.ends_with('.')
            || content.contains('@')
            || !content.chars().next().is_some_and(|c| c.is_uppercase())
            || content.bytes().filter(u8::is_ascii_digit).count() > 4
            || pieces(text, span).iter().any(|piece| place::town(self.naming, text, *piece, false).is_some())
        {
            return None;
        }
        let named = self.title_share(span) > 0 || (2..=10).contains(&words) && self.naming.is_title(content);
        named.then(|| self.without_aside(span))
    }

    /// « DEVELOPPEUSE WEB - en reconversion »: what follows the dash in lower case is no part of the title.
    fn without_aside(&self, span: Span) -> Span {
        let text = self.text();
        let content = span.of(text);
        let cut = [" - ", " – ", " — "]
            .iter()
            .filter_map(|dash| content.find(dash).map(|at| (at, dash.len())))
            .min();
        match cut {
            Some((at, length)) if content[at + length..].starts_with(char::is_lowercase) => {
                Span::new(span.start, span.start + at)
            }
            _ => span,
        }
    }
}

fn capitalised(content: &str) -> bool {
    content.starts_with(char::is_uppercase)
}

/// A name that stands on two lines; a hyphen at the end of the first joins them.
fn on_one_line(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for line in name.lines() {
        for (at, word) in line.split_whitespace().enumerate() {
            let cut = at == 0 && out.ends_with(['-', '‐', '‑']);
            if !out.is_empty() && !cut {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}
