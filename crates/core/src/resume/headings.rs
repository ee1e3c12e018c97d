//! Headings: which sections a line may open.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::model::SectionKind;
use crate::{
    lexicon::Lexicon,
    text::{fold_key, with_folded},
};

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
/// Digits of a year.
const YEAR: usize = 4;
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
        let bare = line.trim().trim_end_matches([':', '*', '_', '-', '–', '—', '=', '|', ' ']);
        if bare.ends_with(['.', ',', ';', '!'])
            || line.len() > LONGEST * 2
            || line.len() > LONGEST && line.chars().count() > LONGEST
            || is_too_much(bare)
        {
            return None;
        }
        with_folded(bare, |key| self.look_folded(key))
    }

    fn look_folded(&self, key: &str) -> Option<Hit> {
        let key = key.trim_start_matches(|c: char| !c.is_alphabetic());
        let words = key.as_bytes().split(|b| *b == b' ').filter(|word| word.len() > 1).count();
        if key.is_empty() || words > WORDS {
            return None;
        }
        let whole = squeeze(key);
        if let Some(hit) = self.exact(&whole) {
            return Some(hit);
        }
        let own = key.split_once(is_space).filter(|(first, _)| OWN.contains(first));
        if let Some(hit) = own.and_then(|(_, rest)| self.exact(&squeeze(rest))) {
            return Some(hit);
        }
        let jointed = || whole.contains('&') || key.contains(is_sign) || key.contains(" - ");
        let hit = if jointed() { self.merged(key) } else { None };
        hit.or_else(|| self.fuzzy(&whole))
    }

    /// Several headings in one: each part of the line names one.
    fn merged(&self, key: &str) -> Option<Hit> {
        let hits: Option<Vec<Hit>> =
            parts(key).map(|part| self.exact(&part).or_else(|| self.fuzzy(&part))).collect();
        let hits = hits.filter(|hits| hits.len() > 1)?;
        let mut kinds = Vec::new();
        for kind in hits.iter().filter_map(|hit| hit.kinds.first()) {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
        Some(Hit { kinds, ambiguous: false, fuzzy: hits.iter().any(|hit| hit.fuzzy) })
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
    // Most are told apart by their length.
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let back = a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count();
    front + back + 2 >= a.len().max(b.len())
}

/// More ASCII words of several letters than a heading has, which keep these letters when they are folded; or a year or the like behind
/// its first letter: no heading holds one.
fn is_too_much(line: &str) -> bool {
    let (mut words, mut letters, mut digits, mut begun) = (0, 0, 0, false);
    for b in line.bytes() {
        begun |= !b.is_ascii() || b.is_ascii_alphabetic();
        digits += usize::from(begun && b.is_ascii_digit());
        match b {
            b' ' => letters = 0,
            _ if !b.is_ascii() => letters = usize::MAX / 2,
            _ => {
                letters += 1;
                words += usize::from(letters == 2);
            }
        }
    }
    words > WORDS || digits >= YEAR
}

/// The letters of a folded line without spaces, « et » and "and" as `&`.
fn squeeze(key: &str) -> String {
    let mut whole = String::with_capacity(key.len());
    let mut rest = key;
    while !rest.is_empty() {
        let letters = rest.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let before = key.len() - rest.len();
        let word = &rest[..letters];
        let alone = letters > 0
            && (before == 0 || key.as_bytes()[before - 1] == b' ')
            && matches!(rest.as_bytes().get(letters), None | Some(b' '));
        if alone && is_joint(word) {
            whole.push('&');
        } else {
            whole.push_str(word);
        }
        rest = &rest[letters..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        let plus = || {
            let ends = rest.is_empty() || rest.starts_with(' ');
            c == '+' && ends && (whole.is_empty() || key[..key.len() - rest.len() - 1].ends_with(' '))
        };
        if c == '&' || plus() {
            whole.push('&');
        } else if c.is_alphanumeric() {
            whole.push(c);
        }
    }
    whole
}

/// The squeezed parts of a folded line between its joints: « langues & intérêts », "skills / languages".
fn parts(key: &str) -> impl Iterator<Item = String> + '_ {
    let words = key.split(is_space).flat_map(|word| {
        // A joint is a cut, as a sign within a word is.
        let joint = is_joint(word) || word == "-";
        let pieces = if joint { "&" } else { word }.split(is_sign);
        pieces.enumerate().map(|(at, piece)| (at > 0, piece))
    });
    let mut words = words.peekable();
    std::iter::from_fn(move || {
        let mut part = String::new();
        loop {
            match words.peek() {
                Some((true, _)) if !part.is_empty() => return Some(part),
                Some((_, piece)) => {
                    part.extend(piece.chars().filter(|c| c.is_alphanumeric()));
                    words.next();
                }
                None => return (!part.is_empty()).then_some(part),
            }
        }
    })
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
        assert_eq!(kinds("2019 Formation"), [Education]);
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
            "Expérience 2019",
        ] {
            assert_eq!(kinds(line), [], "{line}");
        }
    }
}
