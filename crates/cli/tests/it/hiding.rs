//! Hidden words: found in every way of hiding, told of no clean twin, worth nothing.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use sartor_core::{
    Language,
    apply::{Brief, Engine, ReadResume},
    audit::{Audit, FileFacts, Naive, Rules, Subject, audit},
    document::Document,
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_testkit::hiding::{Hiding, SECRET, hidings};

const AS_OF: Date = date(2026, 11, 21);

static ENGINE: LazyLock<Engine> = LazyLock::new(sartor_lexicon::engine);
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let (_, text) =
        sartor_lexicon::template_files().iter().find(|(name, _)| *name == "audit.toml").expect("the rules");
    Rules::parse(text).expect("the rules read")
});

fn read(bytes: &[u8], of: &Hiding) -> ReadResume {
    let document = read_in_process(bytes, &Limits::default(), Kind::Layout)
        .unwrap_or_else(|error| panic!("{} {}: {error}", of.format, of.way));
    ReadResume::new(&ENGINE, document)
}

fn audited(read: &ReadResume, of: &Hiding) -> Audit {
    let file = FileFacts { name: format!("zoe-martin.{}", of.format), bytes: 0 };
    let subject = Subject { read, file: &file, naive: Naive::NotAsked, brief: None, as_of: AS_OF };
    audit(&ENGINE, &RULES, subject, Language::Fr, &[])
}

fn codes(audit: &Audit) -> Vec<&str> {
    audit
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .filter(|code| code.starts_with("hidden."))
        .collect()
}

#[test]
fn hidden_words_are_found_and_clean_twins_are_left_in_peace() {
    let all = hidings();
    let (mut missed, mut wrong, mut alarms) = (Vec::new(), Vec::new(), Vec::new());
    for one in &all {
        let name = format!("{} {}", one.format, one.way);
        let audit = audited(&read(&one.hidden, one), one);
        match codes(&audit)[..] {
            [] => missed.push(name.clone()),
            [code] if code == one.code => {}
            _ => wrong.push(format!("{name}: {:?}, not {}", codes(&audit), one.code)),
        }
        let twin = audited(&read(&one.twin, one), one);
        if !codes(&twin).is_empty() {
            alarms.push(format!("{name}: {:?}", twin.findings));
        }
    }
    let (pdf, docx) = (all.iter().filter(|one| one.format == "pdf").count(), all.len());
    assert!(pdf >= 12 && docx - pdf >= 8, "{pdf} of {docx}");
    assert_eq!((missed, wrong, alarms), (Vec::new(), Vec::new(), Vec::new()));
}

#[test]
fn hidden_words_move_neither_coverage_nor_fit() {
    let posting = format!(
        "Développeuse Python\n\nProfil recherché\n- Vous maîtrisez Python et PostgreSQL\n- Vous maîtrisez {}\n",
        SECRET.replace(' ', ", ")
    );
    let brief = Brief::posting(&ENGINE, &Document::plain(&posting));
    let plain = sartor_testkit::Pdf::resume().finish();
    for one in hidings() {
        let report = |bytes: &[u8]| brief.report(&ENGINE, "cv", &read(bytes, &one), AS_OF, Language::Fr);
        // The reader of each format has its own lines; the words are the same.
        let clean = match one.format {
            "pdf" => plain.clone(),
            _ => sartor_testkit::Docx::resume().finish(),
        };
        let (hidden, clean) = (report(&one.hidden), report(&clean));
        assert_eq!(hidden.coverage, clean.coverage, "{} {}", one.format, one.way);
        assert_eq!(hidden.fit, clean.fit, "{} {}", one.format, one.way);
        assert!(clean.coverage.all.covered > 0 && clean.coverage.all.covered < clean.coverage.all.total);
        for skill in SECRET.split(' ') {
            let asked = hidden.requirements.iter().find(|asked| asked.label == skill);
            assert!(asked.is_some_and(|asked| asked.evidence.is_empty()), "{skill} of {}", one.way);
        }
    }
}

#[test]
fn what_is_hidden_is_shown_with_its_words() {
    for one in hidings().iter().filter(|one| !matches!(one.code, "hidden.zero_width" | "hidden.homoglyphs")) {
        let audit = audited(&read(&one.hidden, one), one);
        let finding = audit.findings.iter().find(|finding| finding.code == one.code);
        let told = finding
            .is_some_and(|finding| finding.evidence.iter().any(|place| place.text.contains("Terraform")));
        assert!(told, "{} {}: {finding:?}", one.format, one.way);
    }
}
