//! M1 and M2 on our own texts: the skills that a person marked against those that are found.

use std::{collections::BTreeSet, fs};

use anyhow::Context;
use sartor_core::matching::{Matcher, Polarity};

use super::{
    Figures,
    labelled::{Kind, Text},
    measure::{Counts, Sets, pairs},
};

/// What the labels leave out.
pub(super) struct Scope(Vec<String>);

impl Scope {
    pub(super) fn read() -> anyhow::Result<Self> {
        let path = super::folder().join("out-of-scope.txt");
        let list = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(Self(list.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()))
    }

    pub(super) fn holds(&self, id: &str) -> bool {
        !self.0.iter().any(|out| id == out || out.ends_with('.') && id.starts_with(out.as_str()))
    }
}

/// Measures the texts under `name` and prints what went wrong where `misses` asks for it.
pub(super) fn measure(
    name: &str,
    texts: &[&Text],
    matcher: &Matcher,
    scope: &Scope,
    misses: bool,
    figures: &mut Figures,
) {
    let mut counts = Counts::default();
    let mut documents = Vec::new();
    for text in texts {
        let sets = sets(text, matcher, scope);
        counts.compare(&sets.own, &sets.gold, &sets.free);
        if misses {
            tell(text, &sets, matcher);
        }
        documents.push(sets);
    }
    let (matched, missing) = pairs(&documents, &|id| vec![id.to_owned()]);
    println!("{name} M1        {}", counts.show());
    println!("{name} matched   {}", matched.show());
    println!("{name} missing   {}", missing.show());
    figures.set(&format!("{name}.m1"), counts.f1());
    figures.set(&format!("{name}.m2_matched"), matched.f1());
    figures.set(&format!("{name}.m2_missing"), missing.f1());
}

/// What is found stands under the made-up name of a label where it covers just its form.
fn sets(text: &Text, matcher: &Matcher, scope: &Scope) -> Sets {
    let found = matcher.analyse(&text.text);
    let mut sets = Sets { own: BTreeSet::new(), gold: BTreeSet::new(), free: BTreeSet::new() };
    for label in &text.labels {
        let asked = label.asked.as_ref().is_none_or(|asked| asked.modality.is_some());
        match label.kind {
            Kind::Gold if !asked => sets.free.insert(label.id.clone()),
            Kind::Gold => sets.gold.insert(label.id.clone()),
            Kind::Unknown => sets.gold.insert(format!("?{}", label.id)),
            Kind::Neutral => sets.free.insert(label.id.clone()),
            Kind::Denied => false,
        };
    }
    for mention in found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated) {
        let id = &matcher.lexicon().get(mention.skill).id;
        let named =
            text.labels.iter().find(|label| label.kind == Kind::Unknown && label.span == mention.span);
        match named {
            Some(label) => drop(sets.own.insert(format!("?{}", label.id))),
            None if scope.holds(id) => drop(sets.own.insert(id.clone())),
            None => {}
        }
    }
    sets.free.retain(|id| !sets.gold.contains(id));
    sets
}

fn tell(text: &Text, sets: &Sets, matcher: &Matcher) {
    let found = matcher.analyse(&text.text);
    let lost = sets.gold.difference(&sets.own).filter(|id| !sets.free.contains(*id)).map(|id| {
        let form = text.labels.iter().find(|label| label.id == id.trim_start_matches('?'));
        format!("-{id} ({})", form.map_or("", |label| label.span.of(&text.text)))
    });
    let wrong = sets.own.difference(&sets.gold).filter(|id| !sets.free.contains(*id)).map(|id| {
        let mention = found.skills.iter().find(|mention| matcher.lexicon().get(mention.skill).id == *id);
        format!("+{id} ({})", mention.map_or("", |mention| mention.span.of(&text.text)))
    });
    let all: Vec<String> = lost.chain(wrong).collect();
    if !all.is_empty() {
        println!("  {:6} {}", text.id, all.join("  "));
    }
}
