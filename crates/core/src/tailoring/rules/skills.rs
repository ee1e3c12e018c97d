//! The list of skills: what the posting asks first and in its words, and what the jobs prove and the list forgot.

use std::collections::BTreeMap;

use super::super::{
    Block, Text,
    case::{Ask, Case, Draft, is_claimable},
    change::{Change, Part, Spot},
    plan::Edit,
};
use crate::{
    letter::grammar::upper_first,
    lexicon::Kind,
    matching::{Mention, Polarity},
    report::Strength,
    resume::SectionKind,
    text::fold_key,
};

pub(super) fn propose(case: &Case<'_>, list: &mut Vec<Edit>) {
    let groups = groups(case);
    for group in &groups {
        for (at, item) in group.items.iter().enumerate() {
            list.extend(wording(case, group, at, item));
        }
        list.extend(order(case, group));
    }
    for ask in &case.asks {
        list.extend(surface(case, &groups, ask));
    }
}

/// A group of skills of the plain resume.
struct Group<'c> {
    section: usize,
    block: usize,
    label: Option<&'c Text>,
    items: &'c [Text],
}

fn groups<'c>(case: &'c Case<'_>) -> Vec<Group<'c>> {
    let sections = case.plain.sections.iter().enumerate().filter(|(_, own)| own.kind == SectionKind::Skills);
    let mut list = Vec::new();
    for (section, own) in sections {
        for (block, own) in own.blocks.iter().enumerate() {
            if let Block::Group { label, items } = own {
                list.push(Group { section, block, label: label.as_ref(), items });
            }
        }
    }
    list
}

/// « Postgres » as « PostgreSQL (Postgres) »; where no name is asked, a skill under the name that it has in the posting's language.
fn wording(case: &Case<'_>, group: &Group<'_>, at: usize, item: &Text) -> Option<Edit> {
    let mention = case.named(item)?;
    let ask = case.asks.iter().find(|ask| ask.skill == mention.skill);
    let spot = Spot { section: group.section, block: group.block, part: Part::Item(at) };
    let draft = |rule, after: String, form: &str, evidence| {
        case.edit(Draft {
            rule,
            section: Some(SectionKind::Skills),
            entry: None,
            before: item.text.clone(),
            after: after.clone(),
            evidence,
            declared: Vec::new(),
            removed: Vec::new(),
            values: &[("form", form)],
            change: Change::Replace(spot, Text { text: after, spans: item.spans.clone() }),
        })
    };
    let asked = ask.filter(|ask| case.says_the_same(ask, &item.text));
    if let Some((ask, form)) = asked.and_then(|ask| Some((ask, ask.form.as_ref()?))) {
        let there = group.items.iter().any(|item| fold_key(&item.text) == fold_key(form));
        // A search for the posting's word finds it in a longer own one; and a brand says all by itself.
        let words = |text: &str| format!(" {} ", fold_key(text));
        let is_name =
            fold_key(&item.text) == fold_key(case.lexicon.label(ask.skill, case.read.resume.language));
        let holds =
            words(&item.text).contains(&words(form)) || is_name && words(form).contains(&words(&item.text));
        if holds && !case.crosses {
            return None;
        }
        let after = beside(form, &item.text, case.crosses);
        let after = like(&item.text, &after);
        if !there && fold_key(&after) != fold_key(&item.text) {
            return draft(
                "skills.wording",
                after,
                form,
                vec![case.of_resume(mention.span), case.of_posting(ask.source)],
            );
        }
        return None;
    }
    if !case.crosses {
        return None;
    }
    let skill = case.lexicon.get(mention.skill);
    let language = case.locale.language();
    let (own, label) = (language.pick(&skill.en, &skill.fr), language.pick(&skill.fr, &skill.en));
    // Another name than the label may say less than the whole.
    let known = fold_key(&item.text) == fold_key(own) && fold_key(own) != fold_key(label) && !skill.hidden;
    if !known {
        return None;
    }
    draft("skills.language", like(&item.text, label), label, vec![case.of_resume(mention.span)])
}

/// The posting's form, with the own one beside it where they are two names; one that holds the other says it all.
fn beside(form: &str, own: &str, crosses: bool) -> String {
    let (a, b) = (fold_key(form), fold_key(own));
    let words = |key: &str| {
        let mut words: Vec<String> = key
            .split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#')
            .map(|word| word.trim_end_matches('s').to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        words.sort();
        words
    };
    let (wa, wb) = (words(&a), words(&b));
    if wa == wb {
        return own.to_owned();
    }
    let within = wa.iter().all(|word| wb.contains(word)) || wb.iter().all(|word| wa.contains(word));
    if crosses || within { form.to_owned() } else { format!("{form} ({own})") }
}

/// With a capital where the own item has one.
fn like(own: &str, new: &str) -> String {
    let capital = own.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    if capital { upper_first(new) } else { new.to_owned() }
}

/// What is asked first, in the posting's order; the others stay as they are.
fn order(case: &Case<'_>, group: &Group<'_>) -> Option<Edit> {
    let mut ranks: BTreeMap<usize, u32> = BTreeMap::new();
    for (at, item) in group.items.iter().enumerate() {
        if is_guarded(case, item) {
            continue;
        }
        if let Some(rank) = case.answers(&item.spans).first() {
            ranks.insert(at, *rank);
        }
    }
    let mut order: Vec<usize> = (0..group.items.len()).collect();
    order.sort_by_key(|at| ranks.get(at).copied().unwrap_or(u32::MAX));
    if order.is_sorted() {
        return None;
    }
    let written = |order: &[usize]| {
        let items: Vec<&str> = order.iter().map(|at| group.items[*at].text.as_str()).collect();
        let label = group.label.map(|label| format!("{} : ", label.text)).unwrap_or_default();
        format!("{label}{}", items.join(", "))
    };
    let plain: Vec<usize> = (0..group.items.len()).collect();
    let asked = case.asks.iter().filter(|ask| ranks.values().any(|rank| *rank == ask.rank));
    let evidence = asked.map(|ask| case.of_posting(ask.source)).collect();
    let (section, block) = (group.section, group.block);
    case.edit(Draft {
        rule: "skills.order",
        section: Some(SectionKind::Skills),
        entry: None,
        before: written(&plain),
        after: written(&order),
        evidence,
        declared: Vec::new(),
        removed: Vec::new(),
        values: &[],
        change: Change::Ranks { section, block, ranks },
    })
}

/// A skill that a job proves and no list names.
fn surface(case: &Case<'_>, groups: &[Group<'_>], ask: &Ask) -> Option<Edit> {
    let listed = |own: &crate::tailoring::case::Shown| {
        own.entry.is_none()
            && case.read.resume.kinds_at(own.mention.span.start).contains(&SectionKind::Skills)
    };
    if !is_claimable(case.lexicon, ask.skill) || ask.own.iter().any(listed) {
        return None;
    }
    let proof = ask
        .own
        .iter()
        .filter(|own| own.mention.polarity == Polarity::Affirmed && own.entry.is_some())
        .filter(|own| own.strength >= Strength::Education)
        .filter(|own| case.says_the_same(ask, own.mention.span.of(case.text())))
        .max_by_key(|own| (own.strength, std::cmp::Reverse(own.mention.span)))?;
    let name = case.name_of(ask);
    let at = place(case, groups, case.lexicon.get(ask.skill).kind);
    let group = at.and_then(|(section, block)| {
        groups.iter().find(|own| own.section == section && Some(own.block) == block)
    });
    let capital = group
        .and_then(|group| group.items.first())
        .is_none_or(|item| item.text.starts_with(|c: char| !c.is_lowercase()));
    let name = if capital { upper_first(&name) } else { name };
    let there =
        groups.iter().flat_map(|group| group.items).any(|item| fold_key(&item.text) == fold_key(&name));
    if there {
        return None;
    }
    // A word that lowers what follows it must not reach the new item.
    let guarded = group.is_some_and(|group| group.items.iter().any(|item| is_guarded(case, item)));
    let entry = proof.entry.and_then(|entry| case.read.resume.entries.get(entry));
    let of_entry = entry.and_then(|entry| entry.title.as_ref().or(entry.organisation.as_ref()));
    let whole = case.spot(proof.mention.span).and_then(|spot| case.span_of(spot));
    let pointer = whole.unwrap_or(proof.mention.span);
    let at_entry = of_entry.map_or_else(String::new, |title| super::super::plain::joined(&title.text));
    let span = proof.mention.span;
    case.edit(Draft {
        rule: "skills.surface",
        section: Some(SectionKind::Skills),
        entry: proof.entry,
        before: String::new(),
        after: name.clone(),
        evidence: vec![case.of_resume(pointer), case.of_posting(ask.source)],
        declared: vec![ask.skill],
        removed: Vec::new(),
        values: &[("form", &name), ("where", &at_entry)],
        change: Change::Add {
            at,
            item: Text { text: name.clone(), spans: vec![span] },
            rank: if guarded { 0 } else { ask.rank },
            first: guarded,
            heading: case.heading(case.words.heading(SectionKind::Skills, case.locale)),
        },
    })
}

/// The group with most skills of a kind; else one without a label, else a group of its own, else a section of its own.
fn place(case: &Case<'_>, groups: &[Group<'_>], kind: Kind) -> Option<(usize, Option<usize>)> {
    let alike = |group: &&Group<'_>| {
        let named = group.items.iter().filter_map(|item| case.named(item));
        named.filter(|mention| same_kind(case.lexicon.get(mention.skill).kind, kind)).count()
    };
    let best =
        groups.iter().max_by_key(|group| (alike(group), std::cmp::Reverse((group.section, group.block))));
    let technical = |group: &&Group<'_>| {
        let named = group.items.iter().filter_map(|item| case.named(item));
        named.filter(|mention| case.lexicon.get(mention.skill).kind.is_technical_name()).count()
    };
    let fallback = || {
        let most = groups.iter().max_by_key(|group| (technical(group), group.section, group.block));
        most.filter(|group| kind.is_technical_name() && technical(group) > 0)
    };
    let best = best.filter(|group| alike(group) > 0).or_else(fallback);
    let unlabelled = || groups.iter().rev().find(|group| group.label.is_none());
    if let Some(group) = best.or_else(unlabelled) {
        return Some((group.section, Some(group.block)));
    }
    let section = case.plain.sections.iter().position(|own| own.kind == SectionKind::Skills)?;
    Some((section, None))
}

fn same_kind(a: Kind, b: Kind) -> bool {
    let family = |kind: Kind| match kind {
        Kind::Framework | Kind::Library => 1,
        Kind::Database | Kind::Broker => 2,
        Kind::Cloud | Kind::Tool | Kind::Platform => 3,
        Kind::Language => 4,
        Kind::Method | Kind::Practice => 5,
        Kind::Concept | Kind::Architecture | Kind::Protocol | Kind::Performance | Kind::Security => 6,
        _ => 7,
    };
    family(a) == family(b)
}

/// An item with a word that lowers or denies what it names.
fn is_guarded(case: &Case<'_>, item: &Text) -> bool {
    let within = |mention: &&Mention| item.spans.iter().any(|span| span.contains(mention.span));
    case.read.found.skills.iter().filter(within).any(|mention| mention.polarity != Polarity::Affirmed)
}
