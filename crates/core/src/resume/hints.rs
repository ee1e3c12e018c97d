//! Hints of a resume that is still to be filled in: `[… first and last name]`. They say what to write, and are never content.

use super::model::{Contact, Resume};
use crate::{Span, Spanned, document::Document};

/// How a hint begins; the second is what some programs make of the first.
const OPENINGS: [&str; 2] = ["[…", "[..."];
/// Most bytes of a hint: a bracket that is never closed takes nothing with it.
const LONGEST: usize = 900;

/// The hints of a text, in order: `[…`, a blank, words, `]`. « […] » alone, which marks a cut, is none.
///
/// ```
/// use sartor_core::resume::hints;
/// let text = "[… prénom et nom]\nNantes […] (44)";
/// let spans: Vec<_> = hints(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(spans, ["[… prénom et nom]"]);
/// ```
pub fn hints(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('[').map(|at| from + at) {
        from = start + 1;
        let rest = &text[start..];
        let Some(opening) = OPENINGS.into_iter().find(|opening| rest.starts_with(opening)) else { continue };
        let inner = &rest[opening.len()..];
        let Some(end) = inner.find([']', '[']).filter(|end| *end <= LONGEST) else { continue };
        let words = &inner[..end];
        let apart = words.starts_with(char::is_whitespace);
        if apart && inner[end..].starts_with(']') && words.contains(char::is_alphanumeric) {
            let span = Span::new(start, start + opening.len() + end + 1);
            from = span.end;
            spans.push(span);
        }
    }
    spans
}

/// The document without its hints: blanks in their place, so that every other place stays. A line that held nothing else but signs is
/// blank as a whole. Parsed JSON stays as it is: see [`forget`].
pub(crate) fn without_hints(document: &Document, hints: &[Span]) -> Document {
    let mut bytes = document.text.clone().into_bytes();
    for span in hints {
        blank(&mut bytes[span.start..span.end]);
    }
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        let rest = std::str::from_utf8(&bytes[span.start..span.end]).unwrap_or(line);
        if hints.iter().any(|hint| hint.overlaps(span)) && !rest.contains(char::is_alphanumeric) {
            blank(&mut bytes[span.start..span.end]);
        }
    }
    // Whole characters became blanks, so the text stays UTF-8.
    let text = String::from_utf8(bytes).unwrap_or_else(|_| document.text.clone());
    let mut bare = document.clone();
    bare.lines.retain(|line| !line.span.of(&text).trim().is_empty());
    bare.text = text;
    bare
}

fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// Takes the hints out of a resume that was read with them, as a JSON Resume is: its fields are told apart by their names, so that their
/// places are found in the full text only. `bare` is the text without hints.
pub(crate) fn forget(resume: &mut Resume, hints: &[Span], bare: &str) {
    let emptied = |told: &mut Option<Spanned>| {
        if told.as_mut().is_some_and(|told| !keep(told)) {
            *told = None;
        }
    };
    let Contact { name, email, phone, phone_e164, city, links } = &mut resume.contact;
    [name, email, phone, city].into_iter().for_each(emptied);
    if phone.is_none() {
        *phone_e164 = None;
    }
    links.retain_mut(keep);
    [&mut resume.headline, &mut resume.summary].into_iter().for_each(emptied);
    resume.languages.retain(|language| !hints.iter().any(|hint| hint.overlaps(language.span)));
    resume.entries.retain_mut(|entry| {
        let hinted = hints.iter().any(|hint| hint.overlaps(entry.span));
        [&mut entry.title, &mut entry.organisation, &mut entry.location].into_iter().for_each(emptied);
        entry.bullets.retain_mut(keep);
        let told = [&entry.title, &entry.organisation].into_iter().any(Option::is_some);
        !hinted || told || entry.period.is_some() || !entry.bullets.is_empty()
    });
    resume.text = bare.to_owned();
}

/// Takes the hints out of a field; false where nothing is left of it.
fn keep(told: &mut Spanned) -> bool {
    let spans = hints(&told.text);
    for span in spans.iter().rev() {
        told.text.replace_range(span.start..span.end, "");
    }
    spans.is_empty() || told.text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        apply::{Engine, ReadResume},
        document::Format,
        resume::SectionKind,
        testing::lexicon,
    };

    #[test]
    fn what_is_a_hint() {
        let found = |text: &str| hints(text).iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(found("a [… b c] d [... e] f"), ["[… b c]", "[... e]"]);
        assert_eq!(found("[… two\nlines]"), ["[… two\nlines]"]);
        for content in
            ["[…]", "[… ]", "[2019]", "[lien](https://a.example)", "[…suite]", "[… open", "[… a [b]"]
        {
            assert_eq!(found(content), [""; 0], "{content}");
        }
        assert_eq!(found(&format!("[… {}]", "a".repeat(2000))), [""; 0]);
    }

    #[test]
    fn other_places_stay() {
        let text = "# [… nom]\n[… ville] · Python\n- [… « é »], [… b]\nfin";
        let document = Document::plain(text);
        let bare = without_hints(&document, &hints(text));
        assert_eq!(bare.text.len(), text.len());
        assert_eq!(bare.text.find("Python"), text.find("Python"));
        let lines: Vec<&str> = bare.lines.iter().map(|line| line.span.of(&bare.text).trim()).collect();
        assert_eq!(lines, ["· Python", "fin"]);
    }

    #[test]
    fn a_json_resume_keeps_its_sections_and_loses_its_hints() {
        let data = serde_json::json!({
            "basics": {"name": "[… nom]", "label": "Développeuse Python [… niveau]", "phone": "[… 06]"},
            "work": [{"name": "[… employeur]", "highlights": ["[… API en Python, 40 clients]"]},
                     {"name": "Verger", "position": "[… titre]", "highlights": ["Tests en Python"]}],
            "skills": [{"name": "[… famille]", "keywords": ["[… Redis]", "SQL"]}],
        });
        let text = "[… nom]\nDéveloppeuse Python [… niveau]\n[… 06]\n\nExperience\n\n[… employeur]\n- [… API en Python, 40 clients]\n\n\
                    [… titre], Verger\n- Tests en Python\n\nSkills\n\n[… famille]: [… Redis], SQL\n";
        let document = Document { format: Format::Json, data: Some(data), ..Document::plain(text) };
        let engine = Engine::new(lexicon().clone());
        let read = ReadResume::new(&engine, document);
        let Resume { contact, headline, entries, .. } = &read.resume;
        assert_eq!((&contact.name, &contact.phone, &contact.phone_e164), (&None, &None, &None));
        assert_eq!(headline.as_ref().map(|told| told.text.trim()), Some("Développeuse Python"));
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].organisation.as_ref().map(|told| told.text.as_str()), Some("Verger"));
        assert_eq!((&entries[0].title, entries[0].bullets.len()), (&None, 1));
        let skills: Vec<&str> =
            read.found.skills.iter().map(|found| lexicon().get(found.skill).id.as_str()).collect();
        assert!(skills.contains(&"db.sql") && !skills.contains(&"db.redis"), "{skills:?}");
        let at = text.find("SQL").unwrap();
        assert_eq!(read.resume.kinds_at(at), [SectionKind::Skills]);
    }

    #[test]
    fn a_hint_is_no_evidence_wherever_it_stands() {
        let engine = Engine::new(lexicon().clone());
        let read = |text: &str| ReadResume::new(&engine, Document::plain(text));
        let text = "[… Zoé Martin]\n\nExpérience\n\n[… Développeuse Python, Verger, 2019 – 2021]\n- [… API REST en Django]\n\n\
                    Langues\n[… anglais, C1]\n";
        let hinted = read(text);
        assert!(hinted.found.skills.is_empty() && hinted.found.titles.is_empty(), "{:?}", hinted.found);
        assert!(hinted.resume.entries.is_empty() && hinted.resume.languages.is_empty());
        assert_eq!(hinted.document.text, text, "what is shown stays");
        let filled = read(&text.replace("[… ", "").replace(']', ""));
        assert!(!filled.found.skills.is_empty() && !filled.resume.entries.is_empty());
    }
}
