//! What must hold for every letter.

use proptest::prelude::*;
use proptest::sample::select;

use super::samples::{
    american_backend, at, bare, french_backend, job, of_posting, of_resume, skill, told, when,
};
use super::{KINDS, TEMPLATES, plan, writer, written};
use crate::letter::grammar::{Gender, test_grammar};
use crate::letter::*;
use crate::{Language, Span};

const COMPANIES: [(&str, Option<&str>); 16] = [
    ("Airbus", None),
    ("Hermès", None),
    ("HSBC", None),
    ("Le Figaro", None),
    ("Les Échos", None),
    ("La Poste", None),
    ("L'Oréal", None),
    ("Écran", None),
    ("3DS", None),
    ("OVHcloud", None),
    ("Yves Rocher", None),
    ("Yahoo", None),
    ("INSEE", Some("à l'")),
    ("DINUM", Some("à la")),
    ("ministère de l'Intérieur", Some("au")),
    ("Hauts-de-France Habitat", None),
];
const TITLES: [&str; 10] = [
    "Développeur back-end",
    "Ingénieur DevOps",
    "Architecte",
    "SRE",
    "Administrateur systèmes",
    "Expert sécurité",
    "Hacker éthique",
    "Chef de projet",
    "iOS Developer",
    "UX Designer",
];
const SKILLS: [(&str, &str); 16] = [
    ("Python", "language"),
    ("API REST", "concept"),
    ("Elasticsearch", "database"),
    ("Hadoop", "platform"),
    ("AWS", "cloud"),
    ("Linux", "os"),
    (".NET", "framework"),
    ("C#", "language"),
    ("haute disponibilité", "practice"),
    ("hébergement", "domain"),
    ("OAuth 2.0", "protocol"),
    ("intégration continue", "practice"),
    ("Oracle", "database"),
    ("R", "language"),
    ("Node.js", "framework"),
    ("Yarn", "tool"),
];
const LINES_FR: [&str; 5] = [
    "Conception d'API REST en Python",
    "Migration de 12 services",
    "Conçu une API pour Hadoop",
    "Responsable de l'astreinte",
    "Hébergement de 30 sites : Apache",
];
const LINES_EN: [&str; 5] = [
    "Built an API in Python",
    "Cut costs by 40%",
    "Build and run the API",
    "Building an API with Redis",
    "In charge of the API",
];

prop_compose! {
    fn an_entry(english: bool)(
        title in select(&TITLES[..]), company in select(&COMPANIES[..]), start in (2001..2024_i32, 1..13_u8), length in 0..3_i32,
        current in any::<bool>(), named in any::<bool>(), employed in prop::bool::weighted(0.8), lines in prop::collection::vec(0..5_usize, 0..4), kind in 0..6_u8, family in any::<bool>(),
    ) -> Entry {
        let texts: Vec<&str> = lines.into_iter().map(|line| if english { LINES_EN[line] } else { LINES_FR[line] }).collect();
        let mut entry = job(title, company.0, when(start.0, start.1), (!current).then(|| when(start.0 + length, start.1)).flatten(), &texts);
        if !named {
            entry.title = None;
        }
        if !employed && entry.title.is_some() {
            entry.organisation = None;
        }
        entry.family = family;
        entry.kind = match kind { 0 => EntryKind::Project, 1 => EntryKind::Education, _ => EntryKind::Job };
        entry
    }
}

prop_compose! {
    fn an_input_in(locale: Locale)(
        company in prop::option::of(select(&COMPANIES[..])), title in select(&TITLES[..]), gender in select(&[None, Some(Gender::M), Some(Gender::F)][..]),
        entries in prop::collection::vec(an_entry(locale != Locale::Fr), 0..5),
        skills in prop::collection::vec((select(&SKILLS[..]), prop::option::of(0..4_usize), 1..2000_u32), 0..14),
        extras in any::<[bool; 7]>(), foreign in any::<bool>(), years in prop::option::of(1..30_u32),
    ) -> LetterInput {
        let mut input = bare(locale);
        let [city, source, reason, available, reference, person, mission] = extras;
        if foreign {
            input.resume_language = input.locale.language().pick(Language::En, Language::Fr);
        }
        input.applicant.gender = gender;
        input.applicant.city = city.then(|| of_resume("Le Mans")).flatten();
        input.applicant.reason = reason.then(|| told("vos outils libres me servent chaque jour", "reason")).flatten();
        input.applicant.availability = available.then(|| told("immédiatement", "availability")).flatten();
        input.posting.title = of_posting(title);
        input.posting.company = company.and_then(|company| of_posting(company.0));
        input.posting.company_prep = company.and_then(|company| company.1).map(str::to_owned);
        input.posting.city = city.then(|| of_posting("Les Ulis")).flatten();
        input.posting.contract = available.then(|| of_posting("CDI")).flatten();
        input.posting.source = source.then(|| told("Indeed", "source")).flatten();
        input.posting.reference = reference.then(|| of_posting("AB-12")).flatten();
        if person {
            input.posting.recipient = Recipient { civility: gender, name: of_posting("Camille Roy"), family_name: of_posting("Roy"), function: None };
        }
        if mission {
            input.posting.missions = vec![Fact::posting("Automatiser les API de Hadoop", Span::new(300, 340))];
        }
        input.matches = skills.into_iter().map(|((label, kind), entry, weight)| skill(label, kind, entry, weight)).collect();
        input.years_relevant = years.map(|years| Fact::resume(&years.to_string(), at(40)));
        input.entries = entries;
        input
    }
}

fn an_input() -> impl Strategy<Value = LetterInput> {
    select(&[Locale::Fr, Locale::EnUs, Locale::EnGb][..]).prop_flat_map(an_input_in)
}

/// Places where a template printed nothing between its words: « with . », « de , », two commas, two spaces, a sentence
/// that begins with a sign.
fn empty_slots(text: &str) -> Vec<String> {
    const SLOTS: &str = r"  | [.,)]|\( |,\s*[,.;:]|;\s*[;.]|\.\.|:\s*[.,]|(?m)^\s*[.,;:)]|(?m) $";
    const WORDS: &str = r"(?i)\b(?:with|on|at|as|of|for|an?|the|to|and|or|in|from|since|de|du|des|d['’]|avec|chez|sur|sous|pour|comme|en|et|ou|au|aux|à|la|le|les|un|une|que|depuis)\s*[.,;:](?:\s|$)";
    // « .NET » begins with its full stop.
    let text = text.replace(".NET", "NET");
    [SLOTS, WORDS]
        .iter()
        .flat_map(|pattern| {
            let pattern = regex::Regex::new(pattern).unwrap();
            pattern.find_iter(&text).map(|found| found.as_str().to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn an_empty_slot_is_seen() {
    for text in [
        "I worked with .",
        "I worked with.",
        "au poste de .",
        "chez , où je suis",
        "Python,, Docker",
        "Python, , Docker",
        "deux  mots",
        ", j’ai conçu",
        "un projet (2017 )",
        "en bref\u{A0}: .",
    ] {
        assert!(!empty_slots(text).is_empty(), "{text}");
    }
    for text in ["I worked with C#, .NET and R.", "(206) 555-0147", "une API, où j’ai travaillé."] {
        assert!(empty_slots(text).is_empty(), "{text}: {:?}", empty_slots(text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn no_fault_and_nothing_untraced(input in an_input(), kind in select(&KINDS[..]), length in select(&[Length::Short, Length::Standard, Length::Full][..])) {
        let speculative = kind == "speculative";
        let mut input = input;
        input.length = length;
        let letter = if speculative {
            writer().write(kind, &super::samples::without_posting(input.clone())).unwrap()
        } else {
            writer().write(kind, &input).unwrap()
        };
        let text = letter.text();
        let faults = test_grammar().scan(&text, input.locale.language());
        prop_assert!(faults.is_empty(), "{faults:?}\n{text}");
        for claim in &letter.claims {
            prop_assert_eq!(claim.span.of(&text), &claim.text);
            prop_assert!(!claim.traces.is_empty());
        }
        for (byte, _) in text.char_indices().filter(|(_, c)| c.is_numeric()) {
            prop_assert!(letter.claims.iter().any(|claim| claim.span.start <= byte && byte < claim.span.end), "untraced number at {byte}\n{text}");
        }
        prop_assert!(!text.contains(crate::letter::grammar::is_mark));
        prop_assert!(letter.weak.iter().all(|weak| !matches!(weak.code, "letter.self_starts" | "letter.long" | "letter.praise" | "letter.no_formula" | "letter.fault" | "letter.ending" | "letter.unresolved" | "letter.unproved_word")), "{:?}\n{text}", letter.weak);
        prop_assert!(speculative || letter.weak.iter().all(|weak| weak.code != "letter.no_reference"));
        prop_assert!(!speculative || !["annonce", "posting", "advertisement"].iter().any(|word| text.contains(word)), "{text}");
        prop_assert!(!text.contains(['[', ']']), "{text}");
        let gaps = empty_slots(&text);
        prop_assert!(gaps.is_empty(), "{gaps:?}\n{text}");
        if input.resume_language != input.locale.language() {
            prop_assert!(letter.claims.iter().all(|claim| claim.kind != FactKind::Line));
        }
    }

    #[test]
    fn marks_leave_no_trace(input in an_input()) {
        let grammar = test_grammar();
        let env = super::super::engine::environment(TEMPLATES, &std::sync::Arc::new(grammar.clone())).unwrap();
        let template = env.get_template(&format!("offer.{}", input.locale.language().code())).unwrap();
        let plan = plan();
        let variant = plan.variant("offer").unwrap();
        let mut marks = super::super::marks::Marks::default();
        let mut silent = super::super::marks::Marks::silent();
        let step = plan.steps(variant, Length::Full)[0];
        let render = |marks: &mut super::super::marks::Marks| {
            let context = super::super::context::context(&grammar, &input, variant, step, marks).unwrap();
            template.render(minijinja::value::Serde(&context)).unwrap()
        };
        let with = render(&mut marks);
        let without = render(&mut silent);
        prop_assert_eq!(marks.strip(&with).0, without);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_data(mut input in an_input(), texts in prop::collection::vec("(\\PC|[ {}%\\[\\]\n\u{E000}«»']){0,12}", 5)) {
        let fact = |at: usize| of_resume(&texts[at]);
        input.posting.company = fact(0);
        input.applicant.reason = fact(1);
        input.posting.missions = fact(2).into_iter().collect();
        for entry in &mut input.entries {
            entry.organisation = fact(3);
            entry.lines.extend(fact(2));
        }
        for found in &mut input.matches {
            found.label.text.push_str(&texts[4]);
        }
        let letter = written(&input).unwrap();
        let text = letter.text();
        for claim in &letter.claims {
            prop_assert_eq!(claim.span.of(&text), &claim.text);
        }
        let faults = test_grammar().scan(&text, input.locale.language());
        prop_assert!(faults.iter().all(|fault| letter.weak.iter().any(|weak| weak.message_fr.contains(&fault.text))));
    }
}

#[test]
fn one_name_alone_is_written_once() {
    let mut input = french_backend();
    input.applicant.last = input.applicant.first.clone();
    let first = input.applicant.first.clone().unwrap().text;
    assert_eq!(written(&input).unwrap().signature, first);
}

#[test]
fn required_facts_are_named() {
    let mut input = french_backend();
    input.applicant.last = None;
    input.posting.title = of_posting("  ");
    let error = written(&input).unwrap_err();
    assert_eq!(error.code(), "letter.missing_fields");
    assert!(matches!(error, LetterError::Missing { fields } if fields == ["last", "title"]));
}

#[test]
fn a_skill_of_the_posting_alone_is_never_claimed() {
    for mut input in [french_backend(), american_backend()] {
        for found in &mut input.matches {
            found.label.traces.retain(|trace| trace.source == Source::Posting);
        }
        assert_eq!(written(&input).unwrap_err().code(), "letter.unproved");
    }
}

#[test]
fn a_letter_keeps_to_its_page() {
    let mut input = french_backend();
    input.applicant.reason = told(&"Vos outils sont utiles. ".repeat(45), "reason");
    input.length = Length::Full;
    assert!(written(&input).unwrap().words() <= 330);
    input.applicant.reason = told(&"Vos outils sont utiles. ".repeat(120), "reason");
    assert_eq!(written(&input).unwrap_err().code(), "letter.too_long");
}

#[test]
fn facts_are_never_templates() {
    let mut input = french_backend();
    input.posting.company = of_posting("{{ cand.name }}\n[closing]");
    let letter = written(&input).unwrap();
    assert!(letter.text().contains("{{ cand.name }} [closing]"));
    assert!(letter.weak.iter().any(|weak| weak.code == "letter.unresolved"));
}

#[test]
fn broken_templates_say_where() {
    let writer =
        Writer::new(test_grammar(), plan(), [("offer.fr", "[subject]\n{{ cand.birthday }}")]).unwrap();
    let error = writer.write("offer", &french_backend()).unwrap_err();
    assert_eq!(error.code(), "letter.template");
    assert!(error.to_string().contains("line 2"), "{error}");
    assert_eq!(writer.write("speculative", &french_backend()).unwrap_err().code(), "letter.no_template");
    let none = Writer::new(test_grammar(), plan(), [("offer.fr", "[subject]\n{{ cand.salary }}")]).unwrap();
    assert_eq!(none.write("offer", &french_backend()).unwrap_err().code(), "letter.template");
}

#[test]
fn an_institution_is_not_chez() {
    let mut input = french_backend();
    input.entries[0].organisation = of_resume("Université de Lyon");
    let text = written(&input).unwrap().text();
    assert!(text.contains("à l’Université de Lyon") && !text.contains("chez Université"), "{text}");
}

#[test]
fn markdown_says_what_the_text_says() {
    let letter = written(&french_backend()).unwrap();
    let bare = |text: &str| text.replace(['*'], "").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(bare(&letter.markdown()), bare(&letter.text()));
    assert!(letter.markdown().contains("**Objet"));
}

#[test]
fn a_line_is_quoted_as_it_stands() {
    let letter = written(&american_backend()).unwrap();
    let resume: Vec<String> = american_backend()
        .entries
        .iter()
        .flat_map(|entry| &entry.lines)
        .map(|line| line.text.to_lowercase())
        .collect();
    let quoted: Vec<_> = letter.claims.iter().filter(|claim| claim.kind == FactKind::Line).collect();
    assert!(quoted.len() >= 3);
    for claim in quoted {
        assert!(resume.contains(&claim.text.to_lowercase()), "{}", claim.text);
    }
}
