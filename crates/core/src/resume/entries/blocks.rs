//! Where one entry ends and the next begins.

use std::ops::Range;

use super::{
    super::{
        model::{EntryKind, Period, PeriodEnd},
        naming,
        pieces::commas,
        rows::Row,
    },
    Finder,
};

/// Most words of a line of a head.
const SHORT: usize = 14;
/// Most lines of a head above its date.
const LEAD: usize = 3;

/// The rows of one entry.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) rows: Range<usize>,
    /// The row of the date.
    pub(super) anchor: Option<usize>,
    /// One past the last row of title, employer, date.
    pub(super) head_end: usize,
    /// An employer over several jobs, no job itself.
    pub(super) group: bool,
    /// It may belong to the employer of the entry before.
    pub(super) inherits: bool,
}

/// Cuts the body of a section.
pub(super) struct Blocks<'a, 'f> {
    pub(super) finder: &'a Finder<'f>,
    pub(super) kind: EntryKind,
}

/// What a row is within its section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Plain,
    Bullet,
    /// A bullet goes on.
    Wrap,
}

/// Of several periods of one row: a range before a month before a year.
pub(in crate::resume) fn best(periods: &[Period]) -> Option<Period> {
    periods.iter().copied().min_by_key(|period| {
        let range = match period.end {
            PeriodEnd::Present => true,
            PeriodEnd::Month(end) => {
                period.start.is_some_and(|start| end.since(start) > if period.year_only { 11 } else { 0 })
            }
        };
        (!range, period.year_only, period.span.start)
    })
}

impl Blocks<'_, '_> {
    fn row(&self, at: usize) -> &Row {
        &self.finder.rows[at]
    }

    fn content(&self, at: usize) -> &str {
        self.row(at).text.of(self.finder.text)
    }

    pub(super) fn cut(&self, body: Range<usize>) -> Vec<Block> {
        if body.is_empty() {
            return Vec::new();
        }
        let parts = self.parts(body.clone());
        let part = |at: usize| parts[at - body.start];
        let marked: Vec<usize> = body.clone().filter(|&at| self.row(at).level.is_some()).collect();
        let mut anchors: Vec<usize> =
            body.clone().filter(|&at| part(at) == Part::Plain && self.is_anchor(at)).collect();
        let listed = anchors.is_empty();
        if listed {
            anchors = body.clone().filter(|&at| part(at) == Part::Bullet && self.is_anchor(at)).collect();
        }
        let heads: Vec<(usize, Option<usize>)> = if self.kind == EntryKind::Certification {
            self.lines(body.clone(), &parts)
        } else if !marked.is_empty() {
            self.under_marks(&marked, &anchors, body.clone(), &parts)
        } else if !anchors.is_empty() {
            self.around_anchors(&anchors, body.clone(), &parts, listed)
        } else {
            self.undated(body.clone(), &parts)
        };
        let mut blocks = Vec::with_capacity(heads.len());
        for (index, &(start, anchor)) in heads.iter().enumerate() {
            let end = heads.get(index + 1).map_or(body.end, |next| next.0);
            let head_end = self.head_end(start, anchor, end, &parts[start - body.start..]);
            let group = anchor == Some(start)
                && heads.get(index + 1).is_some_and(|&(next, later)| {
                    next == head_end
                        && next - start <= 2
                        && later.is_some_and(|later| self.covers(start, later))
                })
                && !self.finder.has_title(self.row(start).text)
                && !self.finder.has_diploma(self.row(start).text)
                && !self.finder.naming.is_title(self.content(start));
            let alone = |anchor| {
                (start..anchor).all(|at| self.is_duration(at) || at == start)
                    && !self.row(start).blank_before
                    && self.names(start..anchor + 1) == 1
            };
            let inherits = index > 0 && anchor.is_some_and(|anchor| anchor == start || alone(anchor));
            blocks.push(Block { rows: start..end, anchor, head_end, group, inherits });
        }
        blocks
    }

    fn covers(&self, outer: usize, inner: usize) -> bool {
        let months = |at: usize| best(self.finder.periods_of(self.row(at)));
        match (months(outer), months(inner)) {
            (Some(outer), Some(inner)) => {
                let end = |period: &Period| match period.end {
                    PeriodEnd::Present => i32::MAX,
                    PeriodEnd::Month(end) => end.since(crate::Month::new(0, 1)),
                };
                self.kind == EntryKind::Job && outer.start <= inner.start && end(&outer) >= end(&inner)
            }
            _ => false,
        }
    }

    fn parts(&self, body: Range<usize>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::with_capacity(body.len());
        let mut bullet_indent = 0;
        for at in body.clone() {
            let row = self.row(at);
            let content = self.content(at);
            let after = parts.last().is_some_and(|part| *part != Part::Plain);
            let part = if row.bullet {
                bullet_indent = row.indent;
                Part::Bullet
            } else if after && !row.blank_before && row.level.is_none() && !self.is_mostly_date(at) {
                let lower = content.starts_with(char::is_lowercase) || content.starts_with('(');
                let open = !self.content(at - 1).ends_with(['.', ';', '!']);
                let deeper = row.indent > bullet_indent;
                if deeper || lower && open { Part::Wrap } else { Part::Plain }
            } else {
                Part::Plain
            };
            parts.push(part);
        }
        parts
    }

    /// « 6 ans 11 mois » alone.
    fn is_duration(&self, at: usize) -> bool {
        let content = self.content(at);
        content.starts_with(|c: char| c.is_ascii_digit())
            && self.finder.periods_of(self.row(at)).is_empty()
            && self.names(at..at + 1) == 0
    }

    fn is_mostly_date(&self, at: usize) -> bool {
        best(self.finder.periods_of(self.row(at)))
            .is_some_and(|period| period.span.len() * 3 > self.row(at).text.len())
    }

    /// A row that dates an entry: short, its date at one end, or in brackets after few words.
    fn is_anchor(&self, at: usize) -> bool {
        let row = self.row(at);
        let Some(period) = best(self.finder.periods_of(row)) else { return false };
        let text = self.finder.text;
        let before = text.get(row.text.start..period.span.start).unwrap_or_default();
        let after = text.get(period.span.end..row.text.end).unwrap_or_default();
        let words =
            |part: &str| part.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        let (left, right) = (words(before), words(after));
        let starts = !before.chars().any(char::is_alphanumeric);
        let bracket = before.trim_end().ends_with(['(', '[']) && left <= 8;
        let ends = right <= 3 && after.chars().count() <= 30;
        let single = period.year_only && period.span.len() == 4;
        let parted = starts
            || bracket
            || before
                .trim_end_matches([' ', '*', '_'])
                .ends_with([',', '|', '-', '–', '—', '\t', ':', '·', '(', '•', '/'])
            || before.ends_with("  ")
            || before.ends_with('\t');
        // A school and its year: « Lycée des Échoppes, Pessac 2014 ».
        let closes = self.kind == EntryKind::Education && right == 0 && left <= 9;
        let sentence = after.trim_end().ends_with('.') && right > 6;
        let most = if starts || bracket { 40 } else { 24 };
        left + right <= most && (starts && !sentence || bracket || ends && (!single || parted || closes))
            || !single && left + right <= 12 && !after.trim_end().ends_with('.')
    }

    /// Each line one entry; a line in brackets belongs to the one above.
    fn lines(&self, body: Range<usize>, parts: &[Part]) -> Vec<(usize, Option<usize>)> {
        let offset = body.start;
        let mut heads: Vec<(usize, Option<usize>)> = Vec::new();
        for at in body {
            let content = self.content(at);
            let opened = at > offset && super::fields::ends_open(self.content(at - 1));
            let goes_on = content.starts_with('(') || content.starts_with(char::is_lowercase);
            let dates_last =
                self.is_mostly_date(at) && heads.last().is_some_and(|(_, anchor)| anchor.is_none());
            let own = parts[at - offset] != Part::Wrap && !opened && !goes_on && !dates_last;
            let dated = (!self.finder.periods_of(self.row(at)).is_empty()).then_some(at);
            match heads.last_mut() {
                Some((_, anchor)) if !own => *anchor = anchor.or(dated),
                _ => heads.push((at, dated)),
            }
        }
        heads
    }

    /// Headings of a lower level begin entries; several dates under one of them are several jobs there.
    fn under_marks(
        &self,
        marked: &[usize],
        anchors: &[usize],
        body: Range<usize>,
        parts: &[Part],
    ) -> Vec<(usize, Option<usize>)> {
        let mut heads = Vec::new();
        if marked[0] > body.start {
            let early: Vec<usize> = anchors.iter().copied().filter(|at| *at < marked[0]).collect();
            if !early.is_empty() {
                heads.extend(self.around_anchors(&early, body.start..marked[0], parts, false));
            }
        }
        for (index, &mark) in marked.iter().enumerate() {
            let end = marked.get(index + 1).copied().unwrap_or(body.end);
            let own: Vec<usize> = anchors.iter().copied().filter(|at| (mark..end).contains(at)).collect();
            let bulleted = |a: usize, b: usize| (a..b).any(|at| self.row(at).bullet);
            heads.push((mark, own.first().copied().filter(|at| *at <= mark + 3)));
            for pair in own.windows(2) {
                if bulleted(pair[0], pair[1]) {
                    let above = pair[1].checked_sub(1).filter(|at| {
                        *at > pair[0] && parts[*at - body.start] == Part::Plain && self.is_short(*at)
                    });
                    heads.push((above.unwrap_or(pair[1]), Some(pair[1])));
                }
            }
        }
        heads
    }

    /// The line above is as far left and has no room for the first word of this one.
    fn wraps_into(&self, at: usize) -> bool {
        let (above, row) = (self.row(at - 1), self.row(at));
        above.is_full_before(row, self.finder.text)
            && !above.is_deeper_than(row, self.finder.text)
            && self.finder.goes_on_below(at - 1)
    }

    fn is_short(&self, at: usize) -> bool {
        let content = self.content(at);
        !content.ends_with(['.', ';']) && content.split_whitespace().nth(SHORT).is_none()
    }

    /// The first entry shows how many lines of a head stand above the date; the others follow it.
    fn around_anchors(
        &self,
        anchors: &[usize],
        body: Range<usize>,
        parts: &[Part],
        listed: bool,
    ) -> Vec<(usize, Option<usize>)> {
        let offset = body.start;
        let plain = |at: usize| parts.get(at - offset) == Some(&Part::Plain) && self.is_short(at);
        // A duration between employer and title takes no place: « 6 ans 11 mois ».
        let above = |anchor: usize, least: usize, most: usize, gaps: bool| {
            let (mut at, mut told) = (anchor, 0);
            // So does a line that the one above it goes on in.
            let goes_on =
                |at: usize| at > least && plain(at - 1) && !self.row(at).blank_before && self.wraps_into(at);
            while at > least && plain(at - 1) && (gaps || !self.row(at).blank_before) {
                let wrapped = at < anchor && goes_on(at);
                if told >= most && !wrapped {
                    break;
                }
                at -= 1;
                told += usize::from(!self.is_duration(at) && !wrapped);
            }
            at
        };
        let first = anchors[0];
        let told = |from: usize| (from..first).filter(|&at| !self.is_duration(at)).count();
        let lead = if listed { 0 } else { told(above(first, body.start, LEAD, false)) };
        let gaps = lead == 0 && first > body.start && first - body.start <= 2 && !listed && plain(body.start);
        let lead = if gaps { first - body.start } else { lead };
        let mut heads: Vec<(usize, Option<usize>)> = Vec::new();
        let mut least = body.start;
        for &anchor in anchors {
            if self.belongs_above(anchor, heads.last().map(|head| head.0), parts, offset) {
                continue;
            }
            let start = above(anchor, least, lead, gaps);
            // Lines above without date are entries of their own where they look like one.
            for at in least..start {
                let opens = || at == body.start && self.opens_undated(at, start, parts, offset);
                let begins = || {
                    self.begins_undated(at, start, parts, offset)
                        && (at > least || heads.is_empty())
                        && !self.is_dated_above(at, &heads)
                };
                if !listed && (opens() || begins()) {
                    heads.push((at, None));
                }
            }
            heads.push((start, Some(anchor)));
            least = anchor + 1;
        }
        for at in least..body.end {
            if !listed && self.begins_undated(at, body.end, parts, offset) && !self.is_dated_above(at, &heads)
            {
                heads.push((at, None));
            }
        }
        heads
    }

    /// True for what follows the date of the last head, where nothing is named yet: a date in a cell of its own.
    fn is_dated_above(&self, at: usize, heads: &[(usize, Option<usize>)]) -> bool {
        heads.last().is_some_and(|&(head, anchor)| {
            anchor.is_some() && at > head && at - head <= LEAD && self.names(head..at) == 0
        })
    }

    /// « (oct. 2023 / juin 2024) » alone under a head tells more of the entry above.
    fn belongs_above(&self, anchor: usize, head: Option<usize>, parts: &[Part], offset: usize) -> bool {
        head.is_some_and(|head| {
            anchor - head <= 3
                && self.content(anchor).starts_with('(')
                && self.is_mostly_date(anchor)
                && (head..anchor).all(|at| parts[at - offset] == Part::Plain)
        })
    }

    /// A title after an empty line, over items, without any date.
    fn begins_undated(&self, at: usize, end: usize, parts: &[Part], offset: usize) -> bool {
        parts[at - offset] == Part::Plain
            && self.row(at).blank_before
            && self.is_short(at)
            && at + 1 < end
            && (parts[at + 1 - offset] == Part::Bullet
                || at + 2 < end && parts[at + 2 - offset] == Part::Bullet && !self.row(at + 1).blank_before)
            && !self.content(at).ends_with(':')
            && (self.row(at).bold
                || self.finder.has_title(self.row(at).text)
                || self.finder.naming.is_title(self.content(at)))
    }

    /// A title in the first line of the section, and lines of its own before the empty line over the first dated head: a job whose date
    /// is missing or not understood.
    fn opens_undated(&self, at: usize, head: usize, parts: &[Part], offset: usize) -> bool {
        parts[at - offset] == Part::Plain
            && self.is_short(at)
            && !self.content(at).ends_with(':')
            && head - at >= LEAD
            && self.row(head).blank_before
            && (self.finder.has_title(self.row(at).text) || self.finder.naming.is_title(self.content(at)))
    }

    /// No date at all: paragraphs, or titles over items, or items.
    fn undated(&self, body: Range<usize>, parts: &[Part]) -> Vec<(usize, Option<usize>)> {
        let offset = body.start;
        let part = |at: usize| parts[at - offset];
        let plain = body.clone().any(|at| part(at) == Part::Plain);
        let heads = body.clone().filter(|&at| {
            let after = at.checked_sub(1).filter(|at| *at >= offset);
            match part(at) {
                Part::Bullet => !plain,
                Part::Plain => {
                    after.is_none_or(|after| part(after) != Part::Plain || self.row(at).blank_before)
                }
                Part::Wrap => false,
            }
        });
        heads.map(|at| (at, None)).collect()
    }

    /// One past the rows of the head: those up to the date, and below it as many as title and employer need.
    fn head_end(&self, start: usize, anchor: Option<usize>, end: usize, parts: &[Part]) -> usize {
        let mut next = anchor.map_or(start, |anchor| anchor.max(start)) + 1;
        if self.kind == EntryKind::Certification {
            return end;
        }
        let most = if self.kind == EntryKind::Project { 1 } else { 2 };
        while next < end
            && next - start <= LEAD
            && parts[next - start] == Part::Plain
            && self.row(next).level.is_none()
        {
            let found = self.names(start..next);
            // Dates in a cell of their own stand apart from what they date.
            if self.row(next).blank_before && found > 0 {
                break;
            }
            let content = self.content(next);
            let label = content.find(':').is_some_and(|at| at < 40 && !content[at + 1..].trim().is_empty());
            let lone_with_commas = found == 1 && self.has_commas(start..next);
            if self.kind == EntryKind::Education
                && lone_with_commas
                && self.finder.naming.is_school(self.content(next - 1))
            {
                break;
            }
            let name_like = naming::is_capitalised(content);
            // Items without a sign stand further right than the title and employer above them.
            if lone_with_commas && self.row(next).is_deeper_than(self.row(start), self.finder.text) {
                break;
            }
            let goes_on = found > 0 && self.finder.goes_on_below(next - 1);
            let fits = (found < most || goes_on)
                && self.is_short(next)
                && !label
                && (found == 0
                    || goes_on
                    || name_like
                    || self.finder.has_title(self.row(next).text)
                    || self.kind == EntryKind::Education && self.finder.naming.is_school(content)
                    || self.finder.naming.is_employer(content) && !lone_with_commas);
            if !fits {
                break;
            }
            next += 1;
        }
        next
    }

    /// How many names (title, employer) the rows hold beside dates.
    fn names(&self, rows: Range<usize>) -> usize {
        super::fields::Reader { finder: self.finder, kind: self.kind, siblings: &[] }.parts(rows).len()
    }

    fn has_commas(&self, rows: Range<usize>) -> bool {
        rows.into_iter().any(|at| commas(self.finder.text, self.row(at).text).len() > 1)
    }
}
