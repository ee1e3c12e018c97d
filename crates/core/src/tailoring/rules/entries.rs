//! Jobs, projects, studies: what answers the posting first and in its words, what does not in short.

use super::super::{
    Block, TailoredEntry, Text,
    case::{Case, Draft},
    change::{Change, Part, Spot, word_at},
    plan::Edit,
};
use crate::{
    Language, Month, Span,
    letter::grammar::an,
    matching::Polarity,
    resume::{
        PeriodEnd, SectionKind,
        rows::{Row, rows},
    },
    text::fold_key,
};

pub(super) fn propose(case: &Case<'_>, list: &mut Vec<Edit>) {
    let rows = rows(&case.read.document);
    let today = case.standing.today();
    for (section, own) in case.plain.sections.iter().enumerate() {
        for (block, shown) in own.blocks.iter().enumerate() {
            if let Block::Entry(entry) = shown {
                let unit = Unit {
                    case,
                    section,
                    block,
                    kind: own.kind,
                    shown: entry,
                    entry: case.entry_of(section, block),
                };
                list.extend(unit.order(&rows));
                unit.wording(list);
                match unit.one_line(today) {
                    Some(edit) => list.push(edit),
                    None => unit.drop(list),
                }
            }
        }
        list.extend(drop_section(case, section));
    }
}

/// An entry of the plain resume.
struct Unit<'u, 'a> {
    case: &'u Case<'a>,
    section: usize,
    block: usize,
    kind: SectionKind,
    shown: &'u TailoredEntry,
    /// Its index in the resume.
    entry: Option<usize>,
}

impl Unit<'_, '_> {
    fn spot(&self, part: Part) -> Spot {
        Spot { section: self.section, block: self.block, part }
    }

    fn edit(
        &self,
        rule: &'static str,
        before: String,
        after: String,
        evidence: Vec<Span>,
        removed: Vec<Span>,
        change: Change,
    ) -> Option<Edit> {
        let case = self.case;
        case.edit(Draft {
            rule,
            section: Some(self.kind),
            entry: self.entry,
            before,
            after,
            evidence: evidence.into_iter().map(|span| case.of_resume(span)).collect(),
            declared: Vec::new(),
            removed,
            values: &[],
            change,
        })
    }

    /// Items that answer more of what is asked come first; what closes the entry (« Environnement : … ») closes it still.
    fn order(&self, rows: &[Row]) -> Option<Edit> {
        let bullets = &self.shown.bullets;
        let text = self.case.text();
        let begins = |bullet: &Text| {
            let start = bullet.spans.first()?.start;
            rows.iter().find(|row| row.text.start == start)
        };
        let starts: Vec<Option<&Row>> = bullets.iter().map(begins).collect();
        let is_list = starts.iter().all(|row| {
            row.is_some_and(|row| row.bullet || row.text.of(text).starts_with(char::is_uppercase))
        });
        let body = bullets
            .iter()
            .rposition(|bullet| !super::super::plain::is_labelled(&bullet.text))
            .map_or(0, |at| at + 1);
        if !is_list || body < 2 {
            return None;
        }
        let weight = |bullet: &Text| -> u32 {
            let answers = self.case.answers(&bullet.spans);
            self.case.asks.iter().filter(|ask| answers.contains(&ask.rank)).map(|ask| ask.weight).sum()
        };
        let mut order: Vec<usize> = (0..bullets.len()).collect();
        order[..body].sort_by_key(|at| std::cmp::Reverse(weight(&bullets[*at])));
        if order.is_sorted() {
            return None;
        }
        let written = |order: &[usize]| {
            let lines: Vec<&str> = order.iter().map(|at| bullets[*at].text.as_str()).collect();
            lines.join("\n")
        };
        let plain: Vec<usize> = (0..bullets.len()).collect();
        let moved = order
            .iter()
            .enumerate()
            .filter(|(to, from)| to < from)
            .flat_map(|(_, from)| bullets[*from].spans.clone());
        let change = Change::Order { section: self.section, block: self.block, order: order.clone() };
        self.edit("entry.order", written(&plain), written(&order), moved.collect(), Vec::new(), change)
    }

    /// The posting's name for a thing that the items name otherwise.
    fn wording(&self, list: &mut Vec<Edit>) {
        if self.case.crosses {
            return;
        }
        let lines = self.shown.lines.iter().enumerate().map(|(at, text)| (Part::Line(at), text));
        let bullets = self.shown.bullets.iter().enumerate().map(|(at, text)| (Part::Bullet(at), text));
        for (part, text) in lines.chain(bullets) {
            for ask in &self.case.asks {
                list.extend(self.word(part, text, ask));
            }
        }
    }

    fn word(&self, part: Part, text: &Text, ask: &super::super::case::Ask) -> Option<Edit> {
        let case = self.case;
        let form = ask.form.as_ref()?;
        let skill = case.lexicon.get(ask.skill);
        let ambiguous =
            skill.guard.iter().any(|guard| guard.forms.iter().any(|own| fold_key(own) == fold_key(form)));
        if !skill.kind.is_technical_name() || ambiguous {
            return None;
        }
        let shown =
            ask.own.iter().find(|own| text.spans.iter().any(|span| span.contains(own.mention.span)))?;
        let own = shown.mention.span.of(case.text());
        let same = fold_key(own) == fold_key(form)
            || fold_key(&text.text).contains(&fold_key(form))
            || squeezed(own) == squeezed(form);
        if same || shown.mention.polarity != Polarity::Affirmed || !fits_in_place(own, form, case) {
            return None;
        }
        let at = word_at(&text.text, own)?;
        let mut after = text.text.clone();
        after.replace_range(at..at + own.len(), form);
        case.edit(Draft {
            rule: "entry.wording",
            section: Some(self.kind),
            entry: self.entry,
            before: text.text.clone(),
            after,
            evidence: vec![case.of_resume(shown.mention.span), case.of_posting(ask.source)],
            declared: Vec::new(),
            removed: Vec::new(),
            values: &[("form", form)],
            change: Change::Words { spot: self.spot(part), own: own.to_owned(), new: form.clone() },
        })
    }

    /// An old job that answers nothing: its head alone.
    fn one_line(&self, today: Month) -> Option<Edit> {
        let limits = self.case.words.limits;
        let period = self.entry.and_then(|entry| self.case.read.resume.entries.get(entry)?.period)?;
        let old =
            matches!(period.end, PeriodEnd::Month(_)) && period.ended_before(today) >= limits.old_months;
        let spans: Vec<Span> =
            self.shown.lines.iter().chain(&self.shown.bullets).flat_map(|text| text.spans.clone()).collect();
        if !self.case.is_long || !old || spans.is_empty() || !self.case.answers(&spans).is_empty() {
            return None;
        }
        let texts: Vec<&str> =
            self.shown.lines.iter().chain(&self.shown.bullets).map(|text| text.text.as_str()).collect();
        let head = [&self.shown.title, &self.shown.organisation, &self.shown.period];
        let kept: Vec<&str> = head.into_iter().flatten().map(|text| text.text.as_str()).collect();
        let evidence = head.into_iter().flatten().flat_map(|text| text.spans.clone()).collect();
        let change = Change::OneLine { section: self.section, block: self.block };
        self.edit("entry.one_line", texts.join("\n"), kept.join(", "), evidence, spans, change)
    }

    /// Items that answer nothing and hold no figure, the last first, while enough are kept.
    fn drop(&self, list: &mut Vec<Edit>) {
        let kept = self.case.words.limits.bullets_kept;
        let mut left = self.shown.bullets.len();
        for (at, bullet) in self.shown.bullets.iter().enumerate().rev() {
            let counts = bullet.text.bytes().any(|b| b.is_ascii_digit());
            if !self.case.is_long || left <= kept || counts || !self.case.answers(&bullet.spans).is_empty() {
                continue;
            }
            let change = Change::Drop(self.spot(Part::Bullet(at)));
            let edit = self.edit(
                "entry.drop",
                bullet.text.clone(),
                String::new(),
                bullet.spans.clone(),
                bullet.spans.clone(),
                change,
            );
            left -= usize::from(edit.is_some());
            list.extend(edit);
        }
    }
}

/// Interests that answer nothing, where the resume is long.
fn drop_section(case: &Case<'_>, section: usize) -> Option<Edit> {
    let own = &case.plain.sections[section];
    let texts: Vec<&Text> = own
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(text) | Block::Bullet(text) => vec![text],
            Block::Group { label, items } => label.iter().chain(items).collect(),
            Block::Entry(_) => Vec::new(),
        })
        .collect();
    let spans: Vec<Span> = texts.iter().flat_map(|text| text.spans.clone()).collect();
    let whole = texts.len() == own.blocks.len();
    if own.kind != SectionKind::Interests || !case.is_long || !whole || !case.answers(&spans).is_empty() {
        return None;
    }
    let before: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    case.edit(Draft {
        rule: "section.drop",
        section: Some(own.kind),
        entry: None,
        before: format!("{}\n{}", own.heading, before.join("\n")),
        after: String::new(),
        evidence: spans.iter().map(|span| case.of_resume(*span)).collect(),
        declared: Vec::new(),
        removed: spans,
        values: &[],
        change: Change::DropSection(section),
    })
}

fn squeezed(text: &str) -> String {
    fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The small words before it stay right: « d’API » would not do for « REST ».
fn fits_in_place(own: &str, form: &str, case: &Case<'_>) -> bool {
    match case.locale.language() {
        Language::Fr => case.grammar.elides_before(own) == case.grammar.elides_before(form),
        Language::En => an(own).split(' ').next() == an(form).split(' ').next(),
    }
}
