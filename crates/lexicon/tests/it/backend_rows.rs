//! Every thing that the job cards of the back-end role name is known, in both languages.

use super::ENGINE;

/// One row: what a card names, the ids that stand for it, and how it is written.
struct Row {
    name: &'static str,
    ids: Vec<&'static str>,
    samples: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let table = include_str!("../data/backend_rows.tsv");
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, ids, french, english, _cards] = fields[..] else { panic!("five fields: {line}") };
        assert!(!french.is_empty() && !english.is_empty(), "{name} has samples in both languages");
        let samples = french.split(" | ").chain(english.split(" | ")).collect();
        Row { name, ids: ids.split(',').collect(), samples }
    };
    table.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

/// Every id that a text shows: skills, titles, diplomas, contexts.
fn ids(text: &str) -> Vec<&str> {
    let lexicon = ENGINE.lexicon();
    let found = ENGINE.analyse(text);
    let skills = found.skills.iter().map(|mention| lexicon.get(mention.skill).id.as_str());
    let titles = found.titles.iter().map(|title| lexicon.titles[title.index as usize].id.as_str());
    let diplomas = found.diplomas.iter().map(|diploma| lexicon.diplomas[diploma.index as usize].id.as_str());
    let contexts = found.contexts.iter().map(|context| lexicon.contexts[context.index as usize].id.as_str());
    skills.chain(titles).chain(diplomas).chain(contexts).collect()
}

#[test]
fn every_row_is_found_in_both_languages() {
    let rows = rows();
    assert_eq!(rows.len(), 153);
    let mut lost = Vec::new();
    for row in rows.iter().filter(|row| !row.ids.iter().any(|id| id.starts_with("role:"))) {
        for sample in row.samples.iter().filter(|sample| !ids(sample).iter().any(|id| row.ids.contains(id))) {
            lost.push(format!("{} ({}) in {sample:?}", row.name, row.ids.join(", ")));
        }
    }
    assert!(lost.is_empty(), "{} samples are not found:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn levels_and_pay_stand_in_the_role_by_source() {
    let lexicon = ENGINE.lexicon();
    for row in rows() {
        for anchor in row.ids.iter().filter_map(|id| id.strip_prefix("role:")) {
            let (role, place) = anchor.split_once('#').unwrap_or((anchor, ""));
            let role = lexicon.role(role).unwrap_or_else(|| panic!("{} names the role {role}", row.name));
            let known = match place.split_once('/') {
                Some(("level", level)) => role.level.iter().filter(|known| known.id == level).count(),
                _ if place.starts_with("salary") => role.salary.len(),
                _ => usize::from(place.is_empty()),
            };
            assert!(known > 0, "{} stands at {anchor}", row.name);
        }
    }
    let role = lexicon.role("backend_developer").expect("the role is in the lexicon");
    let sources = |level: &str| {
        role.level
            .iter()
            .filter(|known| known.id == level)
            .map(|known| known.source.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(sources("junior").len(), 3, "the three cards disagree, and all are kept");
    assert_eq!(sources("mid").len(), 3);
    assert!(sources("senior").len() >= 2 && !sources("lead").is_empty());
}
