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
    assert_eq!((status, error.as_str()), (4, ""));
    assert_eq!(batch(&["--threads", "2"]).1, one);
    let rows: Vec<serde_json::Value> =
        one.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let count = |folder: &str| std::fs::read_dir(super::fixtures().join(folder)).expect("a folder").count();
    assert_eq!(rows.len(), count("resumes") + count("damaged"));
    let names: Vec<&str> = rows.iter().filter_map(|row| row["document"].as_str()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let example = rows.iter().find(|row| row["document"] == "resumes/worked-example.txt").expect("is there");
    assert_eq!((&example["status"], &example["fit"]), (&serde_json::json!("ok"), &serde_json::json!(7470)));
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
    assert!(table.lines().nth(2).is_some_and(|line| line.ends_with("'=1+1.txt")), "a duplicate: {table}");
    assert!(!table.lines().any(|line| line.split(',').any(|cell| cell.starts_with('='))), "{table}");
}
