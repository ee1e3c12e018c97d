//! The cards of roles, the resumes to fill in, and the ranking.

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

use sartor_core::{
    Language,
    apply::{Brief, Engine, ReadResume},
    audit::{self, FileFacts, Naive, Rules, Severity, Subject},
    document::Document,
    role,
};
use sartor_extract::{Kind, Limits, read_in_process};
use sartor_render::Format;
use serde_json::Value;

use super::{AS_OF, fixtures, run};

static ENGINE: LazyLock<Engine> = LazyLock::new(sartor_lexicon::engine);

fn template(name: &str) -> &'static str {
    sartor_lexicon::template_files().iter().find(|(known, _)| *known == name).expect("a template").1
}

/// The text of a resume to fill in, in one of its two formats.
fn blank(id: &str, language: Language, json: bool) -> String {
    let words = role::BlankWords::parse(template("resumes/blank.toml")).expect("the words read");
    let role = ENGINE.lexicon().role(id).expect("a role");
    let blank = role::blank(ENGINE.lexicon(), role, &words, language).expect("the words work");
    match json {
        true => sartor_render::role::blank::json(&blank).to_string(),
        false => sartor_render::role::blank::markdown(&blank),
    }
}

fn read(text: &str) -> ReadResume {
    let document = read_in_process(text.as_bytes(), &Limits::default(), Kind::Layout).expect("it reads");
    ReadResume::new(&ENGINE, document)
}

fn ids() -> Vec<String> {
    ENGINE.lexicon().roles.iter().map(|role| role.id.clone()).collect()
}

#[test]
fn a_resume_to_fill_in_lacks_data_and_nothing_else() {
    let rules = Rules::parse(template("audit.toml")).expect("the rules read");
    let mut wrong = Vec::new();
    let mut audited = 0;
    for id in ids() {
        for language in [Language::Fr, Language::En] {
            for json in [false, true] {
                let read = read(&blank(&id, language, json));
                let name = format!("{id}.{}", if json { "json" } else { "md" });
                assert_eq!(read.resume.language, language, "{name}");
                let file = FileFacts { name: name.clone(), bytes: 3000 };
                let subject = Subject {
                    read: &read,
                    file: &file,
                    naive: Naive::NotAsked,
                    brief: None,
                    as_of: jiff::civil::date(2026, 11, 21),
                };
                let audit = audit::audit(&ENGINE, &rules, subject, language, &[]);
                let found = audit.findings.iter().filter(|one| one.severity != Severity::MissingData);
                wrong
                    .extend(found.map(|one| format!("{name} {language:?}: {} {:?}", one.code, one.evidence)));
                assert!(audit.findings.iter().any(|one| one.code == "content.unfilled"), "{name}");
                for code in ["sections.experience", "sections.education", "sections.skills"] {
                    assert!(audit.findings.iter().all(|one| one.code != code), "{name}: {code}");
                }
                audited += 1;
            }
        }
    }
    assert_eq!(audited, ids().len() * 4);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_hint_is_never_a_fact() {
    let as_of = jiff::civil::date(2026, 11, 21);
    for id in ids() {
        let brief = Brief::role(&ENGINE, &id).expect("a role");
        for language in [Language::Fr, Language::En] {
            for json in [false, true] {
                let read = read(&blank(&id, language, json));
                let found = &read.found;
                assert!(
                    found.skills.is_empty() && found.titles.is_empty() && found.diplomas.is_empty(),
                    "{id}"
                );
                let resume = &read.resume;
                assert!(
                    resume.entries.is_empty() && resume.languages.is_empty(),
                    "{id}: {:?}",
                    resume.entries
                );
                assert!(resume.headline.is_none() && resume.summary.is_none(), "{id}: {resume:?}");
                let contact = &resume.contact;
                assert!(contact.name.is_none() && contact.phone.is_none() && contact.city.is_none(), "{id}");
                let report = brief.report(&ENGINE, "", &read, as_of, language);
                assert_eq!((report.fit.total, report.coverage.all.covered), (Some(0), 0), "{id}");
            }
        }
    }
}

/// A person fills in some lines; what they wrote counts, what is left does not.
#[test]
fn what_is_filled_in_counts() {
    let text = blank("backend_developer", Language::Fr, false)
        .replace("[… prénom et nom]", "Zoé Martin")
        .replace("[… intitulé du poste]", "Développeuse back-end")
        .replace("[… employeur]", "Verger Commun")
        .replacen("[… MM/AAAA]", "03/2021", 1)
        .replacen("[… MM/AAAA, ou aujourd’hui]", "aujourd’hui", 1)
        .replace("[… un résultat chiffré dont vous pouvez parler]", "API REST en Python pour 40 clients");
    let read = read(&text);
    assert_eq!(read.resume.contact.name.as_ref().map(|name| name.text.as_str()), Some("Zoé Martin"));
    assert_eq!(read.resume.entries.len(), 1, "{:?}", read.resume.entries);
    assert!(read.resume.entries[0].period.is_some(), "{:?}", read.resume.entries);
    let skills: Vec<&str> =
        read.found.skills.iter().map(|found| ENGINE.lexicon().get(found.skill).id.as_str()).collect();
    assert!(skills.contains(&"lang.python") && skills.contains(&"api.rest"), "{skills:?}");
    assert!(!skills.contains(&"db.postgresql"), "{skills:?}");
    let place = read.found.skills.iter().map(|found| found.span.of(&read.document.text));
    assert!(place.into_iter().any(|text| text == "Python"), "spans point into the text with its hints");
}

#[test]
fn json_resume_has_the_fields_of_the_standard_only() {
    let fields: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("basics", &["name", "label", "phone", "location", "summary"][..]),
        ("work", &["position", "name", "location", "highlights"][..]),
        ("projects", &["name", "highlights"][..]),
        ("education", &["studyType", "institution"][..]),
        ("certificates", &["name", "issuer"][..]),
        ("skills", &["name", "keywords"][..]),
        ("languages", &["language", "fluency"][..]),
    ]);
    for id in ids() {
        let resume: Value = serde_json::from_str(&blank(&id, Language::En, true)).expect("JSON");
        let resume = resume.as_object().expect("an object");
        for (name, value) in resume.iter().filter(|(name, _)| !matches!(name.as_str(), "$schema" | "meta")) {
            let known = fields.get(name.as_str()).unwrap_or_else(|| panic!("{id}: {name}"));
            let entries = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
            for key in entries.iter().flat_map(|entry| entry.as_object().expect("an object").keys()) {
                assert!(known.contains(&key.as_str()), "{id}: {name}.{key}");
            }
        }
        let hints = &resume["meta"]["sartor"]["hints"];
        for pointer in ["/basics/email", "/work/0/startDate", "/education/0/endDate"] {
            assert!(hints[pointer].as_str().is_some_and(|hint| hint.starts_with("[… ")), "{id}: {pointer}");
        }
    }
}

#[test]
fn a_new_resume_is_written_and_its_letter_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("cv.md").display().to_string();
    let arguments = ["new", "--role", "ux_designer", "--lang", "fr", "-o", &path];
    assert_eq!(run(&arguments).0, 0);
    assert_eq!(run(&arguments).0, 2, "nothing is written over");
    let written = fs::read_to_string(&path).expect("written");
    assert_eq!(written, run(&arguments[..5]).1);
    assert!(
        written.starts_with("# [… prénom et nom]\n") && written.contains("\n## Formation\n"),
        "{written}"
    );
    let posting = "postings/fr-backend-python-nantes.md";
    let (status, letter, error) = run(&["letter", &path, "--posting", posting, "--as-of", AS_OF]);
    assert!(status == 2 && letter.is_empty() && error.contains("[letter.missing_fields]"), "{error}");
    let (status, _, error) = run(&["new", "--role", "astronaut"]);
    assert!(status == 2 && error.contains("[role.unknown]"), "{error}");
}

#[test]
fn the_card_is_told_in_every_form() {
    insta::assert_snapshot!("card_fr", super::stable(&run(&["roles", "scrum_master", "--lang", "fr"]).1));
    let (_, markdown, _) = run(&["roles", "qa_engineer", "--lang", "en", "--format", "markdown"]);
    insta::assert_snapshot!("card_markdown_en", super::stable(&markdown));
    for id in ids() {
        let role = ENGINE.lexicon().role(&id).expect("a role");
        for language in [Language::Fr, Language::En] {
            let card = role::card(ENGINE.lexicon(), role, language);
            let page = sartor_render::role::card(&card, Format::Html, template("reports/role.html.j2"));
            let page = page.unwrap_or_else(|error| panic!("{id}: {error:?}"));
            assert!(
                page.starts_with("<!doctype html>") && page.contains("prefers-color-scheme: dark"),
                "{id}"
            );
        }
    }
}

#[test]
fn the_json_of_a_role_is_the_role_and_its_card() {
    let (_, list, _) = run(&["roles", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&list).expect("JSON");
    let (_, one, _) = run(&["roles", "dba", "--format", "json", "--lang", "en"]);
    let one: Value = serde_json::from_str(&one).expect("JSON");
    let role = list.iter().find(|role| role["id"] == "dba").expect("listed").as_object().expect("an object");
    for (key, value) in role {
        assert_eq!(&one[key], value, "{key}");
    }
    assert_eq!(one["schema_version"], 1);
    assert_eq!(one["card"]["name"], "Database administrator");
    assert_eq!(one["card"]["pay_is_known"], false);
}

#[test]
fn the_roles_stand_in_a_table() {
    let (_, table, _) = run(&["roles", "--lang", "en"]);
    let row = |id: &str| {
        let line = table.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("{id}: {table}"));
        line.split_whitespace().rev().take(6).map(str::to_owned).collect::<Vec<_>>()
    };
    for id in ids() {
        let counts: Vec<u32> = row(&id).iter().map(|count| count.parse().expect("a number")).collect();
        // Origins, levels, titles, missions, optional, essential.
        let least = [2, 2, 1, 5, 10, 5];
        assert!(counts.iter().zip(least).all(|(count, least)| *count >= least), "{id}: {counts:?}");
    }
    assert!(table.contains("have a French form other than the English"), "{table}");
}

/// Which role must come first of which resume; see `fixtures/roles/expected.tsv`.
fn expected() -> Vec<(String, String)> {
    let table = fs::read_to_string(fixtures().join("roles/expected.tsv")).expect("the table");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|line| {
        let (file, role) = line.split_once('\t').expect("two columns");
        (file.to_owned(), role.to_owned())
    })
    .collect()
}

#[test]
fn a_resume_of_a_role_ranks_it_first() {
    let rows = expected();
    let mut wrong = Vec::new();
    for (file, wanted) in &rows {
        let text = fs::read_to_string(fixtures().join("roles").join(file)).expect("a fixture");
        let ranking = role::rank(&ENGINE, file, &read(&text), jiff::civil::date(2026, 11, 21), Language::En);
        let first: Vec<&str> =
            ranking.roles.iter().filter(|role| role.rank == 1).map(|role| role.id.as_str()).collect();
        if first != [wanted.as_str()] {
            let at = ranking.roles.iter().find(|role| role.id == *wanted).expect("ranked");
            let best = &ranking.roles[0];
            wrong.push(format!(
                "{file}: {wanted} is {} with {}, {} is first with {}",
                at.rank, at.fit, best.id, best.fit
            ));
        }
    }
    assert!(wrong.len() * 10 <= rows.len(), "{}", wrong.join("\n"));
    let mut roles: Vec<&String> = rows.iter().map(|(_, role)| role).collect();
    roles.sort();
    roles.dedup();
    let known = ids();
    assert!(known.iter().all(|id| roles.contains(&id)), "a role has no resume");
    let french = rows.iter().filter(|(file, _)| file.trim_start_matches("blind/").starts_with("fr-")).count();
    assert!(french >= 15 && rows.len() - french >= 15, "{french} of {}", rows.len());
    for (file, _) in &rows {
        assert!(Path::new(&fixtures().join("roles").join(file)).exists(), "{file}");
    }
}

#[test]
fn a_ranking_is_told_as_text_and_as_json() {
    let resume = "roles/fr-scrum-master.txt";
    let (status, text, _) = run(&["roles", "--rank", resume, "--lang", "fr", "--as-of", AS_OF]);
    assert_eq!(status, 0);
    assert!(text.contains("rang  adéquation") && text.contains("Scrum master"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let (_, json, _) = run(&["roles", "--rank", resume, "--format", "json", "--as-of", AS_OF]);
    let ranking: Value = serde_json::from_str(&json).expect("JSON");
    let roles = ranking["roles"].as_array().expect("a list");
    assert_eq!(roles.len(), ids().len());
    assert_eq!((&roles[0]["rank"], &roles[0]["id"]), (&1.into(), &"scrum_master".into()));
    // The fit of a ranking is that of the match.
    let (_, json, _) =
        run(&["match", resume, "--role", "scrum_master", "--format", "json", "--as-of", AS_OF]);
    let matched: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(matched["fit"]["total"], roles[0]["fit"]);
    assert_eq!(run(&["roles", "dba", "--rank", resume]).0, 2, "a card or a ranking");
    // An empty resume fits none better than another.
    let none = role::rank(
        &ENGINE,
        "",
        &ReadResume::new(&ENGINE, Document::plain("x")),
        jiff::civil::date(2026, 11, 21),
        Language::En,
    );
    assert!(none.roles.iter().all(|role| role.rank == 1 && role.fit == 0));
}
