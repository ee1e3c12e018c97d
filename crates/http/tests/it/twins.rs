//! The resumes of the fixtures and their twins: another person of another gender and origin, who has done the same.

use std::collections::BTreeMap;

use sartor_extract::Kind;
use sartor_http::DocumentReader;

use crate::{kit::InProcess, office::Resume};

/// A resume and its twin, both as text.
pub(crate) struct Twins {
    /// The fixture.
    pub(crate) name: String,
    pub(crate) own: Person,
    pub(crate) twin: Person,
}

/// One of the two.
pub(crate) struct Person {
    pub(crate) file: String,
    pub(crate) text: String,
    /// What a blind view must not show: kind and value.
    pub(crate) masked: Vec<(String, String)>,
}

impl Person {
    pub(crate) fn resume(&self) -> Resume {
        (self.file.clone(), self.text.clone().into_bytes())
    }
}

/// All twins of `fixtures/twins.tsv`.
pub(crate) fn twins() -> Vec<Twins> {
    let table = sartor_testkit::text("twins.tsv");
    let mut rows: BTreeMap<&str, Vec<[&str; 3]>> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [name, kind, own, twin] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}")
        };
        rows.entry(name).or_default().push([kind, own, twin]);
    }
    rows.iter().enumerate().map(|(at, (name, rows))| pair(at, name, rows)).collect()
}

fn pair(at: usize, name: &str, rows: &[[&str; 3]]) -> Twins {
    let bytes = sartor_testkit::bytes(&format!("resumes/{name}"));
    let text = InProcess.read(&bytes, Kind::Layout).unwrap_or_else(|error| panic!("{name}: {error:?}")).text;
    let mut other = text.clone();
    for [kind, from, to] in rows.iter().filter(|[kind, ..]| *kind != "sex") {
        assert!(other.contains(from), "{name} has no {kind} {from}");
        other = other.replace(from, to);
    }
    assert_eq!(text.lines().count(), other.lines().count(), "{name}: lines move");
    let sex = rows.iter().find(|[kind, ..]| *kind == "sex").expect("a row of the sex");
    let person = |side: usize, text: &str| {
        let woman = sex[side] == "woman";
        let mut masked: Vec<(String, String)> = Vec::new();
        let mut mask = |kind: &str, value: &str| masked.push((kind.to_owned(), value.to_owned()));
        for row in rows.iter().filter(|[kind, ..]| !matches!(*kind, "sex" | "gender")) {
            match row[0] {
                "name" => row[side]
                    .split(|c: char| !c.is_alphabetic())
                    .filter(|part| part.chars().count() > 2)
                    .for_each(|part| mask("name", part)),
                kind => mask(kind, row[side]),
            }
        }
        let (line, told) = particulars(at, side, woman, name.starts_with("fr"));
        told.iter().for_each(|value| mask("particulars", value));
        let given = rows.iter().find(|[kind, ..]| *kind == "name").expect("a name")[side];
        let file = format!("CV {given} {name}.txt");
        mask("file", &file);
        Person { text: beside_mail(text, &line), file, masked }
    };
    Twins { name: name.to_owned(), own: person(1, &text), twin: person(2, &other) }
}

/// Puts a line after that of the e-mail, where such things stand.
fn beside_mail(text: &str, line: &str) -> String {
    let mut out = String::new();
    let mut done = false;
    for own in text.lines() {
        out.push_str(own);
        out.push('\n');
        if !done && own.contains('@') {
            out.push_str(line);
            out.push('\n');
            done = true;
        }
    }
    assert!(done, "a resume with an e-mail");
    out
}

/// Civility, birth, age, nationality, family and photo in one line, and which of its words a blind view must not show.
/// Nationalities are those whose languages the posting asks for: of a passport no language follows.
fn particulars(at: usize, side: usize, woman: bool, french: bool) -> (String, Vec<String>) {
    let year = 1962 + (at * 7 + side * 19) % 44;
    let age = 2026 - year - 1;
    let day = 1 + (at * 5 + side) % 27;
    let (peoples, civility, born, family) = if french {
        (
            ["allemande", "espagnole", "sénégalaise", "française", "vietnamienne"],
            if woman { "Madame" } else { "Monsieur" },
            format!("{} le {day:02}/12/{year}", if woman { "née" } else { "né" }),
            ["célibataire", "pacsé·e", "veuf ou veuve", "trois enfants"],
        )
    } else {
        (
            ["German", "Spanish", "Senegalese", "British", "Vietnamese"],
            if woman { "Mrs" } else { "Mr" },
            format!("born {day:02}/12/{year}"),
            ["single", "civil union", "widowed", "three children"],
        )
    };
    let people = peoples[(at + side * 2) % peoples.len()];
    let family = family[(at + side) % family.len()];
    let photo = format!("portrait-{year}-{day:02}.jpg");
    let line = if french {
        format!("{civility}, {born}, {age} ans, nationalité {people}, {family}, photo : {photo}")
    } else {
        format!("{civility}, {born}, {age} years old, nationality {people}, {family}, photo: {photo}")
    };
    (
        line,
        vec![civility.to_owned(), format!("{day:02}/12/{year}"), people.to_owned(), family.to_owned(), photo],
    )
}
