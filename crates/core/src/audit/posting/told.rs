//! What is told of the job: title in both genders, company, place, contract, salary.

use minijinja::{Value, context};

use super::PostingCase;
use crate::{
    Language,
    posting::says_both_genders,
    text::{Tokens, fold_key},
};

pub(super) fn check(case: &mut PostingCase<'_>) {
    let posting = case.posting;
    if !posting.is_posting {
        case.raise("posting.not_posting", &[], Value::UNDEFINED);
        return;
    }
    let anywhere = matches!(&posting.remote, Some((id, _)) if id == "remote");
    // « grille légale », "full-time": told in words that are no amount, and no kind of contract by themselves.
    let says = |id: &str| !case.phrases(id).is_empty();
    let (paid, bound) = (says("posting_salary_told"), says("posting_contract_told"));
    for (code, lacks) in [
        ("posting.title", posting.title.is_none()),
        ("posting.company", posting.company.is_none()),
        ("posting.place", posting.city.is_none() && !anywhere),
        ("posting.contract", posting.contract.is_none() && !bound),
        ("posting.salary", posting.salary.is_none() && !paid),
    ] {
        if lacks {
            case.raise(code, &[], Value::UNDEFINED);
        }
    }
    both_genders(case);
}

/// A French title that names men, or women, only: H/F may stand anywhere in the posting.
fn both_genders(case: &mut PostingCase<'_>) {
    let Some(title) = case.posting.title.clone() else { return };
    if case.posting.language != Language::Fr || says_both_genders(case.text(), &title.text) {
        return;
    }
    if is_marked(case, &title.text, title.span) {
        let words = title.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let spans: Vec<_> = [title.span].into_iter().filter(|span| !span.is_empty()).collect();
        case.raise("posting.both_genders", &spans, context! { title => words });
    }
}

/// A title of the lexicon with another feminine form; of one that it does not know, the first word tells by its ending.
fn is_marked(case: &PostingCase<'_>, title: &str, span: crate::Span) -> bool {
    let known: Vec<bool> = case
        .found
        .titles
        .iter()
        .filter(|found| span.contains(found.span))
        .filter_map(|found| case.lexicon.titles.get(found.index as usize))
        .map(|title| title.fr_f.as_ref().is_some_and(|feminine| fold_key(feminine) != fold_key(&title.fr)))
        .collect();
    if !known.is_empty() {
        return known.iter().all(|marked| *marked);
    }
    let limits = &case.rules.limits;
    let tokens = Tokens::of(title);
    let Some(first) = tokens.words().next() else { return false };
    let ends = |list: &[String]| {
        list.iter().any(|end| first.ends_with(&fold_key(end)) && first.len() > end.len() + 2)
    };
    // Folded, « chargé » and « cadre » look alike: the accent tells.
    let written: String =
        title.to_lowercase().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_owned();
    let accented = written.ends_with('é') || written.ends_with("ée");
    let plain: Vec<String> =
        limits.marked.iter().filter(|end| !matches!(end.as_str(), "é" | "ée")).cloned().collect();
    (ends(&plain) || accented) && !limits.unmarked.iter().any(|word| fold_key(word) == first)
}
