//! What to change, honestly: nothing is advised but what must first be true.

use sartor_core::{
    Language,
    lexicon::Category,
    report::{Advice, RequirementReport, Status},
};

use super::Change;
use crate::{
    ReportContext,
    quote::safe,
    text::capital,
    typography::{points, quoted},
    words,
};

/// The label of a requirement; a concept begins with a capital, a name is written as its owners write it.
pub(super) fn shown(one: &RequirementReport) -> String {
    let label = safe(&one.label);
    if one.kind == Category::Tool { label } else { capital(&label) }
}

/// The label of a skill's id; the id where the lexicon does not know it.
pub(super) fn label(id: &str, language: Language, context: &ReportContext<'_>) -> String {
    let lexicon = context.lexicon;
    lexicon.skill(id).map_or_else(|| id.to_owned(), |skill| lexicon.label(skill, language).to_owned())
}

/// One sentence for each skill of the resume that is near one asked.
pub(super) fn near(
    ordered: &[&RequirementReport],
    language: Language,
    context: &ReportContext<'_>,
) -> Vec<String> {
    let mut sentences = Vec::new();
    for one in ordered.iter().filter(|one| one.status == Status::Near) {
        for id in &one.near {
            let held = label(id, language, context);
            let skill = context.lexicon.skill(id).map(|skill| context.lexicon.get(skill));
            let held =
                if skill.is_some_and(|skill| skill.kind.is_technical_name()) { held } else { capital(&held) };
            let asked = safe(&one.label);
            sentences.push(language.pick(
                format!("{held} n’est pas {asked}, mais c’est voisin."),
                format!("{held} is not {asked}, but it is near."),
            ));
        }
    }
    sentences
}

/// The changes that bring points, the largest gain first.
pub(super) fn changes(ordered: &[&RequirementReport], language: Language) -> Vec<Change> {
    let mut list: Vec<(usize, &RequirementReport, Advice)> = ordered
        .iter()
        .enumerate()
        .filter_map(|(at, one)| one.advice.filter(|_| one.gain > 0).map(|advice| (at + 1, *one, advice)))
        .collect();
    list.sort_by(|(_, a, _), (_, b, _)| b.gain.cmp(&a.gain).then_with(|| a.id.cmp(&b.id)));
    list.into_iter()
        .map(|(of, one, advice)| Change {
            label: shown(one),
            modality: words::modality(one.modality, language).to_owned(),
            gain: format!("+{}", points(one.gain, language)),
            width: one.gain,
            of,
            advice: sentence(one, advice, language),
        })
        .collect()
}

fn sentence(one: &RequirementReport, advice: Advice, language: Language) -> String {
    let line = one.evidence.first().map(|quote| quote.line);
    let at = line.map(|line| format!(" ({} {line})", language.pick("ligne", "line"))).unwrap_or_default();
    match advice {
        Advice::ShowInEntry => language.pick(
            format!("seulement cité{at}\u{a0}: montrez-le dans l’emploi où vous l’avez pratiqué."),
            format!("only listed{at}: show it in the job where you used it."),
        ),
        Advice::NameInSkills => language.pick(
            format!("pratiqué{at}, mais pas dans vos compétences\u{a0}: nommez-le là aussi."),
            format!("used{at}, but not among your skills: name it there too."),
        ),
        Advice::AddIfTrue if one.kind == Category::Soft => language.pick(
            "absent du CV\u{a0}: un fait qui le montre vaut mieux que le mot.".to_owned(),
            "not in the resume: a fact that shows it is worth more than the word.".to_owned(),
        ),
        Advice::AddIfTrue => language.pick(
            "absent du CV\u{a0}: dites où vous l’avez pratiqué, ou laissez-le de côté.".to_owned(),
            "not in the resume: say where you used it, or leave it out.".to_owned(),
        ),
    }
}

/// Where the resume knows a skill under another name than the posting.
pub(super) fn wording(ordered: &[&RequirementReport], language: Language) -> Vec<String> {
    ordered
        .iter()
        .filter_map(|one| {
            let (form, evidence) = (one.write_as.as_deref()?, one.evidence.first()?);
            if !is_another_name(one.kind, form, &evidence.text) {
                return None;
            }
            let (form, own, line) = (quoted(&safe(form), language), quoted(&safe(&evidence.text), language), evidence.line);
            Some(language.pick(
                format!("Votre CV dit {own} (ligne {line}), l’annonce {form}\u{a0}: si c’est la même chose, écrivez les deux."),
                format!("Your resume says {own} (line {line}), the posting {form}: if it is the same thing, write both."),
            ))
        })
        .collect()
}

/// A short name that shares no more than a plural or a word beside it with the own form; a quality has no name to copy.
fn is_another_name(kind: Category, form: &str, own: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text
            .to_lowercase()
            .split_whitespace()
            .map(|word| word.trim_end_matches('s').to_owned())
            .collect();
        words.join(" ")
    };
    let (form, own) = (plain(form), plain(own));
    kind != Category::Soft && form.split(' ').count() <= 3 && !form.contains(&own) && !own.contains(&form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_name_is_worth_writing() {
        assert!(is_another_name(Category::Hard, "CI/CD", "intégration continue"));
        assert!(!is_another_name(Category::Tool, "base PostgreSQL", "PostgreSQL"));
        assert!(is_another_name(Category::Tool, "Kubernetes", "k8s"));
        assert!(!is_another_name(
            Category::Hard,
            "architectures de microservices",
            "architecture de microservices"
        ));
        assert!(!is_another_name(Category::Soft, "bonne communication", "à l’aise à l’oral"));
    }
}
