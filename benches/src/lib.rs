//! What the benches of Sartor work on: an engine of a given size, a resume and a posting of a given length.

use std::fmt::Write;

use sartor_core::{
    apply::Engine,
    lexicon::{Lexicon, SourceFile},
};
use sartor_testkit::{Generator, Tongue};

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
