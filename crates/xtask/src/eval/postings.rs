//! Our own postings: how strongly each skill is asked, any-of groups, years, diploma, languages.

use std::collections::{BTreeMap, BTreeSet};

use sartor_core::{
    document::Document,
    lexicon::Lexicon,
    matching::Matcher,
    posting::{Modality, Posting, Requirement, Target, parse},
};

use super::{
    Figures,
    labelled::{Asked, Kind, Text, read_modality},
    measure::Share,
};

/// One thing that a posting asks, as a person marked it: a skill, or several of which one will do.
#[derive(Debug)]
struct Item<'t> {
    ids: BTreeSet<&'t str>,
    modality: Option<Modality>,
    months: Option<u32>,
}

#[derive(Debug, Default)]
struct Shares {
    modality: Share,
    any_of: Share,
    years: Share,
    diploma: Share,
    languages: Share,
}

/// Measures the postings under `name` and prints what went wrong where `misses` asks for it.
pub(super) fn measure(
    texts: &[Text],
    matcher: &Matcher,
    misses: bool,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let mut shares = Shares::default();
    for text in texts {
        let posting = parse(&Document::plain(&text.text), matcher);
        let mut faults = asked(text, &posting, matcher.lexicon(), &mut shares);
        faults.extend(facts(text, &posting, &mut shares)?);
        if misses {
            faults.iter().for_each(|fault| println!("  {} {fault}", text.id));
        }
    }
    for (name, share) in [
        ("modality", shares.modality),
        ("any_of", shares.any_of),
        ("years", shares.years),
        ("diploma", shares.diploma),
        ("languages", shares.languages),
    ] {
        println!("{:18}{}", format!("postings {name}"), share.show());
        figures.set(&format!("postings.{name}"), share.value());
    }
    Ok(())
}

fn items(text: &Text) -> Vec<Item<'_>> {
    let mut items: BTreeMap<String, Item<'_>> = BTreeMap::new();
    for label in text.labels.iter().filter(|label| label.kind == Kind::Gold) {
        let Some(Asked { modality, group, months }) = &label.asked else { continue };
        let key = group.map_or_else(|| label.id.clone(), |group| format!("@{group}"));
        let item = items.entry(key).or_insert(Item { ids: BTreeSet::new(), modality: None, months: None });
        item.ids.insert(&label.id);
        item.modality = item.modality.max(*modality);
        item.months = item.months.or(*months);
    }
    items.into_values().collect()
}

/// Judges modality and groups; answers the faults in words.
fn asked(text: &Text, posting: &Posting, lexicon: &Lexicon, shares: &mut Shares) -> Vec<String> {
    let found: Vec<(BTreeSet<&str>, &Requirement)> =
        posting.requirements.iter().map(|one| (ids(one, lexicon), one)).collect();
    let items = items(text);
    let mut faults = Vec::new();
    for item in &items {
        let hit = found.iter().find(|(ids, _)| !ids.is_disjoint(&item.ids)).map(|(_, one)| *one);
        let right = hit.map(|one| one.modality) == item.modality
            && item.months.is_none_or(|months| hit.is_some_and(|one| one.months == Some(months)));
        shares.modality.add(right);
        if !right {
            let why = hit.and_then(|one| one.why.as_ref()).map(|why| why.text.as_str());
            faults.push(format!(
                "{:?}: want {:?}, got {:?} by {why:?}",
                item.ids,
                item.modality,
                hit.map(|one| one.modality)
            ));
        }
        if item.ids.len() > 1 {
            let right = found.iter().any(|(ids, _)| *ids == item.ids);
            shares.any_of.add(right);
            if !right {
                faults.push(format!("no group {:?}", item.ids));
            }
        }
    }
    for (ids, _) in found.iter().filter(|(ids, _)| ids.len() > 1) {
        if !items.iter().any(|item| item.ids.len() > 1 && !item.ids.is_disjoint(ids)) {
            shares.any_of.add(false);
            faults.push(format!("not marked as a group: {ids:?}"));
        }
    }
    faults
}

fn ids<'l>(one: &Requirement, lexicon: &'l Lexicon) -> BTreeSet<&'l str> {
    match &one.target {
        Target::Skill(skill) => BTreeSet::from([lexicon.get(*skill).id.as_str()]),
        Target::AnyOf(members) => {
            members.iter().map(|member| lexicon.get(member.skill).id.as_str()).collect()
        }
    }
}

/// Judges years, diploma and spoken languages; answers the faults in words.
fn facts(text: &Text, posting: &Posting, shares: &mut Shares) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut judge = |name: &str, share: &mut Share, want: String, got: String| {
        share.add(want == got);
        if want != got {
            faults.push(format!("{name}: want {want}, got {got}"));
        }
    };
    // « Débutant accepté » asks for nothing.
    let want = fact(text.value("years"))?.filter(|(months, _)| months != "0");
    let got = posting.years.as_ref().map(|years| (years.months.to_string(), Some(years.modality)));
    judge("years", &mut shares.years, show(&want), show(&got));
    let want = fact(text.value("diploma"))?;
    let got = posting.diploma.as_ref().map(|diploma| {
        let equivalent = if diploma.or_equivalent { ":eq" } else { "" };
        (format!("{}{equivalent}", diploma.level), Some(diploma.modality))
    });
    judge("diploma", &mut shares.diploma, show(&want), show(&got));
    let want: BTreeSet<String> =
        text.value("langs").into_iter().flat_map(|list| list.split(',')).map(str::to_owned).collect();
    let letter = |modality| match modality {
        Modality::Required => "r",
        Modality::Stated => "s",
        Modality::Preferred => "p",
    };
    let got: BTreeSet<String> = posting
        .languages
        .iter()
        .map(|asked| format!("{}:{}:{}", asked.id, asked.level, letter(asked.modality)))
        .collect();
    judge("languages", &mut shares.languages, format!("{want:?}"), format!("{got:?}"));
    Ok(faults)
}

/// `36:r`, `7:s:eq` or `none`.
fn fact(value: Option<&str>) -> anyhow::Result<Option<(String, Option<Modality>)>> {
    let Some(value) = value.filter(|value| *value != "none") else { return Ok(None) };
    let mut parts = value.split(':');
    let number = parts.next().unwrap_or_default();
    let modality = parts.next().map(read_modality).transpose()?.flatten();
    let more = parts.next().map_or(String::new(), |more| format!(":{more}"));
    Ok(Some((format!("{number}{more}"), modality)))
}

fn show(fact: &Option<(String, Option<Modality>)>) -> String {
    match fact {
        None => "none".to_owned(),
        Some((value, modality)) => format!("{value} {}", modality.map_or("", name)),
    }
}

const fn name(modality: Modality) -> &'static str {
    match modality {
        Modality::Required => "required",
        Modality::Stated => "stated",
        Modality::Preferred => "preferred",
    }
}
