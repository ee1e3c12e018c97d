//! Many files, in one order, whatever happens.

use super::{AS_OF, run};

fn batch(more: &[&str]) -> (i32, String, String) {
    let arguments =
        ["batch", "resumes", "damaged", "--posting", "postings/worked-example.txt", "--as-of", AS_OF];
    run(&[&arguments[..], more].concat())
}

#[test]
fn every_file_has_its_row_with_any_number_of_threads() {
    let (status, one, error) = batch(&["--threads", "1"]);
    assert_eq!(status, 4);
    assert_eq!(batch(&["--threads", "2"]).1, one);
    let rows: Vec<serde_json::Value> =
        one.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let count = |folder: &str| std::fs::read_dir(super::fixtures().join(folder)).expect("a folder").count();
    assert_eq!(rows.len(), count("resumes") + count("damaged"));
    let names: Vec<&str> = rows.iter().filter_map(|row| row["document"].as_str()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let example = rows.iter().find(|row| row["document"] == "resumes/worked-example.txt").expect("is there");
    assert_eq!((&example["status"], &example["fit"]), (&serde_json::json!("ok"), &serde_json::json!(7470)));
    assert!(error.contains(&format!("sartor: {} resumes", rows.len())), "{error}");
    for row in
        rows.iter().filter(|row| row["document"].as_str().is_some_and(|name| name.starts_with("damaged")))
    {
        assert!(
            row["status"] == "error" && row["code"].as_str().is_some_and(|code| code.starts_with("input."))
        );
    }
}

#[test]
fn a_table_for_spreadsheets_holds_no_formula() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = "=HYPERLINK(A1)\n\nCompétences\n\nPython\n";
    for name in ["=1+1.txt", "copy.txt"] {
        std::fs::write(dir.path().join(name), text).expect("written");
    }
    let mut command = super::sartor();
    let posting = super::fixtures().join("postings/worked-example.txt").display().to_string();
    let arguments =
        ["batch", "=1+1.txt", "copy.txt", "--posting", &posting, "--as-of", AS_OF, "--format", "csv"];
    let (status, table, _) = super::told(command.current_dir(dir.path()), &arguments);
    assert_eq!(status, 0);
    assert_eq!(table.lines().count(), 3);
    assert!(table.lines().nth(1).is_some_and(|line| line.starts_with("'=1+1.txt,")), "{table}");
    assert!(table.lines().nth(2).is_some_and(|line| line.contains(",'=1+1.txt,")), "a duplicate: {table}");
    assert!(!table.lines().any(|line| line.split(',').any(|cell| cell.starts_with('='))), "{table}");
}

/// Forty short resumes in a folder, some of them twice, one unreadable.
fn pool() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for number in 0..40 {
        let text = format!(
            "Zoé Martin {}\n\nExpérience\n\nDéveloppeuse, Ateliers {number}\njanv. 2020 – mars 2023\n- API REST en Python\n\nCompétences\n\nDocker\n",
            number % 37
        );
        let text = if number % 37 == number { text } else { "même texte, Python\n".to_owned() };
        std::fs::write(dir.path().join(format!("cv{number:02}.txt")), text).expect("written");
    }
    std::fs::write(dir.path().join("cv99.pdf"), b"%PDF-1.7 broken").expect("written");
    dir
}

fn posting() -> String {
    super::fixtures().join("postings/worked-example.txt").display().to_string()
}

fn into_file(dir: &std::path::Path, output: &str, more: &[&str]) -> (i32, String, String) {
    let posting = posting();
    let base = ["batch", ".", "--posting", &posting, "--as-of", AS_OF, "-o", output];
    super::told(super::sartor().current_dir(dir), &[&base[..], more].concat())
}

#[test]
fn a_killed_run_goes_on_where_it_stood() {
    let (dir, out) = (pool(), tempfile::tempdir().expect("a folder"));
    let path = |name: &str| out.path().join(name).display().to_string();
    let whole = path("whole.jsonl");
    assert_eq!(into_file(dir.path(), &whole, &[]).0, 4);
    let whole = std::fs::read(&whole).expect("a table");
    for lines in [1, 2, 9, 30] {
        let (table, journal) = (path("killed.jsonl"), out.path().join("killed.jsonl.journal"));
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sartor"))
            .current_dir(dir.path())
            .args(["batch", ".", "--posting", &posting(), "--as-of", AS_OF, "--lang", "en", "-o", &table])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("it starts");
        let written =
            || std::fs::read(&journal).map_or(0, |bytes| bytes.iter().filter(|b| **b == b'\n').count());
        while written() < lines && child.try_wait().expect("a child").is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().expect("killed");
        child.wait().expect("a child");
        if !journal.exists() {
            // It was faster than we are.
            std::fs::remove_file(&table).expect("a table");
            continue;
        }
        // A line that was being written.
        let mut torn = std::fs::OpenOptions::new().append(true).open(&journal).expect("a journal");
        std::io::Write::write_all(&mut torn, b"{\"at\":77,\"ro").expect("written");
        let refused = into_file(dir.path(), &table, &[]);
        assert_eq!((refused.0, refused.2.contains("[batch.unfinished]")), (2, true), "{}", refused.2);
        let left = std::fs::read(&journal).expect("a journal");
        // Once more with the table in its place, as a kill between its renaming and the end of the journal leaves it.
        for round in ["no table", "a table"] {
            std::fs::write(&journal, &left).expect("written");
            let (status, _, error) = into_file(dir.path(), &table, &["--continue"]);
            assert_eq!(status, 4, "{round}: {error}");
            assert!(
                std::fs::read(&table).expect("a table") == whole,
                "{round}: other bytes after {lines} lines"
            );
            assert!(!journal.exists(), "the journal has served");
        }
        assert_eq!(
            into_file(dir.path(), &table, &["--continue"]).0,
            2,
            "without a journal it is not replaced"
        );
        std::fs::remove_file(&table).expect("a table");
    }
}

/// Twenty times: killed at a moment drawn from the time that a whole run takes, every other time counted from where its first rows are written, then
/// gone on with.
#[test]
#[expect(clippy::print_stderr, reason = "the figure is what the test is for")]
fn a_run_killed_at_any_moment_ends_as_if_it_had_not_been() {
    let (dir, out) = (pool(), tempfile::tempdir().expect("a folder"));
    let skills = ["Python", "PostgreSQL", "Docker", "Kafka", "Kubernetes"];
    for number in 0..110 {
        let text = sartor_testkit::Generator::new(number).resume(sartor_testkit::Tongue::Fr, &skills, 2_500);
        std::fs::write(dir.path().join(format!("made{number:03}.txt")), text).expect("written");
    }
    let path = |name: &str| out.path().join(name).display().to_string();
    let whole = path("whole.jsonl");
    let began = std::time::Instant::now();
    assert_eq!(into_file(dir.path(), &whole, &[]).0, 4);
    let took = began.elapsed();
    let whole = std::fs::read(&whole).expect("a table");
    let rows = whole.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(rows, 151);
    let (table, journal) = (path("killed.jsonl"), out.path().join("killed.jsonl.journal"));
    let mut moments = sartor_testkit::Generator::new(20);
    let mut done = Vec::new();
    for kill in 1..=20 {
        let moment = took.mul_f64(moments.below(1_000) as f64 / 1_000.0);
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_sartor"))
            .current_dir(dir.path())
            .args(["batch", ".", "--posting", &posting(), "--as-of", AS_OF, "--lang", "en", "-o", &table])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("it starts");
        let written = || std::fs::metadata(&journal).is_ok_and(|file| file.len() > 1_000);
        while kill % 2 == 0 && !written() && child.try_wait().expect("a child").is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        std::thread::sleep(if kill % 2 == 0 { moment / 3 } else { moment });
        // SIGKILL.
        child.kill().expect("killed");
        child.wait().expect("a child");
        let lines = std::fs::read(&journal).map(|bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
        // Its first line is its head. Without a journal there is a whole table, or nothing yet.
        done.push(lines.map_or(0, |lines| lines.saturating_sub(1)));
        let ended = !journal.exists() && std::path::Path::new(&table).exists();
        if !ended {
            let (status, _, error) = into_file(dir.path(), &table, &["--continue"]);
            assert_eq!(status, 4, "kill {kill} after {moment:?}: {error}");
        }
        assert!(
            std::fs::read(&table).expect("a table") == whole,
            "kill {kill} after {moment:?}: other bytes"
        );
        assert!(!journal.exists(), "kill {kill}: the journal has served");
        std::fs::remove_file(&table).expect("a table");
    }
    let within = done.iter().filter(|lines| (1..rows).contains(*lines)).count();
    eprintln!("20 of 20 tables identical; killed with {done:?} of {rows} rows in the journal");
    assert!(within >= 3, "too few kills fell while rows were written: {done:?}");
}

#[test]
fn a_journal_of_other_files_or_options_is_not_gone_on_with() {
    let (dir, out) = (pool(), tempfile::tempdir().expect("a folder"));
    let table = out.path().join("t.jsonl").display().to_string();
    let journal = format!("{table}.journal");
    std::fs::write(&journal, "{\"sartor_journal\":1,\"run\":\"another\"}\n").expect("written");
    let (status, _, error) = into_file(dir.path(), &table, &["--continue"]);
    assert_eq!((status, error.contains("[batch.changed]")), (2, true), "{error}");
    assert_eq!(into_file(dir.path(), &table, &["--force"]).0, 4, "and --force begins anew");
}

#[test]
fn parts_make_the_whole() {
    let dir = pool();
    let out = tempfile::tempdir().expect("a folder");
    let rows = |name: &str, more: &[&str]| {
        let path = out.path().join(name).display().to_string();
        into_file(dir.path(), &path, &[&["--columns", "document,fit,code"], more].concat());
        std::fs::read_to_string(&path).expect("a table").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let whole = rows("whole", &[]);
    let parts: Vec<Vec<String>> =
        (1..=3).map(|part| rows(&format!("p{part}"), &["--shard", &format!("{part}/3")])).collect();
    assert!(parts.iter().all(|part| !part.is_empty() && part.len() < whole.len()));
    let mut all = parts.concat();
    all.sort();
    assert_eq!(all, whole);
}

#[test]
fn the_best_are_ranked_and_a_blind_table_names_nobody() {
    let (_, text, _) = batch(&["--top", "3", "--columns", "rank,fit,document"]);
    let rows: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fits: Vec<u64> = rows.iter().filter_map(|row| row["fit"].as_u64()).collect();
    assert_eq!(fits.len(), 3);
    assert!(fits.is_sorted_by(|a, b| a >= b), "{fits:?}");
    let (_, blind, _) = batch(&["--blind", "--format", "csv"]);
    for name in ["Kerguelen", "worked-example", "fr-backend", ".pdf", "damaged/"] {
        assert!(!blind.contains(name), "{name} in {blind}");
    }
    let ids: Vec<&str> = blind.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert!(ids.iter().all(|id| id.starts_with("A-") && id.len() == 14), "{ids:?}");
    assert_ne!(batch(&["--blind", "--format", "csv", "--salt", "x"]).1, blind, "another salt, other ids");
    let (status, _, error) = batch(&["--blind", "--columns", "name"]);
    assert_eq!((status, error.contains("[batch.unknown_column]")), (2, true), "{error}");
}

#[test]
fn archives_and_tables_give_their_resumes() {
    let dir = tempfile::tempdir().expect("a folder");
    let example =
        std::fs::read_to_string(super::fixtures().join("resumes/worked-example.txt")).expect("a fixture");
    let line = serde_json::json!({ "id": "zoé", "text": example });
    std::fs::write(
        dir.path().join("texts.jsonl"),
        format!("{line}\n\nno json\n{{\"text\": 3}}\n{{\"id\": \"void\", \"text\": null}}\n"),
    )
    .expect("written");
    let zip = sartor_testkit::hostile::archive(&[
        ("équipe/cv.txt", example.as_bytes()),
        ("équipe/.DS_Store", b"x"),
        ("a.exe", b"\0\x01"),
    ]);
    std::fs::write(dir.path().join("pool.zip"), zip).expect("written");
    std::fs::write(dir.path().join("broken.zip"), b"PK\x03\x04 and no more").expect("written");
    let posting = posting();
    let arguments =
        ["batch", "texts.jsonl", "pool.zip", "broken.zip", "--posting", &posting, "--as-of", AS_OF];
    let (status, table, error) = super::told(
        super::sartor().current_dir(dir.path()),
        &[&arguments[..], &["--columns", "document,code,fit", "--format", "csv"]].concat(),
    );
    assert_eq!(status, 4, "{error}");
    assert_eq!(
        table,
        "document,code,fit\n\
         broken.zip,input.damaged,\n\
         pool.zip/a.exe,input.unknown_type,\n\
         pool.zip/équipe/cv.txt,,74.70\n\
         zoé,,74.70\n\
         texts.jsonl/3,input.row,\n\
         texts.jsonl/4,input.row,\n\
         void,input.row,\n"
    );
}

#[test]
fn many_postings_make_a_matrix() {
    let (_, text, _) = run(&[
        "batch",
        "resumes/worked-example.txt",
        "--posting",
        "postings/worked-example.txt",
        "--role",
        "sre",
        "--as-of",
        AS_OF,
        "--columns",
        "against,fit",
    ]);
    let rows: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!((&rows[0]["against"], &rows[0]["fit"]), (&"worked-example.txt".into(), &7470.into()));
    assert_eq!(rows[1]["against"], "sre");
    assert_eq!(rows.len(), 2);
}

#[test]
fn tables_for_programs_hold_the_same_rows() {
    let out = tempfile::tempdir().expect("a folder");
    let path = |name: &str| out.path().join(name).display().to_string();
    let table = |format: &str, file: &str| {
        let some =
            ["batch", "resumes/worked-example.txt", "damaged", "--posting", "postings/worked-example.txt"];
        run(&[&some[..], &["--as-of", AS_OF, "--format", format, "-o", file]].concat()).0
    };
    for (format, magic) in [("xlsx", &b"PK"[..]), ("parquet", b"PAR1"), ("html", b"<!doctype html>")] {
        let (one, two) = (path(&format!("1.{format}")), path(&format!("2.{format}")));
        assert_eq!((table(format, &one), table(format, &two)), (4, 4));
        let (one, two) = (std::fs::read(one).expect("a table"), std::fs::read(two).expect("a table"));
        assert!(one.starts_with(magic) && one == two, "{format}");
    }
    // What was written as Parquet is read again as a table of texts.
    let parquet = path("1.parquet");
    let (_, rows, _) = run(&[
        "batch",
        &parquet,
        "--text-column",
        "lexicon_digest",
        "--id-column",
        "document",
        "--posting",
        "postings/worked-example.txt",
        "--columns",
        "document,code",
    ]);
    assert!(rows.contains("{\"document\":\"resumes/worked-example.txt\",\"code\":null}"), "{rows}");
    assert!(rows.contains("{\"document\":\"damaged/damaged.pdf\",\"code\":\"input.row\"}"), "{rows}");
}

#[test]
fn a_resume_is_told_which_posting_to_answer_first() {
    let arguments = [
        "rank",
        "resumes/fr-backend-python.pdf",
        "--as-of",
        AS_OF,
        "--postings",
        "postings/fr-backend-python-nantes.md",
    ];
    let (status, text, error) = run(&[
        &arguments[..],
        &["postings/fr-java-banque.pdf", "postings/us-go-backend.txt", "damaged/empty.pdf"],
    ]
    .concat());
    assert_eq!(status, 4, "the empty one has its line: {error}");
    assert!(error.contains("[input.empty]"), "{error}");
    insta::assert_snapshot!(text);
    let (_, json, _) = run(&[&arguments[..], &["--format", "json"]].concat());
    let ranking: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(ranking["postings"][0]["rank"], 1);
}
