//! The posting as `interfaces.md` shows it.

use serde_json::{Value, json};

use super::{Posting, Requirement, Target};
use crate::{Span, Spanned, lexicon::Lexicon};

/// The JSON of a posting: ids of the lexicon, texts as written, byte offsets.
pub fn to_json(posting: &Posting, lexicon: &Lexicon) -> Value {
    let plain = |spanned: &Option<Spanned>| spanned.as_ref().map(|spanned| spanned.text.clone());
    json!({
        "is_posting": posting.is_posting,
        "language": posting.language.code(),
        "title": posting.title_clean.clone().or_else(|| plain(&posting.title)),
        "title_raw": plain(&posting.title),
        "roles": posting.roles,
        "company": plain(&posting.company),
        "city": plain(&posting.city),
        "contract": posting.contract.as_ref().map(|(id, _)| id),
        "remote": posting.remote.as_ref().map(|(id, _)| id),
        "reference": plain(&posting.reference),
        "salary": plain(&posting.salary),
        "recipient": plain(&posting.recipient),
        "missions": posting.missions.iter().map(|mission| &mission.text).collect::<Vec<_>>(),
        "years_min": posting.years.as_ref().map(|years| years.months / 12),
        "years": posting.years.as_ref().map(|years| json!({
            "months": years.months, "modality": years.modality, "interpreted": years.interpreted, "start": years.span.start, "end": years.span.end,
        })),
        "diploma_level": posting.diploma.as_ref().map(|diploma| diploma.level),
        "diploma": posting.diploma.as_ref().map(|diploma| json!({
            "level": diploma.level, "modality": diploma.modality, "or_equivalent": diploma.or_equivalent, "start": diploma.span.start, "end": diploma.span.end,
        })),
        "languages": posting.languages.iter().map(|asked| json!({
            "language": asked.id, "level": asked.level, "modality": asked.modality, "start": asked.span.start, "end": asked.span.end,
        })).collect::<Vec<_>>(),
        "requirements": posting.requirements.iter().map(|requirement| ask(requirement, posting, lexicon)).collect::<Vec<_>>(),
        "unlisted": posting.unlisted.terms.iter().map(|term| json!({ "text": term.text, "places": term.spans })).collect::<Vec<_>>(),
    })
}

fn ask(requirement: &Requirement, posting: &Posting, lexicon: &Lexicon) -> Value {
    let at = |skill, span: Span| json!({ "skill": lexicon.get(skill).id, "text": span.of(&posting.text), "start": span.start, "end": span.end });
    let mut value = match &requirement.target {
        Target::Skill(skill) => at(*skill, requirement.sources.first().copied().unwrap_or(Span::new(0, 0))),
        Target::AnyOf(members) => json!({ "any_of": members.iter().map(|member| {
            let mut value = at(member.skill, member.span);
            if member.singled_out {
                value["singled_out"] = Value::Bool(true);
            }
            value
        }).collect::<Vec<_>>() }),
    };
    value["modality"] = json!(requirement.modality);
    value["why"] = json!(requirement.why.as_ref().map(|why| &why.text));
    if requirement.in_title {
        value["in_title"] = Value::Bool(true);
    }
    if let Some(months) = requirement.months {
        value["months"] = json!(months);
    }
    value
}
