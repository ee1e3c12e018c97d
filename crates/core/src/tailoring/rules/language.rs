//! A resume in one language for a posting in the other: what crosses by its meaning, and what a person must write anew.

use super::super::{
    Block, Text,
    case::{Case, Draft},
    change::{Change, Part, Spot},
    plain::joined,
    plan::{Edit, Flag},
};
use crate::{
    Language, Month, Span,
    letter::grammar::{month_en, month_fr, upper_first},
    resume::{Period, PeriodEnd, SectionKind, SpokenLanguage},
    text::fold_key,
};

pub(super) fn propose(case: &Case<'_>, list: &mut Vec<Edit>) {
    if !case.crosses {
        return;
    }
    for (section, own) in case.plain.sections.iter().enumerate() {
        list.extend(heading(case, section));
        for (block, shown) in own.blocks.iter().enumerate() {
            let spot = |part| Spot { section, block, part };
            match shown {
                Block::Entry(entry) => {
                    let at = case.entry_of(section, block);
                    let whole = at.and_then(|at| case.read.resume.entries.get(at)?.period);
                    list.extend(
                        entry
                            .title
                            .as_ref()
                            .and_then(|text| title(case, spot(Part::Title), own.kind, at, text)),
                    );
                    list.extend(entry.period.as_ref().zip(whole).and_then(|(text, whole)| {
                        dates(case, spot(Part::Period), own.kind, at, text, &whole)
                    }));
                }
                Block::Paragraph(text) | Block::Bullet(text) => {
                    list.extend(spoken(case, spot(Part::Whole), own.kind, text))
                }
                Block::Group { .. } => {}
            }
        }
    }
}

/// Texts that stay in the language of the resume.
pub(super) fn flags(case: &Case<'_>) -> Vec<Flag> {
    let mut list = Vec::new();
    if !case.crosses {
        return list;
    }
    let mut put = |text: &Text, least: usize| {
        if text.text.split_whitespace().count() < least {
            return;
        }
        if let Some(span) = text.spans.first() {
            let message = case.words.flag("untranslated");
            list.push(Flag { code: "untranslated".to_owned(), place: Some(case.of_resume(*span)), message });
        }
    };
    for own in &case.plain.sections {
        for block in &own.blocks {
            match block {
                Block::Paragraph(text) | Block::Bullet(text) if own.kind != SectionKind::Languages => {
                    put(text, 2);
                }
                Block::Entry(entry) => {
                    entry.lines.iter().chain(&entry.bullets).for_each(|text| put(text, 2));
                }
                Block::Group { label: Some(label), .. } => put(label, 1),
                _ => {}
            }
        }
    }
    list
}

fn heading(case: &Case<'_>, section: usize) -> Option<Edit> {
    let own = &case.plain.sections[section];
    let source = case
        .read
        .resume
        .sections
        .iter()
        .find(|known| known.heading.as_ref().is_some_and(|heading| joined(&heading.text) == own.heading));
    let kinds = source.map_or(vec![own.kind], |source| source.kinds.clone());
    let mut names: Vec<String> =
        kinds.iter().map(|kind| case.words.heading(*kind, case.locale).to_owned()).collect();
    if case.locale.language() == Language::Fr {
        names.iter_mut().skip(1).for_each(|name| *name = case.grammar.lower_first(name));
    }
    let after = names.join(case.locale.language().pick(" et ", " and "));
    // A heading keeps its looks: in another one it would head nothing.
    let upper = !own.heading.chars().any(char::is_lowercase);
    let after = if upper { after.to_uppercase() } else { after };
    if after.to_lowercase() == own.heading.to_lowercase() {
        return None;
    }
    let place = source.and_then(|source| source.heading.as_ref()).map(|heading| heading.span);
    let draft = plain_draft("heading.language", own.kind, None, &own.heading, &after);
    case.edit(Draft {
        evidence: place.map(|span| case.of_resume(span)).into_iter().collect(),
        // « PROJETS PERSONNELS » may itself answer what is asked.
        removed: place.into_iter().collect(),
        change: Change::Heading(section, after),
        ..draft
    })
}

/// A title that is known as a whole, in its name of the other language.
fn title(case: &Case<'_>, spot: Spot, kind: SectionKind, at: Option<usize>, text: &Text) -> Option<Edit> {
    let [span] = text.spans[..] else { return None };
    let found = case.read.found.titles.iter().find(|found| found.span == span)?;
    let known = &case.lexicon.titles[found.index as usize];
    if !case.answers(&text.spans).is_empty() {
        return None;
    }
    // Another name of the title may tell another level.
    let names = [Some(&known.fr), known.fr_f.as_ref(), Some(&known.en)];
    if !names.into_iter().flatten().any(|name| fold_key(name) == fold_key(&text.text)) {
        return None;
    }
    let after = match (case.locale.language(), &known.fr_f) {
        (Language::En, _) => &known.en,
        // English does not tell which of two French names is the applicant's.
        (Language::Fr, Some(_)) => return None,
        (Language::Fr, None) => &known.fr,
    };
    replaced(case, "title.language", spot, kind, at, text, upper_first(after))
}

fn dates(
    case: &Case<'_>,
    spot: Spot,
    kind: SectionKind,
    at: Option<usize>,
    text: &Text,
    whole: &Period,
) -> Option<Edit> {
    // A season or a quarter is told by its months, which its years alone would stretch.
    let months = [
        whole.start.map(Month::month),
        match whole.end {
            PeriodEnd::Month(end) => Some(end.month()),
            PeriodEnd::Present => None,
        },
    ];
    let whole_years = matches!(months, [None | Some(1), None | Some(12)]);
    if whole.year_only && !whole_years {
        return None;
    }
    replaced(case, "dates.language", spot, kind, at, text, period(case, whole))
}

/// « mars 2022 – aujourd’hui », "June 2021 – present", « 2014 – 2016 »; as written where it crosses no language.
pub(super) fn period(case: &Case<'_>, whole: &Period) -> String {
    if !case.crosses {
        return joined(whole.span.of(case.text()));
    }
    let month = |month: Month| match (whole.year_only, case.locale.language()) {
        (true, _) => month.year().to_string(),
        (_, Language::Fr) => month_fr(month),
        (_, Language::En) => month_en(month),
    };
    match (whole.start.map(month), whole.end) {
        (Some(start), PeriodEnd::Present) => {
            format!("{start} – {}", case.words.phrase("present", case.locale, &[]))
        }
        (Some(start), PeriodEnd::Month(end)) if start == month(end) => start,
        (Some(start), PeriodEnd::Month(end)) => format!("{start} – {}", month(end)),
        (None, PeriodEnd::Month(end)) => month(end),
        (None, PeriodEnd::Present) => case.words.phrase("present", case.locale, &[]),
    }
}

/// A line that tells languages and nothing else.
fn spoken(case: &Case<'_>, spot: Spot, kind: SectionKind, text: &Text) -> Option<Edit> {
    let [span] = text.spans[..] else { return None };
    let own: Vec<&SpokenLanguage> =
        case.read.resume.languages.iter().filter(|own| span.contains(own.span)).collect();
    let mut left = Vec::new();
    let mut from = span.start;
    for spoken in &own {
        left.push(Span::new(from, spoken.span.start));
        from = spoken.span.end;
    }
    left.push(Span::new(from, span.end));
    let only = left.iter().all(|part| !part.of(case.text()).chars().any(char::is_alphanumeric));
    if own.is_empty() || !only {
        return None;
    }
    let names: Option<Vec<String>> = own.iter().map(|spoken| name(case, spoken)).collect();
    replaced(case, "spoken.language", spot, kind, None, text, names?.join(", "))
}

/// "English: C1"; the level as a code where it was one, else as the word of the same level.
fn name(case: &Case<'_>, own: &SpokenLanguage) -> Option<String> {
    let language = case.locale.language();
    let known = case.lexicon.table("spoken").iter().find(|known| known.id == own.id)?;
    let name = upper_first(language.pick(&known.fr, &known.en).first()?);
    let written = own.span.of(case.text());
    let code = |text: &str| {
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words
            .find(|word| matches!(word.as_bytes(), [b'A'..=b'C' | b'a'..=b'c', b'1' | b'2']))
            .map(str::to_uppercase)
    };
    let level = match (own.native, own.level) {
        (true, _) => case.words.phrase("native", case.locale, &[]),
        (_, None) => return Some(name),
        (_, Some(level)) => {
            let id = LEVELS.get(usize::from(level).checked_sub(1)?)?;
            let words = case.lexicon.table("spoken_level").iter().find(|known| known.id == *id)?;
            code(written)
                .filter(|code| code == id)
                .or_else(|| language.pick(&words.fr, &words.en).get(1).cloned())?
        }
    };
    Some(format!("{name}{}{level}", language.pick(" : ", ": ")))
}

/// Levels of the common framework, from 1.
const LEVELS: [&str; 6] = ["A1", "A2", "B1", "B2", "C1", "C2"];

fn replaced(
    case: &Case<'_>,
    rule: &'static str,
    spot: Spot,
    kind: SectionKind,
    entry: Option<usize>,
    text: &Text,
    after: String,
) -> Option<Edit> {
    if after.to_lowercase() == text.text.to_lowercase() {
        return None;
    }
    let evidence = text.spans.iter().map(|span| case.of_resume(*span)).collect();
    let change = Change::Replace(spot, Text { text: after.clone(), spans: text.spans.clone() });
    case.edit(Draft { evidence, change, ..plain_draft(rule, kind, entry, &text.text, &after) })
}

fn plain_draft<'d>(
    rule: &'static str,
    kind: SectionKind,
    entry: Option<usize>,
    before: &str,
    after: &str,
) -> Draft<'d> {
    Draft {
        rule,
        section: Some(kind),
        entry,
        before: before.to_owned(),
        after: after.to_owned(),
        evidence: Vec::new(),
        declared: Vec::new(),
        removed: Vec::new(),
        values: &[],
        change: Change::DropSection(usize::MAX),
    }
}
