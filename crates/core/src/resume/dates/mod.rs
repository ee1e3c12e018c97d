//! Periods of time, in every way in which resumes write them.

mod atoms;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

use atoms::{Atom, Digits, Precision, Reader};
use tokens::{Piece, Token};
use words::{Sense, Vocabulary};

use super::model::{Period, PeriodEnd};
use crate::{Month, Span, lexicon::Lexicon};

/// The words of time of a lexicon, ready to read periods.
#[derive(Debug, Clone)]
pub struct Dates {
    words: Vocabulary,
}

/// The periods that `text` tells, in order; births, ages and driving licences are none.
///
/// Builds the words of time first: with many texts, keep a [`Dates`].
pub fn periods(text: &str, lexicon: &Lexicon) -> Vec<Period> {
    Dates::new(lexicon).periods(text)
}

/// Months that the ranges cover together, first and last month included; what overlaps counts once.
///
/// ```
/// use sartor_core::{Month, resume::months_union};
/// let a = (Month::new(2020, 1), Month::new(2020, 12));
/// let b = (Month::new(2020, 7), Month::new(2021, 6));
/// assert_eq!(months_union([a, b].into_iter()), 18);
/// ```
pub fn months_union(periods: impl Iterator<Item = (Month, Month)>) -> u32 {
    let mut list: Vec<(Month, Month)> = periods.map(|(a, b)| (a.min(b), b.max(a))).collect();
    list.sort();
    let mut total = 0;
    let mut covered: Option<Month> = None;
    for (start, end) in list {
        let from = covered.map_or(start, |covered| start.max(covered.plus(1)));
        total += end.since(from).max(-1) + 1;
        covered = Some(covered.map_or(end, |covered| covered.max(end)));
    }
    u32::try_from(total).unwrap_or(0)
}

impl Dates {
    /// The words of time of `lexicon`.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { words: Vocabulary::new(lexicon) }
    }

    /// The periods that `text` tells, in order.
    pub fn periods(&self, text: &str) -> Vec<Period> {
        let tokens = tokens::near_years(text, &self.words);
        let scan = Scan { reader: Reader { text, tokens: &tokens, words: &self.words } };
        scan.run()
    }

    /// True when all of `text` says "now": « en cours », "present".
    pub fn is_present(&self, text: &str) -> bool {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        let tokens = tokens::tokens(text);
        let reader = Reader { text, tokens: &tokens, words: &self.words };
        reader
            .sense(0, |sense| sense == Sense::Present)
            .is_some_and(|(_, next)| tokens[next..].iter().all(|token| token.piece != Piece::Word))
    }
}

struct Scan<'a> {
    reader: Reader<'a>,
}

impl Scan<'_> {
    fn run(&self) -> Vec<Period> {
        let tokens = self.reader.tokens;
        let near = near_a_number(tokens);
        let mut found = Vec::new();
        let mut line = 0;
        let mut personal = None;
        let mut at = 0;
        while at < tokens.len() {
            match tokens[at].piece {
                Piece::Line => {
                    line = at + 1;
                    personal = None;
                }
                Piece::Number(_) | Piece::Word if near[at] && self.reader.knows(at) && self.may_start(at) => {
                    if let Some((period, precision, next)) = self.period(at) {
                        let told = *personal.get_or_insert_with(|| self.personal(line));
                        let kept = !told || precision != Precision::Day && is_range(&period);
                        if kept && !self.is_amount(&period, next) && !self.is_validity(at) {
                            found.push(period);
                        }
                        at = next.max(at + 1);
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        found
    }

    /// The token is not the tail of a longer number or word.
    fn may_start(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let tokens = self.reader.tokens;
        match tokens[before].piece {
            Piece::Number(_) => false,
            Piece::Word => tokens[at].piece == Piece::Word,
            Piece::Sign('.' | '/' | '-' | ',' | '+') if matches!(tokens[at].piece, Piece::Number(_)) => {
                before.checked_sub(1).is_none_or(|at| !matches!(tokens[at].piece, Piece::Number(_)))
            }
            _ => true,
        }
    }

    /// The line tells of the person.
    fn personal(&self, line: usize) -> bool {
        (line..self.reader.tokens.len())
            .take_while(|&at| self.reader.tokens[at].piece != Piece::Line)
            .any(|at| self.reader.sense(at, |sense| sense == Sense::Personal).is_some())
    }

    /// A word right before tells how long something holds: « valide 2028 », « validité : 12/2027 ».
    fn is_validity(&self, at: usize) -> bool {
        let tokens = self.reader.tokens;
        let before = tokens[..at]
            .iter()
            .rposition(|token| !(token.piece == Piece::Space || token.is_sign(':') || token.is_sign('(')));
        before.is_some_and(|word| self.reader.sense(word, |sense| sense == Sense::Validity).is_some())
    }

    /// A bare year that is a sum: 2000 €, 2020 users have no month.
    fn is_amount(&self, period: &Period, next: usize) -> bool {
        period.year_only
            && self
                .reader
                .tokens
                .get(self.reader.skip(next, false))
                .is_some_and(|token| matches!(token.piece, Piece::Sign('€' | '$' | '£' | '%' | '+')))
    }

    fn period(&self, at: usize) -> Option<(Period, Precision, usize)> {
        let reader = &self.reader;
        let from = reader.tokens[at].span.start;
        let prefix = reader.sense(at, |sense| matches!(sense, Sense::Since | Sense::Until | Sense::From));
        let mut start_at = at;
        if let Some((_, next)) = prefix {
            start_at = reader.skip(next, false);
            // « depuis le 3 mars », « du 1er au 5 »
            if let Some((_, next)) = reader.sense(start_at, |sense| sense == Sense::From) {
                start_at = reader.skip(next, false);
            }
        }
        let first = reader.atom(start_at)?;
        let sense = prefix.map(|(sense, _)| sense);
        if sense == Some(Sense::Until) {
            let span = Span::new(from, self.end_of(first.next));
            let year_only = first.precision == Precision::Year;
            let period =
                Period { start: None, end: PeriodEnd::Month(first.last), year_only, reversed: false, span };
            return (first.precision != Precision::NoYear).then_some((period, first.precision, first.next));
        }
        if let Some((period, next)) = self.range(from, first) {
            return Some((period, first.precision, next));
        }
        // « depuis sept. 21 » dates a job; "the concert of March 21" nothing.
        let in_doubt = first.digits == Digits::Doubtful && !matches!(sense, Some(Sense::Since));
        if first.precision == Precision::NoYear || in_doubt && !self.is_alone(start_at, first.next) {
            return None;
        }
        let span = Span::new(from, self.end_of(first.next));
        let end = if sense == Some(Sense::Since) { PeriodEnd::Present } else { PeriodEnd::Month(first.last) };
        let year_only = matches!(first.precision, Precision::Year | Precision::Season);
        // « dans 2019 », "in 2019" carry no more than the year: the preposition stays outside.
        let span = if sense == Some(Sense::From) {
            Span::new(reader.tokens[start_at].span.start, span.end)
        } else {
            span
        };
        Some((
            Period { start: Some(first.first), end, year_only, reversed: false, span },
            first.precision,
            first.next,
        ))
    }

    fn range(&self, from: usize, first: Atom) -> Option<(Period, usize)> {
        let reader = &self.reader;
        let after = reader.skip(first.next, true);
        let present = |at: usize| reader.sense(at, |sense| sense == Sense::Present);
        // « 2020 à ce jour », « 2021 (en cours) »
        let bare = match reader.tokens.get(after)?.piece {
            Piece::Sign('(' | ',') => reader.skip(after + 1, false),
            _ => after,
        };
        if first.precision != Precision::NoYear
            && let Some((_, next)) = present(bare)
        {
            return Some((self.open(from, first, next), next));
        }
        let (second_at, and) = self.separator(after)?;
        if first.precision != Precision::NoYear
            && let Some((_, next)) = present(second_at)
        {
            return Some((self.open(from, first, next), next));
        }
        let second_at = match reader.sense(second_at, |sense| sense == Sense::From) {
            Some((_, next)) => reader.skip(next, false),
            None => second_at,
        };
        if let Some(end) = self.short_year(first, second_at) {
            let span = Span::new(from, self.end_of(second_at + 1));
            let period = Period {
                start: Some(first.first),
                end: PeriodEnd::Month(end),
                year_only: true,
                reversed: false,
                span,
            };
            return Some((period, second_at + 1));
        }
        let second = reader.atom(second_at)?;
        let (mut first, mut second) = (first, second);
        let backwards = first.precision != Precision::NoYear && first.first > second.first;
        let doubtful = |atom: Atom| atom.digits == Digits::Doubtful;
        // "Jan 15 – Feb 20, 2021" are days; so are those that as years would run backwards.
        if doubtful(first) && (backwards || second.precision == Precision::Day)
            || doubtful(second) && (backwards || first.precision == Precision::Day)
        {
            return None;
        }
        match (first.precision, second.precision) {
            (Precision::NoYear, Precision::NoYear) => return None,
            // Juillet/Août 2011-2012 is read with the year of its own; « juin à septembre 2013 » borrows one.
            (Precision::NoYear, Precision::Year) => return None,
            (Precision::NoYear, _) => {
                let mut year = second.last.year();
                if first.first.month() > second.last.month() {
                    year -= 1;
                }
                let by = year * 12;
                first.first = first.first.plus(by);
                first.last = first.last.plus(by);
                first.precision = second.precision;
            }
            (_, Precision::NoYear) => return None,
            (Precision::Month | Precision::Season, Precision::Year) if first.first != first.last => {
                // Juillet/Août 2011-2012, étés 2019-2021
                second.last = Month::new(second.last.year(), first.last.month());
                second.precision = first.precision;
            }
            _ => {}
        }
        // « 2019 et 2020 » are two years of one thing; « mars 2019 et mai 2020 » two things.
        if and && !matches!(second.precision, Precision::Year | Precision::Season) {
            return None;
        }
        let year = |precision| matches!(precision, Precision::Year | Precision::Season);
        let year_only = year(first.precision) && year(second.precision);
        let reversed = first.first > second.first;
        let (start, end) = if reversed { (second.first, first.last) } else { (first.first, second.last) };
        let span = Span::new(from, self.end_of(second.next));
        let end = PeriodEnd::Month(end);
        Some((Period { start: Some(start), end, year_only, reversed, span }, second.next))
    }

    /// The tokens are all of their line, of a cell or of what stands in brackets.
    fn is_alone(&self, start: usize, next: usize) -> bool {
        let tokens = self.reader.tokens;
        let edge = |token: Option<&Token<'_>>| {
            token.is_none_or(|token| matches!(token.piece, Piece::Line | Piece::Sign('(' | ')' | '|')))
        };
        let before = tokens[..start].iter().rev().find(|token| token.piece != Piece::Space);
        edge(before) && edge(tokens.get(self.reader.skip(next, false)))
    }

    fn open(&self, from: usize, first: Atom, next: usize) -> Period {
        let year_only = matches!(first.precision, Precision::Year | Precision::Season);
        let span = Span::new(from, self.end_of(next) + usize::from(self.is_cut_short(next)));
        Period { start: Some(first.first), end: PeriodEnd::Present, year_only, reversed: false, span }
    }

    /// The word before `next` is cut short by a stop: « auj. ».
    fn is_cut_short(&self, next: usize) -> bool {
        /// Letters of such a word.
        const MOST: usize = 3;
        let tokens = self.reader.tokens;
        let word = next.checked_sub(1).and_then(|at| tokens.get(at));
        word.is_some_and(|word| word.piece == Piece::Word && word.span.len() <= MOST)
            && tokens.get(next).is_some_and(|next| next.is_sign('.'))
    }

    /// « 2012-15 »: two digits that are no month after the dash, more than those of the start.
    fn short_year(&self, first: Atom, at: usize) -> Option<Month> {
        let token = self.reader.tokens.get(at)?;
        let Piece::Number(value) = token.piece else { return None };
        let year = first.first.year();
        let fits = first.precision == Precision::Year
            && token.span.len() == 2
            && value as i32 > year % 100
            && !matches!(
                self.reader.tokens.get(at + 1).map(|t| t.piece),
                Some(Piece::Sign('/' | '.' | '-' | '%' | '€') | Piece::Word)
            );
        let dashed = at
            .checked_sub(1)
            .is_some_and(|at| self.reader.tokens[at].is_dash() || self.reader.tokens[at].is_sign('/'));
        (fits && dashed).then(|| Month::new(year - year % 100 + value as i32, 12))
    }

    /// What parts the ends of a range: where the second end begins, and whether an "and" stands there.
    fn separator(&self, at: usize) -> Option<(usize, bool)> {
        let reader = &self.reader;
        let tokens = reader.tokens;
        let mut next = at;
        while next < at + 3
            && tokens.get(next).is_some_and(|token| {
                token.is_dash() || matches!(token.piece, Piece::Sign('>' | '→' | '=' | '⟶' | '➔' | '/' | '&'))
            })
        {
            next += 1;
        }
        if next > at {
            return Some((reader.skip(next, true), false));
        }
        let test = |sense| matches!(sense, Sense::Range | Sense::Until | Sense::And);
        let (sense, next) = reader.sense(at, test)?;
        Some((reader.skip(next, true), sense == Sense::And))
    }

    fn end_of(&self, next: usize) -> usize {
        next.checked_sub(1).and_then(|at| self.reader.tokens.get(at)).map_or(0, |token| token.span.end)
    }
}

/// Both ends are told, and they differ.
fn is_range(period: &Period) -> bool {
    match (period.start, period.end) {
        (Some(start), PeriodEnd::Month(end)) => end.since(start) > if period.year_only { 11 } else { 0 },
        _ => false,
    }
}

/// For each token, whether a number stands within reach after it: only there a date can begin.
fn near_a_number(tokens: &[Token<'_>]) -> Vec<bool> {
    const REACH: usize = 14;
    let mut near = vec![false; tokens.len()];
    let mut number = usize::MAX;
    for at in (0..tokens.len()).rev() {
        if let Piece::Number(_) = tokens[at].piece {
            number = at;
        }
        near[at] = number.saturating_sub(at) <= REACH;
    }
    near
}
