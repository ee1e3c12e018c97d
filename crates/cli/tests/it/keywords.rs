//! The tools for whoever keeps the keyword files.

use std::fs;

use super::run;

/// A folder for what a test writes.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn the_example_overlay_has_no_fault_and_is_found() {
    let overlay = "overlay";
    let (status, out, _) = run(&["keywords", "lint", overlay, "--lang", "en"]);
    assert_eq!(status, 0, "{out}");
    let dir = folder();
    let path = dir.path().join("salon.txt");
    fs::write(&path, "Salon\n- balayages, colour correction\n").expect("written");
    let (_, out, _) = run(&["skills", &path.to_string_lossy(), "--keywords", overlay, "--lang", "en"]);
    assert!(out.contains("balayage") && out.contains("hair colouring"), "{out}");
    let (status, out, _) = run(&["keywords", "show", "hair.foils", overlay, "--lang", "en"]);
    assert!(status == 0 && out.contains("foil highlights"), "{out}");
    let (_, out, _) = run(&["keywords", "schema", overlay]);
    assert!(out.contains("\"hair.foils\""));
}

#[test]
fn a_file_named_as_a_built_in_one_hides_nothing() {
    let dir = folder();
    fs::create_dir(dir.path().join("skills")).expect("a folder");
    let text = "[[skill]]\nid = \"new.thing\"\nkind = \"tool\"\nfr = \"Zorbamatic\"\nen = \"Zorbamatic\"\nbroader = [\"tool.docker\"]\n";
    fs::write(dir.path().join("skills/tools.toml"), text).expect("written");
    let (status, out, _) = run(&["keywords", "lint", &dir.path().to_string_lossy(), "--lang", "en"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("skills/tools.toml: the name of a built-in file"), "{out}");
}

#[test]
fn suggestions_are_text_and_a_keyword_file() {
    let posting = "Coiffeuse H/F\n\nVos missions :\n- réaliser des balayages et des patines\n- poser des extensions à chaud\n";
    let dir = folder();
    let path = dir.path().join("annonce.txt");
    fs::write(&path, posting).expect("written");
    let path = path.to_string_lossy();
    let (_, out, _) = run(&["keywords", "suggest", &path, "--lang", "fr"]);
    assert!(out.contains("balayages  1 fois, 1 fichier(s)"), "{out}");
    let (_, out, _) = run(&["keywords", "suggest", &path, "--format", "toml"]);
    assert!(out.contains("[[skill]]\nid = \"new.balayages\""), "{out}");
    fs::write(dir.path().join("new.toml"), out).expect("written");
    let (status, out, _) = run(&["keywords", "lint", &dir.path().to_string_lossy(), "--fix", "--lang", "en"]);
    assert_eq!(status, 0, "{out}");
}

#[test]
fn coverage_tells_what_no_text_names() {
    let (status, out, _) = run(&["keywords", "coverage", "resumes/worked-example.txt", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(status, 0);
    assert_eq!(answer["documents"], 1);
    let unused = answer["unused_skills"].as_array().expect("a list");
    assert!(unused.iter().any(|id| id == "inf.dollaru") && !unused.iter().any(|id| id == "lang.python"));
}

#[test]
fn an_esco_release_becomes_an_overlay_without_fault() {
    let dir = folder();
    let out_file = dir.path().join("esco.toml");
    let (status, out, err) =
        run(&["keywords", "import-esco", "esco", "--out", &out_file.to_string_lossy(), "--lang", "en"]);
    assert_eq!(status, 0, "{out}{err}");
    assert!(
        out.contains("= db.postgresql") && out.contains("MySQL: form known already of db.mysql"),
        "{out}"
    );
    let (status, lint, _) = run(&["keywords", "lint", &dir.path().to_string_lossy(), "--lang", "en"]);
    assert_eq!(status, 0, "{lint}");
    let text = fs::read_to_string(&out_file).expect("written");
    for part in
        ["réaliser un balayage", "Balayage-Technik anwenden", "technicienne coloriste", "hair colourist"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let (status, _, err) = run(&["keywords", "import-esco", "postings/worked-example.txt", "--out", "-"]);
    assert!(status == 2 && err.contains("[esco.empty]"), "{err}");
}

#[test]
fn a_posting_with_a_forbidden_criterion_fails_the_check() {
    let dir = folder();
    let path = dir.path().join("annonce.txt");
    fs::write(&path, "Vendeur\n\nProfil\n- jeune et dynamique, 3 ans d'expérience\n").expect("written");
    let path = path.to_string_lossy();
    let (status, out, err) = run(&["posting", &path, "--lint", "--fail-on", "fatal", "--lang", "fr"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("[posting.age]") && out.contains("[posting.both_genders]"), "{out}");
    assert!(err.contains("[below.fail_on]"), "{err}");
    let (status, out, _) = run(&["posting", &path, "--lint", "--format", "json", "--lang", "en"]);
    let audit: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((status, audit["findings"][0]["code"].as_str()), (0, Some("posting.age")));
    assert_eq!(audit["findings"][0]["evidence"][0]["text"], "jeune et dynamique");
}
