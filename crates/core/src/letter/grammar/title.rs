//! Titles of posts: cleaned of what is not the role, and set in a sentence.

use super::elision::first_word;
use super::gender::like;
use super::{Grammar, plain, split_marks};
use regex::Regex;
use std::sync::LazyLock;

/// « H/F » and its kin, bare or in brackets.
static SEXES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[\(\[]\s*(?:[hfmwxdn]\s*[/|\-–.,]\s*){1,3}[hfmwxdn]\s*[\)\]]|(?i)\b(?:[hfmw])\s*/\s*(?:[hfmwd])(?:\s*/\s*[xnd])?\b|(?i)\bil\s*/\s*elle\b").ok()
});
/// A feminine ending put beside the masculine: « (e) », « ·euse », « .e », « /euse », « -euse ».
static ENDINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(\p{L}{3,})\s?(?:\((?:ne|trice|euse|rice|ice|se|ère|fe|e)s?\)|[·•.⋅‧⸱/\-](?:ne|trice|euse|rice|ice|se|ère|fe|e)(?:[·.]s|s)?(?:\b|$))").ok()
});
/// A reference, with its word or its sign.
static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)[\(\[]?\b(?:r[ée]f(?:[ée]rence)?|ref(?:erence)?|job\s+id|id)\s*(?:\.|:|n°|#)[\s.:#n°]*[\w./\-]*\d[\w./\-]*[\)\]]?|#\d[\w\-]*|[\(\[]\s*[A-Z]{0,5}[\-_]?\d{3,}[\w\-]*\s*[\)\]]").ok()
});

/// True for a title that says that it is for all: « H/F », « développeur·euse ».
pub(super) fn has_both_genders(title: &str) -> bool {
    [&*SEXES, &*ENDINGS].into_iter().flatten().any(|pattern| pattern.is_match(title))
}

impl Grammar {
    /// The role of a raw title: without « H/F », « (e) », emoji, reference, place or contract, and not in capitals.
    ///
    /// `place` is the town of the posting where it is known; a part of the title that is this town goes too.
    pub fn title_clean(&self, raw: &str, place: Option<&str>) -> String {
        let mut text: String = raw.chars().map(|c| if is_pictogram(c) { ' ' } else { c }).collect();
        for pattern in [&*SEXES, &*REFERENCE].into_iter().flatten() {
            text = pattern.replace_all(&text, " ").into_owned();
        }
        if let Some(pattern) = &*ENDINGS {
            text = pattern.replace_all(&text, "$1").into_owned();
        }
        let text = self.without_noise(&text, place);
        let text = self.one_form(&text);
        if text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase) {
            self.sentence_case(&text)
        } else {
            text
        }
    }

    /// Drops the brackets, and the parts after a dash, a bar or a comma, that say something else than the role.
    fn without_noise(&self, text: &str, place: Option<&str>) -> String {
        let noise = |part: &str| {
            let folded = plain(part.trim_matches(|c: char| !c.is_alphanumeric()));
            folded.is_empty()
                || self.title.noise.contains(&folded)
                || place.is_some_and(|place| plain(place) == folded)
                || folded.split_whitespace().all(|word| {
                    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                    bare.is_empty()
                        || bare.chars().all(|c| c.is_ascii_digit())
                        || self.title.noise.contains(bare)
                        || place.is_some_and(|place| plain(place) == bare)
                })
        };
        let mut kept = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(['(', '[']) {
            let (inside, tail) = after.split_once([')', ']']).unwrap_or((after, ""));
            kept.push_str(before);
            let inner: Vec<&str> = inside.split(['/', ',', '-', '|']).collect();
            if !inner.iter().all(|part| noise(part)) {
                kept.push_str(&format!("({})", inside.trim()));
            }
            rest = tail;
        }
        kept.push_str(rest);
        let mut text = squeezed(&kept);
        'parts: loop {
            for sign in [" - ", " – ", " — ", " | ", ", ", " / ", " @ ", " • "] {
                if let Some((head, tail)) = text.rsplit_once(sign) {
                    if noise(tail) && !head.trim().is_empty() {
                        text = head.trim_end().to_owned();
                        continue 'parts;
                    }
                    if noise(head) {
                        text = tail.trim_start().to_owned();
                        continue 'parts;
                    }
                }
            }
            break;
        }
        if let Some((head, tail)) = text.rsplit_once(" à ").filter(|(_, tail)| noise(tail)) {
            let _ = tail;
            text = head.to_owned();
        }
        text.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '-' | '–' | '—' | '|' | ',' | '/' | ':' | '*' | '!' | '.') && c != '.'
        })
        .to_owned()
    }

    /// « Développeuse ou développeur », « Développeur / Développeuse » → « Développeur ».
    fn one_form(&self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut out: Vec<String> = Vec::new();
        let mut i = 0;
        while let Some(word) = words.get(i) {
            let canon = self.canonical(word);
            if let (Some(canon), Some(sign), Some(other)) = (canon, words.get(i + 1), words.get(i + 2))
                && matches!(*sign, "ou" | "/" | "et" | "|")
                && self.canonical(other) == Some(canon)
            {
                out.push(like(word, canon));
                i += 3;
                continue;
            }
            match word.split_once('/') {
                Some((left, right))
                    if self.canonical(left).is_some() && self.canonical(left) == self.canonical(right) =>
                {
                    out.push(like(word, self.canonical(left).unwrap_or(left)));
                }
                _ => out.push((*word).to_owned()),
            }
            i += 1;
        }
        out.join(" ")
    }

    /// A title in capitals as a sentence writes it; acronyms and brands as they are spelled.
    fn sentence_case(&self, text: &str) -> String {
        let words: Vec<String> = text
            .split(' ')
            .map(|word| {
                let folded = plain(word);
                let known = self.title.acronyms.iter().find(|name| plain(name) == folded);
                match known {
                    Some(name) => name.clone(),
                    None if self.title.brands.contains(&folded) => upper_first(&word.to_lowercase()),
                    None => word.to_lowercase(),
                }
            })
            .collect();
        upper_first(&words.join(" "))
    }

    /// The text with a small first letter, unless it begins with a brand, an acronym or a word in mixed case.
    pub fn lower_first(&self, text: &str) -> String {
        let (marks, rest) = split_marks(text);
        let word = rest.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
        let letters = first_word(word);
        let keeps = letters.chars().skip(1).any(char::is_uppercase)
            || word.chars().any(|c| c.is_ascii_digit())
            || (letters.chars().count() == 1 && letters.len() == word.len() && !matches!(letters, "A" | "À"))
            || self.title.brands.contains(&plain(letters));
        let mut chars = rest.chars();
        match chars.next() {
            Some(first) if !keeps => format!("{marks}{}{}", first.to_lowercase(), chars.as_str()),
            _ => text.to_owned(),
        }
    }
}

impl Grammar {
    /// The title without a last part that names the contract: « Assistant de gestion en alternance ».
    pub fn without_tail(&self, title: &str) -> String {
        let lower = title.to_lowercase();
        let tail = self.title.tails.iter().find(|tail| {
            lower.strip_suffix(tail.as_str()).is_some_and(|head| head.len() > 3 && head.ends_with(' '))
        });
        // Lower case may change the length of a letter; such a title stays whole.
        match tail.and_then(|tail| title.get(..title.len() - tail.len())) {
            Some(head) if lower.len() == title.len() => head.trim_end().to_owned(),
            _ => title.to_owned(),
        }
    }

    /// True for a word, folded, that stands in the titles of any trade: « responsable », `manager`.
    pub fn is_of_any_trade(&self, word: &str) -> bool {
        self.title.any_trade.contains(word)
    }

    /// The title as a sentence takes it: to its first comma, without a bracket that holds a number; what tells a lower
    /// level stays.
    pub fn short_title(&self, title: &str) -> String {
        let lowers = |part: &str| {
            let folded = plain(part);
            let mut words = folded.split(|c: char| !c.is_alphanumeric());
            words.any(|word| self.title.lowering.iter().any(|start| word.starts_with(start.as_str())))
        };
        let mut title = title.to_owned();
        if let Some((head, tail)) = title.split_once(", ")
            && head.contains(' ')
            && !lowers(tail)
        {
            title = head.to_owned();
        }
        match title.rsplit_once(" (") {
            Some((head, tail))
                if tail.contains(|c: char| c.is_ascii_digit()) && tail.ends_with(')') && !lowers(tail) =>
            {
                head.to_owned()
            }
            _ => title,
        }
    }

    /// A title inside a French sentence: « développeuse back-end Python »; brands and unknown names keep their capitals.
    pub fn in_prose(&self, title: &str) -> String {
        let words: Vec<String> = title
            .split(' ')
            .map(|word| {
                if self.title.common.contains(&plain(word)) {
                    self.lower_first(word)
                } else {
                    word.to_owned()
                }
            })
            .collect();
        self.lower_first(&words.join(" "))
    }
}

/// The text with a capital first letter, accent kept; a name in mixed case (iOS, macOS) stays.
pub(crate) fn upper_first(text: &str) -> String {
    let (marks, rest) = split_marks(text);
    let mixed = first_word(rest).chars().skip(1).any(char::is_uppercase);
    let mut chars = rest.chars();
    match chars.next() {
        Some(first) if !mixed => format!("{marks}{}{}", first.to_uppercase(), chars.as_str()),
        _ => text.to_owned(),
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn is_pictogram(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{2B00}'..='\u{2BFF}' | '\u{FE0F}' | '\u{200D}' | '\u{E000}'..='\u{F8FF}')
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;

    #[test]
    fn titles_seen_in_postings() {
        let grammar = test_grammar();
        for (raw, want) in [
            ("Développeur Back-end Python (H/F)", "Développeur Back-end Python"),
            ("Développeur.se Python", "Développeur Python"),
            ("Développeur·euse Python F/H", "Développeur Python"),
            ("développeur(euse) web", "développeur web"),
            ("Développeur/euse Go", "Développeur Go"),
            ("Développeur-euse Go", "Développeur Go"),
            ("Développeuse ou développeur Java", "Développeur Java"),
            ("Développeur / Développeuse Java", "Développeur Java"),
            ("Ingénieur.e DevOps H/F/X", "Ingénieur DevOps"),
            ("Ingénieur(e) logiciel (F/H)", "Ingénieur logiciel"),
            ("Expert(e) sécurité", "Expert sécurité"),
            ("🚀 Data Engineer (m/f/d)", "Data Engineer"),
            ("DÉVELOPPEUR BACK-END PHP", "Développeur back-end PHP"),
            ("Développeur Full-stack - Paris (75)", "Développeur Full-stack"),
            ("Développeur Full-stack – CDI – Lyon", "Développeur Full-stack"),
            ("Ingénieur SRE - Réf. AB-1234", "Ingénieur SRE"),
            ("Ingénieur SRE (réf : 2026/118)", "Ingénieur SRE"),
            ("Développeur Node.js", "Développeur Node.js"),
            ("Développeur .NET", "Développeur .NET"),
            ("Back-end Engineer (Remote, UK)", "Back-end Engineer"),
            ("Développeur Java à Nantes", "Développeur Java"),
            ("Développeur C/C++", "Développeur C/C++"),
        ] {
            assert_eq!(grammar.title_clean(raw, None), want, "{raw}");
        }
        assert_eq!(grammar.title_clean("Développeur Go - Annecy", Some("Annecy")), "Développeur Go");
    }

    #[test]
    fn titles_in_a_sentence() {
        let grammar = test_grammar();
        for (title, want) in [
            ("Développeuse Back-end Python", "développeuse back-end Python"),
            ("Ingénieur DevOps Senior", "ingénieur DevOps senior"),
            ("Data Engineer", "data engineer"),
            ("SRE Kubernetes", "SRE Kubernetes"),
            ("Chef de Projet Web Bretagne", "chef de projet web Bretagne"),
        ] {
            assert_eq!(grammar.in_prose(title), want);
        }
    }

    #[test]
    fn first_letters() {
        let grammar = test_grammar();
        assert_eq!(super::upper_first("iOS et Go"), "iOS et Go");
        assert_eq!(super::upper_first("élan"), "Élan");
        for (text, want) in [
            ("Développeur back-end", "développeur back-end"),
            ("API REST", "API REST"),
            ("PostgreSQL", "PostgreSQL"),
            ("Python et Go", "Python et Go"),
            ("iOS", "iOS"),
            ("À distance", "à distance"),
            ("Élaboration", "élaboration"),
            ("\u{E000}Conception", "\u{E000}conception"),
            ("C", "C"),
            ("", ""),
        ] {
            assert_eq!(grammar.lower_first(text), want);
        }
    }
}
