//! M1, M2 and traps on a folder of data that is not ours: English tech postings, each with its concepts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::Context;
use sartor_core::matching::{Matcher, Polarity};
use serde_json::Value;

use super::{
    Figures,
    measure::{Counts, Sets, Share, pairs},
};

type Table = BTreeMap<String, Vec<String>>;

/// Measures the postings and the traps of `data`.
pub(super) fn measure(
    data: &Path,
    matcher: &Matcher,
    misses: bool,
    figures: &mut Figures,
) -> anyhow::Result<()> {
    let table = table()?;
    let mut documents = Vec::new();
    let mut counts = Counts::default();
    for line in read(&data.join("en_tech_dev.jsonl"))?.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(line)?;
        let sets = Sets {
            own: own(document["text"].as_str().context("a text")?, matcher, &table),
            gold: words(&document["gold"]),
            free: words(&document["neutral"]),
        };
        let found = concepts(&sets.own, &table);
        counts.compare(&found, &sets.gold, &sets.free);
        if misses {
            tell(document["id"].as_str().unwrap_or_default(), &found, &sets);
        }
        documents.push(sets);
    }
    let name = |id: &str| table.get(id).cloned().unwrap_or_default();
    let (matched, missing) = pairs(&documents, &name);
    println!("en_tech M1        {}", counts.show());
    println!("en_tech matched   {}", matched.show());
    println!("en_tech missing   {}", missing.show());
    figures.set("en_tech.m1", counts.f1());
    figures.set("en_tech.m2_matched", matched.f1());
    figures.set("en_tech.m2_missing", missing.f1());
    let right = traps(&data.join("traps_dev.json"), matcher, &table)?;
    println!("en_tech traps     {}", right.show());
    figures.set("en_tech.traps", right.value());
    Ok(())
}

fn traps(path: &Path, matcher: &Matcher, table: &Table) -> anyhow::Result<Share> {
    let mut share = Share::default();
    let traps: Vec<Value> = serde_json::from_str(&read(path)?)?;
    for trap in &traps {
        let found = concepts(&own(trap["text"].as_str().context("a text")?, matcher, table), table);
        let right = found == words(&trap["gold"]);
        if !right {
            println!("  trap {}: found {found:?}", trap["id"]);
        }
        share.add(right);
    }
    Ok(share)
}

fn tell(id: &str, found: &BTreeSet<String>, sets: &Sets) {
    let list = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        a.difference(b).filter(|id| !sets.free.contains(*id)).cloned().collect::<Vec<_>>().join(", ")
    };
    let (lost, wrong) = (list(&sets.gold, found), list(found, &sets.gold));
    if !lost.is_empty() || !wrong.is_empty() {
        println!("  {id} missed: {lost} | wrong: {wrong}");
    }
}

/// Our ids in a text, of those that the table knows.
fn own(text: &str, matcher: &Matcher, table: &Table) -> BTreeSet<String> {
    let found = matcher.analyse(text);
    found
        .skills
        .iter()
        .filter(|mention| mention.polarity != Polarity::Negated)
        .map(|mention| matcher.lexicon().get(mention.skill).id.clone())
        .filter(|id| table.contains_key(id))
        .collect()
}

fn concepts(own: &BTreeSet<String>, table: &Table) -> BTreeSet<String> {
    own.iter().filter_map(|id| table.get(id)).flatten().cloned().collect()
}

fn table() -> anyhow::Result<Table> {
    let mut table = Table::new();
    for line in read(&super::folder().join("concepts.tsv"))?.lines().filter(|line| !line.starts_with('#')) {
        let (id, concept) = line.split_once('\t').context("an id, a tab, a concept")?;
        table.entry(id.to_owned()).or_default().push(concept.to_owned());
    }
    Ok(table)
}

fn words(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}
