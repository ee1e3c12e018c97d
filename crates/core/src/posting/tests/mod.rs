//! Tests of the posting against the keyword files of the repository.

mod fixtures;
mod properties;
mod sentences;

use super::{Modality, Posting, Requirement, Target, parse};
use crate::{document::Document, testing::matcher};

/// A posting read from plain text.
fn read(text: &str) -> Posting {
    parse(&Document::plain(text), matcher())
}

/// The requirements as words: `required lang.python`, `preferred any(db.mysql db.postgresql)`.
fn asked(posting: &Posting) -> Vec<String> {
    posting.requirements.iter().map(line).collect()
}

fn line(requirement: &Requirement) -> String {
    let id = |skill| matcher().lexicon().get(skill).id.clone();
    let what = match &requirement.target {
        Target::Skill(skill) => id(*skill),
        Target::AnyOf(members) => {
            let mut ids: Vec<String> = members
                .iter()
                .map(|member| id(member.skill) + if member.singled_out { "!" } else { "" })
                .collect();
            ids.sort();
            format!("any({})", ids.join(" "))
        }
    };
    let modality = match requirement.modality {
        Modality::Required => "required",
        Modality::Stated => "stated",
        Modality::Preferred => "preferred",
    };
    format!("{modality} {what}")
}
