//! From a noun of action to what was done: « conception de l'API » is « conçu l'API ».
//!
//! Only where the grammar is certain: every head noun is in the table, and the object keeps or gains an article that its
//! own words tell. Elsewhere the line stays as it is.

use super::{Grammar, plain};

impl Grammar {
    /// « conçu et développé l'API » for « Conception et développement de l'API »; none when it is not certain.
    pub(crate) fn as_participle(&self, line: &str) -> Option<String> {
        let mut done: Vec<String> = Vec::new();
        let mut rest = line.trim();
        loop {
            let (piece, next) = self.next_piece(rest);
            done.push(self.one_piece(piece)?);
            match next {
                Some(next) => rest = next,
                None => break,
            }
        }
        let last = done.pop()?;
        Some(if done.is_empty() { last } else { format!("{} et {last}", done.join(", ")) })
    }

    /// The text before a comma that opens another action, and the text after that comma.
    fn next_piece<'t>(&self, text: &'t str) -> (&'t str, Option<&'t str>) {
        let mut from = 0;
        while let Some(at) = outer_comma(&text[from..]).map(|at| from + at) {
            let after = text[at + 2..].trim_start();
            let after = after.strip_prefix("puis ").unwrap_or(after);
            let words: Vec<&str> = after.split_whitespace().collect();
            // A comma within the head (« conception, développement et maintenance de ») parts no object.
            let head_only = self.heads(&text[..at].split_whitespace().collect::<Vec<_>>()).1
                == text[..at].split_whitespace().count();
            if !head_only && self.heads(&words).1 > 0 {
                return (&text[..at], Some(after));
            }
            from = at + 2;
        }
        (text, None)
    }

    /// One action with its object.
    fn one_piece(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (heads, used) = self.heads(&words);
        let head = match heads.split_last()? {
            (last, []) => (*last).clone(),
            (last, others) => format!(
                "{} et {last}",
                others.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(", ")
            ),
        };
        let mut words = words.get(used..)?;
        let mut how = String::new();
        // « développement en Python d'une API »
        if matches!(words.first().copied(), Some("en" | "avec" | "sous")) && words.len() > 2 {
            how = format!("{} {} ", words[0], words[1]);
            words = &words[2..];
        }
        let rest = words.join(" ");
        let object = if heads.iter().all(|head| ["participé", "contribué"].contains(&head.as_str())) {
            let to = ["à ", "au ", "aux "].iter().any(|to| rest.starts_with(to));
            to.then(|| rest.clone())?
        } else {
            self.object(&rest)?
        };
        Some(format!("{head} {how}{}", self.whole(&object)?))
    }

    /// The participles of the nouns that open the words, and how many words they take.
    fn heads(&self, words: &[&str]) -> (Vec<&String>, usize) {
        let (mut heads, mut used) = (Vec::new(), 0);
        loop {
            let at = used + usize::from(used > 0 && words.get(used).copied() == Some("et"));
            let Some((length, found)) = (1..=3usize).rev().find_map(|length| {
                let key = words.get(at..at + length)?.join(" ");
                Some((length, self.actions.get(&plain(key.trim_end_matches(',')))?))
            }) else {
                return (heads, used);
            };
            let last = words.get(at + length - 1).is_some_and(|word| !word.ends_with(','));
            heads.push(found);
            used = at + length;
            if last && words.get(used).copied() != Some("et") {
                return (heads, used);
            }
        }
    }

    /// The object of the noun as that of a verb: « de l'API » is « l'API », « d'outils » is « des outils ».
    fn object(&self, rest: &str) -> Option<String> {
        let rest = rest.replace('’', "'");
        for (of, with) in [("de la ", "la "), ("de l'", "l'"), ("du ", "le "), ("des ", "les ")] {
            if let Some(noun) = rest.strip_prefix(of) {
                return Some(format!("{with}{noun}"));
            }
        }
        let noun = rest.strip_prefix("de ").or_else(|| rest.strip_prefix("d'"))?;
        let first = noun.split([' ', ',']).next().unwrap_or_default();
        let folded = plain(first);
        let own = ["un", "une"].contains(&folded.as_str())
            || self.object.counts.contains(&folded)
            || first.starts_with(|c: char| c.is_ascii_digit());
        if own {
            return Some(noun.to_owned());
        }
        if self.object.before_plural.contains(&folded) {
            return Some(rest);
        }
        let plural = self.object.invariable.contains(&folded)
            || folded.len() > 3
                && folded.ends_with(['s', 'x'])
                && !first.chars().any(char::is_uppercase)
                && !self.object.singular_in_s.contains(&folded);
        plural.then(|| format!("des {noun}"))
    }

    /// The object, to a comma after which the sentence would break; none where two objects meet, or a number would be lost.
    fn whole(&self, object: &str) -> Option<String> {
        let mut from = 0;
        let mut end = object.len();
        while let Some(at) = outer_comma(&object[from..]).map(|at| from + at) {
            let next = plain(object[at + 2..].split([' ', ',']).next().unwrap_or_default());
            let goes_on = ["e", "ee", "es", "ees"].iter().any(|end| next.ends_with(end))
                && is_participle(&object[at + 2..]);
            if !goes_on && !self.object.goes_on.contains(&next) {
                end = at;
                break;
            }
            from = at + 2;
        }
        let (kept, lost) = object.split_at(end);
        let folded = kept.replace('’', "'");
        let two = [" et de ", " et d'", " et du ", " et des ", " ou de ", " ou d'", " puis "]
            .iter()
            .any(|joint| folded.contains(joint));
        // « les coûts de transport et reporting mensuel »: what follows is done too, and no object.
        let another = folded.split(" et ").skip(1).any(|after| self.is_done(after));
        (!two && !another && !lost.contains(|c: char| c.is_ascii_digit())).then(|| kept.to_owned())
    }

    /// The first word names something done, and has no article.
    fn is_done(&self, text: &str) -> bool {
        let first = plain(text.split([' ', ',']).next().unwrap_or_default());
        self.actions.contains_key(&first) || self.lines.nouns.contains(&first) || first.ends_with("ing")
    }
}

/// « déployés », « appelée »: the first word ends as a participle does.
fn is_participle(text: &str) -> bool {
    let first = text.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    ["é", "ée", "és", "ées"].iter().any(|end| first.ends_with(end))
}

/// Where the first comma and space outside brackets stands.
pub(crate) fn outer_comma(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 && text[at + 1..].starts_with(' ') => return Some(at),
            _ => {}
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;

    #[test]
    fn what_was_done() {
        let grammar = test_grammar();
        for (line, want) in [
            ("Conception de l'API", Some("conçu l'API")),
            (
                "Conception, développement et maintenance du service de paie",
                Some("conçu, développé et maintenu le service de paie"),
            ),
            ("Migration de 12 services vers Kubernetes", Some("migré 12 services vers Kubernetes")),
            (
                "Développement en Python d'une API REST de gestion",
                Some("développé en Python une API REST de gestion"),
            ),
            ("Rédaction de tests d'intégration", Some("rédigé des tests d'intégration")),
            ("Développement de nouvelles fonctionnalités", Some("développé de nouvelles fonctionnalités")),
            (
                "Refonte de l'intranet, reprise de 14 000 fiches produits",
                Some("refondu l'intranet et repris 14 000 fiches produits"),
            ),
            ("Participation aux astreintes", Some("participé aux astreintes")),
            (
                "Découpage du monolithe en quatre services, déployés par GitLab CI",
                Some("découpé le monolithe en quatre services, déployés par GitLab CI"),
            ),
            ("Encadrement de deux alternants", Some("encadré deux alternants")),
            // Not certain: the article, two objects, an adjective, a list, a number after the comma.
            ("Gestion de projet", None),
            ("Suivi des coûts de transport et reporting mensuel au siège", None),
            ("Suivi des coûts et délais", Some("suivi les coûts et délais")),
            ("Rédaction de tests et de documentation", None),
            ("Encadrement technique de six personnes", None),
            ("Réalisation du bilan, hausse de 30 %", None),
            ("Suivi de RGPD", None),
            ("Astreinte une semaine sur six", None),
            ("Développement Java", None),
        ] {
            assert_eq!(grammar.as_participle(line).as_deref(), want, "{line}");
        }
    }
}
