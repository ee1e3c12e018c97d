//! What the benches of Sartor work on: an engine of a given size, a resume and a posting of a given length.

use std::fmt::Write;

use mimalloc::MiMalloc;
use sartor_core::{
    apply::{self, Brief, Engine, LetterRequest, ReadResume},
    document::Document,
    letter::Letter,
    lexicon::{Lexicon, SourceFile},
    tailoring::{TailoredResume, Wording},
};
use sartor_testkit::{Generator, Tongue};

/// The allocator of the program and of the wheel.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The skills that the texts of the benches name.
pub const SKILLS: [&str; 12] = [
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
];

/// The engine over the embedded keywords.
pub fn engine() -> Engine {
    sartor_lexicon::engine()
}

/// A French resume of 5 kB.
pub fn resume() -> String {
    resume_of(5_000)
}

/// A French resume of `bytes`, or some lines more.
pub fn resume_of(bytes: usize) -> String {
    Generator::new(1).resume(Tongue::Fr, &SKILLS, bytes)
}

/// A French posting of 2 kB that asks for most of [`SKILLS`], and for two that the resume lacks.
pub fn posting() -> String {
    let asked: Vec<&str> = SKILLS[..8].iter().copied().chain(["MongoDB", "Ansible"]).collect();
    Generator::new(2).posting(Tongue::Fr, &asked, 2_000)
}

/// The sources of typesetting.
pub fn sources() -> Vec<(&'static str, &'static str)> {
    let files = sartor_lexicon::template_files().iter();
    files.filter_map(|(name, text)| Some((name.strip_prefix("typeset/")?, *text))).collect()
}

/// A resume of the fixtures as it is put on paper.
///
/// # Panics
///
/// When the fixture cannot be read.
pub fn tailored() -> TailoredResume {
    let words = Wording::of_files(sartor_lexicon::template_files()).expect("the embedded words read");
    TailoredResume::plain(&read(&engine()), &words)
}

/// The letter of the same applicant.
///
/// # Panics
///
/// When a fixture cannot be read, or has no letter.
pub fn letter() -> Letter {
    let engine = engine();
    let writer = apply::writer(sartor_lexicon::template_files()).expect("the embedded templates read");
    let posting = Document::plain(&sartor_testkit::text("postings/fr-backend-python-nantes.md"));
    let brief = Brief::posting(&engine, &posting);
    let request = LetterRequest::default();
    apply::letter(&engine, &writer, &read(&engine), &brief, &request, jiff::civil::date(2026, 11, 22))
        .expect("the pair has its letter")
}

fn read(engine: &Engine) -> ReadResume {
    let bytes = sartor_testkit::bytes("resumes/fr-backend-python.pdf");
    let document = sartor_extract::read_in_process(
        &bytes,
        &sartor_extract::Limits::default(),
        sartor_extract::Kind::Layout,
    );
    ReadResume::new(engine, document.expect("a good file"))
}

/// Keyword files of `skills` invented skills with three forms each, and the embedded lexicon of words beside them.
///
/// # Panics
///
/// When the text is no keyword file.
pub fn synthetic(skills: usize) -> Lexicon {
    let mut text = String::new();
    for at in 0..skills {
        let name = name_of(at);
        let _ = write!(
            text,
            "[[skill]]\nid = \"made.s{at:05}\"\nkind = \"tool\"\nfr = \"{name}\"\nen = \"{name}\"\nalt = [\"{name} studio\", \"{name} serveur\"]\n\n"
        );
    }
    let files = sartor_lexicon::keyword_files();
    let words = files
        .into_iter()
        .filter(|file| !file.name.starts_with("skills/") && !file.name.starts_with("roles/"));
    let mut all: Vec<SourceFile<'_>> = words.collect();
    all.push(SourceFile { name: "skills/made.toml", text: &text });
    Lexicon::load_trusted(&all)
}

/// A word that no other number has.
fn name_of(mut number: usize) -> String {
    const PARTS: [&str; 16] =
        ["ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "xo", "zu", "wy"];
    let mut name = String::from("Q");
    for _ in 0..4 {
        name += PARTS[number % PARTS.len()];
        number /= PARTS.len();
    }
    name
}
