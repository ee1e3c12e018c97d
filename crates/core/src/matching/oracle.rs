//! A slow reading of the same rules, to hold the matcher against.

use proptest::prelude::*;

use super::Matcher;
use crate::{
    Span,
    lexicon::{Lexicon, SourceFile},
    text::{Gap, Tokens},
};

const FORMS: &[(&str, &[&str])] = &[
    ("c", &["C"]),
    ("cpp", &["C++"]),
    ("native", &["native apps"]),
    ("node", &["Node.js", "NodeJS"]),
    ("plsql", &["PL/SQL"]),
    ("react", &["React", "React.js"]),
    ("react_native", &["React Native"]),
    ("server", &["server"]),
    ("sql", &["SQL"]),
    ("sql_server", &["SQL Server", "MS SQL Server"]),
];

fn matcher() -> Matcher {
    let mut text = String::new();
    for (id, forms) in FORMS {
        let (label, alt) = (forms[0], &forms[1..]);
        text += &format!(
            "[[skill]]\nid = \"{id}\"\nkind = \"tool\"\nfr = \"{label}\"\nen = \"{label}\"\nalt = {alt:?}\n"
        );
    }
    Matcher::new(
        Lexicon::load(&[SourceFile { name: "x.toml", text: &text }]).expect("the forms are in order"),
    )
}

/// Tries every form at every token, then drops, from the longest down, what holds no token of its own.
fn naive(text: &str) -> Vec<(Span, String)> {
    let tokens = Tokens::of(text);
    let list = tokens.list();
    let mut matches: Vec<(usize, usize, &str)> = Vec::new();
    for (id, forms) in FORMS {
        for form in *forms {
            let words: Vec<String> = Tokens::of(form).words().map(str::to_owned).collect();
            for first in 0..list.len().saturating_sub(words.len() - 1) {
                let run = &list[first..first + words.len()];
                let same = run.iter().zip(&words).all(|(token, word)| tokens.word(token) == word);
                if same
                    && run[1..].iter().all(|token| token.gap == Gap::Join)
                    && !matches.contains(&(first, first + words.len(), id))
                {
                    matches.push((first, first + words.len(), id));
                }
            }
        }
    }
    let span = |m: &(usize, usize, &str)| Span::new(list[m.0].span().start, list[m.1 - 1].span().end);
    matches.sort_by(|a, b| (b.1 - b.0, span(b).len(), a.0, a.2).cmp(&(a.1 - a.0, span(a).len(), b.0, b.2)));
    let mut kept: Vec<(Span, String)> = Vec::new();
    for (at, found) in matches.iter().enumerate() {
        if (found.0..found.1)
            .any(|token| !matches[..at].iter().any(|better| better.0 <= token && token < better.1))
        {
            kept.push((span(found), found.2.to_owned()));
        }
    }
    kept.sort();
    kept
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn the_matcher_agrees_with_the_slow_reading(
        words in prop::collection::vec((prop::sample::select(&["React", "native", "Native", "apps", "SQL", "server", "MS", "PL", "c", "C++", "node", "js", "NodeJS", "the"][..]),
            prop::sample::select(&[" ", "-", ".", "/", ", ", ". ", "\n", " (", "\n\n"][..])), 0..12)
    ) {
        let text: String = words.iter().map(|(word, gap)| format!("{word}{gap}")).collect();
        let matcher = matcher();
        let found: Vec<(Span, String)> = matcher.analyse(&text).skills.iter().map(|m| (m.span, matcher.lexicon().get(m.skill).id.clone())).collect();
        prop_assert_eq!(found, naive(&text), "in {:?}", text);
        prop_assert_eq!(matcher.mentions(&text).skills, matcher.analyse(&text).skills, "in {:?}", text);
    }
}

#[test]
fn what_is_named_is_what_the_whole_analysis_finds() {
    let matcher = crate::testing::matcher();
    let texts = [
        "Développeuse Java chez Go Nord : notions de Go, aucune expérience de Rust. Master en informatique, bac +5.",
        "Dév. back-end, Python, C, R et SQL Server. Spring is in the air; Spring Boot. BTS SIO, licence pro.",
        "Senior Data Engineer: Spark, Airflow, exposure to Kafka. BSc in Computer Science. Currently learning Rust.",
    ];
    for text in texts {
        let (whole, named) = (matcher.analyse(text), matcher.mentions(text));
        assert!(!whole.skills.is_empty() && !whole.diplomas.is_empty(), "{text}");
        assert_eq!((whole.skills, whole.diplomas), (named.skills, named.diplomas), "{text}");
    }
}
