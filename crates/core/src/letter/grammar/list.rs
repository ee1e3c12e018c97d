//! Lists in French.

use super::Grammar;

/// At most so many items stand in a list of a letter.
const MOST: usize = 5;

/// The first five items.
pub fn cap<T>(items: &[T]) -> &[T] {
    &items[..items.len().min(MOST)]
}

/// « A », « A et B », « A, B et C »; semicolons when an item holds a comma.
///
/// ```
/// use sartor_core::letter::grammar::join_et;
/// assert_eq!(join_et(&["Python", "Go", "Rust"]), "Python, Go et Rust");
/// ```
pub fn join_et<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "et")
}

/// « A, B ou C », as [`join_et`].
pub fn join_ou<S: AsRef<str>>(items: &[S]) -> String {
    join(items, "ou")
}

fn join<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).filter(|item| !item.is_empty()).collect();
    let commas = items.iter().any(|item| super::outer_comma(item).is_some());
    let (between, last) = if commas { (" ; ", format!(" ; {word} ")) } else { (", ", format!(" {word} ")) };
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(between)),
    }
}

impl Grammar {
    /// A list after a head that wants « de »: « de Python, de Docker et d'Elasticsearch »; `word` is « et » or « ou ».
    pub fn join_de<S: AsRef<str>>(&self, items: &[S], word: &str) -> String {
        let items: Vec<String> = items.iter().map(|item| self.de(item.as_ref())).collect();
        join(&items, word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;
    use super::{cap, join_et, join_ou};

    #[test]
    fn lists() {
        assert_eq!(join_et::<&str>(&[]), "");
        assert_eq!(join_et(&["A"]), "A");
        assert_eq!(join_et(&["A", "B"]), "A et B");
        assert_eq!(join_et(&["A", "B", "C"]), "A, B et C");
        assert_eq!(join_ou(&["A", "B", "C"]), "A, B ou C");
        assert_eq!(join_et(&["A, a", "B", "C"]), "A, a ; B ; et C");
        assert_eq!(
            test_grammar().join_de(&["Python", "Docker", "Elasticsearch"], "et"),
            "de Python, de Docker et d'Elasticsearch"
        );
        assert_eq!(test_grammar().join_de(&["Hadoop", "API"], "ou"), "de Hadoop ou d'API");
        assert_eq!(cap(&[1, 2, 3, 4, 5, 6]).len(), 5);
    }
}
