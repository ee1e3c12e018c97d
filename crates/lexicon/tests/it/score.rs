//! The score over whole texts: what may move it, and what must not.

use std::sync::LazyLock;

use proptest::prelude::*;
use sartor_core::{
    Language,
    apply::{Brief, Engine, ReadResume},
    document::Document,
    report::{Met, Report},
};

static ENGINE: LazyLock<Engine> = LazyLock::new(sartor_lexicon::engine);

const POSTING: &str = "Développeur back-end Python (H/F)\n\nProfil recherché\n- Python, PostgreSQL et API REST exigés.\n\
- Au moins 3 ans d'expérience.\n- Connaissance de Docker.\n- Redis ou Kafka serait un plus.\n";

fn brief(posting: &str) -> Brief {
    Brief::posting(&ENGINE, &Document::plain(posting))
}

fn score(resume: &str, brief: &Brief) -> Report {
    let read = ReadResume::new(&ENGINE, Document::plain(resume));
    brief.report(&ENGINE, "resume", &read, jiff::civil::date(2026, 11, 21), Language::Fr)
}

fn total(resume: &str, brief: &Brief) -> u32 {
    score(resume, brief).fit.total.expect("the posting asks something")
}

/// A resume with these bullets in its current job, and these skills.
fn resume(bullets: &[&str], skills: &[&str]) -> String {
    let bullets: String = bullets.iter().map(|bullet| format!("- {bullet}\n")).collect();
    format!(
        "Zoé Martin\nDéveloppeuse back-end\nzoe.martin@example.fr\n\nExpérience professionnelle\n\n\
Développeuse back-end, Atelier du Port\nFévrier 2023 - aujourd'hui\n{bullets}\nCompétences\n{}\n",
        skills.join(", ")
    )
}

fn fixture(name: &str) -> String {
    let path = format!("{}/../../fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("stands in fixtures")
}

#[test]
fn years_in_a_trade_that_is_not_known_are_not_nought() {
    let brief = brief(
        "Comptable fournisseurs (H/F)\n\nProfil\n- 3 ans d'expérience.\n- Vous maîtrisez Excel et Sage.\n",
    );
    let resume = |title: &str| {
        format!(
            "Zoé Martin\nzoe@example.fr\n\nEXPÉRIENCE\n\n{title}, Conserverie du Ponant\n03/2019 - aujourd'hui\n- Relances\n"
        )
    };
    let report = score(&resume("Comptable fournisseurs"), &brief);
    let years = report.constraints.iter().find(|told| told.kind == "years").expect("is asked");
    assert_eq!((years.status, years.found.as_deref()), (Met::Unknown, None));
    assert_eq!(report.fit.total, score(&resume("Caissière"), &brief).fit.total);
}

#[test]
fn the_worked_example_and_its_english_twin_give_the_reference() {
    let brief = brief(&fixture("postings/worked-example.txt"));
    for name in ["resumes/worked-example.txt", "resumes/worked-example-en.txt"] {
        let report = score(&fixture(name), &brief);
        let parts: Vec<(&str, u32)> =
            report.fit.parts.iter().map(|part| (part.requirement.as_str(), part.points)).collect();
        assert_eq!(report.fit.total, Some(7470), "{name}");
        let wanted = [
            ("api.rest", 972),
            ("cloud.aws", 0),
            ("db.postgresql", 622),
            ("db.redis", 241),
            ("lang.python", 1634),
            ("soft.comm", 195),
            ("title", 1120),
            ("tool.docker", 819),
            ("years", 1867),
        ];
        assert_eq!(parts, wanted, "{name}");
    }
}

#[test]
fn nothing_gives_nothing_and_everything_gives_all() {
    let brief = brief(POSTING);
    assert_eq!(total("", &brief), 0);
    let work = "- Python, PostgreSQL, API REST, Docker, Redis\n";
    let all = format!(
        "Zoé Martin\nDéveloppeuse back-end Python\n\nExpérience professionnelle\n\nDéveloppeuse back-end, Atelier du Port\n\
Février 2023 - aujourd'hui\n{work}\nDéveloppeuse back-end, Quai Neuf\nJanvier 2021 - janvier 2025\n{work}\nCompétences\n{work}"
    );
    assert_eq!(total(&all, &brief), 10_000);
}

#[test]
fn a_posting_that_asks_nothing_cannot_be_scored() {
    let report = score(&resume(&["Python"], &["Docker"]), &brief("Bonjour à toutes et à tous, à bientôt."));
    assert_eq!(report.fit.total, None);
    assert_eq!(report.coverage.all.share, None);
}

#[test]
fn stuffing_is_worth_nothing() {
    let brief = brief(POSTING);
    let once = total(&resume(&["Support"], &["Python"]), &brief);
    let often = total(&resume(&["Support"], &["Python"; 100]), &brief);
    assert_eq!(once, often);
    let listed = score(&resume(&[], &["PostgreSQL"; 40]), &brief);
    let part = listed.fit.parts.iter().find(|part| part.requirement == "db.postgresql").expect("is asked");
    assert!(part.points * 2 <= part.of, "a list alone is worth half at most: {part:?}");
}

#[test]
fn spelling_and_names_of_one_thing_do_not_matter() {
    let brief = brief(POSTING);
    let plain = resume(&["Conception d'API REST en Python", "Base PostgreSQL"], &["Docker", "Redis"]);
    let wanted = total(&plain, &brief);
    assert_eq!(total(&plain.replace('\'', "’").replace("API REST", "API\u{a0}REST"), &brief), wanted);
    assert_eq!(
        total(&plain.replace("Expérience", "EXPERIENCE").replace("Compétences", "COMPETENCES"), &brief),
        wanted
    );
    assert_eq!(
        total(&plain.replace("PostgreSQL", "Postgres").replace("API REST", "api restful"), &brief),
        wanted
    );
    assert_eq!(
        score(&plain, &self::brief(&POSTING.replace("PostgreSQL", "Postgres"))).fit,
        score(&plain, &brief).fit
    );
}

#[test]
fn interests_change_nothing() {
    let brief = brief(POSTING);
    let plain = resume(&["Python"], &["Docker"]);
    let more = format!("{plain}\nCentres d'intérêt\nVoile, chant choral, cuisine\n");
    assert_eq!(score(&plain, &brief).fit, score(&more, &brief).fit);
}

#[test]
fn who_one_is_changes_nothing() {
    let brief = brief(POSTING);
    let plain = resume(&["Conception d'API REST en Python"], &["Docker"]);
    let wanted = score(&plain, &brief);
    let others = [
        plain.replace("Zoé Martin", "Mohamed Ben Salah").replace("zoe.martin", "mohamed.bensalah"),
        plain.replace("Développeuse", "Développeur"),
        plain.replace(
            "example.fr\n",
            "example.fr\nNée le 12 février 1968, nationalité portugaise, mariée, deux enfants\n",
        ),
        plain.replace("example.fr\n", "example.fr\n12 rue des Lilas, 93200 Saint-Denis\n"),
        plain.replace("example.fr\n", "example.fr\nPhoto ci-jointe\nReconnue travailleuse handicapée\n"),
    ];
    for other in others {
        let report = score(&other, &brief);
        assert_eq!(report.fit, wanted.fit, "{other}");
        assert_eq!(report.coverage, wanted.coverage, "{other}");
    }
}

#[test]
fn hidden_text_is_no_evidence() {
    let brief = brief(POSTING);
    let plain = resume(&["Python"], &["Docker"]);
    let mut document = Document::plain(&plain);
    document.hidden.push(sartor_core::document::Hidden {
        text: "PostgreSQL Redis API REST".to_owned(),
        way: "colour".to_owned(),
        page: 1,
    });
    let read = ReadResume::new(&ENGINE, document);
    let report = brief.report(&ENGINE, "resume", &read, jiff::civil::date(2026, 11, 21), Language::Fr);
    assert_eq!(report.fit, score(&plain, &brief).fit);
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn threads_change_nothing() {
    let brief = brief(POSTING);
    let text = resume(&["Conception d'API REST en Python", "Base PostgreSQL"], &["Docker", "Redis"]);
    let wanted = serde_json::to_string(&score(&text, &brief)).expect("serialises");
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| serde_json::to_string(&score(&text, &brief)).expect("serialises")))
            .collect();
        for run in runs {
            assert_eq!(run.join().expect("does not panic"), wanted);
        }
    });
}

const WORK: &[&str] = &[
    "API REST en Python",
    "Base PostgreSQL",
    "Images Docker",
    "Cache Redis",
    "Files Kafka",
    "Suivi des astreintes",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_does_not_matter(bullets in Just(WORK.to_vec()).prop_shuffle(), skills in Just(vec!["Python", "Docker", "Redis", "Git"]).prop_shuffle()) {
        let brief = brief(POSTING);
        let wanted = score(&resume(WORK, &["Python", "Docker", "Redis", "Git"]), &brief);
        let shuffled = score(&resume(&bullets, &skills), &brief);
        prop_assert_eq!(&shuffled.fit, &wanted.fit);
        prop_assert_eq!(&shuffled.coverage, &wanted.coverage);
    }

    #[test]
    fn more_evidence_never_lowers(bullets in prop::sample::subsequence(WORK, 0..6), skills in prop::sample::subsequence(vec!["Python", "Docker", "Redis"], 0..3), more in 0..WORK.len()) {
        let brief = brief(POSTING);
        let before = score(&resume(&bullets, &skills), &brief);
        let mut longer = bullets.clone();
        longer.push(WORK[more]);
        let after = score(&resume(&longer, &skills), &brief);
        prop_assert!(after.fit.total >= before.fit.total);
        let of = |report: &Report| report.fit.parts.iter().map(|part| (part.requirement.clone(), part.of)).collect::<Vec<_>>();
        prop_assert_eq!(of(&after), of(&before));
        prop_assert_eq!(after.fit.parts.iter().map(|part| part.points).sum::<u32>(), after.fit.total.unwrap_or_default());
    }
}
