//! An uploaded file and its name.

/// Longest name that is shown, in characters.
const NAME: usize = 120;

/// A file, or a text that was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Upload {
    /// Its name, for the report only; never a path.
    pub(crate) name: Option<String>,
    pub(crate) bytes: Vec<u8>,
    /// It came as a text and not as a file.
    pasted: bool,
}

impl Upload {
    pub(crate) fn file(name: Option<&str>, bytes: Vec<u8>) -> Self {
        Self { name: name.map(shown_name).filter(|name| !name.is_empty()), bytes, pasted: false }
    }

    pub(crate) fn text(text: String) -> Self {
        Self { name: None, bytes: text.into_bytes(), pasted: true }
    }

    /// The text that was pasted; nothing for a file.
    pub(crate) fn pasted(&self) -> Option<&str> {
        if self.pasted { std::str::from_utf8(&self.bytes).ok() } else { None }
    }

    /// True for a field of a form that was left alone.
    pub(crate) fn is_blank(&self) -> bool {
        self.name.is_none() && std::str::from_utf8(&self.bytes).is_ok_and(|text| text.trim().is_empty())
    }
}

/// The last component of a path, without characters that do not show or that turn the direction of the text.
fn shown_name(path: &str) -> String {
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let shows = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    last.chars().filter(shows).take(NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_hides_nothing() {
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("C:\\cv\\Zoé.pdf"), "Zoé.pdf");
        assert_eq!(shown_name("a\r\nb\0\u{202e}fdp.exe"), "abfdp.exe");
        assert_eq!(shown_name(&"x".repeat(10_000)).len(), NAME);
    }

    #[test]
    fn a_form_field_left_alone_is_blank() {
        assert!(Upload::file(Some(""), Vec::new()).is_blank());
        assert!(!Upload::file(Some("empty.pdf"), Vec::new()).is_blank());
        assert!(Upload::text(" \r\n".to_owned()).is_blank());
    }
}
