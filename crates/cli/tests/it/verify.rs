//! The check of edited texts: what was planted is found, what was not touched is not.

use std::{ops::Range, sync::LazyLock};

use jiff::civil::date;
use sartor_core::{
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::{Locale, Writer},
    lexicon::SkillIx,
    matching::Polarity,
    resume::EntryKind,
    tailoring::{Decisions, Tailor, compose},
    verify::{Source, Verification, VerifyWords, verify},
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_testkit::{Generator, Pair, bytes, pairs};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(sartor_lexicon::embedded()));
static WORDS: LazyLock<VerifyWords> =
    LazyLock::new(|| VerifyWords::of_files(sartor_lexicon::template_files()).expect("the words read"));
static TAILOR: LazyLock<Tailor> =
    LazyLock::new(|| Tailor::of_files(sartor_lexicon::template_files()).expect("the words read"));

fn document(path: &str) -> Document {
    read_in_process(&bytes(path), &Limits::default(), Kind::Layout).expect("fixtures can be read")
}

/// A pair, read, with its letter and its tailored resume.
struct Case {
    name: String,
    read: ReadResume,
    brief: Brief,
    vouched: Vec<String>,
    letter: String,
    resume: String,
}

impl Case {
    fn new(pair: &Pair, writer: &Writer<'_>) -> Self {
        let read = ReadResume::new(&ENGINE, document(&pair.resume));
        let brief = Brief::posting(&ENGINE, &document(&pair.posting));
        let locale = match pair.letter_language.as_str() {
            "fr" => Locale::Fr,
            "en-GB" => Locale::EnGb,
            _ => Locale::EnUs,
        };
        let request =
            LetterRequest { locale: Some(locale), fields: pair.set.clone(), ..LetterRequest::default() };
        let letter = apply::letter(&ENGINE, writer, &read, &brief, &request, as_of()).expect(&pair.name);
        let plan = TAILOR.plan(&ENGINE, &pair.resume, &read, &brief, as_of()).expect("a posting");
        let written =
            TAILOR.write(&ENGINE, &brief, &plan, &Decisions::default(), as_of()).expect("no decision");
        Self {
            name: pair.name.clone(),
            vouched: pair.set.values().cloned().collect(),
            letter: letter.text(),
            resume: compose(&written.resume),
            read,
            brief,
        }
    }

    fn check(&self, text: &str) -> Verification {
        let source =
            Source { resume: &self.read, brief: &self.brief, vouched: &self.vouched, as_of: as_of() };
        verify(&ENGINE, &WORDS, source, Document::plain(text))
    }
}

fn as_of() -> jiff::civil::Date {
    date(2026, 11, 22)
}

fn cases() -> Vec<Case> {
    let writer = apply::writer(sartor_lexicon::template_files()).expect("the templates read");
    pairs().iter().map(|pair| Case::new(pair, &writer)).collect()
}

#[test]
fn what_was_not_touched_raises_nothing() {
    let mut wrong = Vec::new();
    for case in cases() {
        for (what, text) in [("letter", &case.letter), ("resume", &case.resume)] {
            for finding in case.check(text).findings {
                let line = text[..finding.span.start].rfind('\n').map_or(0, |at| at + 1);
                let line = text[line..].lines().next().unwrap_or_default();
                wrong.push(format!("{} {what}: {} {:?} in {line:?}", case.name, finding.code, finding.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sentence_without_a_stop_before_it_begins_with_no_name() {
    let cases = cases();
    let names = |text: &str| -> Vec<String> {
        let findings = cases[0].check(text).findings.into_iter();
        findings.filter(|found| found.code == "verify.name").map(|found| found.text).collect()
    };
    for text in [
        "Madame, Monsieur,\n\nje compte des années d’expérience Je suis disponible Mes projets Nous et Elle Dans ce cas Qu’elle soit",
        "Dear team,\n\nyears of experience I am here My projects We and They In this case Your needs",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
    let text = "Madame, Monsieur,\n\nj’ai travaillé pour Zorglubine Je suis disponible Chez Brumatix";
    assert_eq!(names(text), ["Zorglubine", "Brumatix"]);
}

/// A text with one invention, and where it stands.
struct Planted {
    what: &'static str,
    text: String,
    at: Range<usize>,
}

/// Draws inventions from a seed.
struct Planter<'a> {
    cases: &'a [Case],
    dice: Generator,
}

impl Planter<'_> {
    fn pick<T: Clone>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| list[self.dice.below(list.len())].clone())
    }

    /// One invention of a kind in the letter or the resume of a case; none where the text has no place for it.
    fn plant(&mut self, kind: usize, case: &Case, text: &str) -> Option<Planted> {
        match kind {
            0 => self.skill(case, text),
            1 => self.figure(case, text),
            2 => self.date(case, text),
            3 => self.employer(case, text),
            _ => self.level(case, text),
        }
    }

    /// Another skill in the place of one that is claimed.
    fn skill(&mut self, case: &Case, text: &str) -> Option<Planted> {
        let lexicon = ENGINE.lexicon();
        let body = body(text)..text.len();
        let found = ENGINE.analyse(text);
        let claimed: Vec<Range<usize>> = found
            .skills
            .iter()
            .filter(|mention| {
                mention.polarity == Polarity::Affirmed && lexicon.get(mention.skill).kind.is_technical_name()
            })
            .map(|mention| mention.span.start..mention.span.end)
            .filter(|span| body.contains(&span.start) && !text[line(text, span.start)].contains(['«', '“']))
            .collect();
        let held = |at: usize| {
            let skill = SkillIx(u32::try_from(at).unwrap_or_default());
            case.read.found.skills.iter().any(|mention| lexicon.satisfies(mention.skill, skill))
        };
        let names: Vec<String> = lexicon
            .skills
            .iter()
            .enumerate()
            .filter(|(at, skill)| {
                skill.kind.is_technical_name() && skill.guard.is_empty() && !skill.hidden && !held(*at)
            })
            .map(|(_, skill)| skill.en.clone())
            .collect();
        let (span, name) = (self.pick(&claimed)?, self.pick(&names)?);
        Some(replaced("skill", text, span, &name))
    }

    /// A number raised.
    fn figure(&mut self, case: &Case, text: &str) -> Option<Planted> {
        let body = body(text);
        let number = regex::Regex::new(r"\b\d{1,3}\b").expect("a pattern");
        let dates = sartor_core::resume::periods(text, ENGINE.lexicon());
        let found: Vec<Range<usize>> = number
            .find_iter(text)
            .map(|own| own.range())
            .filter(|own| own.start >= body)
            .filter(|own| !dates.iter().any(|date| date.span.start < own.end && own.start < date.span.end))
            .filter(|own| {
                let before = text[..own.start].chars().next_back().unwrap_or(' ');
                let after = text[own.end..].chars().next().unwrap_or(' ');
                // Versions, levels, groups of larger numbers and parts of names are no figures.
                let line = &text[line(text, own.start)];
                before.is_whitespace()
                    && !after.is_alphanumeric()
                    && !matches!(after, '/' | '-' | '.' | ',')
                    && !line.contains(['@', '+'])
                    && !ENGINE.analyse(line).skills.iter().any(|mention| {
                        let base = own.start - self::line(text, own.start).start;
                        mention.span.start <= base && base <= mention.span.end
                    })
            })
            .collect();
        let span = self.pick(&found)?;
        let value: u32 = text[span.clone()].parse().ok()?;
        let raised = value + 1 + u32::try_from(self.dice.below(value.max(3) as usize)).unwrap_or(1);
        let source = &case.read.document.text;
        let there = regex::Regex::new(&format!(r"\b{raised}\b")).expect("a pattern").is_match(source);
        (!there).then(|| replaced("figure", text, span, &raised.to_string()))
    }

    /// A year moved.
    fn date(&mut self, case: &Case, text: &str) -> Option<Planted> {
        let body = body(text);
        let year = regex::Regex::new(r"\b(19|20)\d\d\b").expect("a pattern");
        let found: Vec<Range<usize>> =
            year.find_iter(text).map(|own| own.range()).filter(|own| own.start >= body).collect();
        let span = self.pick(&found)?;
        let moved: i32 = text[span.clone()].parse::<i32>().ok()? - 1 - self.dice.below(4) as i32;
        let there = case.read.document.text.contains(&moved.to_string())
            || case.vouched.concat().contains(&moved.to_string());
        (!there).then(|| replaced("date", text, span, &moved.to_string()))
    }

    /// An employer of somebody else.
    fn employer(&mut self, case: &Case, text: &str) -> Option<Planted> {
        let body = body(text);
        let names = |case: &Case| -> Vec<String> {
            let jobs = case.read.resume.entries.iter().filter(|entry| entry.kind == EntryKind::Job);
            jobs.filter_map(|entry| entry.organisation.as_ref()).map(|name| name.text.clone()).collect()
        };
        let own: Vec<Range<usize>> = names(case)
            .iter()
            .flat_map(|name| {
                text.match_indices(name.as_str()).map(|(at, name)| at..at + name.len()).collect::<Vec<_>>()
            })
            .filter(|span| span.start >= body)
            .collect();
        let others: Vec<String> = self
            .cases
            .iter()
            .flat_map(names)
            .filter(|name| {
                !case.read.document.text.contains(name.as_str()) && name.starts_with(char::is_uppercase)
            })
            .collect();
        let (span, name) = (self.pick(&own)?, self.pick(&others)?);
        Some(replaced("employer", text, span, &name))
    }

    /// A level lifted.
    fn level(&mut self, case: &Case, text: &str) -> Option<Planted> {
        let lifts = [
            ("A2", "C1"),
            ("B1", "C1"),
            ("B2", "C2"),
            ("scolaire", "courant"),
            ("notions de", "maîtrise de"),
            ("Notions de", "Maîtrise de"),
            ("intermediate", "fluent"),
            ("basic", "fluent"),
            ("elementary", "fluent"),
            ("Familiar with", "Expert in"),
            ("junior", "senior"),
            ("Junior", "Senior"),
            ("Licence", "Doctorat"),
            ("BTS", "Master"),
            ("DUT", "Doctorat"),
            ("Bachelor of Science", "PhD"),
            ("BSc", "PhD"),
            ("conversational", "native"),
            ("B1", "langue maternelle"),
            ("Développeur", "Lead développeur"),
            ("courant", "langue maternelle"),
        ];
        let body = body(text);
        let source = &case.read.document.text;
        let found: Vec<(Range<usize>, &str)> = lifts
            .iter()
            .filter(|(_, high)| !source.to_lowercase().contains(&high.to_lowercase()))
            .flat_map(|(low, high)| text.match_indices(low).map(move |(at, low)| (at..at + low.len(), *high)))
            .filter(|(span, _)| span.start >= body)
            .collect();
        let (span, high) = self.pick(&found)?;
        Some(replaced("level", text, span, high))
    }
}

/// Past the head: addresses and the date of a letter, name and contact of a resume.
fn body(text: &str) -> usize {
    let salutation = ["\nMadame", "\nMonsieur", "\nDear"].iter().filter_map(|word| text.find(word)).min();
    salutation.or_else(|| text.match_indices("\n\n").nth(1).map(|(at, _)| at)).unwrap_or(0)
}

fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end)
}

fn replaced(what: &'static str, text: &str, span: Range<usize>, new: &str) -> Planted {
    let mut out = text.to_owned();
    out.replace_range(span.clone(), new);
    Planted { what, text: out, at: span.start..span.start + new.len() }
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are for whoever asks with --nocapture")]
fn what_is_planted_is_found() {
    const MUTATIONS: usize = 500;
    let cases = cases();
    let mut planter = Planter { cases: &cases, dice: Generator::new(20_261_122) };
    let (mut planted, mut missed, mut tried) = (0, Vec::new(), 0);
    let mut kinds = std::collections::BTreeMap::<&str, usize>::new();
    while planted < MUTATIONS {
        let case = &cases[planter.dice.below(cases.len())];
        let text = if planter.dice.below(2) == 0 { &case.letter } else { &case.resume };
        tried += 1;
        assert!(tried < 50 * MUTATIONS, "there is no place for inventions");
        let Some(own) = planter.plant(tried % 5, case, text) else { continue };
        planted += 1;
        *kinds.entry(own.what).or_default() += 1;
        let here = line(&own.text, own.at.start);
        let found = case
            .check(&own.text)
            .findings
            .iter()
            .any(|finding| finding.span.start < here.end && here.start <= finding.span.end);
        if !found {
            missed.push(format!(
                "{} {}: {:?} in {:?}",
                case.name,
                own.what,
                &own.text[own.at.clone()],
                &own.text[here]
            ));
        }
    }
    println!("{planted} inventions ({kinds:?}), {} missed", missed.len());
    assert!(kinds.values().all(|count| *count >= 40), "{kinds:?}");
    assert!(missed.len() * 100 <= planted, "{} of {planted} missed:\n{}", missed.len(), missed.join("\n"));
}
