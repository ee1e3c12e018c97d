//! Headings: which sections a line may open.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::model::SectionKind;
use crate::{lexicon::Lexicon, text::fold_key};

/// All kinds that a heading can name.
const KINDS: &[SectionKind] = &[
    SectionKind::Contact,
    SectionKind::Summary,
    SectionKind::Experience,
    SectionKind::Education,
    SectionKind::Skills,
    SectionKind::SoftSkills,
    SectionKind::Languages,
    SectionKind::Projects,
    SectionKind::Certifications,
    SectionKind::Interests,
    SectionKind::Volunteering,
    SectionKind::Publications,
    SectionKind::Awards,
    SectionKind::References,
    SectionKind::Teaching,
    SectionKind::Misc,
];

/// Words before a heading that tell nothing: « mes compétences ».
const OWN: &[&str] = &["mes", "mon", "ma", "nos", "notre", "my", "our"];

/// Most characters of a heading.
const LONGEST: usize = 64;
/// Most words of a heading.
const WORDS: usize = 6;
/// Least letters of a heading of which one may be wrong.
const FUZZY: usize = 8;

/// What a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// The kinds it names.
    pub(super) kinds: Vec<SectionKind>,
    /// One word of several meanings: what stands under it decides.
    pub(super) ambiguous: bool,
    /// One letter is wrong.
    pub(super) fuzzy: bool,
}

/// The variants of the table `heading`, squeezed: folded, without spaces and signs, "and" as `&`.
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    variants: HashMap<String, Vec<SectionKind>, FixedState>,
    /// The longer variants, sorted, by their first and by their last four bytes: one wrong letter spares one of the two.
    ends: HashMap<(bool, [u8; 4]), Vec<String>, FixedState>,
}

impl Headings {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut headings = Self::default();
        for entry in lexicon.table("heading") {
            let Some(kind) = KINDS.iter().find(|kind| kind.id() == entry.id) else { continue };
            for variant in entry.fr.iter().chain(&entry.en) {
                let squeezed = squeeze(&fold_key(variant));
                let kinds = headings.variants.entry(squeezed).or_default();
                if !kinds.contains(kind) {
                    kinds.push(*kind);
                }
            }
        }
        for variant in headings.variants.keys().filter(|variant| variant.len() >= FUZZY) {
            for front in [true, false] {
                headings.ends.entry((front, end(variant, front))).or_default().push(variant.clone());
            }
        }
        headings.ends.values_mut().for_each(|list| list.sort());
        headings
    }

    /// What `line` names when all of it is a heading.
    pub(super) fn look(&self, line: &str) -> Option<Hit> {
        if line.len() > LONGEST * 2 || line.len() > LONGEST && line.chars().count() > LONGEST {
            return None;
        }
        let line = line.trim().trim_end_matches([':', '*', '_', '-', '–', '—', '=', '|', ' ']);
        // A word of more than one letter keeps more than one when it is folded.
        let mut long = line.as_bytes().split(|b| *b == b' ').filter(|word| is_long(word));
        if line.ends_with(['.', ',', ';', '!']) || long.nth(WORDS).is_some() {
            return None;
        }
        let key = fold_key(line);
        let key = key.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = key.as_bytes().split(|b| *b == b' ').filter(|word| word.len() > 1).count();
        if key.is_empty() || words > WORDS {
            return None;
        }
        self.look_folded(key)
    }

    fn look_folded(&self, key: &str) -> Option<Hit> {
        let whole = squeeze(key);
        if let Some(hit) = self.exact(&whole) {
            return Some(hit);
        }
        let own = key.split_once(' ').filter(|(first, _)| OWN.contains(first));
        if let Some(hit) = own.and_then(|(_, rest)| self.exact(&squeeze(rest))) {
            return Some(hit);
        }
        let jointed = key.split(is_space).any(|word| is_joint(word) || word == "-" || word.contains(is_sign));
        let parts = if jointed { parts(key) } else { Vec::new() };
        if parts.len() > 1 {
            let hits: Option<Vec<Hit>> =
                parts.iter().map(|part| self.exact(part).or_else(|| self.fuzzy(part))).collect();
            if let Some(hits) = hits {
                let mut kinds = Vec::new();
                for kind in hits.iter().filter_map(|hit| hit.kinds.first()) {
                    if !kinds.contains(kind) {
                        kinds.push(*kind);
                    }
                }
                return Some(Hit { kinds, ambiguous: false, fuzzy: hits.iter().any(|hit| hit.fuzzy) });
            }
        }
        self.fuzzy(&whole)
    }

    fn exact(&self, squeezed: &str) -> Option<Hit> {
        let kinds = self.variants.get(squeezed)?;
        Some(Hit { kinds: kinds.clone(), ambiguous: kinds.len() > 1, fuzzy: false })
    }

    fn fuzzy(&self, squeezed: &str) -> Option<Hit> {
        if squeezed.len() < FUZZY {
            return None;
        }
        [true, false].into_iter().find_map(|front| {
            let near = self.ends.get(&(front, end(squeezed, front)))?;
            let found = near.iter().find(|variant| {
                is_close(variant, squeezed) && strsim::osa_distance(variant, squeezed) == 1
            })?;
            self.exact(found).map(|hit| Hit { fuzzy: true, ..hit })
        })
    }

    /// Number of variants.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.variants.len()
    }
}

/// Four bytes at an end of a word that has them.
fn end(word: &str, front: bool) -> [u8; 4] {
    let bytes = word.as_bytes();
    let part = if front { bytes.get(..4) } else { bytes.get(bytes.len().saturating_sub(4)..) };
    part.and_then(|part| part.try_into().ok()).unwrap_or_default()
}

/// All but two letters stand where they stand in the other word: a slip changes no more.
fn is_close(a: &str, b: &str) -> bool {
    let front = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count();
    a.len().abs_diff(b.len()) <= 1 && front + back + 2 >= a.len().max(b.len())
}

fn is_long(word: &[u8]) -> bool {
    word.is_ascii() && word.len() > 1
}

/// The letters of a folded line without spaces, « et » and "and" as `&`.
fn squeeze(key: &str) -> String {
    let mut whole = String::with_capacity(key.len());
    for word in key.split(is_space) {
        if is_joint(word) {
            whole.push('&');
        } else if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            whole.push_str(word);
        } else {
            whole.extend(word.chars().filter(|c| *c == '&' || c.is_alphanumeric()));
        }
    }
    whole
}

/// The squeezed parts of a folded line between its joints: « langues & intérêts », "skills / languages".
fn parts(key: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in key.split(is_space) {
        if is_joint(word) || word == "-" {
            parts.push(String::new());
            continue;
        }
        for c in word.chars() {
            match (c, parts.last_mut()) {
                (c, _) if is_sign(c) => parts.push(String::new()),
                (_, Some(part)) if c.is_alphanumeric() => part.push(c),
                _ => {}
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

const fn is_sign(c: char) -> bool {
    matches!(c, '&' | '/' | ',' | '|')
}

const fn is_space(c: char) -> bool {
    c == ' '
}

fn is_joint(word: &str) -> bool {
    matches!(word, "&" | "et" | "and" | "+")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lexicon;
    use SectionKind::*;

    fn kinds(line: &str) -> Vec<SectionKind> {
        Headings::new(lexicon()).look(line).map(|hit| hit.kinds).unwrap_or_default()
    }

    #[test]
    fn many_headings_are_known() {
        let headings = Headings::new(lexicon());
        assert!(headings.len() >= 450, "{}", headings.len());
        for entry in lexicon().table("heading") {
            for variant in entry.fr.iter().chain(&entry.en) {
                for line in
                    [variant.clone(), variant.to_uppercase(), format!("{variant} :"), format!("# {variant}")]
                {
                    let hit = headings.look(&line).unwrap_or_else(|| panic!("{line}"));
                    assert!(hit.kinds.iter().any(|kind| kind.id() == entry.id), "{line}");
                }
            }
        }
    }

    #[test]
    fn headings_live_through_looks_and_slips() {
        assert_eq!(kinds("E XP ÉRIENCE P ROFESSIONNELLE"), [Experience]);
        assert_eq!(kinds("P ROFESSIONAL E XPERIENCE"), [Experience]);
        assert_eq!(kinds("C O M P É T E N C E S"), [Skills]);
        assert_eq!(kinds("💼 Mes expériences professionnelles"), [Experience]);
        assert_eq!(kinds("Experiences professionelles"), [Experience]);
        assert_eq!(kinds("Centres d’interêt"), [Interests]);
        assert_eq!(kinds("2. Formation :"), [Education]);
        assert_eq!(kinds("Competences"), [Skills]);
        assert_eq!(kinds("--- SKILLS ---"), [Skills]);
        assert_eq!(kinds("Formations dispensées"), [Teaching]);
        assert_eq!(kinds("Parcours académique"), [Education]);
    }

    #[test]
    fn merged_headings_open_several_kinds() {
        assert_eq!(kinds("Langues & Intérêts"), [Languages, Interests]);
        assert_eq!(kinds("Langues et loisirs"), [Languages, Interests]);
        assert_eq!(kinds("Compétences / Langues"), [Skills, Languages]);
        assert_eq!(kinds("Languages & Interests"), [Languages, Interests]);
        assert_eq!(kinds("Expériences - Centres d'intérêts"), [Experience, Interests]);
        assert_eq!(kinds("Stages & Expériences professionnelles"), [Experience]);
    }

    #[test]
    fn sentences_and_levels_are_no_headings() {
        for line in [
            "Expérience préalable",
            "Formation des utilisateurs au nouvel outil.",
            "Développeur Java",
            "",
            "…",
            "Python, SQL",
        ] {
            assert_eq!(kinds(line), [], "{line}");
        }
    }
}
