//! What to change, honestly: nothing is advised but what must first be true.

use sartor_core::{
    Language,
    report::{Advice, RequirementReport, Status},
};

use super::Change;
use crate::{
    ReportContext,
    quote::safe,
    typography::{points, quoted},
    words,
};

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
            let (held, asked) = (label(id, language, context), safe(&one.label));
            let not = if held.starts_with(|c: char| c.is_alphabetic()) { "n’est pas" } else { "ce n’est pas" };
            sentences.push(language.pick(
                format!("{held} {not} {asked}, mais c’est voisin."),
                format!("{held} is not {asked}, but it is near."),
            ));
        }
    }
    sentences
}

/// The changes that bring points, the largest gain first.
pub(super) fn changes(ordered: &[&RequirementReport], language: Language) -> Vec<Change> {
    let mut list: Vec<(&RequirementReport, Advice)> =
        ordered.iter().filter_map(|one| one.advice.filter(|_| one.gain > 0).map(|advice| (*one, advice))).collect();
    list.sort_by(|(a, _), (b, _)| b.gain.cmp(&a.gain).then_with(|| a.id.cmp(&b.id)));
    list.into_iter()
        .map(|(one, advice)| Change {
            label: safe(&one.label),
            modality: words::modality(one.modality, language).to_owned(),
            gain: format!("+{}", points(one.gain, language)),
            advice: sentence(one, advice, language),
        })
        .collect()
}

fn sentence(one: &RequirementReport, advice: Advice, language: Language) -> String {
    let line = one.evidence.first().map(|quote| quote.line);
    let at = line.map(|line| format!(" ({} {line})", language.pick("ligne", "line"))).unwrap_or_default();
    match advice {
        Advice::ShowInEntry => language.pick(
            format!("seulement cité{at}. Si c’est vrai, montrez-le dans l’emploi où vous l’avez pratiqué."),
            format!("only listed{at}. If it is true, show it in the job where you used it."),
        ),
        Advice::NameInSkills => language.pick(
            format!("pratiqué{at}, mais absent de vos compétences. Nommez-le aussi dans la liste."),
            format!("used{at}, but not among your skills. Name it in the list too."),
        ),
        Advice::AddIfTrue => language.pick(
            "absent du CV. Si c’est vrai, dites où vous l’avez pratiqué\u{202f}; sinon, laissez-le de côté.".to_owned(),
            "not in the resume. If it is true, say where you used it; if not, leave it out.".to_owned(),
        ),
    }
}

/// Where the resume knows a skill under another name than the posting.
pub(super) fn wording(ordered: &[&RequirementReport], language: Language) -> Vec<String> {
    ordered
        .iter()
        .filter_map(|one| {
            let form = quoted(&safe(one.write_as.as_deref()?), language);
            let own = quoted(&safe(&one.evidence.first()?.text), language);
            let line = one.evidence.first()?.line;
            Some(language.pick(
                format!("Votre CV dit {own} (ligne {line}), l’annonce {form}\u{a0}: écrivez aussi {form}."),
                format!("Your resume says {own} (line {line}), the posting {form}: write {form} too."),
            ))
        })
        .collect()
}
