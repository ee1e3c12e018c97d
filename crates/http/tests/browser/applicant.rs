//! The whole way of an applicant: give, read, decide, edit the letter, take along, forget.

use sartor_testkit::browser::Page;

use crate::kit::{browser, check, picture, server, view};

struct Case {
    language: &'static str,
    resume: &'static str,
    posting: &'static str,
    /// What the page says of itself.
    heading: &'static str,
    forget: &'static str,
    forgotten: &'static str,
    /// A sentence that the resume does not hold.
    invented: &'static str,
}

const FRENCH: Case = Case {
    language: "fr",
    resume: "resumes/fr-backend-python.pdf",
    posting: "postings/fr-backend-python-nantes.md",
    heading: "Ce que votre CV prouve",
    forget: "Oublier maintenant",
    forgotten: "il n’en reste rien ici",
    invented: " Je maîtrise COBOL depuis 27 ans.",
};

const ENGLISH: Case = Case {
    language: "en",
    resume: "resumes/worked-example.txt",
    posting: "postings/worked-example.txt",
    heading: "What your resume proves",
    forget: "Forget now",
    forgotten: "nothing of it is left here",
    invented: " I have used COBOL for 27 years.",
};

#[test]
fn in_french_on_a_phone() {
    way(&FRENCH, 390, false);
}

#[test]
fn in_french_on_a_desk() {
    way(&FRENCH, 1280, false);
}

#[test]
fn in_english_on_a_phone_in_the_dark() {
    way(&ENGLISH, 390, true);
}

#[test]
fn in_english_on_a_desk_in_the_dark() {
    way(&ENGLISH, 1280, true);
}

fn way(case: &Case, width: u32, dark: bool) {
    let mut browser = browser();
    let mut page = browser.page(view(width, case.language, dark)).expect("a page");
    let name = |part: &str| format!("{part}-{}-{width}", case.language);
    page.go(&format!("http://{}/", server())).expect("the start");
    assert!(text(&mut page, "h1").contains(case.heading));
    check(&mut page, &name("start"));
    page.picture(&picture(&name("start")), false).expect("a picture");

    give(&mut page, case);
    check(&mut page, &name("report"));
    page.picture(&picture(&name("report")), false).expect("a picture");
    page.picture(&picture(&name("report-top")), true).expect("a picture");

    untick(&mut page);
    write(&mut page, case);
    check(&mut page, &name("decided"));
    page.eval("document.getElementById('edits').scrollIntoView()").expect("scrolls");
    page.picture(&picture(&name("edits")), true).expect("a picture");
    page.eval("document.getElementById('letter').scrollIntoView()").expect("scrolls");
    page.picture(&picture(&name("letter")), true).expect("a picture");

    take_along(&mut page);
    assert_eq!(text(&mut page, ".forget button"), case.forget);
    page.follow("document.querySelector('.forget button').click()").expect("forgets");
    assert!(text(&mut page, "main").contains(case.forgotten));
    check(&mut page, &name("forgotten"));
}

/// By the keyboard alone: each place that a person comes to is seen.
#[test]
fn the_keyboard_reaches_all_of_the_start() {
    let mut browser = browser();
    let mut page = browser.page(view(1280, "en", false)).expect("a page");
    page.go(&format!("http://{}/", server())).expect("the start");
    let mut places = Vec::new();
    for _ in 0..11 {
        page.key("Tab", 9).expect("a key");
        let seen = "(e => e.id || e.className || e.textContent.trim())(document.activeElement) + ' ' \
            + getComputedStyle(document.activeElement).outlineStyle";
        places.push(page.eval(seen).expect("a place").as_str().unwrap_or_default().to_owned());
    }
    assert!(places[0].starts_with("skip"), "the way to the content comes first: {places:?}");
    for id in ["resume", "posting_text", "posting", "role"] {
        assert!(places.iter().any(|place| place.split(' ').next() == Some(id)), "{id}: {places:?}");
    }
    assert!(places.iter().all(|place| !place.ends_with("none")), "focus is seen: {places:?}");
}

#[test]
fn the_reader_of_the_api_is_a_page_like_any_other() {
    let mut browser = browser();
    let mut page = browser.page(view(1280, "en", false)).expect("a page");
    page.go(&format!("http://{}/api", server())).expect("the page");
    assert!(text(&mut page, "main").contains("/api/v1/matches"));
    check(&mut page, "api");
    page.picture(&picture("api-en-1280"), true).expect("a picture");
}

fn give(page: &mut Page<'_>, case: &Case) {
    page.choose("#resume", &sartor_testkit::fixture(case.resume)).expect("a file");
    let posting = serde_json::to_string(&sartor_testkit::text(case.posting)).expect("a text");
    page.eval(&format!("document.getElementById('posting_text').value = {posting}")).expect("pasted");
    page.follow("document.querySelector('.give button').click()").expect("the report");
    let path = page.eval("location.pathname").expect("a path");
    assert!(path.as_str().is_some_and(|path| path.starts_with("/reports/")), "{path}");
}

/// Without its edits the score is another, without a new page.
fn untick(page: &mut Page<'_>) {
    let before = text(page, "#outcome");
    page.eval("window.kept = true; document.querySelectorAll('.edit input').forEach(box => box.click())")
        .expect("clicks");
    let all = "document.querySelectorAll('.edit input:checked').length === 0";
    page.until(all).expect("all are refused");
    let changed = format!("document.getElementById('outcome').innerText !== {}", quoted(&before));
    page.until(&changed).expect("the score moves");
    assert_eq!(page.eval("window.kept").expect("a value"), true, "the page stayed");
    page.eval("document.querySelectorAll('.edit input').forEach(box => box.click())").expect("clicks");
    let back = format!("document.getElementById('outcome').innerText === {}", quoted(&before));
    page.until(&back).expect("the score comes back");
}

/// What the resume does not hold is told while it is written.
fn write(page: &mut Page<'_>, case: &Case) {
    page.write("#body", case.invented).expect("types");
    page.until("document.getElementById('checks').innerText.includes('COBOL')").expect("the check tells");
}

/// Each file is there, as an attachment.
fn take_along(page: &mut Page<'_>) {
    let fetched = "Promise.all([...document.querySelectorAll('.files a')].map(a => fetch(a.href).then(r => \
        r.status + ' ' + (r.headers.get('content-disposition') || '').split(';')[0])))";
    let told = page.eval(fetched).expect("answers");
    let told: Vec<&str> = told.as_array().into_iter().flatten().filter_map(|one| one.as_str()).collect();
    assert!(told.len() >= 9 && told.iter().all(|one| *one == "200 attachment"), "{told:?}");
}

pub(crate) fn text(page: &mut Page<'_>, selector: &str) -> String {
    let asked = format!("document.querySelector('{selector}').innerText");
    page.eval(&asked).expect("a text").as_str().unwrap_or_default().to_owned()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}
