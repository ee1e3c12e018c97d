//! One line of facts in the profile: role, years, and what the posting asks and the jobs prove.

use super::super::{
    Text,
    case::{Ask, Case, Draft, Shown, is_claimable},
    change::Change,
    plan::Edit,
};
use super::headline::{gender, own_titles};
use crate::{
    Language, Span,
    letter::{
        Locale,
        grammar::{Gender, ans, join_and, join_et, years},
    },
    resume::SectionKind,
    text::fold_key,
};

/// `others` are edits that stand beside it: what the headline or the block of transferable skills names is not named again.
pub(super) fn propose(case: &Case<'_>, others: &[&Edit]) -> Option<Edit> {
    let limits = case.words.limits;
    let named: String = others.iter().map(|edit| fold_key(&edit.after)).collect::<Vec<_>>().join("\n");
    let mut proved: Vec<(&Ask, &Shown)> = case
        .asks
        .iter()
        .filter(|ask| is_claimable(case.lexicon, ask.skill))
        .filter(|ask| !ask.own.iter().any(|own| case.is_above(own.mention.span)))
        .filter(|ask| !named.contains(&fold_key(&case.name_of(ask))))
        .filter_map(|ask| {
            let says =
                |own: &&Shown| own.is_used() && case.says_the_same(ask, own.mention.span.of(case.text()));
            Some((ask, ask.own.iter().find(says)?))
        })
        .collect();
    proved.sort_by_key(|(ask, _)| (std::cmp::Reverse(ask.weight), ask.rank));
    proved.truncate(limits.facts_most);
    if proved.len() < limits.facts_least {
        return None;
    }
    let names: Vec<String> = proved.iter().map(|(ask, _)| case.in_line(ask)).collect();
    let skills = match case.locale {
        Locale::Fr => join_et(&names),
        Locale::EnUs => join_and(&names, true),
        Locale::EnGb => join_and(&names, false),
    };
    let mut evidence = Vec::new();
    let own_profile = case.plain.sections.iter().any(|section| section.kind == SectionKind::Summary);
    let (role, time) = if own_profile { (None, None) } else { (role(case), relevant_years(case)) };
    let name = match (own_profile, &role, &time) {
        (true, ..) => "facts_beside",
        (_, Some(_), Some(_)) => "facts",
        (_, Some(_), None) => "facts_role",
        (_, None, Some(_)) => "facts_years",
        (_, None, None) => "facts_only",
    };
    let (role, role_place) = role.unzip();
    let (time, periods) = time.unzip();
    let values = [
        ("role", role.as_deref().unwrap_or_default()),
        ("years", time.as_deref().unwrap_or_default()),
        ("skills", &skills),
    ];
    let text = case.words.phrase(name, case.locale, &values);
    let spans: Vec<Span> = role_place
        .into_iter()
        .chain(periods.into_iter().flatten())
        .chain(proved.iter().map(|(_, own)| own.mention.span))
        .collect();
    evidence.extend(spans.iter().map(|span| case.of_resume(*span)));
    evidence.extend(proved.iter().map(|(ask, _)| case.of_posting(ask.source)));
    let heading = case.heading(case.words.heading(SectionKind::Summary, case.locale));
    case.edit(Draft {
        rule: "summary.facts",
        section: Some(SectionKind::Summary),
        entry: None,
        before: String::new(),
        after: text.clone(),
        evidence,
        declared: proved.iter().map(|(ask, _)| ask.skill).collect(),
        removed: Vec::new(),
        values: &[],
        change: Change::Facts(Text { text, spans }, heading),
    })
}

/// The name of the applicant's own role in the language of the output, and where the title stands: the sought role first.
fn role(case: &Case<'_>) -> Option<(String, Span)> {
    let role_of =
        |index: u32| case.lexicon.titles[index as usize].role.as_deref().and_then(|id| case.lexicon.role(id));
    let sought = |index: u32| role_of(index).is_some_and(|role| case.posting.roles.contains(&role.id));
    let found = own_titles(case)
        .find(|found| sought(found.index))
        .or_else(|| own_titles(case).find(|found| role_of(found.index).is_some()))?;
    let role = role_of(found.index)?;
    let name = match (case.locale.language(), &role.fr_f, gender(case)) {
        (Language::En, ..) => &role.en,
        (Language::Fr, Some(feminine), Some(Gender::F)) => feminine,
        // A trade with two names, and nothing that tells which is the applicant's.
        (Language::Fr, Some(_), None) => return None,
        (Language::Fr, ..) => &role.fr,
    };
    Some((crate::letter::grammar::upper_first(name), found.span))
}

/// Whole years of the sought family; none under one.
fn relevant_years(case: &Case<'_>) -> Option<(String, Vec<Span>)> {
    let (months, periods) = case.relevant.as_ref()?;
    let whole = months / 12;
    let text = match case.locale.language() {
        Language::Fr => ans(f64::from(whole)),
        Language::En => years(whole),
    };
    (whole > 0).then(|| (text, periods.clone()))
}
