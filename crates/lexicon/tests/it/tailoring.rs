//! Tailoring over generated resumes and postings: nothing invented, nothing lowered, the same bytes.

use std::{collections::BTreeSet, sync::LazyLock};

use sartor_core::{
    apply::{Brief, Engine, ReadResume},
    document::Document,
    matching::Polarity,
    tailoring::{Decisions, Tailor, TailoredResume, Wording, compose},
    verify::{Source, VerifyWords, verify},
};
use sartor_testkit::{Generator, Tongue};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(sartor_lexicon::embedded()));
static TAILOR: LazyLock<Tailor> =
    LazyLock::new(|| Tailor::of_files(sartor_lexicon::template_files()).expect("the words read"));
static WORDS: LazyLock<VerifyWords> =
    LazyLock::new(|| VerifyWords::of_files(sartor_lexicon::template_files()).expect("the words read"));

/// Pairs of a normal run; `SARTOR_PAIRS` asks for more.
const PAIRS: u64 = 200;

const SKILLS: [&str; 24] = [
    "Python",
    "PostgreSQL",
    "Docker",
    "Kubernetes",
    "Redis",
    "Kafka",
    "Django",
    "FastAPI",
    "Terraform",
    "GraphQL",
    "RabbitMQ",
    "Elasticsearch",
    "TypeScript",
    "Node.js",
    "Java",
    "Spring Boot",
    "MongoDB",
    "Ansible",
    "AWS",
    "GitLab CI",
    "Postgres",
    "k8s",
    "REST API",
    "Linux",
];

fn as_of() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 22)
}

/// The resume, the posting and whether they speak one language.
fn pair(seed: u64) -> (String, String) {
    let mut dice = Generator::new(seed);
    let mut some = |least: usize, most: usize| {
        let count = least + dice.below(most - least);
        let mut list: Vec<&str> = Vec::new();
        while list.len() < count {
            let skill = SKILLS[dice.below(SKILLS.len())];
            if !list.contains(&skill) {
                list.push(skill);
            }
        }
        list
    };
    let (held, asked) = (some(3, 14), some(3, 12));
    let tongue = |at: usize| if at == 0 { Tongue::Fr } else { Tongue::En };
    let own = tongue(dice.below(2));
    // One in four crosses the languages.
    let other = match (dice.below(4), own) {
        (0, Tongue::Fr) => Tongue::En,
        (0, Tongue::En) => Tongue::Fr,
        _ => own,
    };
    let bytes = 1_200 + dice.below(5_000);
    (dice.resume(own, &held, bytes), dice.posting(other, &asked, 1_500))
}

/// What a text says of the applicant, by meaning: skills that are not denied, diplomas, figures.
fn facts(read: &ReadResume) -> BTreeSet<String> {
    let lexicon = ENGINE.lexicon();
    let mut facts = BTreeSet::new();
    for mention in read.found.skills.iter().filter(|mention| mention.polarity == Polarity::Affirmed) {
        facts.insert(lexicon.get(mention.skill).id.clone());
        facts.extend(lexicon.implied(mention.skill).iter().map(|skill| lexicon.get(*skill).id.clone()));
    }
    facts.extend(read.found.diplomas.iter().map(|found| lexicon.diplomas[found.index as usize].id.clone()));
    for entry in &read.resume.entries {
        facts.extend(entry.organisation.as_ref().map(|name| format!("at {}", name.text)));
        facts.extend(entry.period.map(|period| format!("in {:?} {:?}", period.start, period.end)));
    }
    facts.extend(
        read.resume
            .languages
            .iter()
            .map(|spoken| format!("speaks {} {:?} {}", spoken.id, spoken.level, spoken.native)),
    );
    facts
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are for whoever asks with --nocapture")]
fn nothing_is_invented_and_nothing_is_lowered() {
    let pairs = std::env::var("SARTOR_PAIRS").ok().and_then(|count| count.parse().ok()).unwrap_or(PAIRS);
    let (mut edits, mut withheld, mut lower) = (0, 0, 0);
    for seed in 0..pairs {
        let (resume, posting) = pair(seed);
        let read = ReadResume::new(&ENGINE, Document::plain(&resume));
        let brief = Brief::posting(&ENGINE, &Document::plain(&posting));
        let plan = TAILOR.plan(&ENGINE, "resume", &read, &brief, as_of()).expect("a posting");
        edits += plan.edits.len();
        withheld += usize::from(plan.flags.iter().any(|flag| flag.code == "withheld"));
        lower += usize::from(plan.flags.iter().any(|flag| flag.code == "reads_lower"));
        // All edits, and some of them.
        let mut dice = Generator::new(seed);
        let some = plan.edits.iter().filter(|_| dice.below(2) == 0).map(|edit| edit.id.clone()).collect();
        for decisions in [Decisions::default(), Decisions { refuse: some, ..Decisions::default() }] {
            let written = TAILOR.write(&ENGINE, &brief, &plan, &decisions, as_of()).expect("known ids");
            assert!(
                !written.after.is_lower(&plan.before),
                "seed {seed}: {:?} under {:?}",
                written.after,
                plan.before
            );
            let text = compose(&written.resume);
            let again = ReadResume::new(&ENGINE, Document::plain(&text));
            let (own, other) = (facts(&read), facts(&again));
            let new: Vec<&String> = other.difference(&own).collect();
            assert!(new.is_empty(), "seed {seed}: {new:?} in\n{text}\nfrom\n{resume}");
            if seed % 4 > 0 {
                continue;
            }
            let source = Source { resume: &read, brief: &brief, vouched: &[], as_of: as_of() };
            let found = verify(&ENGINE, &WORDS, source, Document::plain(&text)).findings;
            assert!(found.is_empty(), "seed {seed}: {found:?} in\n{text}\nfrom\n{resume}");
            // What is read back is what was counted.
            let report = brief.report(&ENGINE, "", &again, as_of(), sartor_core::Language::En);
            assert_eq!(report.fit.total, written.after.fit, "seed {seed}");
            assert_eq!(report.coverage.decisive(), written.after.coverage, "seed {seed}");
        }
        let twice = TAILOR.plan(&ENGINE, "resume", &read, &brief, as_of()).expect("a posting");
        let json = |plan| serde_json::to_string(plan).expect("a plan is JSON");
        assert_eq!(json(&plan), json(&twice), "seed {seed}");
    }
    println!("{pairs} pairs, {edits} edits, {withheld} plans with edits withheld, {lower} read lower");
}

const HEAD: &str = "Zoé Martin\n{headline}\n\nNantes · zoe.martin@example.fr\n\n";

/// Rules, what was there and what would be, of the plan of a resume and a posting.
fn edits(resume: &str, posting: &str) -> Vec<(String, String, String)> {
    let read = ReadResume::new(&ENGINE, Document::plain(resume));
    let brief = Brief::posting(&ENGINE, &Document::plain(posting));
    let plan = TAILOR.plan(&ENGINE, "resume", &read, &brief, as_of()).expect("a posting");
    plan.edits.into_iter().map(|edit| (edit.rule, edit.before, edit.after)).collect()
}

fn after<'e>(edits: &'e [(String, String, String)], rule: &str) -> Vec<&'e str> {
    edits.iter().filter(|(own, ..)| own == rule).map(|(.., after)| after.as_str()).collect()
}

fn resume(headline: &str, body: &str) -> String {
    HEAD.replace("{headline}", headline) + body
}

const JOBS: &str = "Expérience professionnelle\n\nDéveloppeuse back-end\nAtelier du Port, Nantes | mars 2021 – aujourd'hui\n\
- Astreintes et comptes rendus.\n- API REST en Python, base Postgres, images Docker.\n\nCompétences\nGit, Python, Linux, notions de Redis\n";

#[test]
fn the_headline_is_the_postings_only_in_ones_own_trade_and_level() {
    let asks = |title: &str| format!("{title}\n\nProfil recherché\n- Python et Docker exigés.\n");
    let own = resume("Développeuse full-stack", JOBS);
    let found = edits(&own, &asks("Développeur back-end Python (H/F)"));
    assert_eq!(after(&found, "headline.posting_title"), ["Développeuse back-end Python"]);
    // A level that no own title tells, a skill that nothing shows.
    for title in ["Développeur back-end senior", "Développeur back-end Kotlin"] {
        let found = edits(&own, &asks(title));
        assert!(after(&found, "headline.posting_title").is_empty(), "{title}: {found:?}");
    }
    // Another trade: the own title stays, and no score comes of it.
    let found = edits(&own, &asks("Comptable"));
    assert!(after(&found, "headline.posting_title").is_empty(), "{found:?}");
    assert_eq!(after(&found, "headline.application"), ["Développeuse full-stack – candidature comptable"]);
}

#[test]
fn what_is_proved_is_listed_in_the_postings_words_and_what_is_only_wished_is_not() {
    let posting = "Développeur back-end\n\nProfil recherché\n- PostgreSQL, Docker, Redis et Kafka exigés.\n";
    let found = edits(&resume("Développeuse back-end", JOBS), posting);
    let mut surfaced = after(&found, "skills.surface");
    surfaced.sort_unstable();
    assert_eq!(surfaced, ["Docker", "PostgreSQL"], "{found:?}");
    assert_eq!(after(&found, "entry.wording"), ["API REST en Python, base PostgreSQL, images Docker."]);
    assert_eq!(
        after(&found, "entry.order"),
        ["API REST en Python, base Postgres, images Docker.\nAstreintes et comptes rendus."]
    );
    let listed = JOBS.replace("Git, Python, Linux, notions de Redis", "Git, Postgres, Python");
    let found = edits(&resume("Développeuse back-end", &listed), posting);
    assert_eq!(after(&found, "skills.wording"), ["PostgreSQL (Postgres)"], "{found:?}");
}

#[test]
fn a_new_item_is_not_lowered_by_what_stands_before_it() {
    let posting = "Développeur back-end\n\nProfil recherché\n- Docker exigé.\n";
    let listed = JOBS.replace("Git, Python", "Outils : Git, Python");
    let read = ReadResume::new(&ENGINE, Document::plain(&resume("Développeuse back-end", &listed)));
    let brief = Brief::posting(&ENGINE, &Document::plain(posting));
    let plan = TAILOR.plan(&ENGINE, "resume", &read, &brief, as_of()).expect("a posting");
    let written = TAILOR.write(&ENGINE, &brief, &plan, &Decisions::default(), as_of()).expect("no decision");
    let text = compose(&written.resume);
    assert!(text.contains("\nOutils : Docker, "), "{text}");
    assert!(written.after.fit > plan.before.fit);
}

#[test]
fn languages_cross_by_their_meaning_and_sentences_stay() {
    let posting = "Back-end developer\n\nRequirements\n- You have Python and Docker.\n- You write well in English and work with our teams.\n";
    let languages = "\nLangues\nAnglais : courant (C1)\n";
    let own = resume("Développeuse back-end", &(JOBS.to_owned() + languages));
    let found = edits(&own, posting);
    assert!(after(&found, "dates.language").contains(&"March 2021 – present"), "{found:?}");
    assert_eq!(after(&found, "spoken.language"), ["English: C1"]);
    assert!(after(&found, "heading.language").contains(&"Skills"), "{found:?}");
    let read = ReadResume::new(&ENGINE, Document::plain(&own));
    let brief = Brief::posting(&ENGINE, &Document::plain(posting));
    let plan = TAILOR.plan(&ENGINE, "resume", &read, &brief, as_of()).expect("a posting");
    assert!(plan.flags.iter().any(|flag| flag.code == "untranslated"), "{:?}", plan.flags);
    let written = TAILOR.write(&ENGINE, &brief, &plan, &Decisions::default(), as_of()).expect("no decision");
    assert!(compose(&written.resume).contains("Astreintes et comptes rendus."));
}

#[test]
fn an_old_job_of_a_long_resume_keeps_its_line_and_its_dates() {
    let long =
        "- Suivi du planning des équipes et des tournées avec les responsables de chaque site.\n".repeat(40);
    let job = format!("\nVendeuse\nAu Bon Pain, Nantes | 2008 – 2011\n{long}\nCompétences");
    let old = JOBS.replace("\nCompétences", &job);
    let posting = "Développeur back-end\n\nProfil recherché\n- Python et Docker exigés.\n";
    let found = edits(&resume("Développeuse back-end", &old), posting);
    let line = after(&found, "entry.one_line");
    assert!(line.len() == 1 && line[0].contains("Vendeuse") && line[0].contains("2008 – 2011"), "{found:?}");
}

#[test]
fn levels_that_are_drawn_part_things_and_are_left_out() {
    let words = Wording::of_files(sartor_lexicon::template_files()).expect("the words read");
    let written = |body: &str| {
        let read = ReadResume::new(&ENGINE, Document::plain(&resume("Technicienne de maintenance", body)));
        compose(&TailoredResume::plain(&read, &words))
    };
    let text = written(
        "Compétences\nAutomates Siemens S7 ★★★★☆\tPneumatique / hydraulique ★★★★★\nGMAO (Carl Source) ●●●○○\tSoudure à l'arc●●○○○\n\n\
         Langues\nFrançais ★★★★★ Arabe ★★★★☆  Anglais ★★☆☆☆ (technique)\n",
    );
    let listed = "Automates Siemens S7, Pneumatique / hydraulique, GMAO (Carl Source), Soudure à l'arc\n";
    assert!(text.contains(listed) && text.contains("Français, Arabe, Anglais (technique)\n"), "{text}");
    // What is a label stays one, and so does a sign that draws no level.
    let text = written("Compétences\nAutomates\tSiemens S7, Schneider ■ M340\n");
    assert!(text.contains("Automates : Siemens S7, Schneider ■ M340\n"), "{text}");
}
