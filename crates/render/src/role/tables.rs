//! The table of all roles, and the ranking of a resume.

use sartor_core::{
    Language,
    lexicon::{Kind, Lexicon},
    report::Share,
    role::{Ranking, french_share, overview},
};

use super::{Part, Sheet, Table, set};
use crate::typography::{date, percent, points};

pub(super) fn roles(lexicon: &Lexicon, language: Language) -> Sheet {
    let heads = [
        ("id", "id", false),
        ("métier", "role", false),
        ("indispensables", "essential", true),
        ("atouts", "optional", true),
        ("missions", "missions", true),
        ("intitulés", "titles", true),
        ("niveaux", "levels", true),
        ("origines", "origins", true),
    ];
    let rows = overview(lexicon, language).into_iter().map(|role| {
        let counts = [role.essential, role.optional, role.missions, role.titles, role.levels, role.origins];
        let counts = counts.into_iter().map(|count| count.to_string());
        [role.id, set(&role.name, language)].into_iter().chain(counts).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let named = |kind: Kind| kind.is_technical_name() || kind == Kind::Certification;
    let (all, said) = (french_share(lexicon, |_| true), french_share(lexicon, |kind| !named(kind)));
    let share = |share: Share| percent(share.covered, share.total, language).unwrap_or_default();
    let (french, of_said) = (share(all), share(said));
    let foot = match language {
        Language::Fr => format!(
            "{} métiers · {} compétences, dont {french} ont une forme française autre que l'anglaise ({of_said} des {} qui ne sont pas des noms de produits ou de certifications) · lexique {}",
            rows.len(),
            all.total,
            said.total,
            lexicon.digest
        ),
        Language::En => format!(
            "{} roles · {} skills, {french} of which have a French form other than the English ({of_said} of the {} that are no names of products or certifications) · lexicon {}",
            rows.len(),
            all.total,
            said.total,
            lexicon.digest
        ),
    };
    Sheet {
        language: language.code(),
        lang: language,
        title: language.pick("Métiers", "Roles").to_owned(),
        lead: Vec::new(),
        parts: vec![table("roles", &heads, rows, language)],
        foot: set(&foot, language),
    }
}

pub(super) fn ranking(ranking: &Ranking, language: Language) -> Sheet {
    let heads = [
        ("rang", "rank", true),
        ("adéquation", "fit", true),
        ("indispensables", "essential", true),
        ("métier", "role", false),
        ("manque d'abord", "missing first", false),
    ];
    let rows = ranking.roles.iter().map(|role| {
        let missing: Vec<&str> = role.missing.iter().map(|one| one.label.as_str()).collect();
        vec![
            role.rank.to_string(),
            points(role.fit, language),
            format!("{} {} {}", role.coverage.covered, language.pick("sur", "of"), role.coverage.total),
            set(&role.name, language),
            set(&missing.join(", "), language),
        ]
    });
    let lead = language.pick(
        "Adéquation de 0 à 100, ce que le texte prouve de chaque métier ; une aide au choix, non un jugement.",
        "Fit from 0 to 100, what the text evidences of each role; a help to choose, no verdict.",
    );
    let day = date(&ranking.as_of, language);
    let foot = language.pick(
        format!(
            "Date de référence : {day} · lexique {} · schéma {}",
            ranking.lexicon_digest, ranking.schema_version
        ),
        format!(
            "Reference date: {day} · lexicon {} · schema {}",
            ranking.lexicon_digest, ranking.schema_version
        ),
    );
    let title = language.pick("Métiers les plus proches de ", "Roles closest to ");
    Sheet {
        language: language.code(),
        lang: language,
        title: format!("{title}{}", crate::safe(&ranking.resume.document)),
        lead: vec![set(lead, language)],
        parts: vec![table("ranking", &heads, rows.collect(), language)],
        foot: set(&foot, language),
    }
}

fn table(id: &'static str, heads: &[(&str, &str, bool)], rows: Vec<Vec<String>>, language: Language) -> Part {
    let heads =
        heads.iter().map(|(fr, en, number)| (set(language.pick(fr, en), language), *number)).collect();
    Part { id, table: Some(Table { heads, rows }), ..Part::default() }
}
