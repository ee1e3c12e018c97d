//! Letters and resumes on paper: written, read back, and nothing lost.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use sartor_core::{
    apply::{Engine, ReadResume},
    document::Document,
    tailoring::{TailoredResume, Wording},
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_render::{Design, Paper, Recovery};
use sartor_testkit::{bytes, files};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(sartor_lexicon::embedded()));
static WORDS: LazyLock<Wording> =
    LazyLock::new(|| Wording::of_files(sartor_lexicon::template_files()).expect("the embedded words read"));
static SOURCES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let files = sartor_lexicon::template_files().iter();
    files.filter_map(|(name, text)| Some((name.strip_prefix("typeset/")?, *text))).collect()
});
const DAY: Date = date(2026, 11, 21);
const DESIGNS: [Design; 2] = [Design::Classic, Design::Modern];

fn read(bytes: &[u8], kind: Kind) -> Document {
    read_in_process(bytes, &Limits::default(), kind).expect("what we write can be read")
}

fn paper(design: Design) -> Paper<'static> {
    Paper { design, date: DAY, sources: &SOURCES }
}

fn told(file: &str, recovery: &Recovery, wrong: &mut Vec<String>) {
    for field in recovery.lost() {
        wrong.push(format!("{file}: {:?} {}", field.kind, field.text));
    }
    for field in recovery.unplaced() {
        wrong.push(format!("{file}: unplaced {:?} {}", field.kind, field.text));
    }
    for field in recovery.lost_to_naive() {
        wrong.push(format!("{file}: naive {:?} {}", field.kind, field.text));
    }
}

#[test]
fn every_resume_comes_back_whole() {
    let mut wrong = Vec::new();
    for path in files("resumes") {
        let source = read_in_process(&bytes(&path), &Limits::default(), Kind::Layout).expect("fixtures can be read");
        let resume = TailoredResume::plain(&ReadResume::new(&ENGINE, source), &WORDS);
        for design in DESIGNS {
            let pdf = sartor_render::resume_pdf(&resume, &paper(design)).expect("is set");
            let docx = sartor_render::resume_docx(&resume, design, DAY).expect("is written");
            for (form, file) in [("pdf", pdf), ("docx", docx)] {
                let _ = std::fs::write(format!("/tmp/out/{}-{}.{form}", path.replace(['/', '.'], "_"), design.name()), &file);
                let naive = read(&file, Kind::Naive);
                let back = sartor_render::resume_recovery(&ENGINE, &resume, read(&file, Kind::Layout), Some(&naive));
                told(&format!("{path} {} {form}", design.name()), &back, &mut wrong);
            }
        }
    }
    assert!(wrong.is_empty(), "{} losses:\n{}", wrong.len(), wrong.join("\n"));
}
