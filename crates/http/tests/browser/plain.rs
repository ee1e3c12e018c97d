//! What holds without scripts, and what no script of others may do.

use sartor_testkit::browser::View;

use crate::{
    applicant::text,
    kit::{browser, check, picture, server, view},
};

/// The main path by forms alone.
#[test]
fn the_main_path_needs_no_scripts() {
    let mut browser = browser();
    let mut page = browser.page(View { scripts: false, ..view(390, "en", false) }).expect("a page");
    page.go(&format!("http://{}/", server())).expect("the start");
    page.choose("#resume", &sartor_testkit::fixture("resumes/worked-example.txt")).expect("a file");
    page.choose("#posting", &sartor_testkit::fixture("postings/worked-example.txt")).expect("a file");
    page.follow("document.querySelector('.give button').click()").expect("the report");
    assert!(text(&mut page, "main").contains("of 100"));
    let before = text(&mut page, "#outcome");
    page.eval("document.querySelectorAll('.edit input').forEach(box => box.click())").expect("clicks");
    page.follow("document.querySelector('.edits > button').click()").expect("the report");
    assert_ne!(text(&mut page, "#outcome"), before, "the score follows");
    page.eval("document.getElementById('body').value += ' I know COBOL.'").expect("writes");
    page.follow("document.querySelector('form.letter > button').click()").expect("the report");
    assert!(text(&mut page, "#checks").contains("COBOL"));
    page.follow("document.querySelector('.forget button').click()").expect("the start");
    assert!(text(&mut page, "main").contains("nothing of it is left"));
}

/// Attack 10: markup in a resume, a posting, a name.
#[test]
fn no_script_of_others_runs() {
    let evil = "<script>window.owned=1</script><img src=x onerror=\"window.owned=1\"></textarea><svg onload=\"window.owned=1\">";
    let folder = std::env::temp_dir().join(format!("sartor-evil-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("<img src=x onerror=window.owned=1>.html");
    // As a page the words of the markup are text like any other.
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let resume = format!("{}\nPython {evil}", sartor_testkit::text("resumes/worked-example.txt"));
    let lines: String = resume.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect();
    std::fs::write(&file, format!("<html><body>{lines}</body></html>")).expect("a file");
    let mut browser = browser();
    let mut page = browser.page(view(1280, "en", false)).expect("a page");
    page.go(&format!("http://{}/", server())).expect("the start");
    page.choose("#resume", &file).expect("a file");
    let posting = sartor_testkit::text("postings/worked-example.txt") + &evil.replace("script", "b");
    let posting = serde_json::to_string(&posting).expect("a text");
    page.eval(&format!("document.getElementById('posting_text').value = {posting}")).expect("pasted");
    page.follow("document.querySelector('.give button').click()").expect("the report");
    page.write("#body", evil).expect("types");
    page.until("document.getElementById('checks').innerText.length > 0").expect("checked");
    assert_eq!(page.eval("typeof window.owned").expect("a type"), "undefined");
    assert_eq!(page.eval("document.querySelectorAll('main script, main img').length").expect("a number"), 0);
    check(&mut page, "evil");
    let _ = std::fs::remove_dir_all(folder);
}

/// Attack 10 for recruiters: markup in the title of an opening, in a posting, a resume, a name of a file, a note.
#[test]
fn no_script_of_others_runs_for_recruiters() {
    let evil = "<img src=x onerror=window.owned=1><script>window.owned=1</script>";
    let folder = std::env::temp_dir().join(format!("sartor-evil-recruiting-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("<img src=x onerror=window.owned=1>.txt");
    let resume =
        sartor_testkit::text("resumes/worked-example.txt").replacen("Noé", &format!("{evil} Noé"), 1);
    std::fs::write(&file, resume + evil).expect("a file");
    let mut browser = browser();
    let mut page = browser.page(view(1280, "en", false)).expect("a page");
    page.go(&format!("http://{}/openings", server())).expect("the openings");
    let posting =
        serde_json::to_string(&(sartor_testkit::text("postings/worked-example.txt") + evil)).expect("a text");
    page.eval(&format!("document.getElementById('posting_text').value = {posting}")).expect("pasted");
    page.eval(&format!("document.getElementById('title').value = {:?}", evil)).expect("a title");
    page.follow("document.querySelector('.give button').click()").expect("the opening");
    page.choose("#resumes", &file).expect("a file");
    page.follow("document.querySelector('.upload button').click()").expect("the matrix");
    assert!(text(&mut page, "main").contains("onerror"), "the name is shown as it is");
    check(&mut page, "evil-opening");
    page.follow("document.querySelector('.matrix tbody th a').click()").expect("an applicant");
    page.write("#text", evil).expect("types");
    page.follow("document.querySelector('form[action*=\"/notes?\"] button').click()").expect("noted");
    check(&mut page, "evil-applicant");
    assert_eq!(page.eval("typeof window.owned").expect("a type"), "undefined");
    assert_eq!(page.eval("document.querySelectorAll('main script, main img').length").expect("a number"), 0);
    page.go(&format!("http://{}/openings", server())).expect("the openings");
    check(&mut page, "evil-openings");
    assert_eq!(page.eval("typeof window.owned").expect("a type"), "undefined");
    let _ = std::fs::remove_dir_all(folder);
}

/// Without scripts a recruiter sends resumes by the form alone.
#[test]
fn a_recruiter_needs_no_scripts() {
    let mut browser = browser();
    let mut page = browser.page(View { scripts: false, ..view(390, "fr", false) }).expect("a page");
    page.go(&format!("http://{}/openings", server())).expect("the openings");
    page.choose("#posting", &sartor_testkit::fixture("postings/worked-example.txt")).expect("a file");
    page.follow("document.querySelector('.give button').click()").expect("the opening");
    let files = ["resumes/worked-example.txt", "damaged/empty.pdf"].map(sartor_testkit::fixture);
    page.choose_all("#resumes", &files).expect("files");
    page.follow("document.querySelector('.upload button').click()").expect("the matrix");
    let main = text(&mut page, "main");
    assert!(main.contains("2 fichiers reçus et gardés") && main.contains("input.empty"), "{main}");
    let faults = page.faults();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn what_cannot_be_read_is_told_where_it_was_given() {
    let mut browser = browser();
    let mut page = browser.page(view(390, "fr", false)).expect("a page");
    page.go(&format!("http://{}/", server())).expect("the start");
    page.choose("#resume", &sartor_testkit::fixture("damaged/scanned.pdf")).expect("a file");
    page.eval("document.getElementById('posting_text').value = 'Python'").expect("pasted");
    page.follow("document.querySelector('.give button').click()").expect("the start again");
    assert!(text(&mut page, "[role=alert]").contains("input.scanned"));
    page.picture(&picture("refused-fr-390"), true).expect("a picture");
    // The answer has the status of what went wrong, which a browser notes in its console.
    let faults = page.faults().iter().filter(|fault| !fault.contains("422")).count();
    assert_eq!(faults, 0);
}
