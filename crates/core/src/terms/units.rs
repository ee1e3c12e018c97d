//! Units: the words of a stretch of text, those joined by a hyphen as one.

use super::{
    key::{key, plain},
    vocabulary::{RARE, Traits, Vocabulary},
};
use crate::{
    Language, Span,
    matching::{Analysis, Matcher},
    text::{Gap, Token},
};

/// A word, or words joined by hyphens.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) span: Span,
    /// Its words in the singular and masculine.
    pub(super) plain: String,
    /// Keys of its words.
    pub(super) key: Vec<String>,
    pub(super) traits: Traits,
    /// How common it is, in tenths of the Zipf scale.
    pub(super) zipf: u8,
    /// Nothing but digits.
    pub(super) number: bool,
    /// A name by its letters: capitals or digits among them.
    pub(super) name: bool,
    /// Begins with a capital.
    pub(super) capital: bool,
    /// What stands before it ends a term.
    pub(super) apart: bool,
    /// Grammar: never part of a key.
    pub(super) grammar: bool,
    /// The lexicon knows it as the name of a thing, or as nothing but a skill.
    pub(super) known: bool,
    /// The lexicon knows it as a skill by plain words: part of a term, perhaps, and none by itself.
    pub(super) familiar: bool,
    /// Ends as a French verb does, or stands where an English verb does.
    pub(super) verbal: bool,
}

/// The units of a stretch.
pub(super) fn units(text: &str, found: &Analysis, span: Span, matcher: &Matcher) -> Vec<Unit> {
    let tokens = &found.tokens;
    let list = tokens.list();
    let mut units: Vec<Unit> = Vec::new();
    let range = tokens.within(span);
    let mut at = range.start;
    while at < range.end {
        let mut end = at + 1;
        while end < range.end && between(text, &list[end - 1], &list[end]) == "-" {
            end += 1;
        }
        units.push(unit(text, found, at..end, matcher, at == range.start));
        at = end;
    }
    mark_verbs(&mut units, text, found.language);
    units
}

fn unit(text: &str, found: &Analysis, range: std::ops::Range<usize>, matcher: &Matcher, first: bool) -> Unit {
    let vocabulary = matcher.vocabulary();
    let (tokens, language) = (&found.tokens, found.language);
    let own = &tokens.list()[range.clone()];
    let span = Span::new(own[0].span().start, own[own.len() - 1].span().end);
    let words: Vec<&str> = own.iter().map(|token| tokens.word(token)).collect();
    let content = own.iter().zip(&words).filter(|(token, _)| own.len() > 1 || !token.function.is(language));
    let keys: Vec<String> = content.map(|(_, word)| key(word, language)).collect();
    let word = words.join("-");
    let content_words = || words.iter().zip(own).filter(|(_, token)| !token.function.is(language));
    let join = |of: fn(&str, Language) -> String| {
        content_words().map(|(word, _)| of(word, language)).collect::<Vec<_>>().join(" ")
    };
    let bare = join(plain);
    let traits = vocabulary.traits(&word, &bare, &join(key), language);
    let written = span.of(text);
    let slash = range.start > 0 && between(text, &tokens.list()[range.start - 1], &own[0]).contains('/');
    let named = found.skills.iter().find(|mention| mention.span.overlaps(span));
    let familiar = named.is_some_and(|mention| {
        mention.span == span && !matcher.lexicon().get(mention.skill).kind.is_technical_name()
    });
    // "City & Guilds": both sides are capitals.
    let joined_by_sign = range.start > 0 && {
        let before = &tokens.list()[range.start - 1];
        between(text, before, &own[0]).trim() == "&"
            && before.span().of(text).starts_with(char::is_uppercase)
            && written.starts_with(char::is_uppercase)
    };
    Unit {
        span,
        zipf: zipf(&words, language, vocabulary),
        number: word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-')),
        name: is_name(written, first),
        capital: written.starts_with(char::is_uppercase),
        apart: first || slash || own[0].gap != Gap::Join && !joined_by_sign,
        plain: bare,
        grammar: own.len() == 1 && own[0].function.is(language) || word == "'s",
        // An ambiguous name that nothing shows to be one is no news either.
        known: named.is_some() && !familiar || found.doubtful.contains(&span),
        familiar,
        verbal: false,
        key: keys,
        traits,
    }
}

fn between<'t>(text: &'t str, a: &Token, b: &Token) -> &'t str {
    text.get(a.span().end..b.span().start).unwrap_or_default()
}

/// Of words joined by hyphens the rarest; one that is not in the background is rare.
fn zipf(words: &[&str], language: Language, vocabulary: &Vocabulary) -> u8 {
    let each = words.iter().map(|word| vocabulary.zipf(word, language).unwrap_or(RARE));
    each.min().unwrap_or(RARE)
}

/// Two capitals or a digit beside letters; or a capital that no sentence begins with.
fn is_name(written: &str, first: bool) -> bool {
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().any(char::is_alphabetic);
    capitals >= 2
        || letters && written.chars().any(|c| c.is_ascii_digit())
        || !first && written.starts_with(char::is_uppercase)
}

/// Marks verbs: what follows a pronoun that acts; of the list, in French by their endings, in English by where they stand.
fn mark_verbs(units: &mut [Unit], text: &str, language: Language) {
    let mut acts = false;
    for at in 0..units.len() {
        let before = at.checked_sub(1).map(|before| units[before].clone());
        let leads = |words: &[&str]| {
            let word = before.as_ref().map(|before| before.span.of(text).to_lowercase());
            word.is_some_and(|word| words.contains(&word.as_str()))
        };
        let unit = &mut units[at];
        if unit.key.len() != 1 || unit.name && !unit.apart {
            continue;
        }
        let listed = unit.traits.has(Traits::VERB);
        let word = unit.span.of(text).to_lowercase();
        unit.verbal = match language {
            Language::Fr => {
                let bare = ["er", "ir", "re", "oir", "ez", "ons"].iter().any(|end| word.ends_with(end));
                let subjects =
                    ["je", "tu", "on", "il", "elle", "nous", "vous", "ils", "elles", "qui", "ne", "se", "s'"];
                let subject = leads(&subjects) && !unit.apart;
                // « et concevoir », « pour échanger »: what could be an infinitive is one where it heads its clause.
                let heads = unit.apart || leads(&["et", "ou", "à", "pour", "sans"]);
                let infinitive = heads
                    && [
                        "cer", "der", "ger", "ler", "mer", "ner", "per", "rer", "ser", "ter", "uer", "ver",
                        "cher", "guer", "quer", "oir", "indre", "endre", "enir", "ertir", "uire",
                    ]
                    .iter()
                    .any(|end| word.ends_with(end));
                subject
                    || infinitive && !unit.capital
                    || listed && (bare || word.ends_with("ant") && leads(&["en"]))
            }
            Language::En => {
                let subject = leads(&["we", "you", "they", "who"]) && !unit.apart;
                let asked = before.is_none() || leads(&["to", "will", "can", "must", "should", "not"]);
                let goes_on = acts && (unit.apart || leads(&["and", "or", "then"]));
                let doing = unit.apart && word.ends_with("ing");
                subject || listed && (asked || goes_on || doing)
            }
        };
        acts |= unit.verbal;
    }
}
