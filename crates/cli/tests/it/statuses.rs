//! Every exit status, and what is said with it.

use super::{AS_OF, fixtures, run};

const RESUME: &str = "resumes/worked-example.txt";
const POSTING: &str = "postings/worked-example.txt";

#[test]
fn files_that_cannot_be_read_say_why() {
    let mut all = String::new();
    for language in ["en", "fr"] {
        for file in
            ["damaged.pdf", "empty.pdf", "encrypted.pdf", "old.doc", "photo.png", "scanned.pdf", "none.pdf"]
        {
            let path = format!("damaged/{file}");
            let (status, text, error) =
                run(&["match", &path, "--posting", POSTING, "--as-of", AS_OF, "--lang", language]);
            assert_eq!((status, text.as_str()), (3, ""), "{file}");
            assert_eq!(error.lines().count(), 1, "{file}: {error}");
            all += &error;
        }
    }
    insta::assert_snapshot!(all);
}

#[test]
fn programs_get_problems_as_json() {
    let arguments = ["match", "damaged/encrypted.pdf", "--posting", POSTING, "--format", "json"];
    let (status, _, error) = run(&arguments);
    let problem: serde_json::Value = serde_json::from_str(&error).expect("JSON");
    assert_eq!((status, &problem["code"]), (3, &serde_json::json!("input.encrypted")));
}

#[test]
fn coverage_below_the_threshold_is_status_1() {
    let arguments = ["match", "resumes/fr-reconversion-php.txt", "--posting", POSTING, "--as-of", AS_OF];
    let below = |share| run(&[&arguments[..], &["--min-coverage", share]].concat());
    let (status, text, error) = below("80%");
    assert!(status == 1 && !text.is_empty(), "{error}");
    assert!(error.contains("[below.min_coverage]"), "{error}");
    assert_eq!(below("0.1").0, 0);
    assert_eq!(below("7").0, 2);
}

#[test]
fn wrong_usage_is_status_2() {
    let address = "https://jobs.example.com/1";
    for (arguments, code) in [
        (vec!["match", address, "--posting", POSTING], "input.url"),
        (vec!["match", RESUME, "--posting", address], "input.url"),
        (vec!["match", "-", "--posting", "-"], "usage.stdin_twice"),
        (vec!["match", RESUME, "--role", "astronaut"], "role.unknown"),
        (vec!["letter", RESUME, "--posting", POSTING, "--set", "age=40"], "letter.unknown_field"),
        (vec!["letter", RESUME, "--posting", POSTING, "--template", "sonnet"], "letter.no_template"),
        (vec!["letter", RESUME, "--posting", POSTING, "--profile", "none.toml"], "profile.unreadable"),
        (vec!["keywords", "show", "tool.none"], "skill.unknown"),
        (vec!["roles", "--keywords", "none"], "lexicon.unreadable"),
    ] {
        let (status, text, error) = run(&arguments);
        assert_eq!((status, text.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(&format!("[{code}]")), "{arguments:?}: {error}");
    }
    assert_eq!(run(&["match", RESUME]).0, 2, "neither posting nor role");
    assert_eq!(run(&["match", RESUME, "--posting", POSTING, "--as-of", "soon"]).0, 2);
}

#[test]
fn an_address_is_refused_with_a_hint() {
    let (_, _, error) = run(&["match", RESUME, "--posting", "https://jobs.example.com/1"]);
    insta::assert_snapshot!(error);
}

#[test]
fn faults_of_an_overlay_are_listed() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = "[[skill]]\nid = \"tool.mine\"\nkind = \"tool\"\nfr = \"Zorbamine\"\nen = \"Zorbamine\"\nbroader = [\"tool.absent\"]\n";
    std::fs::write(dir.path().join("mine.toml"), file).expect("written");
    let folder = dir.path().display().to_string();
    let (status, _, error) = run(&["match", RESUME, "--posting", POSTING, "--keywords", &folder]);
    assert_eq!(status, 2);
    assert!(error.contains("mine.toml:") && error.contains("tool.absent"), "{error}");
    let (status, text, _) = run(&["keywords", "lint", &folder]);
    assert_eq!(status, 1);
    assert!(text.contains("mine.toml:"), "{text}");
}

#[test]
fn a_file_with_other_keys_is_told_and_not_rewritten() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("mine.toml");
    let skill = "[[skill]]\nfr = \"Zorbamine\"\nid = \"tool.mine\"\nkind = \"tool\"\nen = \"Zorbamine\"\n";
    let folder = dir.path().display().to_string();
    for more in ["", "weight = 0.5\n", "\n[[sllki.guard]]\nforms = [\"Zorbamine\"]\n"] {
        let file = format!("{skill}{more}");
        std::fs::write(&path, &file).expect("written");
        let (status, text, _) = run(&["keywords", "lint", "--fix", &folder]);
        let stays = std::fs::read_to_string(&path).expect("read") == file;
        assert_eq!((status, stays), if more.is_empty() { (0, false) } else { (1, true) }, "{text}");
        assert_eq!(text.contains("lexicon.syntax"), stays, "{text}");
    }
}

#[test]
fn an_overlay_adds_a_skill() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = "[[skill]]\nid = \"tool.zorglub\"\nkind = \"tool\"\nfr = \"Zorglub\"\nen = \"Zorglub\"\n";
    std::fs::write(dir.path().join("mine.toml"), file).expect("written");
    let folder = dir.path().display().to_string();
    let (status, text, _) = run(&["keywords", "show", "tool.zorglub", "--keywords", &folder]);
    assert!(status == 0 && text.starts_with("Zorglub (tool.zorglub)"), "{text}");
}

#[test]
fn an_existing_file_stays_unless_forced() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("report.md");
    let output = path.display().to_string();
    let arguments =
        ["match", RESUME, "--posting", POSTING, "--as-of", AS_OF, "--format", "markdown", "-o", &output];
    assert_eq!(run(&arguments).0, 0);
    std::fs::write(&path, "mine").expect("written");
    let (status, _, error) = run(&arguments);
    assert!(status == 2 && error.contains("[output.exists]"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).expect("read"), "mine");
    assert_eq!(run(&[&arguments[..], &["--force"]].concat()).0, 0);
    assert!(std::fs::read_to_string(&path).expect("read").starts_with("# "));
}

#[test]
fn fixtures_are_where_the_tests_look() {
    assert!(fixtures().join("damaged/encrypted.pdf").is_file());
}
