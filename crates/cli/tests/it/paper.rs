//! Letters and resumes on paper: written, read back by two readers, and nothing lost.

use std::{collections::BTreeMap, fs, process::Command, sync::LazyLock};

use jiff::civil::{Date, date};
use sartor_core::{
    Language,
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::{Letter, Locale, Writer},
    tailoring::{Block, Decisions, Tailor, TailoredResume, Wording},
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_render::{Design, FieldKind, Found, Paper, Recovery};
use sartor_testkit::{Pair, bytes, files, pairs};

use super::{AS_OF, run};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(sartor_lexicon::embedded()));
static WORDS: LazyLock<Wording> =
    LazyLock::new(|| Wording::of_files(sartor_lexicon::template_files()).expect("the embedded words read"));
static WRITER: LazyLock<Writer<'_>> =
    LazyLock::new(|| apply::writer(sartor_lexicon::template_files()).expect("the embedded templates read"));
static TAILOR: LazyLock<Tailor> =
    LazyLock::new(|| Tailor::of_files(sartor_lexicon::template_files()).expect("the embedded words read"));
static SOURCES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let files = sartor_lexicon::template_files().iter();
    files.filter_map(|(name, text)| Some((name.strip_prefix("typeset/")?, *text))).collect()
});
const DAY: Date = date(2026, 11, 21);
const DESIGNS: [Design; 2] = [Design::Classic, Design::Modern];

fn read(bytes: &[u8], kind: Kind) -> Document {
    read_in_process(bytes, &Limits::default(), kind).expect("what we write can be read")
}

fn source(path: &str) -> ReadResume {
    ReadResume::new(&ENGINE, read(&bytes(path), Kind::Layout))
}

fn paper(design: Design) -> Paper<'static> {
    Paper { design, date: DAY, sources: &SOURCES }
}

fn letter(pair: &Pair) -> Letter {
    let request = LetterRequest {
        locale: Some(match pair.letter_language.as_str() {
            "fr" => Locale::Fr,
            "en-US" => Locale::EnUs,
            _ => Locale::EnGb,
        }),
        template: pair.template.clone(),
        fields: pair.set.clone(),
        ..LetterRequest::default()
    };
    let brief = Brief::posting(&ENGINE, &read(&bytes(&pair.posting), Kind::Layout));
    apply::letter(&ENGINE, &WRITER, &source(&pair.resume), &brief, &request, DAY)
        .expect("the pair has its letter")
}

/// The resume of a pair with every edit of its plan.
fn tailored(pair: &Pair) -> TailoredResume {
    let read_resume = source(&pair.resume);
    let brief = Brief::posting(&ENGINE, &read(&bytes(&pair.posting), Kind::Layout));
    let plan = TAILOR.plan(&ENGINE, &pair.resume, &read_resume, &brief, DAY).expect("a posting");
    TAILOR.write(&ENGINE, &brief, &plan, &Decisions::default(), DAY).expect("no decision").resume
}

/// Files of a letter, by name.
fn letter_files(letter: &Letter) -> Vec<(&'static str, Vec<u8>)> {
    let pdf = |design| sartor_render::letter_pdf(letter, &paper(design)).expect("is set");
    let docx = sartor_render::letter_docx(letter, Design::Modern, DAY).expect("is written");
    vec![("classic.pdf", pdf(Design::Classic)), ("modern.pdf", pdf(Design::Modern)), ("docx", docx)]
}

/// Files of a resume, by name.
fn resume_files(resume: &TailoredResume) -> Vec<(&'static str, Vec<u8>)> {
    let pdf = |design| sartor_render::resume_pdf(resume, &paper(design)).expect("is set");
    let docx = sartor_render::resume_docx(resume, Design::Classic, DAY).expect("is written");
    vec![("classic.pdf", pdf(Design::Classic)), ("modern.pdf", pdf(Design::Modern)), ("docx", docx)]
}

/// What is lost or overlooked.
fn told(file: &str, back: &Recovery, wrong: &mut Vec<String>) {
    wrong.extend(back.lost().iter().map(|field| format!("{file}: lost {:?} {}", field.kind, field.text)));
    let naive = back.lost_to_naive();
    wrong.extend(naive.iter().map(|field| format!("{file}: naive {:?} {}", field.kind, field.text)));
}

/// What came back of every kind of field, by kind of file: how many were written, found, and found as what they are.
#[derive(Default)]
struct Tally(BTreeMap<(&'static str, FieldKind), [usize; 3]>);

impl Tally {
    fn count(&mut self, file: &'static str, back: &Recovery) {
        for field in &back.fields {
            let [written, found, placed] = self.0.entry((file, field.kind)).or_default();
            *written += 1;
            *found += usize::from(field.found != Found::Nowhere);
            *placed += usize::from(field.found == Found::AsField);
        }
    }

    fn written(&self) -> usize {
        self.0.values().map(|[written, ..]| written).sum()
    }

    /// Each file must have held something of these kinds, or nothing was proved.
    fn holds(&self, file: &str, kinds: &[FieldKind]) -> bool {
        kinds.iter().all(|kind| self.0.iter().any(|((own, is), _)| *own == file && is == kind))
    }

    fn table(&self) -> String {
        let mut lines =
            vec![format!("{:<28}{:<15}{:>8}{:>8}{:>10}", "file", "field", "written", "found", "as field")];
        lines.extend(self.0.iter().map(|((file, kind), [written, found, placed])| {
            format!("{file:<28}{:<15}{written:>8}{found:>8}{placed:>10}", kind.label(Language::En))
        }));
        lines.join("\n")
    }
}

#[test]
fn every_resume_comes_back_whole() {
    let mut wrong = Vec::new();
    let (mut fields, mut unplaced) = (0, Vec::new());
    for (at, path) in files("resumes").iter().enumerate() {
        let resume = TailoredResume::plain(&source(path), &WORDS);
        let mut all = resume_files(&resume);
        // Each design has half of the resumes.
        all.remove(at % 2);
        for (name, file) in all {
            let naive = read(&file, Kind::Naive);
            let ours = read(&file, Kind::Layout);
            assert!(ours.pages <= 2, "{path} {name}: {} pages", ours.pages);
            let back = sartor_render::resume_recovery(&ENGINE, &resume, ours, Some(&naive));
            fields += back.fields.len();
            unplaced.extend(back.unplaced().iter().map(|field| format!("{path} {name}: {}", field.text)));
            told(&format!("{path} {name}"), &back, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{} of {fields} fields:\n{}", wrong.len(), wrong.join("\n"));
    // What the reader misplaces here, it misplaces in the source too: an employer of several missions, dates in columns of their own.
    assert!(
        unplaced.len() * 100 <= fields,
        "{} of {fields} fields:\n{}",
        unplaced.len(),
        unplaced.join("\n")
    );
    assert!(fields > 4_000, "{fields}");
}

/// The letter and the tailored resume of every pair, made once.
static MADE: LazyLock<Vec<(String, Letter, TailoredResume)>> = LazyLock::new(|| {
    let pairs = pairs();
    assert!(pairs.len() >= 24 && pairs.iter().filter(|pair| pair.letter_language == "fr").count() >= 12);
    pairs.iter().map(|pair| (pair.name.clone(), letter(pair), tailored(pair))).collect()
});

/// The fields that an application stands on.
const KEY_FIELDS: [FieldKind; 7] = [
    FieldKind::Name,
    FieldKind::Email,
    FieldKind::Phone,
    FieldKind::Employer,
    FieldKind::Title,
    FieldKind::Date,
    FieldKind::Skill,
];

#[test]
#[expect(clippy::print_stdout, reason = "the table is for whoever asks with --nocapture")]
fn every_letter_comes_back_whole_on_one_page() {
    let (mut wrong, mut tally) = (Vec::new(), Tally::default());
    for (pair, letter, _) in MADE.iter() {
        let mut all = letter_files(letter);
        all.push(("txt", letter.text().into_bytes()));
        for (name, file) in all {
            let ours = read(&file, Kind::Layout);
            assert_eq!(ours.pages, 1, "{pair} {name}");
            let back = sartor_render::letter_recovery(letter, &ours, Some(&read(&file, Kind::Naive)));
            told(&format!("{pair} {name}"), &back, &mut wrong);
            tally.count(name, &back);
        }
    }
    println!("{}", tally.table());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tally.written(), wrong.join("\n"));
    for file in ["classic.pdf", "modern.pdf", "docx", "txt"] {
        assert!(tally.holds(file, &KEY_FIELDS), "{file}:\n{}", tally.table());
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is for whoever asks with --nocapture")]
fn every_tailored_resume_comes_back_whole() {
    let (mut wrong, mut tally) = (Vec::new(), Tally::default());
    for (at, (pair, _, resume)) in MADE.iter().enumerate() {
        let mut all = resume_files(resume);
        // Each design has half of the resumes.
        all.remove(at % 2);
        for (name, file) in all {
            let naive = read(&file, Kind::Naive);
            let back =
                sartor_render::resume_recovery(&ENGINE, resume, read(&file, Kind::Layout), Some(&naive));
            told(&format!("{pair} {name}"), &back, &mut wrong);
            tally.count(name, &back);
        }
    }
    println!("{}", tally.table());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tally.written(), wrong.join("\n"));
    for file in ["classic.pdf", "modern.pdf", "docx"] {
        assert!(tally.holds(file, &KEY_FIELDS), "{file}:\n{}", tally.table());
    }
    let placed: usize = tally.0.values().map(|[_, _, placed]| placed).sum();
    assert!((tally.written() - placed) * 100 <= tally.written(), "{}", tally.table());
}

/// What `pdftotext` of Poppler makes of a PDF; none on a machine without it.
fn poppler(pdf: &[u8], folder: &std::path::Path) -> Option<Document> {
    let path = folder.join("it.pdf");
    fs::write(&path, pdf).expect("is written");
    match Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(Document::plain(&String::from_utf8(output.stdout).expect("UTF-8")))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => panic!("pdftotext: {error}"),
    }
}

/// A reader that is not ours and that many systems build on.
#[test]
#[expect(clippy::print_stdout, reason = "a machine without it must not go by unseen")]
fn poppler_reads_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut wrong, mut tally) = (Vec::new(), Tally::default());
    for (pair, letter, resume) in MADE.iter() {
        for design in DESIGNS {
            let file = sartor_render::letter_pdf(letter, &paper(design)).expect("is set");
            let Some(text) = poppler(&file, folder.path()) else {
                println!("not compared: there is no pdftotext here (Debian: poppler-utils)");
                return;
            };
            let back = sartor_render::letter_recovery(letter, &text, None);
            told(&format!("{pair} letter"), &back, &mut wrong);
            tally.count("letter, pdftotext", &back);
            let file = sartor_render::resume_pdf(resume, &paper(design)).expect("is set");
            let text = poppler(&file, folder.path()).expect("it was there a moment ago");
            // Poppler's text has no looks: what is a title there is for no reader to say.
            let back = sartor_render::resume_recovery(&ENGINE, resume, text, None);
            told(&format!("{pair} resume"), &back, &mut wrong);
            tally.count("resume, pdftotext", &back);
        }
    }
    println!("{}", tally.table());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), tally.written(), wrong.join("\n"));
    for file in ["letter, pdftotext", "resume, pdftotext"] {
        assert!(tally.holds(file, &KEY_FIELDS), "{file}:\n{}", tally.table());
    }
}

#[test]
fn what_others_wrote_is_text_and_never_source() {
    const EVIL: &[&str] = &[
        "#read(\"/etc/passwd\")",
        "{{7*7}}",
        "{% include \"grammar.toml\" %}",
        "#while true {}",
        "$x$ *bold* _it_ <a> @b `c` // d /* e */ = f",
        "</w:t><w:t>&amp;<script>alert(1)</script>",
    ];
    let mut resume = TailoredResume::plain(&source("resumes/worked-example.txt"), &WORDS);
    resume.name.text = format!("Zoé {}", EVIL[0]);
    let mut rest = EVIL.iter();
    for block in resume.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Entry(entry) = block {
            entry.bullets.extend(
                rest.by_ref()
                    .take(3)
                    .map(|text| sartor_core::tailoring::Text { text: (*text).to_owned(), spans: Vec::new() }),
            );
        }
    }
    assert!(rest.next().is_none(), "each has its place");
    let pair = pairs().into_iter().next().expect("a pair");
    let mut letter = letter(&pair);
    letter.signature = format!("Zoé {}", EVIL[3]);
    letter
        .paragraphs
        .push(EVIL.iter().map(|text| sartor_core::letter::Sentence { text: (*text).to_owned() }).collect());
    for (name, file) in resume_files(&resume).into_iter().chain(letter_files(&letter)) {
        let text = read(&file, Kind::Layout).text.split_whitespace().collect::<Vec<_>>().join(" ");
        for evil in EVIL {
            assert!(text.contains(evil), "{name}: {evil} is not in\n{text}");
        }
        assert!(!text.contains("49") || !text.contains("root:"), "{name}");
    }
    let html =
        sartor_render::resume(&resume, sartor_render::Format::Html, template("reports/resume.html.j2"));
    assert!(!html.expect("is written").contains("<script>"));
}

fn template(name: &str) -> &'static str {
    let files = sartor_lexicon::template_files().iter();
    files.filter(|(own, _)| *own == name).map(|(_, text)| *text).next().expect("is embedded")
}

#[test]
fn the_same_day_gives_the_same_bytes() {
    let resume = TailoredResume::plain(&source("resumes/fr-backend-python.pdf"), &WORDS);
    assert_eq!(resume_files(&resume), resume_files(&resume));
}

#[test]
fn a_letter_that_no_page_holds_is_refused() {
    let mut letter = letter(&pairs()[0]);
    let sentence =
        sartor_core::letter::Sentence { text: "Je range les pommes par taille et par couleur. ".repeat(20) };
    letter.paragraphs.extend(std::iter::repeat_n(vec![sentence], 8));
    let error = sartor_render::letter_pdf(&letter, &paper(Design::Classic)).expect_err("is too long");
    assert_eq!(error.code(), "letter.too_long");
}

#[test]
fn the_forms_of_text_hold_all_there_is() {
    let resume = TailoredResume::plain(&source("resumes/fr-backend-python.pdf"), &WORDS);
    insta::assert_snapshot!("form_pack_fr", sartor_render::form_pack(&resume));
    let resume = TailoredResume::plain(&source("resumes/us-backend-go.pdf"), &WORDS);
    let json = sartor_render::json_resume(&resume);
    insta::assert_json_snapshot!("json_resume_us", json);
    let markdown = sartor_render::resume(&resume, sartor_render::Format::Markdown, "");
    insta::assert_snapshot!("resume_markdown_us", markdown.expect("cannot fail"));
}

#[test]
fn a_letter_is_written_in_the_form_that_its_name_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, more: &[&str]| {
        let path = folder.path().join(name).display().to_string();
        let mut arguments = vec![
            "letter",
            "resumes/worked-example.txt",
            "--posting",
            "postings/worked-example.txt",
            "--as-of",
            AS_OF,
            "-o",
            &path,
        ];
        arguments.extend(more);
        (run(&arguments), fs::read(&path).unwrap_or_default())
    };
    let ((status, _, told), bytes) = write("letter.pdf", &["--design", "modern"]);
    assert_eq!(status, 0, "{told}");
    assert!(bytes.starts_with(b"%PDF-") && told.contains("Read back, nothing is lost: name"), "{told}");
    let ((_, _, told), bytes) = write("letter.docx", &["--no-verify"]);
    assert!(bytes.starts_with(b"PK") && !told.contains("Read back"), "{told}");
    let ((_, _, _), bytes) = write("letter.html", &[]);
    assert!(bytes.starts_with(b"<!doctype html>"));
    let ((_, _, _), bytes) = write("letter.txt", &["--format", "markdown"]);
    assert!(String::from_utf8_lossy(&bytes).contains("**Objet"));
}

#[test]
fn templates_of_a_folder_are_checked_and_used() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("typeset")).expect("a folder");
    let path = folder.path().join("typeset/letter.typ");
    let dir = folder.path().display().to_string();
    let lint = |text: &str| {
        fs::write(&path, text).expect("is written");
        run(&["templates", "lint", &dir])
    };
    let (status, text, _) = lint(
        "#set document(title: \"L\")\n#read(\"/etc/passwd\")\n#import \"@preview/a:1.0.0\": b\n#sys.inputs.closing",
    );
    assert_eq!(status, 1, "{text}");
    assert!(text.contains("typeset/letter.typ:2: ") && text.contains("[templates.reads]"), "{text}");
    assert!(text.contains("typeset/letter.typ:3: ") && text.contains("[templates.package]"), "{text}");
    let (status, text, _) = lint("#set document(title: \"L\")\n#sys.inputs.age");
    assert!(
        status == 1 && text.contains("typeset/letter.typ:2: does not work: ") && text.contains("age"),
        "{text}"
    );
    let (status, text, _) = lint("#set document(title: \"L\")\n#sys.inputs.signature signs.");
    assert_eq!((status, text.contains("no fault")), (0, true), "{text}");
    let output = folder.path().join("letter.pdf").display().to_string();
    let (status, _, told) = run(&[
        "letter",
        "resumes/worked-example.txt",
        "--posting",
        "postings/worked-example.txt",
        "--as-of",
        AS_OF,
        "--templates",
        &dir,
        "-o",
        &output,
    ]);
    assert!(status == 2 && told.contains("[export.lost]") && !fs::exists(&output).expect("reads"), "{told}");
    let (status, text, _) = run(&["templates", "lint"]);
    assert_eq!(status, 0, "{text}");
}

#[test]
fn pictures_are_left_out_of_a_pdf_and_told_and_never_keep_it_from_being_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let resume = folder.path().join("resume.txt");
    let text = sartor_testkit::text("resumes/worked-example.txt");
    fs::write(&resume, format!("{text}\nCENTRES D'INTÉRÊT\n🚀 Course à pied\nVoile ✓ permis hauturier\n"))
        .expect("is written");
    let out = |name: &str| folder.path().join(name).display().to_string();
    let tailor = |name: &str| {
        let (status, _, told) = run(&[
            "tailor",
            &resume.display().to_string(),
            "--posting",
            "postings/worked-example.txt",
            "--as-of",
            AS_OF,
            "-o",
            &out(name),
        ]);
        assert_eq!(status, 0, "{told}");
        told
    };
    let told = tailor("resume.pdf");
    assert!(told.contains(" 🚀 [export.undrawn]"), "{told}");
    let pdf = read(&fs::read(out("resume.pdf")).expect("reads"), Kind::Layout).text;
    assert!(pdf.contains("Course à pied") && pdf.contains("Voile ✓ permis") && !pdf.contains('🚀'), "{pdf}");
    assert!(!tailor("resume.docx").contains("export.undrawn"));
}
