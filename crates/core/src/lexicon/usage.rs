//! Which forms of the lexicon some texts use.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    matching::{Analysis, Matcher},
    text::Tokens,
};

/// What texts use of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Usage {
    /// Skills of the lexicon.
    pub skills: usize,
    /// Skills that no text names.
    pub unused_skills: Vec<String>,
    /// Forms of the lexicon, those found by stems left out.
    pub forms: usize,
    /// Forms that no text has, by skill; of skills that some text names otherwise.
    pub unused_forms: BTreeMap<String, Vec<String>>,
}

/// Counts which skills and forms the texts behind `analyses` use; each with its text.
pub fn usage<'a>(analyses: impl Iterator<Item = (&'a str, &'a Analysis)>, matcher: &Matcher) -> Usage {
    let lexicon = matcher.lexicon();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (text, found) in analyses {
        for mention in &found.skills {
            used.entry(&lexicon.get(mention.skill).id).or_default().insert(key(mention.span.of(text)));
        }
    }
    let mut usage = Usage {
        skills: lexicon.skills.len(),
        unused_skills: Vec::new(),
        forms: 0,
        unused_forms: BTreeMap::new(),
    };
    for skill in &lexicon.skills {
        let mut forms: BTreeMap<String, &str> = BTreeMap::new();
        let labels = [&skill.fr, &skill.en].into_iter().filter(|_| !skill.hidden);
        for form in labels.chain(&skill.alt).chain(&skill.alt_fr).chain(&skill.alt_en) {
            forms.entry(key(form)).or_insert(form);
        }
        usage.forms += forms.len();
        let Some(said) = used.get(skill.id.as_str()) else {
            usage.unused_skills.push(skill.id.clone());
            continue;
        };
        let unused = forms.iter().filter(|(key, _)| !said.contains(*key));
        let unused: Vec<String> = unused.map(|(_, form)| (*form).to_owned()).collect();
        if !unused.is_empty() {
            usage.unused_forms.insert(skill.id.clone(), unused);
        }
    }
    usage
}

fn key(form: &str) -> String {
    Tokens::of_form(form).words().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, SourceFile};

    #[test]
    fn used_and_unused_forms_are_told_apart() {
        let text = "[[skill]]\nid = \"db.a\"\nkind = \"database\"\nfr = \"PostgreSQL\"\nen = \"PostgreSQL\"\nalt = [\"Postgres\"]\n\n[[skill]]\nid = \"db.b\"\nkind = \"database\"\nfr = \"MySQL\"\nen = \"MySQL\"\n";
        let matcher = Matcher::new(Lexicon::load(&[SourceFile { name: "x.toml", text }]).unwrap());
        let read = "Base Postgres";
        let found = matcher.analyse(read);
        let usage = usage([(read, &found)].into_iter(), &matcher);
        assert_eq!((usage.skills, usage.forms), (2, 3));
        assert_eq!(usage.unused_skills, ["db.b"]);
        assert_eq!(usage.unused_forms["db.a"], ["PostgreSQL"]);
    }
}
