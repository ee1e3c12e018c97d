//! Words that tell a title, a school, an employer, a town from one another where the lexicon knows none of them: the table `naming`.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::{
    lexicon::Lexicon,
    text::{fold_key, with_folded},
};

/// The words of the table `naming`, folded; only looked up, never walked, but for the labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Naming {
    words: HashMap<String, Told, FixedState>,
    /// Words of a title that are cut short, with their stop: « dév. ».
    cut_short: Set,
    regions: Set,
    no_towns: Set,
    /// Words after which a town stands, in the order of the file.
    labels: Vec<String>,
    asides: Set,
    kinds_of_job: Set,
    durations: Set,
    describing: Set,
    particles: Set,
    /// Words before an employer, between spaces, in the order of the file; with the typographic apostrophe too.
    employed_at: Vec<String>,
    /// Words before an employer that are so only where a client is told too, between spaces.
    employed_for: Vec<String>,
    /// Words that begin the telling of a client, folded, each without the colon that must follow where it is true.
    assignments: Vec<(String, bool)>,
    /// Words before the name of a person, the longest first.
    before_names: Vec<String>,
    /// First words of items, and endings of such words.
    item_words: Set,
    item_endings: Vec<String>,
}

type Set = HashSet<String, FixedState>;

/// What the words of a text tell of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// A word of a title stands in it.
    pub(super) title: bool,
    /// A word of a degree does.
    pub(super) degree: bool,
    /// A word of a school does.
    pub(super) school: bool,
    /// A word of an employer does.
    pub(super) employer: bool,
}

impl Naming {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut naming = Self::default();
        for entry in lexicon.table("naming") {
            for word in entry.fr.iter().chain(&entry.en) {
                naming.take(&entry.id, fold_key(word));
            }
        }
        let whole = |id: &str| naming.words.get(id).is_some_and(|told| told.title);
        let table = lexicon.table("abbreviation").iter().filter(|entry| whole(&entry.id));
        naming.cut_short =
            table.flat_map(|entry| entry.fr.iter().chain(&entry.en)).map(|word| fold_key(word)).collect();
        naming.before_names.sort_by_key(|word| std::cmp::Reverse(word.len()));
        naming
    }

    /// Takes a word of the entry `id`; false where there is no such entry, which the lint tells.
    fn take(&mut self, id: &str, word: String) -> bool {
        match id {
            "title" => self.words.entry(word).or_default().title = true,
            "degree" => self.words.entry(word).or_default().degree = true,
            "school" => self.words.entry(word).or_default().school = true,
            "employer" => self.words.entry(word).or_default().employer = true,
            "region" => drop(self.regions.insert(word)),
            "no_town" => drop(self.no_towns.insert(word)),
            "town_label" => self.labels.push(word),
            "aside" => drop(self.asides.insert(word)),
            "kind_of_job" => drop(self.kinds_of_job.insert(word)),
            "duration" => drop(self.durations.insert(word)),
            "project_detail" => drop(self.describing.insert(word)),
            "name_particle" => drop(self.particles.insert(word)),
            "before_employer" => self.employed_at.extend(between_spaces(&word)),
            "before_agency" => self.employed_for.extend(between_spaces(&word)),
            "before_name" => self.before_names.push(word),
            "begins_item" => match word.strip_prefix('-') {
                Some(ending) => self.item_endings.push(ending.to_owned()),
                None => drop(self.item_words.insert(word)),
            },
            "on_assignment" => self.assignments.push(match word.strip_suffix(':') {
                Some(label) => (label.trim_end().to_owned(), true),
                None => (word, false),
            }),
            _ => return false,
        }
        true
    }

    /// What the words of `content` tell.
    pub(super) fn told(&self, content: &str) -> Told {
        let words = content.split(|c: char| match c {
            ' ' | ',' | '(' | ')' | '/' | ':' | '·' => true,
            _ => !c.is_ascii_alphanumeric() && c.is_whitespace(),
        });
        words.filter(|word| !word.is_empty()).fold(Told::default(), |told, word| {
            let known = |word: &str| self.words.get(word).copied().unwrap_or_default();
            let has_capital = word.starts_with(char::is_uppercase);
            told.or(with_folded(word.trim_end_matches([';', '!']), |word| {
                if has_capital && word.ends_with('.') && self.cut_short.contains(word) {
                    return Told { title: true, ..Told::default() };
                }
                let bare = word.trim_end_matches(['.', 's']);
                if bare.len() < word.len() { known(word).or(known(bare)) } else { known(word) }
            }))
        })
    }

    /// A word of a title stands in `content`.
    pub(super) fn is_title(&self, content: &str) -> bool {
        self.told(content).title
    }

    /// A word of a degree stands in `content`.
    pub(super) fn is_degree(&self, content: &str) -> bool {
        self.told(content).degree
    }

    /// A word of a school stands in `content`.
    pub(super) fn is_school(&self, content: &str) -> bool {
        self.told(content).school
    }

    /// A word of an employer stands in `content`.
    pub(super) fn is_employer(&self, content: &str) -> bool {
        self.told(content).employer
    }

    /// An item begins with `word`, which names something done: « Automatisation », "Reduced".
    pub(super) fn begins_item(&self, word: &str) -> bool {
        let ends = |word: &str| self.item_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        with_folded(word, |word| self.item_words.contains(word) || ends(word))
    }

    /// A country, a region or a state, as it follows a town.
    pub(super) fn is_known_region(&self, part: &str) -> bool {
        with_folded(part, |part| self.regions.contains(part))
    }

    /// A word of a contact line that is no town.
    pub(super) fn is_no_town(&self, word: &str) -> bool {
        with_folded(word, |word| self.no_towns.contains(word))
    }

    /// The words after which a town stands, folded.
    pub(super) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// `folded` stands beside title and employer and names neither: a contract, « en poste ».
    pub(super) fn is_aside(&self, folded: &str) -> bool {
        self.asides.contains(folded)
    }

    /// `content` only says what kind of job it was: « Stage ». It may stand for the title where there is no other.
    pub(super) fn is_kind_of_job(&self, content: &str) -> bool {
        with_folded(content, |content| self.kinds_of_job.contains(content))
    }

    /// A word of a length of time: « mois ».
    pub(super) fn is_duration(&self, folded: &str) -> bool {
        self.durations.contains(folded)
    }

    /// The first word of what only describes a project: « équipe de trois ».
    pub(super) fn describes(&self, folded: &str) -> bool {
        self.describing.contains(folded)
    }

    /// A word of a name that may stand without a capital: « de », "van".
    pub(super) fn is_particle(&self, folded: &str) -> bool {
        self.particles.contains(folded)
    }

    /// The words before an employer, with the spaces around them: `" chez "`.
    pub(super) fn employed_at(&self) -> &[String] {
        &self.employed_at
    }

    /// The words before an employer who sends to a client: `" pour "`.
    pub(super) fn employed_for(&self) -> &[String] {
        &self.employed_for
    }

    /// How many words of `folded` tell that a client follows: 2 of « en mission chez ».
    pub(super) fn begins_assignment(&self, folded: &str) -> Option<usize> {
        let known = self.assignments.iter().filter(|(phrase, label)| {
            folded.strip_prefix(phrase.as_str()).is_some_and(|rest| match label {
                true => rest.trim_start().starts_with(':'),
                false => rest.starts_with(' '),
            })
        });
        known.map(|(phrase, _)| phrase.split(' ').count()).max()
    }

    /// The words before the name of a person, folded, the longest first: `"curriculum vitae de"`.
    pub(super) fn before_names(&self) -> &[String] {
        &self.before_names
    }
}

/// `word` as it stands within a line: an elided one touches what follows, with either apostrophe.
fn between_spaces(word: &str) -> Vec<String> {
    match word.strip_suffix('\'') {
        Some(elided) => vec![format!(" {elided}'"), format!(" {elided}’")],
        None => vec![format!(" {word} ")],
    }
}

impl Told {
    const fn or(self, other: Self) -> Self {
        Self {
            title: self.title || other.title,
            degree: self.degree || other.degree,
            school: self.school || other.school,
            employer: self.employer || other.employer,
        }
    }
}

/// Most of the longer words are capitalised, as in names.
pub(super) fn is_capitalised(content: &str) -> bool {
    let (mut all, mut capital) = (0, 0);
    for word in content.split([' ', '-', '\'', '’', ',']).filter(|word| word.chars().count() > 3) {
        all += 1;
        capital += usize::from(!word.starts_with(char::is_lowercase));
    }
    capital * 2 > all || all == 0 && content.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::lexicon;

    #[test]
    fn every_id_that_the_lint_knows_is_read() {
        for id in crate::lexicon::ids::NAMING {
            assert!(Naming::default().take(id, "x".to_owned()), "{id}");
        }
        assert!(!Naming::default().take("titel", "x".to_owned()));
    }

    #[test]
    fn words_tell_what_they_stand_in() {
        let naming = Naming::new(lexicon());
        let told = naming.told("Boulangère, Université du Mené (CDI)");
        assert!(told.title && told.school && told.employer && !told.degree);
        assert!(
            naming.is_degree("B.Sc. Physics")
                && naming.is_title("TESTEUSES")
                && !naming.is_title("Menuiserie")
        );
        assert!(
            naming.is_known_region("Côte d’Ivoire")
                && naming.is_known_region("Ohio")
                && !naming.is_known_region("Lyon")
        );
        assert!(naming.is_no_town("Véhicule") && naming.labels().contains(&"basee a".to_owned()));
        assert!(naming.is_aside("temps plein") && naming.is_duration("annees") && naming.is_particle("van"));
        for title in ["Dév. confirmée", "Resp. d'atelier", "Sales Mgr."] {
            assert!(naming.is_title(title), "{title}");
        }
        for other in ["3 ans de dév. web", "Dev", "Robert Smith Jr.", "Sr. Ana"] {
            assert!(!naming.is_title(other), "{other}");
        }
        assert!(naming.describes("equipe") && !naming.describes("boulangerie"));
        assert_eq!(between_spaces("au sein d'"), [" au sein d'", " au sein d’"]);
        assert!(naming.employed_at().contains(&" chez ".to_owned()));
        let before = naming.before_names();
        let place = |word| before.iter().position(|known| known == word).expect("is known");
        assert!(place("nom et prenom") < place("nom"), "{before:?}");
    }
}
