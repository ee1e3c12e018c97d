//! Many postings for one resume, as text.

use std::fmt::Write;

use sartor_core::{
    Language,
    report::{NextSkill, Ranking},
};

use crate::{quote::safe, text::wrap};

/// Most skills told.
const NEXT: usize = 8;

/// Writes a ranking for a terminal: the postings, each with what is missing, then what to learn next.
pub fn ranking(ranking: &Ranking, language: Language) -> String {
    let mut out = String::new();
    for posting in &ranking.postings {
        let rank = posting.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
        let fit = posting.fit.map_or_else(|| "–".to_owned(), |fit| points(fit, language));
        let title = posting.title.as_deref().unwrap_or(&posting.document);
        let company = posting.company.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
        let _ = writeln!(out, "{rank:>4}  {fit:>6}  {}", safe(&format!("{title}{company}")));
        let share = posting.coverage;
        let colon = language.pick("\u{a0}:", ":");
        let mut told = vec![
            safe(&posting.document),
            format!(
                "{}{colon} {}/{}",
                language.pick("indispensables", "required keywords"),
                share.covered,
                share.total
            ),
        ];
        if !posting.missing_required.is_empty() {
            let labels = safe(&posting.missing_required.join(", "));
            told.push(format!("{}{colon} {labels}", language.pick("manque", "missing")));
        }
        if !posting.not_met.is_empty() {
            let kinds: Vec<String> = posting
                .not_met
                .iter()
                .map(|kind| crate::words::constraint(kind, language).to_lowercase())
                .collect();
            told.push(format!("{}{colon} {}", language.pick("non rempli", "not met"), kinds.join(", ")));
        }
        for line in wrap("              ", &told.join(" · ")) {
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    if !ranking.learn_next.is_empty() {
        let head = language.pick(
            "À apprendre ensuite, ou à montrer si c’est déjà acquis\u{a0}:",
            "To learn next, or to show where it is known already:",
        );
        let _ = writeln!(out, "\n{head}");
    }
    for skill in ranking.learn_next.iter().take(NEXT) {
        let asked = asked(skill, language);
        let gain = format!("+{}", points(skill.gain, language));
        for line in wrap(&format!("  {gain:>8}  "), &format!("{} — {asked}", safe(&skill.label))) {
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    out
}

/// How many postings ask for a skill; French counts nothing and one in the singular. That it alone bars none of them goes without saying.
fn asked(skill: &NextSkill, language: Language) -> String {
    let (one, many) = language.pick(("annonce", "annonces"), ("posting", "postings"));
    let noun = if skill.postings == 1 { one } else { many };
    let mut told = language.pick(
        format!("demandé par {} {noun}, indispensable pour {}", skill.postings, skill.required),
        format!("asked by {} {noun}, required by {}", skill.postings, skill.required),
    );
    if skill.opens > 0 {
        told += &language
            .pick(format!(", seul manque de {}", skill.opens), format!(", the only gap of {}", skill.opens));
    }
    told
}

fn points(points: u32, language: Language) -> String {
    format!("{}{}{:02}", points / 100, language.pick(',', '.'), points % 100)
}
