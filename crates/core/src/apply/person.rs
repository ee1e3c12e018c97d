//! What of a resume is the person: whoever is called Julia Scala, or lives in a town of the name of a tool, has not worked with it.

use std::{ops::Range, sync::Arc};

use crate::{Span, matching::Analysis, resume::Contact};

/// Takes out of what was found the skills that are only words of the person's name, wherever the whole name stands, of the e-mail
/// address or of the town. Ranks would else depend on who someone is.
pub(super) fn set_aside(found: &mut Analysis, contact: &Contact) {
    let tokens = Arc::clone(&found.tokens);
    let list = tokens.list();
    let words = |range: Range<usize>| list[range].iter().map(|token| tokens.word(token));
    let places = [&contact.name, &contact.email, &contact.city].into_iter().flatten();
    let mut own: Vec<Range<usize>> = places.map(|place| tokens.within(place.span)).collect();
    let name = contact.name.as_ref().map_or(0..0, |name| tokens.within(name.span));
    // At the foot of a page, on a certificate. A single word may well mean something else there.
    if name.len() > 1 {
        let ends = name.len()..=list.len();
        let length = |at: usize| list[at].folded().len();
        let again = ends.map(|end| end - name.len()..end);
        // Most words are told apart by their length.
        let again = again.filter(|range| length(range.start) == length(name.start));
        own.extend(again.filter(|range| words(range.clone()).eq(words(name.clone()))));
    }
    let is_own = |span: Span| {
        let range = tokens.within(span);
        own.iter().any(|place| place.start <= range.start && range.end <= place.end)
    };
    found.skills.retain(|mention| !is_own(mention.span));
}

#[cfg(test)]
mod tests {
    use crate::{
        apply::{Engine, ReadResume},
        document::Document,
        testing::matcher,
    };

    /// Ids of the skills of a resume.
    fn skills(text: &str) -> Vec<String> {
        let engine = Engine::with_matcher(matcher().clone());
        let read = ReadResume::new(&engine, Document::plain(text));
        let id = |mention: &crate::matching::Mention| engine.lexicon().get(mention.skill).id.clone();
        read.found.skills.iter().map(id).collect()
    }

    #[test]
    fn a_name_is_no_skill() {
        let body = "\nDéveloppeuse back-end\nLyon | 06 39 98 55 10 | anne@example.org\n\nCOMPÉTENCES\n\nPython, Docker\n\n";
        let plain = skills(&format!("Anne Martin\n{body}Anne Martin, page 1\n"));
        assert!(plain.len() > 1, "{plain:?}");
        for name in ["Julia Scala", "Ruby Jenkins", "Ada KUBERNETES", "Pascal Docker"] {
            let page = name.to_uppercase();
            let named = skills(&format!("{name}\n{body}{page}, page 1\n").replace("anne@", "docker.python@"));
            assert_eq!(named, plain, "{name}");
        }
        let own = skills(&format!("Julia Scala\n{body}Scala en projet\n"));
        assert!(own.iter().any(|id| id.contains("scala")), "what she has done counts: {own:?}");
    }
}
