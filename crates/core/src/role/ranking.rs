//! The roles that a resume fits, the best first.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Named;
use crate::{
    Language,
    apply::{Brief, Engine, ReadResume},
    posting::Modality,
    report::{RequirementReport, ResumeHead, SCHEMA_VERSION, Share, Status},
};

/// Most skills named as missing of one role.
const MISSING: usize = 5;

/// All roles of the lexicon by how well a resume fits them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ranking {
    /// Version of this JSON, that of every report.
    pub schema_version: u32,
    /// The reference date, `YYYY-MM-DD`.
    pub as_of: String,
    /// Digest of the lexicon.
    pub lexicon_digest: String,
    /// The resume.
    pub resume: ResumeHead,
    /// The roles, the best fit first; of equal fit by id.
    pub roles: Vec<Ranked>,
}

/// A role and how well the resume fits it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ranked {
    /// From 1; roles of equal fit share one, and the next is as far as if they did not.
    pub rank: u32,
    /// Id of the role.
    pub id: String,
    /// Its name in the language of the ranking.
    pub name: String,
    /// Hundredths of a point, 0 to 10000, as [`crate::report::Fit::total`].
    pub fit: u32,
    /// Of the essential skills, how many stand in the resume.
    pub coverage: Share,
    /// Essential skills that the resume does not show, those that would bring most first; at most five.
    pub missing: Vec<Named>,
}

/// Ranks the roles of the lexicon for a resume; `name` is shown as its document, `as_of` stands for today.
///
/// Each fit is that of a report on this role, so the score's rules hold: nothing of the person but what was done, when, counts.
///
/// ```
/// use sartor_core::{Language, apply::{Engine, ReadResume}, document::Document, lexicon::Lexicon, role::rank};
/// let engine = Engine::new(Lexicon::load(&[]).unwrap());
/// let read = ReadResume::new(&engine, Document::plain("Zoé Martin"));
/// let ranking = rank(&engine, "zoe.txt", &read, jiff::civil::date(2026, 11, 22), Language::Fr);
/// assert!(ranking.roles.is_empty(), "this lexicon has no role");
/// ```
pub fn rank(engine: &Engine, name: &str, read: &ReadResume, as_of: Date, language: Language) -> Ranking {
    let lexicon = engine.lexicon();
    let mut roles: Vec<Ranked> = lexicon
        .roles
        .iter()
        .map(|role| {
            let report = Brief::Role(Box::new(role.clone())).report(engine, name, read, as_of, language);
            Ranked {
                rank: 0,
                id: role.id.clone(),
                name: language.pick(&role.fr, &role.en).clone(),
                fit: report.fit.total.unwrap_or(0),
                coverage: report.coverage.decisive(),
                missing: missing(&report.requirements),
            }
        })
        .collect();
    roles.sort_by(|a, b| b.fit.cmp(&a.fit).then_with(|| a.id.cmp(&b.id)));
    place(&mut roles);
    Ranking {
        schema_version: SCHEMA_VERSION,
        as_of: as_of.to_string(),
        lexicon_digest: lexicon.digest.clone(),
        resume: ResumeHead { document: name.to_owned(), language: read.resume.language },
        roles,
    }
}

/// Gives roles, sorted by fit, their ranks; equal fits share one.
fn place(roles: &mut [Ranked]) {
    let (mut rank, mut fit) = (0, None);
    for (at, role) in (1u32..).zip(roles) {
        if fit != Some(role.fit) {
            (rank, fit) = (at, Some(role.fit));
        }
        role.rank = rank;
    }
}

fn missing(requirements: &[RequirementReport]) -> Vec<Named> {
    let is_gap =
        |one: &&RequirementReport| one.modality == Modality::Required && one.status != Status::Covered;
    let mut gaps: Vec<&RequirementReport> = requirements.iter().filter(is_gap).collect();
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.gain));
    gaps.iter().take(MISSING).map(|gap| Named { id: gap.id.clone(), label: gap.label.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::Document,
        lexicon::{Lexicon, SourceFile, lint},
    };

    fn engine(alternatives: &str) -> Engine {
        let skill =
            |id: &str| format!("[[skill]]\nid = \"{id}\"\nkind = \"tool\"\nfr = \"{id}\"\nen = \"{id}\"\n");
        let skills = ["javelin", "discus", "hammer"].map(skill).join("\n");
        let role = format!(
            "id = \"thrower\"\nfr = \"Lanceur\"\nen = \"Thrower\"\nsummary_fr = \"Lance.\"\nsummary_en = \"Throws.\"\n\
             essential = [\"javelin\", \"discus\", \"hammer\"]\n{alternatives}"
        );
        let files = [
            SourceFile { name: "skills/x.toml", text: &skills },
            SourceFile { name: "roles/thrower.toml", text: &role },
        ];
        Engine::new(Lexicon::load(&files).unwrap())
    }

    #[test]
    fn of_skills_that_stand_in_for_each_other_one_does() {
        let ranked = |alternatives: &str| {
            let engine = engine(alternatives);
            let read = ReadResume::new(&engine, Document::plain("Zoé Martin\n\nSkills\ndiscus, hammer"));
            rank(&engine, "", &read, jiff::civil::date(2026, 11, 21), Language::En).roles.remove(0)
        };
        let apart = ranked("");
        assert_eq!((apart.coverage.covered, apart.coverage.total, apart.missing.len()), (2, 3, 1));
        let joined = ranked("[[alternatives]]\nskills = [\"javelin\", \"discus\"]\n");
        assert_eq!((joined.coverage.covered, joined.coverage.total, joined.missing.len()), (2, 2, 0));
        assert!(joined.fit > apart.fit, "{} {}", joined.fit, apart.fit);
    }

    #[test]
    fn skills_that_stand_in_for_each_other_are_of_one_list() {
        let faults = |alternatives: &str| {
            let role = format!(
                "id = \"r\"\nfr = \"R\"\nen = \"R\"\nsummary_fr = \"R.\"\nsummary_en = \"R.\"\nessential = [\"a\"]\n\
                 optional = [\"b\", \"c\"]\n{alternatives}"
            );
            let skill = |id: &str| {
                format!("[[skill]]\nid = \"{id}\"\nkind = \"tool\"\nfr = \"{id}x\"\nen = \"{id}x\"\n")
            };
            let skills = ["a", "b", "c"].map(skill).join("\n");
            let files = [
                SourceFile { name: "skills/x.toml", text: &skills },
                SourceFile { name: "roles/r.toml", text: &role },
            ];
            lint(&files).into_iter().map(|fault| fault.code).collect::<Vec<_>>()
        };
        let group = |skills: &str| format!("[[alternatives]]\nskills = [{skills}]\n");
        assert_eq!(faults(&group("\"b\", \"c\"")), [""; 0]);
        for wrong in ["\"b\"", "\"a\", \"b\"", "\"b\", \"b\"", "\"b\", \"z\""] {
            assert_eq!(faults(&group(wrong)), ["lexicon.alternatives"], "{wrong}");
        }
        assert_eq!(faults(&group("\"b\", \"c\"").repeat(2)), ["lexicon.alternatives"]);
    }

    #[test]
    fn equal_fits_share_a_rank() {
        let one = |fit| Ranked {
            rank: 0,
            id: String::new(),
            name: String::new(),
            fit,
            coverage: Share::default(),
            missing: Vec::new(),
        };
        let mut roles = [9000, 8000, 8000, 8000, 10, 0, 0].map(one);
        place(&mut roles);
        assert_eq!(roles.map(|role| role.rank), [1, 2, 2, 2, 5, 6, 6]);
    }
}
