//! Names of what the report tells by code, in both languages.

use sartor_core::{
    Language,
    posting::Modality,
    report::{Met, Status},
};

pub(crate) fn modality(modality: Modality, language: Language) -> &'static str {
    match modality {
        Modality::Required => language.pick("indispensable", "required"),
        Modality::Stated => language.pick("demandé", "stated"),
        Modality::Preferred => language.pick("atout", "preferred"),
    }
}

pub(crate) fn status(status: Status, language: Language) -> &'static str {
    match status {
        Status::Covered => language.pick("présent", "found"),
        Status::Near => language.pick("voisin", "near"),
        Status::Missing => language.pick("absent", "missing"),
    }
}

pub(crate) fn met(met: Met, language: Language) -> &'static str {
    match met {
        Met::Met => language.pick("rempli", "met"),
        Met::NotMet => language.pick("non rempli", "not met"),
        Met::Unknown => language.pick("le CV ne le dit pas", "the resume does not tell"),
    }
}

pub(crate) fn constraint(kind: &str, language: Language) -> &'static str {
    match kind {
        "title" => language.pick("Intitulé du poste", "Job title"),
        "years" => language.pick("Années d’expérience", "Years of experience"),
        "diploma" => language.pick("Diplôme", "Diploma"),
        "language" => language.pick("Langue", "Language"),
        "licence" => language.pick("Permis", "Licence"),
        _ => language.pick("Autre condition", "Other condition"),
    }
}

pub(crate) fn section(id: &str, language: Language) -> &'static str {
    match id {
        "header" => language.pick("en-tête", "header"),
        "contact" => language.pick("coordonnées", "contact"),
        "summary" => language.pick("profil", "summary"),
        "experience" => language.pick("expérience", "experience"),
        "education" => language.pick("formation", "education"),
        "skills" => language.pick("compétences", "skills"),
        "softskills" => language.pick("qualités", "soft skills"),
        "languages" => language.pick("langues", "languages"),
        "projects" => language.pick("projets", "projects"),
        "certifications" => "certifications",
        "interests" => language.pick("centres d’intérêt", "interests"),
        "volunteering" => language.pick("bénévolat", "volunteering"),
        "publications" => "publications",
        "awards" => language.pick("distinctions", "awards"),
        "references" => language.pick("références", "references"),
        "teaching" => language.pick("enseignement", "teaching"),
        _ => language.pick("divers", "other"),
    }
}

pub(crate) fn name(language: Language, of: Language) -> &'static str {
    match of {
        Language::Fr => language.pick("français", "French"),
        Language::En => language.pick("anglais", "English"),
    }
}
