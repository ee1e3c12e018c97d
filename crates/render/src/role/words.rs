//! Names of what a card tells by code, in both languages.

use sartor_core::{
    Language,
    role::{SkillGroup, Standing},
};

pub(super) fn group(group: SkillGroup, language: Language) -> &'static str {
    match group {
        SkillGroup::Languages => language.pick("Langages", "Languages"),
        SkillGroup::Frameworks => language.pick("Frameworks et bibliothèques", "Frameworks and libraries"),
        SkillGroup::Data => language.pick("Bases de données et messagerie", "Databases and brokers"),
        SkillGroup::Clouds => "Cloud",
        SkillGroup::Tools => language.pick("Outils", "Tools"),
        SkillGroup::Platforms => language.pick("Systèmes et protocoles", "Systems and protocols"),
        SkillGroup::Knowledge => language.pick("Savoir-faire", "Know-how"),
        SkillGroup::Security => language.pick("Sécurité", "Security"),
        SkillGroup::Responsibilities => language.pick("Responsabilités", "Responsibilities"),
        SkillGroup::Methods => language.pick("Méthodes", "Methods"),
        SkillGroup::Domains => language.pick("Domaines", "Fields"),
        SkillGroup::Soft => language.pick("Savoir-être", "Soft skills"),
        SkillGroup::Certifications => "Certifications",
    }
}

pub(super) fn standing(standing: Standing, language: Language) -> &'static str {
    match standing {
        Standing::Essential => language.pick("indispensable", "essential"),
        Standing::Optional => language.pick("atout", "optional"),
        Standing::Beside => language.pick("à côté", "beside"),
    }
}

pub(super) fn fact(kind: &str, language: Language) -> &'static str {
    match kind {
        "conditions" => language.pick("Conditions", "Conditions"),
        "market" => language.pick("Marché", "Market"),
        "remote" => language.pick("Télétravail", "Remote work"),
        "training" => language.pick("Études", "Studies"),
        "entry_salary" => language.pick("Salaire de début", "Starting pay"),
        _ => language.pick("À savoir", "To know"),
    }
}
