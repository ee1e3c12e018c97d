//! Words that carry grammar, not meaning: skipped between stems, and counted to tell French from English.

use crate::{Language, Span};

const FR: &[&str] = &[
    "a", "afin", "ainsi", "au", "aux", "avec", "c'", "ce", "ces", "cet", "cette", "chez", "d'", "dans", "de",
    "des", "dont", "du", "elle", "en", "es", "est", "et", "etes", "il", "j'", "je", "jusqu'", "l'", "la",
    "le", "les", "leur", "leurs", "lors", "m'", "ma", "mes", "mon", "n'", "ne", "nos", "notre", "nous", "on",
    "ou", "par", "pour", "qu'", "que", "qui", "s'", "sa", "sans", "se", "ses", "son", "sont", "sous", "sur",
    "t'", "ta", "tes", "ton", "tu", "un", "une", "vers", "vos", "votre", "vous", "y",
];

const EN: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "have", "he", "her", "his", "i", "in",
    "into", "is", "it", "its", "my", "of", "on", "or", "our", "she", "that", "the", "their", "these", "they",
    "this", "to", "was", "we", "were", "who", "will", "with", "you", "your",
];

/// The function words, each in the slot of its own: its bytes, and in the last one, which none of them fills, the languages that it is of.
static SLOTS: [u64; 1 << SLOT_BITS] = {
    let mut slots = [0; 1 << SLOT_BITS];
    let lists = [FR, EN];
    let (mut list, mut at) = (0, 0);
    while list < lists.len() {
        let word = packed(lists[list][at].as_bytes());
        let slot = &mut slots[slot_of(word)];
        assert!(
            *slot == 0 || *slot & WORD == word,
            "two function words share a slot: take another odd number to multiply them by"
        );
        *slot |= word | 1 << (WORD.count_ones() as usize + list);
        at += 1;
        if at == lists[list].len() {
            (list, at) = (list + 1, 0);
        }
    }
    slots
};

const SLOT_BITS: u32 = 9;

/// The bits of the bytes of a function word.
const WORD: u64 = u64::MAX >> u8::BITS;

/// The slot of a word: one of the odd numbers was taken that give each of them one of its own.
const fn slot_of(word: u64) -> usize {
    (word.wrapping_mul(0x220f_5d54_1f8f_6e19) >> (u64::BITS - SLOT_BITS)) as usize
}

/// The first eight bytes of a word as one number.
const fn packed(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < word.len() && at < size_of::<u64>() {
        number |= (word[at] as u64) << (8 * at);
        at += 1;
    }
    number
}

/// The bits of as many bytes as a word has; one of eight is no function word.
static MASKS: [u64; size_of::<u64>() + 1] = {
    let mut masks = [u64::MAX; size_of::<u64>() + 1];
    let mut length = 0;
    while length < size_of::<u64>() {
        masks[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    masks
};

/// Whether a word is a function word, and of which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Function {
    /// Of French.
    pub fr: bool,
    /// Of English.
    pub en: bool,
}

impl Function {
    /// What a folded word is; elided words keep their apostrophe.
    ///
    /// ```
    /// use sartor_core::{Language, text::Function};
    /// assert!(Function::of("l'").is(Language::Fr));
    /// assert!(!Function::of("docker").is(Language::En));
    /// ```
    pub fn of(word: &str) -> Self {
        Self::at(word.as_bytes(), Span::new(0, word.len()))
    }

    /// The same of the word that stands at `word` in `text`.
    #[inline]
    pub(super) fn at(text: &[u8], word: Span) -> Self {
        let number = match text[word.start..].first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight) & MASKS[word.len().min(size_of::<u64>())],
            None => packed(&text[word.start..word.end]),
        };
        let slot = SLOTS[slot_of(number)];
        let known = slot & WORD == number;
        let languages = slot >> WORD.count_ones();
        Self { fr: known & (languages & 1 != 0), en: known & (languages >> 1 != 0) }
    }

    /// True for a function word of `language`.
    pub const fn is(self, language: Language) -> bool {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }
}

/// What function words say of a language: how many speak for French alone, and how many for English alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Votes {
    fr: usize,
    en: usize,
}

impl Votes {
    /// Counts a word.
    pub const fn add(&mut self, word: Function) {
        self.fr += (word.fr & !word.en) as usize;
        self.en += (word.en & !word.fr) as usize;
    }

    /// The language that has twice as many as the other.
    pub const fn most(self) -> Option<Language> {
        match (self.fr, self.en) {
            (fr, en) if fr > en && fr >= 2 * en => Some(Language::Fr),
            (fr, en) if en > fr && en >= 2 * fr => Some(Language::En),
            _ => None,
        }
    }
}

impl std::ops::AddAssign for Votes {
    fn add_assign(&mut self, other: Self) {
        self.fr += other.fr;
        self.en += other.en;
    }
}

/// The language of `text`, whose words gave these votes; `None` where neither shows.
///
/// Function words decide; where they are few, the letters do (whatlang, French and English only).
pub fn language_of(text: &str, votes: Votes) -> Option<Language> {
    let Votes { fr, en } = votes;
    if fr >= 2 * en + 2 {
        return Some(Language::Fr);
    }
    if en >= 2 * fr + 2 {
        return Some(Language::En);
    }
    let detector = whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]);
    match detector.detect(text) {
        Some(info) if text.len() >= 24 || fr != en => Some(match info.lang() {
            whatlang::Lang::Fra => Language::Fr,
            _ => Language::En,
        }),
        _ if fr > en => Some(Language::Fr),
        _ if en > fr => Some(Language::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_lists() {
        assert!(FR.is_sorted() && EN.is_sorted());
        assert!(FR.iter().chain(EN).all(|word| word.len() < size_of::<u64>()));
        for word in FR.iter().chain(EN) {
            let told = Function { fr: FR.contains(word), en: EN.contains(word) };
            assert_eq!(Function::of(word), told, "{word}");
        }
        for word in ["", "docker", "lez", "thy", "x", "ee"] {
            assert_eq!(Function::of(word), Function::default(), "{word}");
        }
    }

    #[test]
    fn languages_are_told_from_few_words() {
        let tell = |text: &str| {
            let mut votes = Votes::default();
            text.split(' ').for_each(|word| votes.add(Function::of(word)));
            language_of(text, votes)
        };
        assert_eq!(tell("conception et maintenance de la plateforme"), Some(Language::Fr));
        assert_eq!(tell("design and maintenance of the platform"), Some(Language::En));
        assert_eq!(tell("Docker"), None);
    }
}
