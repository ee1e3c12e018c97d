//! English lists, articles and plurals.

use super::elision::{first_word, head};
use super::plain;

/// `A`, `A and B`, `A, B, and C`; without the last comma where `serial` is false (British use).
///
/// ```
/// use sartor_core::letter::grammar::join_and;
/// assert_eq!(join_and(&["A", "B", "C"], true), "A, B, and C");
/// assert_eq!(join_and(&["A", "B", "C"], false), "A, B and C");
/// ```
pub fn join_and<S: AsRef<str>>(items: &[S], serial: bool) -> String {
    join(items, "and", serial)
}

/// `A, B, or C`, as [`join_and`].
pub fn join_or<S: AsRef<str>>(items: &[S], serial: bool) -> String {
    join(items, "or", serial)
}

fn join<S: AsRef<str>>(items: &[S], word: &str, serial: bool) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).filter(|item| !item.is_empty()).collect();
    let commas = items.iter().any(|item| super::outer_comma(item).is_some());
    let between = if commas { "; " } else { ", " };
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, [one])) if !commas => format!("{one} {word} {end}"),
        Some((end, rest)) => {
            let comma = if commas {
                ";"
            } else if serial {
                ","
            } else {
                ""
            };
            format!("{}{comma} {word} {end}", rest.join(between))
        }
    }
}

/// `1 year`, `2 years`.
pub fn years(n: u32) -> String {
    if n == 1 { "1 year".to_owned() } else { format!("{n} years") }
}

impl super::Grammar {
    /// The name with `the` where English wants it: `the University of Leeds`, `the Northern Canals Trust`, `Airbus`.
    pub fn the(&self, name: &str) -> String {
        let folded = plain(name);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let of = words.get(1) == Some(&"of")
            && words.first().is_some_and(|word| self.english_the.of.contains(*word));
        let ends = words.len() > 2 && words.last().is_some_and(|word| self.english_the.ends.contains(*word));
        let own = words.first() == Some(&"the") || name.contains(['\'', '’']);
        if (of || ends) && !own { format!("the {name}") } else { name.to_owned() }
    }
}

/// `a` or `an` and the text, by sound: `an API`, `a URL`, `an SQL`, `a UX`, `an hour`, `a university`.
pub fn an(next: &str) -> String {
    format!("{} {next}", if sounds_open(next) { "an" } else { "a" })
}

/// True when the text begins with a vowel sound.
pub(super) fn sounds_open(next: &str) -> bool {
    let head = head(next);
    let word = first_word(head);
    let folded = plain(word);
    let letters = word.chars().count();
    // Acronyms that are said as a word follow their first letter, as every word does.
    let said = [
        "sap", "saas", "sas", "mongo", "rest", "ram", "rom", "soa", "lamp", "sol", "fastapi", "nasa", "nato",
        "sec", "mvc",
    ];
    // `MLOps` and `LLMs` begin with letters that are spelled, `RESTful` with a word.
    let capitals = word.chars().take_while(|c| c.is_uppercase()).count();
    let led = capitals > 1
        && capitals < letters
        && !said.iter().any(|own| own.len() >= capitals - 1 && folded.starts_with(own));
    let spelled = led || letters > 0 && letters <= 4 && capitals == letters;
    if folded.is_empty() {
        return head.starts_with('8') || head.starts_with("11") || head.starts_with("18");
    }
    if spelled && (letters == 1 || !said.contains(&folded.as_str()) || folded == "mvc") {
        return folded.starts_with(|c| "aefhilmnorsx".contains(c));
    }
    if ["hour", "honest", "honour", "honor", "heir"].iter().any(|start| folded.starts_with(start)) {
        return true;
    }
    if ["uni", "use", "user", "usu", "util", "eu", "one", "once", "ubi", "uk"]
        .iter()
        .any(|start| folded.starts_with(start))
    {
        return ["unin", "unim", "unid"].iter().any(|start| folded.starts_with(start));
    }
    folded.starts_with(|c| "aeiou".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_plurals() {
        assert_eq!(join_and(&["A"], true), "A");
        assert_eq!(join_and(&["A", "B"], true), "A and B");
        assert_eq!(join_or(&["A", "B", "C"], true), "A, B, or C");
        assert_eq!(join_and(&["A, a", "B"], true), "A, a; and B");
        assert_eq!(years(1), "1 year");
        assert_eq!(years(3), "3 years");
    }

    #[test]
    fn articles() {
        for (next, want) in [
            ("API", "an API"),
            ("URL", "a URL"),
            ("UX designer", "a UX designer"),
            ("SQL", "an SQL"),
            ("SRE", "an SRE"),
            ("hour", "an hour"),
            ("university", "a university"),
            ("uninstaller", "an uninstaller"),
            ("engineer", "an engineer"),
            ("back-end developer", "a back-end developer"),
            ("SaaS", "a SaaS"),
            ("REST API", "a REST API"),
            ("ML engineer", "an ML engineer"),
            ("8-week course", "an 8-week course"),
            ("IT manager", "an IT manager"),
            ("MLOps engineer", "an MLOps engineer"),
            ("RESTful API", "a RESTful API"),
            ("LLMs", "an LLMs"),
            ("HRBP", "an HRBP"),
            ("UXers", "a UXers"),
        ] {
            assert_eq!(an(next), want);
        }
    }
}
