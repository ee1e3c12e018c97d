//! The letters of all pairs of fixtures, through the readers.

use std::{collections::BTreeSet, fs};

use sartor_core::{
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::{Length, Letter, Locale, Source, Writer},
};
use sartor_extract::{Kind, Reader, WorkerCommand};
use sartor_testkit::{Pair, Tongue, faults};

use super::{fixtures, run};

/// Reads in children of the program under test, and writes in this one.
struct Desk {
    reader: Reader,
    engine: Engine,
    writer: Writer<'static>,
}

impl Desk {
    fn new() -> Self {
        let worker =
            WorkerCommand { program: env!("CARGO_BIN_EXE_sartor").into(), args: vec!["worker".to_owned()] };
        Self {
            reader: Reader::new(worker),
            engine: sartor_lexicon::engine(),
            writer: apply::writer(sartor_lexicon::template_files()).expect("the templates work"),
        }
    }

    fn document(&self, path: &str) -> Document {
        self.reader.read(&sartor_testkit::bytes(path), Kind::Layout).expect("the fixture reads")
    }

    fn letter(&self, pair: &Pair, length: Length) -> Letter {
        let locale = [Locale::Fr, Locale::EnUs, Locale::EnGb]
            .into_iter()
            .find(|locale| locale.tag() == pair.letter_language);
        let request =
            LetterRequest { locale, template: pair.template.clone(), length, fields: pair.set.clone() };
        let read = ReadResume::new(&self.engine, self.document(&pair.resume));
        let brief = Brief::posting(&self.engine, &self.document(&pair.posting));
        let date = jiff::civil::date(2026, 11, 22);
        apply::letter(&self.engine, &self.writer, &read, &brief, &request, date)
            .unwrap_or_else(|error| panic!("{}: {error}", pair.name))
    }
}

/// Spaces and apostrophes do not count.
fn flat(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// The body as one text.
fn body(letter: &Letter) -> String {
    letter.paragraphs.iter().flatten().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_pair_has_its_letter() {
    let desk = Desk::new();
    let pairs = sartor_testkit::pairs();
    let french = pairs.iter().filter(|pair| pair.letter_language == "fr").count();
    assert!(pairs.len() >= 24 && french * 2 >= pairs.len());
    let mut seen = BTreeSet::new();
    let mut all = String::new();
    for pair in &pairs {
        let letter = desk.letter(pair, Length::Standard);
        let text = letter.text();
        let (whole, own) = (flat(&text), flat(&body(&letter)).to_lowercase());
        for said in &pair.says {
            assert!(whole.contains(&flat(said)), "{}: does not say {said}:\n{whole}", pair.name);
        }
        for word in &pair.says_not {
            assert!(!own.contains(word.as_str()), "{}: says {word}:\n{whole}", pair.name);
        }
        if let Some(wanted) = &pair.variant {
            assert_eq!(&letter.variant, wanted, "{}", pair.name);
        }
        assert_eq!(letter.why.is_none(), pair.template.is_some(), "{}", pair.name);
        let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(95).max(1)).sum();
        assert!(lines <= 45, "{}: {lines} lines", pair.name);
        let weak: Vec<&str> = letter.weak.iter().map(|weak| weak.code).collect();
        let borne = ["letter.no_reason", "letter.short", "letter.accents"];
        assert!(weak.iter().all(|code| borne.contains(code)), "{}: {weak:?}\n{whole}", pair.name);
        for claim in &letter.claims {
            assert_eq!(claim.span.of(&text), claim.text, "{}", pair.name);
            assert!(!claim.traces.is_empty(), "{}: {claim:?}", pair.name);
        }
        for (byte, _) in text.char_indices().filter(|(_, c)| c.is_numeric()) {
            let claimed =
                |claim: &sartor_core::letter::Claim| claim.span.start <= byte && byte < claim.span.end;
            assert!(letter.claims.iter().any(claimed), "{}: a number without a trace at {byte}", pair.name);
        }
        let skills = letter.claims.iter().filter(|claim| claim.kind == sartor_core::letter::FactKind::Skill);
        for skill in skills {
            assert!(
                skill.traces.iter().any(|trace| trace.source == Source::Resume),
                "{}: {skill:?}",
                pair.name
            );
        }
        seen.insert(letter.variant.clone());
        let why = letter.why.as_ref().map_or("asked for", |why| &why.en);
        all += &format!("======== {} ({}: {why})\n{text}-------- {weak:?}\n", pair.name, letter.variant);
    }
    let wanted =
        ["apprenticeship", "career_change", "email", "internship", "junior", "mid", "senior", "speculative"];
    assert!(wanted.iter().all(|variant| seen.contains(*variant)), "{seen:?}");
    insta::assert_snapshot!(all);
}

/// Elision, contraction, agreement, spacing: by the scan of the filters, and by patterns that know nothing of them.
#[test]
#[expect(clippy::print_stdout, reason = "the figure is for whoever asks with --nocapture")]
fn no_letter_of_a_pair_has_a_fault_at_any_length() {
    let desk = Desk::new();
    let (mut count, mut wrong) = (0, Vec::new());
    for pair in &sartor_testkit::pairs() {
        for length in [Length::Short, Length::Standard, Length::Full] {
            let letter = desk.letter(pair, length);
            let text = letter.text();
            let tongue = letter.locale.language().pick(Tongue::Fr, Tongue::En);
            let own = desk.writer.grammar().scan(&text, letter.locale.language());
            let other = faults(&text, tongue);
            if !own.is_empty() || !other.is_empty() {
                wrong.push(format!("{} {length:?}: {own:?} {other:?}\n{text}", pair.name));
            }
            count += 1;
        }
    }
    println!("{count} letters, {} with a fault", wrong.len());
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn three_lengths() {
    let words = |length: &str| {
        let resume = fixtures().join("resumes/fr-backend-python.pdf").display().to_string();
        let posting = fixtures().join("postings/fr-backend-python-nantes.md").display().to_string();
        let (status, text, _) =
            run(&["letter", &resume, "--posting", &posting, "--length", length, "--as-of", "2026-11-22"]);
        assert_eq!(status, 0);
        text.split_whitespace().count()
    };
    let (short, standard, full) = (words("short"), words("standard"), words("full"));
    assert!(short < standard && standard <= full, "{short} {standard} {full}");
}

#[test]
fn a_role_makes_a_speculative_letter() {
    let resume = fixtures().join("resumes/fr-backend-python.pdf").display().to_string();
    let (status, text, remarks) = run(&[
        "letter",
        &resume,
        "--role",
        "backend_developer",
        "--set",
        "company=Les Échos",
        "--set",
        "gender=f",
        "--as-of",
        "2026-11-22",
        "--lang",
        "fr",
    ]);
    assert_eq!(status, 0, "{remarks}");
    let letter = flat(&text);
    assert!(letter.contains("Candidature spontanée – développeuse back-end"), "{letter}");
    assert!(letter.contains("au sein des Échos") && !letter.contains("annonce"), "{letter}");
    assert!(flat(&remarks).contains("Lettre : speculative (aucune annonce n'est donnée)"), "{remarks}");
}

#[test]
fn the_gender_is_asked_for_where_nothing_tells_it() {
    let posting = fixtures().join("postings/fr-backend-python-nantes.md").display().to_string();
    let asks = |resume: &str, more: &[&str]| {
        let resume = fixtures().join(resume).display().to_string();
        let args = ["letter", &resume, "--posting", &posting, "--as-of", "2026-11-22"];
        let (status, _, remarks) = run(&[&args, more].concat());
        assert_eq!(status, 0, "{remarks}");
        remarks.contains("--set gender=…")
    };
    let (english, french) = ("resumes/us-backend-go.pdf", "resumes/fr-backend-python.pdf");
    assert!(asks(english, &["--lang", "fr"]) && asks(english, &["--lang", "en"]));
    assert!(!asks(english, &["--set", "gender=n"]) && !asks(english, &["--letter-lang", "en-US"]));
    assert!(!asks(french, &[]), "her titles tell it");
}

#[test]
fn the_readme_of_the_templates_names_every_value() {
    let readme = fs::read_to_string(fixtures().join("../templates/letters/README.md")).expect("stands");
    for file in sartor_testkit::files("../templates/letters") {
        let Some(kind) = file.rsplit('/').next().and_then(|name| name.split('.').next()) else { continue };
        assert!(kind == "README" || kind == "plan" || readme.contains(&format!("`{kind}`")), "{kind}");
    }
}
