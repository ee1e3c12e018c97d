//! The keywords and templates of Sartor, embedded in the binary.

use sartor_core::{
    apply::Engine,
    lexicon::{Lexicon, LexiconError, SourceFile},
    matching::{Matcher, unpack_lexicon},
};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// The matcher over the keyword files, packed by the build script.
static MATCHER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/matcher.bin"));

/// The embedded keyword files, by name.
pub fn keyword_files() -> Vec<SourceFile<'static>> {
    KEYWORDS.iter().map(|&(name, text)| SourceFile { name, text }).collect()
}

/// The embedded template files: name relative to `templates/`, and text.
pub fn template_files() -> &'static [(&'static str, &'static str)] {
    TEMPLATES
}

/// The embedded lexicon; the tests hold that its files are without fault.
///
/// To read texts with it take [`engine`], which is ready sooner than one made of this.
///
/// ```
/// assert!(sartor_lexicon::embedded().skill("db.postgresql").is_some());
/// ```
///
/// # Panics
///
/// Never: the build script wrote what is read.
pub fn embedded() -> Lexicon {
    unpack_lexicon(MATCHER).expect("packed by the build script")
}

/// The engine over the embedded lexicon.
///
/// ```
/// assert_eq!(sartor_lexicon::engine().analyse("PostgreSQL").skills.len(), 1);
/// ```
///
/// # Panics
///
/// Never: the build script wrote what is read.
pub fn engine() -> Engine {
    Engine::with_matcher(Matcher::unpack(MATCHER).expect("packed by the build script"))
}

/// The embedded lexicon with the files of a user laid over it: a known id is replaced, a new one added.
///
/// # Errors
///
/// The faults of the whole, the user's files last.
pub fn with_overlay(overlay: &[SourceFile<'_>]) -> Result<Lexicon, LexiconError> {
    let mut files: Vec<SourceFile<'_>> = keyword_files();
    files.extend_from_slice(overlay);
    Lexicon::load(&files)
}

#[cfg(test)]
mod tests {
    use sartor_core::lexicon::{canonical, lint};

    use super::*;

    #[test]
    fn the_embedded_files_have_no_fault() {
        let faults: Vec<String> = lint(&keyword_files()).iter().map(ToString::to_string).collect();
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    }

    #[test]
    fn what_is_packed_is_what_the_files_say() {
        let read = Lexicon::load_trusted(&keyword_files());
        assert!(embedded() == read, "the packed lexicon differs from its files");
        assert!(
            engine().matcher() == &Matcher::new(read),
            "the packed matcher differs from that of the lexicon"
        );
    }

    #[test]
    fn the_embedded_files_are_canonical() {
        for file in keyword_files() {
            let wanted = canonical(file.text).expect("parses");
            assert!(wanted == file.text, "{}: run `sartor keywords lint --fix keywords`", file.name);
        }
    }
}
