//! Names of files and of people that are meant to do something where they are shown.

use jiff::Timestamp;
use sartor_store::{NewApplicant, Outcome};

use crate::{
    kit::{self, ask},
    office::{Office, Resume, list},
};

const POSTING: &str = "Développeur back-end (H/F)\n\nPROFIL RECHERCHÉ\n- Python exigé\n- PostgreSQL exigé\n";

/// Beginnings that a spreadsheet takes for a formula.
const FORMULAS: [&str; 6] =
    ["=cmd|' /C calc'!A0", "+33-1+1", "-2+3", "@SUM(1+1)", "  =1+1", "=HYPERLINK(\"http://evil.example\")"];

fn resume(name: &str, at: usize) -> Resume {
    (name.to_owned(), format!("Personne {at}\nComptable\n\nCOMPÉTENCES\nPython, PostgreSQL\n").into_bytes())
}

/// An opening with files of these names: those of an even place can be read, the others stand as they came from a store of another day.
async fn office(names: &[&str]) -> (Office, String) {
    let office = Office::open().await;
    let resumes: Vec<Resume> =
        names.iter().enumerate().step_by(2).map(|(at, name)| resume(name, at)).collect();
    let id = office.opening_with(POSTING, &resumes).await;
    for (at, name) in names.iter().enumerate().skip(1).step_by(2) {
        let digest = format!("{at:064x}");
        let outcome = Outcome::Failed { code: "input.damaged".to_owned() };
        let new = NewApplicant { digest: &digest, file_name: name, name: None, outcome };
        office.store.add_applicant(&Office::id(&id), &new, None, Timestamp::now()).await.expect("kept");
    }
    (office, id)
}

#[tokio::test]
async fn no_cell_of_the_csv_is_a_formula() {
    for turn in [0, 1] {
        let names: Vec<&str> = FORMULAS.iter().cycle().skip(turn).take(FORMULAS.len()).copied().collect();
        let (office, id) = office(&names[..]).await;
        let csv = office.page(&format!("/openings/{id}/files/matrix.csv?lang=fr")).await;
        let cells = cells(&csv);
        let mut neutral = 0;
        for cell in cells {
            assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell:?}");
            neutral += usize::from(cell.starts_with('\''));
        }
        assert!(neutral >= FORMULAS.len() - 1, "the names are there, each behind an apostrophe: {csv}");
    }
}

/// The cells of a CSV, quotes taken away.
fn cells(csv: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for c in csv.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    cells
}

/// Paths lead nowhere, lines end nowhere, nothing is turned around and nothing is run.
#[tokio::test]
async fn names_do_nothing_where_they_are_shown() {
    let names = [
        "../../../etc/passwd.txt",
        "../../../etc/shadow.txt",
        "cv\u{202e}fdp.txt",
        "cv\u{202e}fdp2.txt",
        "<script>alert(1)</script>.txt",
        "<img src=x onerror=alert(1)>.txt",
        "x.txt",
        "a\0b\r\nSet-Cookie: c=d\u{1b}[31m.txt",
    ];
    let (office, id) = office(&names).await;
    let matrix = office.matrix(&id, "").await;
    let ids: Vec<String> =
        ["applicants", "unread"].iter().flat_map(|kind| list(&matrix[*kind], "id")).collect();
    assert_eq!(ids.len(), names.len());
    let base = format!("/openings/{id}");
    let who: String = list(&matrix["applicants"], "id").iter().map(|id| format!("&who={id}")).collect();
    let mut paths = vec![base.clone(), format!("{base}/compare?x=y{who}"), format!("{base}/log")];
    paths.extend(["csv", "html"].map(|form| format!("{base}/files/matrix.{form}")));
    paths.extend(ids.iter().map(|id| format!("{base}/applicants/{id}")));
    for path in &paths {
        let page = office.page(path).await;
        for raw in ['\0', '\r', '\u{1b}', '\u{202e}'] {
            assert!(!page.contains(raw), "{path} holds {raw:?}");
        }
        if !path.ends_with(".csv") {
            for raw in ["<script>alert", "<img src=x", "<script>al"] {
                assert!(!page.contains(raw), "{path} holds {raw}");
            }
        }
    }
    let page = office.page(&base).await;
    assert!(
        page.contains("passwd.txt") && !page.contains("../../../etc/passwd"),
        "of a path only its end is kept"
    );
    assert!(page.contains("b\\r\\nSet-Cookie: c=d\\u{1b}[31m.txt"), "what does not show is told: {page}");
    assert!(page.contains("\\u{202e}fdp2.txt"), "what turns the text is told");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;.txt"), "{page}");
}

/// The name of an export is made of the title, which a recruiter wrote or a posting brought.
#[tokio::test]
async fn the_title_of_an_opening_does_nothing_either() {
    let office = Office::open().await;
    let body = serde_json::json!({ "posting_text": POSTING, "title": "=1+1\"; x=\"<script>alert(1)</script>\u{202e}\r\n../é" });
    let (_, body) = ask(office.server.clone(), kit::json("/api/v1/openings", &body)).await;
    let opening: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let id = opening["id"].as_str().expect("an id").to_owned();
    office.send(&id, &[resume("a.txt", 1)]).await;
    for form in ["csv", "xlsx", "json", "html"] {
        let (head, bytes) =
            kit::ask_bytes(office.server.clone(), kit::get(&format!("/openings/{id}/files/matrix.{form}")))
                .await;
        let name = kit::header(&head, "content-disposition");
        assert!(name.starts_with("attachment") && name.ends_with(form), "{name}");
        assert!(!name.contains(['/', '<', '\r', '\n']) && name.matches('"').count() <= 2, "{name}");
        assert!(!String::from_utf8_lossy(&bytes).contains("<script>alert"), "{form}");
    }
    for path in ["/openings".to_owned(), format!("/openings/{id}"), format!("/openings/{id}/log")] {
        let page = office.page(&path).await;
        assert!(!page.contains("<script>alert") && !page.contains('\u{202e}'), "{path}");
    }
}
