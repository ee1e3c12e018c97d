//! An entry: its fields, and every line of it that no field holds.

use super::{
    Source,
    lines::{has_words, text_of},
    text_at,
};
use crate::{
    Span, Spanned,
    resume::{
        Entry, PeriodEnd,
        pieces::pieces,
        rows::{Row, trimmed},
    },
    tailoring::{Block, TailoredEntry, Text},
};

/// Function words beside the fields of a head from which it is a sentence and no head: « je suis … chez … ».
const SENTENCE: usize = 3;
/// Most words beside an employer that belong to its name: « (éditeur de logiciels) », « ESN ».
const BESIDE: usize = 6;

/// The entry as a block; one that is told in sentences as paragraphs. And where what was taken ends.
pub(super) fn blocks(source: &Source<'_>, entry: &Entry, rows: &[Row]) -> (Vec<Block>, usize) {
    let own: Vec<Row> = rows.iter().filter(|row| row.line.overlaps(entry.span)).copied().collect();
    if is_told(source, entry, &own) {
        let lines =
            source.paragraphs(&own, true).into_iter().map(|(_, text)| Block::Paragraph(text)).collect();
        return (lines, own.last().map_or(entry.span.end, |row| row.line.end));
    }
    (vec![Block::Entry(Reader { source, entry }.read(&own))], entry.span.end)
}

/// An employer over the entries below it: « Sopralis Conseil, ESN, Rennes   septembre 2018 – présent ».
pub(super) fn employer(source: &Source<'_>, row: &Row) -> Option<Block> {
    let text = source.text();
    let covered: Vec<Span> = source
        .read
        .resume
        .entries
        .iter()
        .flat_map(|entry| [&entry.organisation, &entry.location])
        .flatten()
        .map(|place| place.span)
        .collect();
    if source.rest(row.text, &covered).is_empty() {
        return None;
    }
    let cut = pieces(text, row.text);
    let dated = |span: &Span| span.of(text).bytes().filter(u8::is_ascii_digit).count() >= 4;
    let (period, named) = match cut.split_last() {
        Some((last, before)) if dated(last) && !before.is_empty() => {
            // « 2018 – présent » is cut at its dash.
            let from = before.iter().rposition(|span| !dated(span)).map_or(0, |at| at + 1);
            let start = before.get(from).unwrap_or(last).start;
            (Some(Span::new(start, last.end)), before.get(..from).unwrap_or_default())
        }
        Some((last, before)) if before.last().is_some_and(dated) => {
            let from = before.iter().rposition(|span| !dated(span)).map_or(0, |at| at + 1);
            (Some(Span::new(before[from].start, last.end)), before.get(..from).unwrap_or_default())
        }
        _ => (None, &cut[..]),
    };
    let name = named.first().zip(named.last()).map(|(first, last)| Span::new(first.start, last.end))?;
    Some(Block::Entry(TailoredEntry {
        organisation: Some(text_at(text, name)),
        period: period.map(|span| text_at(text, span)),
        ..TailoredEntry::default()
    }))
}

/// Its fields stand within a sentence.
fn is_told(source: &Source<'_>, entry: &Entry, rows: &[Row]) -> bool {
    let fields = [&entry.title, &entry.organisation];
    let Some(field) = fields.into_iter().flatten().find(|field| entry.span.contains(field.span)) else {
        return false;
    };
    let mut taken: Vec<Span> = fields.into_iter().flatten().map(|field| field.span).collect();
    taken.extend(entry.period.map(|period| period.span));
    taken.extend(entry.bullets.iter().map(|bullet| bullet.span));
    rows.iter()
        .filter(|row| row.text.overlaps(field.span) && row.text.of(source.text()).ends_with('.'))
        .any(|row| source.small_words(row.text, &taken) >= SENTENCE)
}

struct Reader<'a> {
    source: &'a Source<'a>,
    entry: &'a Entry,
}

impl Reader<'_> {
    fn read(&self, rows: &[Row]) -> TailoredEntry {
        let entry = self.entry;
        let text = self.source.text();
        let mut out = TailoredEntry {
            title: entry.title.as_ref().map(text_of),
            organisation: entry.organisation.as_ref().map(text_of),
            location: entry.location.as_ref().map(text_of),
            ..TailoredEntry::default()
        };
        if let Some(period) = &entry.period {
            out.period = Some(text_at(text, period.span));
            out.start = period.start;
            out.year_only = period.year_only;
            match period.end {
                PeriodEnd::Month(end) => out.end = Some(end),
                PeriodEnd::Present => out.current = true,
            }
        }
        let heads: Vec<Span> = [&entry.title, &entry.organisation, &entry.location]
            .into_iter()
            .flatten()
            .map(|field| field.span)
            .chain(entry.period.map(|period| period.span))
            .collect();
        let mut items = entry.bullets.iter().peekable();
        let mut last: Option<(Row, bool)> = None;
        for row in rows {
            let part = self.part(row);
            if part.is_empty() {
                continue;
            }
            while let Some(item) = items.next_if(|item| item.span.start < part.end) {
                out.bullets.extend(self.items(item, rows, &heads));
            }
            if entry.bullets.iter().any(|bullet| bullet.span.overlaps(part)) {
                last = None;
                continue;
            }
            let mut whole = false;
            for left in self.source.rest(part, &heads) {
                if self.is_own_year(left) || self.beside(left, &mut out) {
                    continue;
                }
                whole = !heads.iter().any(|head| head.overlaps(part));
                let goes_on =
                    last.filter(|(last, known)| *known && whole && self.source.goes_on(last, row, true));
                let list = if out.bullets.is_empty() { &mut out.lines } else { &mut out.bullets };
                let new = text_at(text, left);
                match list.last_mut().filter(|_| goes_on.is_some()) {
                    Some(known) => {
                        known.text = format!("{} {}", known.text, new.text);
                        known.spans.extend(new.spans);
                    }
                    None => list.push(new),
                }
            }
            last = Some((*row, whole));
        }
        out
    }

    /// The row, or the part of it that belongs to this entry where others stand in it.
    fn part(&self, row: &Row) -> Span {
        let own = self.entry.span;
        let mut others = self.source.read.resume.entries.iter().filter(|entry| entry.span != own);
        match others.any(|entry| entry.span.overlaps(row.text)) {
            true => Span::new(row.text.start.max(own.start), row.text.end.min(own.end)),
            false => row.text,
        }
    }

    /// A bare year beside a finer date that ends or begins in it.
    fn is_own_year(&self, left: Span) -> bool {
        let year = left.of(self.source.text()).parse::<i32>().ok();
        let end = self.entry.period.and_then(|period| match period.end {
            PeriodEnd::Month(end) => Some(end),
            PeriodEnd::Present => None,
        });
        let ends = self.entry.period.and_then(|period| period.start).into_iter().chain(end);
        year.is_some_and(|year| ends.into_iter().any(|month| month.year() == year))
    }

    /// An item without the fields of the head that stand within it; a line below it with a label of its own (« Environnement : … ») is
    /// one more.
    fn items(&self, item: &Spanned, rows: &[Row], heads: &[Span]) -> Vec<Text> {
        let text = self.source.text();
        let mut cuts = vec![item.span.start];
        for pair in rows.windows(2) {
            let [above, row] = pair else { continue };
            let within = item.span.start < row.text.start && row.text.start < item.span.end;
            if within && above.text.of(text).ends_with('.') && is_labelled(row.text.of(text)) {
                cuts.push(row.text.start);
            }
        }
        cuts.push(item.span.end);
        let parts = cuts.windows(2).map(|pair| trimmed(text, Span::new(pair[0], pair[1])));
        parts
            .filter(|part| has_words(part.of(text)) && !heads.iter().any(|head| head.contains(*part)))
            .filter_map(|part| {
                let within = heads.iter().any(|head| part.contains(*head));
                match &self.source.rest(part, heads)[..] {
                    // The date alone, in brackets.
                    [] if within => None,
                    [only] if within => Some(text_at(text, *only)),
                    _ => Some(text_at(text, part)),
                }
            })
            .collect()
    }

    /// Takes what stands right beside a field as part of it: « (éditeur de logiciels) » after an employer, « mission chez » before one,
    /// « (3 ans) » after a date.
    fn beside(&self, left: Span, out: &mut TailoredEntry) -> bool {
        let text = self.source.text();
        let content = left.of(text);
        let bracket = content.starts_with('(') && content.ends_with(')');
        if content.split_whitespace().count() > BESIDE {
            return false;
        }
        let follows = |field: Span| {
            let between = text.get(field.end..left.start);
            between
                .is_some_and(|between| between.len() <= 4 && !between.contains('\n') && !has_words(between))
        };
        let entry = self.entry;
        let extend = |field: &mut Option<Text>, span: Span| {
            let start =
                field.as_ref().and_then(|field| field.spans.first()).map_or(span.start, |first| first.start);
            *field = Some(text_at(text, Span::new(start.min(span.start), left.end)));
        };
        if let Some(period) = entry.period.filter(|period| bracket && follows(period.span)) {
            extend(&mut out.period, period.span);
            return true;
        }
        let before = entry.organisation.as_ref().filter(|name| {
            let between = text.get(left.end..name.span.start);
            content.starts_with(char::is_lowercase) && between.is_some_and(|between| between == " ")
        });
        if let Some(name) = before {
            let end = out
                .organisation
                .as_ref()
                .and_then(|text| text.spans.last())
                .map_or(name.span.end, |span| span.end);
            out.organisation = Some(text_at(text, Span::new(left.start, end)));
            return true;
        }
        let between = |field: &Spanned| text.get(field.span.end..left.start).unwrap_or_default();
        match (&entry.organisation, &entry.title) {
            (Some(name), _) if follows(name.span) && (bracket || between(name).trim() == ",") => {
                extend(&mut out.organisation, name.span);
                true
            }
            (_, Some(title)) if follows(title.span) && bracket => {
                extend(&mut out.title, title.span);
                true
            }
            _ => false,
        }
    }
}

/// « Environnement technique : Java 17, Spring Boot »: a label of a few words.
pub(in crate::tailoring) fn is_labelled(content: &str) -> bool {
    content.split_once(':').is_some_and(|(label, rest)| {
        (1..=3).contains(&label.split_whitespace().count()) && !rest.starts_with("//") && has_words(rest)
    })
}
