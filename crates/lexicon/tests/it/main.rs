//! The embedded lexicon at work: what other tools get wrong, and what the role cards name.

mod backend_rows;
mod letters;
mod peers;
mod plain;
mod score;
mod tailoring;
mod traps;

use std::{collections::BTreeSet, sync::LazyLock};

use sartor_core::matching::{Matcher, Polarity};

static ENGINE: LazyLock<Matcher> = LazyLock::new(|| Matcher::new(sartor_lexicon::embedded()));

/// The ids of the skills that a text shows, denied ones left out.
fn skills(text: &str) -> BTreeSet<String> {
    let found = ENGINE.analyse(text);
    let shown = found.skills.iter().filter(|mention| mention.polarity != Polarity::Negated);
    shown.map(|mention| ENGINE.lexicon().get(mention.skill).id.clone()).collect()
}

#[track_caller]
fn shows(text: &str, wanted: &[&str]) {
    let found = skills(text);
    for id in wanted {
        assert!(found.contains(*id), "{id} is not found in {text:?}, only {found:?}");
    }
}

#[track_caller]
fn hides(text: &str, unwanted: &[&str]) {
    let found = skills(text);
    for id in unwanted {
        assert!(!found.contains(*id), "{id} is found in {text:?}: {found:?}");
    }
}
