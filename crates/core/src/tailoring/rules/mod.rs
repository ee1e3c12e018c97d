//! The rules: each proposes edits of one kind.

mod career;
mod entries;
mod headline;
mod language;
mod skills;
mod summary;

use super::{
    case::Case,
    plan::{Edit, Flag},
    wording::RULES,
};

/// All edits, in the order of the rules, then of the resume.
pub(super) fn edits(case: &Case<'_>) -> Vec<Edit> {
    let above: Vec<Edit> = headline::propose(case).into_iter().chain(career::propose(case)).collect();
    let mut list: Vec<Edit> = summary::propose(case, &above.iter().collect::<Vec<_>>()).into_iter().collect();
    list.extend(above);
    skills::propose(case, &mut list);
    entries::propose(case, &mut list);
    language::propose(case, &mut list);
    list.sort_by_key(|edit| RULES.iter().position(|code| *code == edit.rule));
    // Two edits of the same words in different places are told apart by their order.
    for at in 1..list.len() {
        let same = list[..at].iter().filter(|edit| edit.id.starts_with(&list[at].id)).count();
        if same > 0 {
            list[at].id = format!("{}.{}", list[at].id, same + 1);
        }
    }
    list
}

/// What a person should look at.
pub(super) fn flags(case: &Case<'_>) -> Vec<Flag> {
    language::flags(case)
}
