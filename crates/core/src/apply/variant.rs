//! Which variant of letter the facts call for, and why.

use crate::{
    letter::{EntryKind, LetterInput, Plan, Why},
    posting::Posting,
};

/// What decides beside the letter's own facts.
pub(super) struct Circumstances<'a> {
    /// The posting; none where a letter answers none.
    pub(super) posting: Option<&'a Posting>,
    /// Months in the work sought; none where the resume does not tell.
    pub(super) months: Option<u32>,
    /// Months in jobs outside it.
    pub(super) other_months: u32,
}

/// The name of the variant, and the reason in words.
pub(super) fn choose(plan: &Plan, input: &LetterInput, at: &Circumstances<'_>) -> (String, Why) {
    let contract = at.posting.and_then(|posting| posting.contract.as_ref()).map(|(id, _)| id.as_str());
    let years = at.months.map(|months| months / 12);
    let months = at.months.unwrap_or(0);
    // A bridge: something that is asked and that the former work, a project or a training shows.
    let bridge = input.matches.iter().any(|found| found.entry.is_some());
    let left = input.entries.iter().any(|entry| {
        entry.kind == EntryKind::Job && !entry.family && !entry.internship && entry.title.is_some()
    });
    let changes = at.other_months >= plan.change_months
        && at.other_months >= months * plan.change_times
        && years.is_none_or(|years| years < plan.junior_below)
        && bridge
        && left;
    let id = match (at.posting, contract) {
        (None, _) => "speculative",
        (_, Some("internship")) => "internship",
        (_, Some("apprenticeship")) => "apprenticeship",
        _ if changes => "career_change",
        _ => match years {
            None => "offer",
            Some(years) if years < plan.junior_below => "junior",
            Some(years) if years >= plan.senior_from => "senior",
            Some(_) => "mid",
        },
    };
    let told = |why: &str| why.replace("{n}", &years.unwrap_or(0).to_string());
    let (fr, en) = plan.variant(id).map_or(("", ""), |variant| (&variant.why_fr, &variant.why_en));
    (id.to_owned(), Why { fr: told(fr), en: told(en) })
}
