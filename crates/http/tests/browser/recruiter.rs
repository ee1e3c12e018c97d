//! The whole way of a recruiter: an opening, resumes, the matrix, who is shown, one and some of them, what is taken along, the end.

use sartor_testkit::browser::Page;

use crate::{
    applicant::text,
    kit::{browser, check, picture, server, view},
};

struct Case {
    language: &'static str,
    posting: &'static str,
    resumes: &'static [&'static str],
    /// The name of one of them, and its town.
    person: &'static [&'static str],
    kept: &'static str,
    erased: &'static str,
}

const FRENCH: Case = Case {
    language: "fr",
    posting: "postings/fr-backend-python-nantes.md",
    resumes: &[
        "resumes/fr-backend-python.pdf",
        "resumes/worked-example.txt",
        "resumes/fr-data-backend.docx",
        "resumes/fr-fullstack-node.md",
        "damaged/scanned.pdf",
    ],
    person: &["fr-backend-python.pdf"],
    kept: "fichiers reçus et gardés",
    erased: "sont effacés",
};

const ENGLISH: Case = Case {
    language: "en",
    posting: "postings/worked-example.txt",
    resumes: &["resumes/worked-example.txt", "resumes/fr-backend-python.pdf", "damaged/scanned.pdf"],
    person: &["fr-backend-python.pdf"],
    kept: "files received and kept",
    erased: "are erased",
};

#[test]
fn in_french_on_a_phone() {
    way(&FRENCH, 390, false);
}

#[test]
fn in_french_on_a_desk_in_the_dark() {
    way(&FRENCH, 1280, true);
}

#[test]
fn in_english_on_a_phone_in_the_dark() {
    way(&ENGLISH, 390, true);
}

#[test]
fn in_english_on_a_desk() {
    way(&ENGLISH, 1280, false);
}

fn way(case: &Case, width: u32, dark: bool) {
    let mut browser = browser();
    let mut page = browser.page(view(width, case.language, dark)).expect("a page");
    let name = |part: &str| format!("{part}-{}-{width}", case.language);
    page.go(&format!("http://{}/openings", server())).expect("the openings");
    check(&mut page, &name("openings"));
    let posting = serde_json::to_string(&sartor_testkit::text(case.posting)).expect("a text");
    page.eval(&format!("document.getElementById('posting_text').value = {posting}")).expect("pasted");
    page.follow("document.querySelector('.give button').click()").expect("the opening");
    check(&mut page, &name("opening-new"));

    send(&mut page, case);
    check(&mut page, &name("opening"));
    page.picture(&picture(&name("opening")), false).expect("a picture");
    focus(&mut page);
    page.picture(&picture(&name("evidence")), true).expect("a picture");
    weigh(&mut page);
    take_along(&mut page);
    filter(&mut page);

    look_blind(&mut page, case);
    page.picture(&picture(&name("blind")), false).expect("a picture");
    check(&mut page, &name("blind"));
    compare(&mut page);
    check(&mut page, &name("compare"));
    page.picture(&picture(&name("compare")), false).expect("a picture");
    page.follow("document.querySelector('.trail a:last-child').click()").expect("the matrix");
    page.follow("document.querySelector('.matrix tbody th a').click()").expect("an applicant");
    check(&mut page, &name("applicant-blind"));
    page.follow("document.querySelector('.head form button').click()").expect("revealed");
    note(&mut page);
    check(&mut page, &name("applicant"));
    page.picture(&picture(&name("applicant")), false).expect("a picture");
    page.follow("document.querySelector('form[action*=\"/erase\"] button').click()").expect("the matrix");
    assert!(!text(&mut page, "main").contains("request."), "erased");
    page.follow("document.querySelector('a[href*=\"/log\"]').click()").expect("the log");
    let log = text(&mut page, ".list");
    for deed in ["revealed", "exported", "erased"] {
        let french = [("revealed", "a levé l’anonymat"), ("exported", "a exporté"), ("erased", "a effacé")];
        let told = french.iter().find(|(own, _)| *own == deed).map_or("", |(_, told)| told);
        assert!(log.contains(deed) || log.contains(told), "{deed}: {log}");
    }
    check(&mut page, &name("log"));
    page.follow("document.querySelector('.trail a:last-child').click()").expect("the matrix");
    page.follow("document.querySelector('form[action*=\"/erase\"] button').click()").expect("the openings");
    assert!(text(&mut page, "main").contains(case.erased));
}

/// Sends all files at once; the page tells what became of each.
fn send(page: &mut Page<'_>, case: &Case) {
    let files: Vec<_> = case.resumes.iter().map(|path| sartor_testkit::fixture(path)).collect();
    page.choose_all("#resumes", &files).expect("files");
    page.follow("document.querySelector('.upload button').click()").expect("the matrix");
    let main = text(page, "main");
    assert!(main.contains(case.kept) && main.contains("input.scanned"), "{main}");
    let rows = page.eval("document.querySelectorAll('.matrix tbody tr').length").expect("a number");
    assert_eq!(rows, case.resumes.len() - 1);
}

/// By the keyboard: evidence is seen on focus.
fn focus(page: &mut Page<'_>) {
    let seen = "(() => { const own = document.querySelector('.matrix .m > span.job, .matrix .m > span.declared'); own.scrollIntoView({block: 'center', inline: 'center'}); own.focus(); \
        return getComputedStyle(own.querySelector('.tip')).display + ' ' + own.querySelector('.tip').innerText; })()";
    let told = page.eval(seen).expect("a text");
    let told = told.as_str().unwrap_or_default();
    assert!(told.starts_with("block") && (told.contains("line") || told.contains("ligne")), "{told}");
}

/// The ranking follows the weights without a new page.
fn weigh(page: &mut Page<'_>) {
    let fits =
        "[...document.querySelectorAll('.matrix tbody tr')].map(row => row.cells[2].innerText.trim()).join()";
    let before = page.eval(fits).expect("fits");
    page.eval(
        "window.kept = true; document.querySelectorAll('details.tools').forEach(one => one.open = true)",
    )
    .expect("opens");
    let move_one = "(() => { const one = document.querySelector('[name^=\"w.\"]'); one.value = '3'; \
        one.dispatchEvent(new Event('change', { bubbles: true })); })()";
    page.eval(move_one).expect("moves");
    let moved = format!("{fits} !== {before} && window.kept");
    page.until(&moved).expect("the fits follow");
}

/// Each form is there, as an attachment.
fn take_along(page: &mut Page<'_>) {
    let fetched = "Promise.all([...document.querySelectorAll('.files a')].map(a => fetch(a.href).then(r => \
        r.status + ' ' + (r.headers.get('content-disposition') || '').split(';')[0])))";
    let told = page.eval(fetched).expect("answers");
    let told: Vec<&str> = told.as_array().into_iter().flatten().filter_map(|one| one.as_str()).collect();
    assert!(told.len() == 4 && told.iter().all(|one| *one == "200 attachment"), "{told:?}");
}

fn filter(page: &mut Page<'_>) {
    page.eval("document.querySelector('[name=has]').click()").expect("ticks");
    page.follow("document.querySelector('form[method=get] button').click()").expect("the matrix");
    let shown = page.eval("document.querySelectorAll('.matrix tbody tr').length").expect("a number");
    let said = text(page, ".results > p");
    assert!(said.starts_with(&shown.to_string()), "{said}");
}

fn look_blind(page: &mut Page<'_>, case: &Case) {
    page.follow("document.querySelector('.views a:last-child').click()").expect("the blind view");
    let whole = page.eval("document.querySelector('main').innerText").expect("a text");
    for masked in case.person {
        assert!(!whole.as_str().unwrap_or_default().contains(masked), "{masked}");
    }
}

fn compare(page: &mut Page<'_>) {
    page.eval("[...document.querySelectorAll('[name=who]')].slice(0, 2).forEach(box => box.click())")
        .expect("ticks");
    page.follow("document.querySelector('.results form > button').click()").expect("side by side");
    let columns = page.eval("document.querySelectorAll('.sides thead th').length").expect("a number");
    assert_eq!(columns, 2);
}

fn note(page: &mut Page<'_>) {
    page.write("#text", "Rappeler <b>lundi</b>").expect("types");
    page.follow("document.querySelector('form[action*=\"/notes?\"] button').click()").expect("noted");
    assert!(text(page, "#notes ~ article, section[aria-labelledby=notes]").contains("<b>lundi</b>"));
}
