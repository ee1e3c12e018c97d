//! What comes back when a written file is read: the proof that nothing was lost on paper.
//!
//! Two readers are asked: ours, which must find every field as a field, and a simple one, as many systems have it, which must at
//! least come upon its words.

mod letter;
mod resume;

use std::collections::{BTreeMap, BTreeSet};

pub use letter::letter_recovery;
pub use resume::resume_recovery;
use sartor_core::{Language, document::Document};
use serde::Serialize;

use crate::typography::is_picture;

/// What was looked for and found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Recovery {
    /// Every field, in order.
    pub fields: Vec<Recovered>,
    /// Signs that say nothing, such as 🚀, and that the file does not show: no font of ours has them.
    pub undrawn: Vec<char>,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recovered {
    /// What it is.
    pub kind: FieldKind,
    /// What was written.
    pub text: String,
    /// Our reader has it.
    pub found: Found,
    /// The simple reader has it; none where it was not asked.
    pub naive: Option<bool>,
}

/// What our reader makes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// It does not find the words.
    Nowhere,
    /// It finds the words, and does not know what they are.
    AsText,
    /// It finds them as what they are.
    AsField,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// The name.
    Name,
    /// The address of e-mail.
    Email,
    /// The telephone.
    Phone,
    /// An employer, a school, an issuer.
    Employer,
    /// A title, a degree.
    Title,
    /// A period.
    Date,
    /// A skill.
    Skill,
    /// Any other text.
    Text,
}

impl FieldKind {
    /// Its name, of several.
    pub const fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Name, Language::Fr) => "nom",
            (Self::Name, Language::En) => "name",
            (Self::Email, Language::Fr) => "courriel",
            (Self::Email, Language::En) => "e-mail",
            (Self::Phone, Language::Fr) => "téléphone",
            (Self::Phone, Language::En) => "phone",
            (Self::Employer, Language::Fr) => "organisations",
            (Self::Employer, Language::En) => "organisations",
            (Self::Title, Language::Fr) => "intitulés",
            (Self::Title, Language::En) => "titles",
            (Self::Date, Language::Fr) => "périodes",
            (Self::Date, Language::En) => "periods",
            (Self::Skill, Language::Fr) => "compétences",
            (Self::Skill, Language::En) => "skills",
            (Self::Text, Language::Fr) => "textes",
            (Self::Text, Language::En) => "texts",
        }
    }
}

impl Recovery {
    /// What our reader does not find: an error.
    pub fn lost(&self) -> Vec<&Recovered> {
        self.having(|field| field.found == Found::Nowhere)
    }

    /// What our reader finds and takes for something else: to be known.
    pub fn unplaced(&self) -> Vec<&Recovered> {
        self.having(|field| field.found == Found::AsText)
    }

    /// What the simple reader does not find: to be known.
    pub fn lost_to_naive(&self) -> Vec<&Recovered> {
        self.having(|field| field.found != Found::Nowhere && field.naive == Some(false))
    }

    fn having(&self, is: impl Fn(&Recovered) -> bool) -> Vec<&Recovered> {
        self.fields.iter().filter(|field| is(field)).collect()
    }

    /// "name 1/1, e-mail 1/1, employers 3/3 …", by our reader.
    pub fn told(&self, language: Language) -> String {
        let mut counts: BTreeMap<FieldKind, (usize, usize)> = BTreeMap::new();
        for field in &self.fields {
            let count = counts.entry(field.kind).or_default();
            count.0 += usize::from(field.found == Found::AsField);
            count.1 += 1;
        }
        let parts =
            counts.iter().map(|(kind, (found, all))| format!("{} {found}/{all}", kind.label(language)));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn add(&mut self, kind: FieldKind, text: &str, found: Found, naive: Option<bool>) {
        self.fields.push(Recovered { kind, text: text.to_owned(), found, naive });
    }
}

/// A text to look in: words parted by single spaces, signs that look alike made one, and the pictures apart.
struct Haystack {
    words: String,
    pictures: BTreeSet<char>,
}

impl Haystack {
    fn new(text: &str) -> Self {
        Self { words: plain(text), pictures: text.chars().filter(|sign| is_picture(*sign)).collect() }
    }

    /// The pictures of the fields that this text has not, each once.
    fn undrawn(&self, fields: &[Recovered]) -> Vec<char> {
        let signs = fields.iter().flat_map(|field| field.text.chars());
        let undrawn = signs.filter(|sign| is_picture(*sign) && !self.pictures.contains(sign));
        undrawn.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn of(document: Option<&Document>) -> Option<Self> {
        document.map(|document| Self::new(&document.text))
    }

    fn has(&self, text: &str) -> bool {
        self.words.contains(&plain(text))
    }

    /// A text that is nothing but a text.
    fn find(&self, text: &str) -> Found {
        self.place(text, self.has(text))
    }

    /// A field: its words, and whether they were taken for what they are.
    fn place(&self, text: &str, as_field: bool) -> Found {
        match (as_field, self.has(text)) {
            (true, _) => Found::AsField,
            (false, true) => Found::AsText,
            (false, false) => Found::Nowhere,
        }
    }
}

/// Case and the shape of letters stay; spaces, apostrophes and dashes of all kinds are one each, and pictures are none.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|sign: char| sign.is_whitespace() || sign == '\u{200b}' || is_picture(sign)) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|sign| match sign {
            '’' | '‘' | 'ʼ' => '\'',
            '\u{2010}'..='\u{2015}' | '−' => '-',
            other => other,
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_haystack_knows_words_and_not_their_spaces() {
        let hay = Haystack::new("Mise en place\nd’une\u{202f}API  REST");
        assert!(hay.has("Mise en place d'une API"));
        assert!(!hay.has("Mise en placed'une"));
    }

    #[test]
    fn what_is_lost_is_told_apart_by_reader() {
        let mut recovery = Recovery::default();
        recovery.add(FieldKind::Name, "Zoé", Found::AsField, Some(false));
        recovery.add(FieldKind::Skill, "Python", Found::Nowhere, Some(true));
        recovery.add(FieldKind::Skill, "Redis", Found::AsField, None);
        recovery.add(FieldKind::Title, "Cheffe", Found::AsText, None);
        assert_eq!(recovery.lost()[0].text, "Python");
        assert_eq!(recovery.unplaced()[0].text, "Cheffe");
        assert_eq!(recovery.lost_to_naive()[0].text, "Zoé");
        assert_eq!(recovery.told(Language::En), "name 1/1, titles 0/1, skills 1/2");
    }
}
