//! Typesetting sources and values to PDF.
//!
//! A source is Typst; what it prints comes as values, under `sys.inputs`, and is never read as source. A source imports the others that are given with it and
//! reads nothing else: no file, no package, no clock, no font but those embedded here. The same source, values and date give the same bytes.
//!
//! ```
//! let values = serde_json::json!({ "name": "Zoé #read(\"/etc/passwd\")" });
//! let sheet = sartor_typeset::Sheet {
//!     main: "card.typ",
//!     sources: &[("card.typ", "#set document(title: \"Card\")\n#set text(lang: \"fr\")\n#sys.inputs.name")],
//!     values: &values,
//!     date: (2026, 11, 22),
//! };
//! let pages = sartor_typeset::typeset(&sheet)?;
//! assert_eq!(pages.count(), 1);
//! assert!(pages.pdf()?.starts_with(b"%PDF-"));
//! # Ok::<(), sartor_typeset::TypesetError>(())
//! ```

mod error;
mod fonts;
mod lint;
mod pages;
mod world;

use std::{sync::mpsc, thread, time::Duration};

pub use error::TypesetError;
pub use fonts::uncovered;
pub use lint::{SourceFault, SourceFaultKind, lint};
pub use pages::Pages;

/// What is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Name of the source to set.
    pub main: &'a str,
    /// Sources by name; `main` is one of them and may import the others.
    pub sources: &'a [(&'a str, &'a str)],
    /// An object; its members stand under `sys.inputs`.
    pub values: &'a serde_json::Value,
    /// Year, month and day of the document.
    pub date: (i32, u8, u8),
}

/// Longest time that a source may take.
///
/// The engine ends a plain endless loop by itself; loops within loops only meet this.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Room for deeply nested sources.
const STACK: usize = 32 << 20;

/// Documents for which laid-out parts are remembered.
const MEMORY: usize = 8;

/// Sets a source with its values.
///
/// # Errors
///
/// A source that does not work, with its line; one that takes longer than [`TIME_LIMIT`].
pub fn typeset(sheet: &Sheet<'_>) -> Result<Pages, TypesetError> {
    let world = world::Sealed::new(sheet)?;
    let date = sheet.date;
    let (sender, receiver) = mpsc::channel();
    // A thread of its own: the limit of time holds whatever the source does.
    let worker = thread::Builder::new().name("typeset".to_owned()).stack_size(STACK).spawn(move || {
        let result = pages::lay(&world, date);
        comemo::evict(MEMORY);
        // Nobody listens any more when the time was over.
        let _ = sender.send(result);
    });
    if worker.is_err() {
        return Err(TypesetError::Unavailable);
    }
    match receiver.recv_timeout(TIME_LIMIT) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(TypesetError::TooSlow { name: sheet.main.to_owned() }),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(TypesetError::Unavailable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(source: &str, values: serde_json::Value) -> Result<Pages, TypesetError> {
        typeset(&Sheet {
            main: "a.typ",
            sources: &[("a.typ", source)],
            values: &values,
            date: (2026, 11, 22),
        })
    }

    fn reason(source: &str) -> (usize, String) {
        match set(source, serde_json::json!({})) {
            Err(TypesetError::Source { line, reason, .. }) => (line, reason),
            other => panic!("{source}: {other:?}"),
        }
    }

    #[test]
    fn values_are_text_and_sources_reach_nothing() {
        let evil = "#read(\"/etc/passwd\") #while true {} *bold* $x$ <a> @b // c";
        let pages = set("#sys.inputs.text", serde_json::json!({ "text": evil })).expect("a value is text");
        assert_eq!(pages.count(), 1);
        for source in [
            "\n#read(\"/etc/passwd\")",
            "\n#read(\"a.typ\")",
            "\n#image(\"x.png\")",
            "\n#import \"@preview/a:1.0.0\"",
        ] {
            assert_eq!(reason(source).0, 2, "{source}");
        }
        assert!(reason("#let i = 0\n#while i < 1 {}").1.contains("infinite"));
        assert!(reason("#datetime.today()").1.contains("date"), "{:?}", reason("#datetime.today()"));
        assert!(reason("#sys.inputs.nothing").1.contains("nothing"));
    }

    #[test]
    fn the_same_sheet_is_the_same_file_and_accessible() {
        let source = "#set document(title: \"T\")\n#set text(lang: \"fr\")\n= Zoé\nTexte";
        let one = set(source, serde_json::json!({})).and_then(|pages| pages.pdf()).expect("is set");
        let two = set(source, serde_json::json!({})).and_then(|pages| pages.pdf()).expect("is set");
        assert_eq!(one, two);
        let text = String::from_utf8_lossy(&one);
        assert!(text.contains("pdfuaid:part") && text.contains("/Lang(fr)") && text.contains("D:20261122"));
    }
}
