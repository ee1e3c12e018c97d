//! The grammar of letters: elision, contraction, lists, genders, numbers, dates and typography.
//!
//! All functions are pure. Those that depend on words (which h is mute, which noun is feminine) are methods of
//! [`Grammar`], whose words are data.

mod action;
mod contraction;
mod elision;
mod english;
mod gender;
mod lexicon;
mod list;
mod number;
mod scan;
mod skill;
mod title;
mod typo;

pub(crate) use action::outer_comma;
pub use contraction::Company;
pub use english::{an, join_and, join_or, years};
pub use gender::{Gender, gender};
pub use lexicon::{Grammar, Lines, TitleForms};
pub use list::{cap, join_et, join_ou};
pub use number::{ans, date_fr, date_gb, date_us, money_en, money_fr, month_en, month_fr};
pub use scan::{Fault, FaultKind};
pub(crate) use title::upper_first;
pub use typo::{Apostrophe, Edit, Nbsp, Typography, remap, typo, typo_edits};

/// Marks around facts are private-use characters; grammar looks through them.
pub(crate) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Lower case without accents, ligatures opened, marks left out; for comparing words.
pub(crate) fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '’' => out.push('\''),
            c if is_mark(c) || unicode_normalization::char::is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The leading marks of a text, and the rest.
pub(crate) fn split_marks(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(is_mark);
    text.split_at(text.len() - rest.len())
}

#[cfg(test)]
pub(crate) fn test_grammar() -> Grammar {
    Grammar::parse(include_str!("../../../../../templates/grammar.toml")).unwrap()
}
