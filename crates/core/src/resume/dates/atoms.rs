//! One point in time: a month, a year, a season, a quarter.

use super::{
    tokens::{Piece, Token},
    words::{Phrase, Sense, Vocabulary},
};
use crate::{Month, text::with_folded};

/// How exactly a point is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// A day: the shape of a birth date.
    Day,
    Month,
    /// A season with its year.
    Season,
    Year,
    /// Months without a year; the year stands with the other end.
    NoYear,
}

/// How the year is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// In full, or so that it can be nothing else: 2021, '21, 02/21.
    Sure,
    /// Two digits after a month, which are no day: « sept. 98 », « mars 21 », "Mar-21".
    Two,
    /// Two digits that may be a day: "March 21", « sept. 21 ».
    Doubtful,
}

/// A point in time, as first and last month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) first: Month,
    pub(super) last: Month,
    pub(super) precision: Precision,
    pub(super) digits: Digits,
    /// Token after it.
    pub(super) next: usize,
}

/// Reads points of time out of tokens.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) words: &'a Vocabulary,
}

impl Reader<'_> {
    /// The first token at or after `at` that is no space of a line; with `lines`, one line end is passed too.
    pub(super) fn skip(&self, mut at: usize, lines: bool) -> usize {
        let mut ends = 0;
        while let Some(token) = self.tokens.get(at) {
            match token.piece {
                Piece::Space => at += 1,
                Piece::Line if lines && ends == 0 => {
                    ends += 1;
                    at += 1;
                }
                _ => break,
            }
        }
        at
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|token| token.piece == Piece::Word)?;
        Some(token.span.of(self.text))
    }

    /// Not a word that begins no phrase of time.
    pub(super) fn knows(&self, at: usize) -> bool {
        self.tokens[at].piece != Piece::Word || !self.phrases(at).is_empty()
    }

    /// The sense at `at` that `test` takes, and the token after it.
    pub(super) fn sense(&self, at: usize, test: impl Fn(Sense) -> bool) -> Option<(Sense, usize)> {
        for (rest, sense) in self.phrases(at) {
            if !test(*sense) {
                continue;
            }
            let mut next = at + 1;
            let fits = rest.iter().all(|expected| {
                next = self.skip(next, false);
                let fits = self.word(next).is_some_and(|word| with_folded(word, |word| word == *expected));
                next += 1;
                fits
            });
            if fits {
                return Some((*sense, next));
            }
        }
        None
    }

    fn phrases(&self, at: usize) -> &[Phrase] {
        self.tokens.get(at).map_or(&[], |token| token.phrases(self.text, self.words))
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.piece {
            Piece::Number(value) => Some((value, self.tokens[at].span.len())),
            _ => None,
        }
    }

    fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_sign(sign))
    }

    fn year(&self, at: usize) -> Option<i32> {
        let (value, digits) = self.number(at)?;
        // A word glued to the year makes it a name: 2019R2, 2015x.
        let glued = self.word(at + 1).is_some();
        (digits == 4 && (1940..=2100).contains(&value) && !glued).then_some(value as i32)
    }

    /// A point of time at `at`.
    pub(super) fn atom(&self, at: usize) -> Option<Atom> {
        match self.tokens.get(at)?.piece {
            Piece::Number(_) => self.numeric(at),
            Piece::Word => self.named(at),
            _ => None,
        }
    }

    fn numeric(&self, at: usize) -> Option<Atom> {
        let (value, digits) = self.number(at)?;
        let separator = self.tokens.get(at + 1).and_then(|token| match token.piece {
            Piece::Sign(c @ ('/' | '.' | '-')) => Some(c),
            Piece::Sign('‑' | '‐') => Some('-'),
            _ => None,
        });
        let second = separator.and_then(|_| self.number(at + 2));
        if let Some(year) = self.year(at) {
            if let Some((month @ 1..=12, 1 | 2)) = second {
                let short = self.number(at + 2).is_some_and(|(_, digits)| digits == 1);
                let day = separator.filter(|sign| self.sign(at + 3, *sign)).and_then(|_| self.number(at + 4));
                if let Some((1..=31, 1 | 2)) = day {
                    return Some(month_atom(year, month, Precision::Day, at + 5));
                }
                // 2008-12 is a month; 2021/2 may be one; 2020.1 is a version.
                if !short || separator == Some('/') {
                    return Some(month_atom(year, month, Precision::Month, at + 3));
                }
            }
            let next = self.skip(at + 1, false);
            if let Some(atom) = self.part_of_year(next, year) {
                return Some(atom);
            }
            return Some(Atom {
                first: Month::new(year, 1),
                last: Month::new(year, 12),
                precision: Precision::Year,
                digits: Digits::Sure,
                next: at + 1,
            });
        }
        if digits > 2 {
            return None;
        }
        if let (Some(sign), Some((month, 1 | 2))) = (separator, second)
            && self.sign(at + 3, sign)
        {
            let year = self.year(at + 4)?;
            let (month, day) = if (1..=12).contains(&month) { (month, value) } else { (value, month) };
            return ((1..=12).contains(&month) && (1..=31).contains(&day))
                .then(|| month_atom(year, month, Precision::Day, at + 5));
        }
        if separator.is_some()
            && (1..=12).contains(&value)
            && let Some(year) = self.year(at + 2)
        {
            return Some(month_atom(year, value, Precision::Month, at + 3));
        }
        // 02/21: the last two digits of a year.
        if separator == Some('/')
            && (1..=12).contains(&value)
            && digits == 2
            && let Some((short @ 0..=99, 2)) = second
            && !self.sign(at + 3, '/')
        {
            let year = if short < 70 { 2000 + short } else { 1900 + short };
            return Some(month_atom(year as i32, value, Precision::Month, at + 3));
        }
        // 12 février 1985; 1er mars 2020
        let mut next = at + 1;
        if self.word(next).is_some_and(is_suffix) {
            next += 1;
            if let Some(atom) = self.ordinal(next, value) {
                return Some(atom);
            }
        }
        let next = self.skip(next, false);
        let atom = self.named(next).filter(|_| (1..=31).contains(&value))?;
        let full = atom.precision == Precision::Month && atom.digits == Digits::Sure;
        full.then_some(Atom { precision: Precision::Day, ..atom })
    }

    /// « 1er trimestre 2015 », "2nd half 2019".
    fn ordinal(&self, at: usize, value: u32) -> Option<Atom> {
        let at = self.skip(at, false);
        let (sense, next) = self.sense(at, |sense| matches!(sense, Sense::Quarter | Sense::Half))?;
        let year = self.year(self.skip(next, false))?;
        part(sense, value, year, self.skip(next, false) + 1)
    }

    /// After a year: « 2020 T3 », "2020 Q3".
    fn part_of_year(&self, at: usize, year: i32) -> Option<Atom> {
        let (sense, next) = self.sense(at, |sense| matches!(sense, Sense::Quarter | Sense::Half))?;
        let (value, 1) = self.number(next)? else { return None };
        part(sense, value, year, next + 1)
    }

    fn named(&self, at: usize) -> Option<Atom> {
        let test = |sense| {
            matches!(
                sense,
                Sense::Month(..) | Sense::Season(..) | Sense::Quarter | Sense::Half | Sense::Ordinal(_)
            )
        };
        let (sense, mut next) = self.sense(at, test)?;
        match sense {
            Sense::Month(month, mut before_day) => {
                if self.sign(next, '.') {
                    next += 1;
                }
                let mut last = month;
                // Juillet/Août 2011
                if self.sign(next, '/') {
                    let other = self.skip(next + 1, false);
                    if let Some((Sense::Month(second, english), after)) =
                        self.sense(other, |sense| matches!(sense, Sense::Month(..)))
                    {
                        last = second;
                        before_day = english;
                        next = after + usize::from(self.sign(after, '.'));
                    }
                }
                let atom = self.year_of(month, last, next, Precision::Month);
                if atom.precision != Precision::NoYear {
                    return Some(atom);
                }
                Some(self.two_digits(at, next, before_day).map_or(atom, |(year, digits, next)| Atom {
                    first: atom.first.plus(year * 12),
                    last: atom.last.plus(year * 12),
                    precision: Precision::Month,
                    digits,
                    next,
                }))
            }
            Sense::Season(first, last) => {
                let atom = self.year_of(first, last, next, Precision::Season);
                (atom.precision != Precision::NoYear).then_some(atom)
            }
            Sense::Ordinal(value) => self.ordinal(next, u32::from(value)),
            sense => {
                let (value, 1) = self.number(next)? else { return None };
                let after = self.skip(next + 1, false);
                let after = if self.sign(after, '/') || self.sign(after, '-') { after + 1 } else { after };
                let year = self.year(after)?;
                part(sense, value, year, after + 1)
            }
        }
    }

    /// A year of two digits at `next`, after the month at `at`: « sept. 21 », "Sep-21".
    ///
    /// No day of a month (« 12 mars 19 h », "March 21 2020"), no hour, no number of what a sentence counts.
    fn two_digits(&self, at: usize, next: usize, before_day: bool) -> Option<(i32, Digits, usize)> {
        let joined = self.sign(next, '-') || self.sign(next, '/');
        let number = if joined { next + 1 } else { self.skip(next, false) };
        let (value, 2) = self.number(number)? else { return None };
        let century = match value {
            0..40 => 2000,
            60..100 => 1900,
            _ => return None,
        };
        // « 3 mars 19 », « 1er mars 19 », « 2020 mars 19 »: the number may be an hour, a day.
        let before = (0..at).rev().find(|at| self.tokens[*at].piece != Piece::Space);
        let dated = before.is_some_and(|before| {
            matches!(self.tokens[before].piece, Piece::Number(_)) || self.word(before).is_some_and(is_suffix)
        });
        if dated || !self.ends_at(number + 1) {
            return None;
        }
        let sure = joined || !before_day || !(1..=31).contains(&value);
        let digits = if sure { Digits::Two } else { Digits::Doubtful };
        Some((century + value as i32, digits, number + 1))
    }

    /// Nothing at `at` goes on with the number before: a unit, a sign, a second number, a word that it counts.
    fn ends_at(&self, at: usize) -> bool {
        let after = self.skip(at, false);
        let Some(token) = self.tokens.get(after) else { return true };
        match token.piece {
            Piece::Line | Piece::Space => true,
            Piece::Number(_) => false,
            // « mars 21 à juin 22 », "Mar 21 to date"; « depuis mars 21 Développeuse », not « mars 21 clients ».
            Piece::Word => {
                let goes_on =
                    |sense| matches!(sense, Sense::Present | Sense::Until | Sense::Range | Sense::And);
                let begins = |word: &str| word.starts_with(char::is_uppercase);
                after > at && (self.word(after).is_some_and(begins) || self.sense(after, goes_on).is_some())
            }
            Piece::Sign('%' | '€' | '$' | '£' | '+' | '°' | '\'' | '’' | '*') => false,
            // "19:30", "21.5", "21,5"; "Sept 21-23", « mars 19/21 »
            Piece::Sign(sign) => {
                let next = self.skip(after + 1, false);
                let figure = self.number(next).is_some_and(|(_, digits)| digits <= 2);
                let close = after == at && next == after + 1;
                let dash = token.is_dash() || sign == '/';
                !(figure && (close || dash) && self.atom(next).is_none())
                    // "March 21, 2020" is a day, read before; a sentence goes on after a comma.
                    && !(sign == ',' && self.number(next).is_some())
            }
        }
    }

    /// Months, then their year: « mars 2019 », "Mar, 2019", "Mar '19", "3 May, 2019", "March of 2019".
    fn year_of(&self, first: u8, last: u8, next: usize, precision: Precision) -> Atom {
        let mut at = self.skip(next, false);
        // A line may end between the two.
        if self.tokens.get(at).is_some_and(|token| token.piece == Piece::Line) {
            let after = self.skip(next, true);
            if self.year(after).is_some() {
                at = after;
            }
        }
        let mut day = false;
        // "March 21, 2020", "March 21 2020"
        if let Some((1..=31, 1 | 2)) = self.number(at) {
            let comma = self.skip(at + 1, false);
            let year = if self.sign(comma, ',') { self.skip(comma + 1, false) } else { comma };
            if year > at + 1 && self.year(year).is_some() {
                at = year;
                day = true;
            }
        }
        if self.tokens.get(at).is_some_and(|token| matches!(token.piece, Piece::Sign(',' | '/' | '-' | '.')))
        {
            let after = self.skip(at + 1, false);
            if self.year(after).is_some() {
                at = after;
            }
        } else if self.word(at).is_some_and(|word| matches!(word, "de" | "of")) {
            at = self.skip(at + 1, false);
        }
        let short = if self.sign(at, '\'') || self.sign(at, '’') { self.number(at + 1) } else { None };
        let found = match (self.year(at), short) {
            (Some(year), _) => Some((year, at + 1)),
            (None, Some((value, 2))) => Some((if value > 60 { 1900 } else { 2000 } + value as i32, at + 2)),
            _ => None,
        };
        match found {
            Some((year, next)) => {
                let end = if last < first { year + 1 } else { year };
                Atom {
                    first: Month::new(year, first),
                    last: Month::new(end, last),
                    precision: if day { Precision::Day } else { precision },
                    digits: Digits::Sure,
                    next,
                }
            }
            None => Atom {
                first: Month::new(0, first),
                last: Month::new(i32::from(last < first), last),
                precision: Precision::NoYear,
                digits: Digits::Sure,
                next,
            },
        }
    }
}

/// What follows the figure of a day.
fn is_suffix(word: &str) -> bool {
    matches!(word, "er" | "st" | "nd" | "rd" | "th")
}

fn month_atom(year: i32, month: u32, precision: Precision, next: usize) -> Atom {
    let month = Month::new(year, u8::try_from(month).unwrap_or(1));
    Atom { first: month, last: month, precision, digits: Digits::Sure, next }
}

fn part(sense: Sense, value: u32, year: i32, next: usize) -> Option<Atom> {
    let months = match sense {
        Sense::Quarter if (1..=4).contains(&value) => 3,
        Sense::Half if (1..=2).contains(&value) => 6,
        _ => return None,
    };
    let first = Month::new(year, 1).plus((value as i32 - 1) * months);
    let last = first.plus(months - 1);
    Some(Atom { first, last, precision: Precision::Month, digits: Digits::Sure, next })
}
