//! The postings of `fixtures/` against what must come out of them.

use std::{fs, path::Path};

use serde_json::Value;

use super::super::{Modality, Posting, Target};
use crate::{document::Document, lexicon::SkillIx, testing::matcher};

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// Every fault of one posting, in words.
fn faults(posting: &Posting, expected: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let json = super::super::to_json(posting, matcher().lexicon());
    let loose = |value: &Value| value.as_str().map(|text| crate::text::fold_key(text).replace('-', " "));
    for key in [
        "title",
        "company",
        "city",
        "reference",
        "contract",
        "is_posting",
        "years_min",
        "diploma_level",
        "language",
    ] {
        let Some(want) = expected.get(key) else { continue };
        let got = &json[key];
        let same = match want {
            Value::String(_) => loose(want) == loose(got),
            Value::Number(number) if number.as_u64() == Some(0) => got.is_null() || got == want,
            _ => want == got,
        };
        if !same {
            faults.push(format!("{key}: want {want}, got {got}"));
        }
    }
    if let Some(want) = expected.get("remote") {
        let want = want.as_str().map(|want| if want == "full" { "remote" } else { want });
        if want != json["remote"].as_str() {
            faults.push(format!("remote: want {want:?}, got {}", json["remote"]));
        }
    }
    for (key, modality) in
        [("required", Modality::Required), ("stated", Modality::Stated), ("preferred", Modality::Preferred)]
    {
        for name in names(&expected[key]) {
            let got = modality_of(posting, &skills(&name));
            if got != Some(modality) {
                faults.push(format!("{key} {name}: got {got:?}"));
            }
        }
    }
    for group in expected["any_of"].as_array().into_iter().flatten() {
        let wanted: Vec<Vec<SkillIx>> = names(group).iter().map(|name| skills(name)).collect();
        let found = posting.requirements.iter().any(|requirement| match &requirement.target {
            Target::AnyOf(members) => {
                members.len() == wanted.len()
                    && wanted.iter().all(|ids| members.iter().any(|m| ids.contains(&m.skill)))
            }
            Target::Skill(_) => false,
        });
        if !found {
            faults.push(format!("any_of {group}"));
        }
    }
    for name in names(&expected["must_not"]) {
        if let Some(got) = modality_of(posting, &skills(&name)) {
            faults.push(format!("must not {name}: got {got:?}"));
        }
    }
    for language in expected["languages"].as_array().into_iter().flatten() {
        let got = posting.languages.iter().find(|asked| asked.id == language["language"]);
        let want = language["level"].as_str().map(|level| level.as_bytes());
        let want = want.map(|level| (level[0] - b'A') * 2 + level[1] - b'0');
        if got.is_none_or(|got| want.is_some_and(|want| want != got.level)) {
            faults.push(format!("language {language}: got {got:?}"));
        }
    }
    faults
}

fn names(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn skills(name: &str) -> Vec<SkillIx> {
    let whole = [crate::Span::new(0, name.len())];
    matcher().analyse_with(name, &whole).skills.iter().map(|mention| mention.skill).collect()
}

fn modality_of(posting: &Posting, ids: &[SkillIx]) -> Option<Modality> {
    let holds = |target: &Target| match target {
        Target::Skill(skill) => ids.contains(skill),
        Target::AnyOf(members) => members.iter().any(|m| ids.contains(&m.skill)),
    };
    posting.requirements.iter().filter(|r| holds(&r.target)).map(|r| r.modality).max()
}

/// The page of a fixture as the reader would hand it over: main part, one line a block.
fn page(html: &str) -> Document {
    let ld = html.split("application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let data =
        ld.and_then(|json| serde_json::from_str::<Value>(json).ok()).map(|value| Value::Array(vec![value]));
    let body = html.split("<main>").nth(1).and_then(|rest| rest.split("</body>").next()).unwrap_or_default();
    let body = body.split("<p class=\"cache\">").next().unwrap_or_default();
    let mut text = String::new();
    let mut inside = false;
    for (at, c) in body.char_indices() {
        match c {
            '<' => {
                inside = true;
                let tag = &body[at..];
                if tag.starts_with("<li") {
                    text.push_str("\n- ");
                } else if ["<h", "</h", "</p", "<p", "</ul"].iter().any(|block| tag.starts_with(block)) {
                    text.push_str("\n\n");
                }
            }
            '>' if inside => inside = false,
            '\n' => text.push(' '),
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    for (entity, sign) in [("&nbsp;", "\u{a0}"), ("&amp;", "&"), ("&middot;", "·"), ("&ndash;", "–")] {
        text = text.replace(entity, sign);
    }
    Document { data, ..Document::plain(&text) }
}

#[test]
fn postings_say_what_they_must() {
    let mut report = String::new();
    let mut total = 0;
    let mut files: Vec<_> =
        fs::read_dir(root().join("postings")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let kind = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_owned();
        if !matches!(kind.as_str(), "txt" | "md" | "html") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = fs::read_to_string(root().join(format!("expected/postings/{name}.json"))).unwrap();
        let document = if kind == "html" { page(&text) } else { Document::plain(&text) };
        let posting = super::parse(&document, matcher());
        let faults = faults(&posting, &serde_json::from_str(&expected).unwrap());
        total += faults.len();
        report += &format!("{name}: {} faults\n", faults.len());
        for fault in faults {
            report += &format!("    {fault}\n");
        }
        if std::option_env!("SARTOR_SHOW").is_some() {
            report += &format!(
                "    {:?}\n    {:?} {:?} {:?} {:?}\n",
                super::asked(&posting),
                posting.title,
                posting.salary,
                posting.recipient,
                posting.languages
            );
            report += &format!(
                "    {:?}\n",
                posting
                    .segments
                    .iter()
                    .map(|s| (s.kind, s.heading.as_ref().map(|h| h.text.as_str())))
                    .collect::<Vec<_>>()
            );
            report +=
                &format!("    {:?}\n", posting.missions.iter().map(|m| m.text.as_str()).collect::<Vec<_>>());
        }
    }
    assert_eq!(total, 0, "{report}");
}
