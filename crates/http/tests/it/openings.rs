//! What a recruiter does with an opening: weighs, filters, reveals, exports, erases.

use axum::http::StatusCode;
use sartor_store::{ApplicantId, StoreError};
use serde_json::{Value, json};

use crate::{
    kit::{self, ask, get},
    office::{Office, Resume, filled, list, refused},
};

const POSTING: &str = "Développeur back-end (H/F)

PROFIL RECHERCHÉ
- Python exigé
- PostgreSQL exigé
- Docker exigé
- Au moins 3 ans d'expérience
";

/// Someone who worked with these for some years.
fn person(name: &str, skills: &str, since: i16) -> Resume {
    let text = format!(
        "{name}\nDéveloppeur back-end\n{}@example.org\n\nEXPÉRIENCE PROFESSIONNELLE\n\nDéveloppeur back-end - Atelier Brume, Rennes\n\
         01/{since} - aujourd'hui\n- Services avec {skills}.\n",
        name.to_lowercase().replace(' ', ".")
    );
    (format!("{name}.txt"), text.into_bytes())
}

/// Five people: all three skills, one missing twice in the same way, two missing, and a beginner. The name of Dora Docker is no skill.
fn people() -> Vec<Resume> {
    vec![
        person("Anne Tout", "Python, PostgreSQL et Docker", 2018),
        person("Bela Presque", "Python et PostgreSQL", 2018),
        person("Cleo Pareil", "Python et PostgreSQL", 2018),
        person("Dora Docker", "Docker", 2018),
        person("Elif Debut", "Python, PostgreSQL et Docker", 2026),
    ]
}

fn names(matrix: &Value) -> Vec<String> {
    list(&matrix["applicants"], "document").iter().map(|name| name[..4].to_owned()).collect()
}

fn fit(matrix: &Value, file: &str) -> Value {
    let rows = matrix["applicants"].as_array().expect("a list");
    rows.iter().find(|row| row["document"].as_str().is_some_and(|own| own.starts_with(file))).expect("in it")
        ["fit"]
        .clone()
}

#[tokio::test]
async fn weights_move_the_ranking_and_0_leaves_a_part_out() {
    let office = Office::open().await;
    let people = people().into_iter().take(4).collect::<Vec<_>>();
    let id = office.opening_with(POSTING, &people).await;
    let plain = office.matrix(&id, "").await;
    assert_eq!(names(&plain)[0], "Anne");
    assert_eq!(names(&plain)[3], "Dora");
    let heads = list(&plain["requirements"], "id");
    let path = format!("/openings/{id}/weights?lang=fr");
    // Only Docker counts: those who have none have nothing, and Dora is as good as Anne.
    let mut fields: Vec<(String, &str)> = heads.iter().map(|head| (format!("w.{head}"), "0")).collect();
    fields.extend(["title", "years"].map(|kind| (format!("w.{kind}"), "0")));
    let docker = heads.iter().find(|head| head.contains("docker")).expect("Docker is asked").clone();
    fields.iter_mut().filter(|(name, _)| name.ends_with(&docker)).for_each(|(_, factor)| *factor = "3");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, factor)| (name.as_str(), *factor)).collect();
    let to = office.submit(&id, &path, &fields).await;
    assert!(to.starts_with(&format!("/openings/{id}?")), "{to}");
    let weighed = office.matrix(&id, "").await;
    assert_eq!(fit(&weighed, "Anne"), fit(&weighed, "Dora"), "only Docker counts");
    assert_eq!(fit(&weighed, "Bela"), json!(0), "what is left out brings nothing");
    let ranks: Vec<_> =
        weighed["applicants"].as_array().expect("a list").iter().map(|row| row["rank"].clone()).collect();
    assert_eq!(ranks, [1, 1, 3, 3]);
    // Nothing counts: there is no score, and so no rank.
    let none: Vec<(&str, &str)> = fields.iter().map(|(name, _)| (*name, "0")).collect();
    office.submit(&id, &path, &none).await;
    let nothing = office.matrix(&id, "").await;
    assert!(
        nothing["applicants"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|row| row["rank"].is_null() && row["fit"].is_null())
    );
    // Back to the posting's own weights.
    let ones: Vec<(&str, &str)> = fields.iter().map(|(name, _)| (*name, "1")).collect();
    office.submit(&id, &path, &ones).await;
    assert_eq!(office.matrix(&id, "").await, plain);
    let token = office.csrf(&id).await;
    for wrong in ["4", "-1", "x", ""] {
        let answer = ask(office.server.clone(), filled(&path, &[("csrf", &token), ("w.years", wrong)])).await;
        refused(&answer, StatusCode::BAD_REQUEST, "request.field");
    }
}

#[tokio::test]
async fn equals_share_a_rank_and_the_next_is_counted_on() {
    let office = Office::open().await;
    let id = office.opening_with(POSTING, &people()).await;
    let matrix = office.matrix(&id, "").await;
    let rows = matrix["applicants"].as_array().expect("a list");
    let rank = |file: &str| {
        let row = rows.iter().find(|row| row["document"].as_str().is_some_and(|own| own.starts_with(file)));
        row.expect("in it")["rank"].as_u64().expect("a rank")
    };
    assert_eq!(fit(&matrix, "Bela"), fit(&matrix, "Cleo"));
    assert_eq!(rank("Bela"), rank("Cleo"), "equals share a rank");
    let mut ranks: Vec<u64> = rows.iter().map(|row| row["rank"].as_u64().expect("a rank")).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    let shared = rank("Bela");
    ranks.retain(|rank| *rank > shared);
    assert!(ranks.iter().all(|rank| *rank >= shared + 2), "{ranks:?} after two of {shared}");
}

#[tokio::test]
async fn filters_leave_out_and_tell_how_many() {
    let office = Office::open().await;
    let id = office.opening_with(POSTING, &people()).await;
    let heads = list(&office.matrix(&id, "").await["requirements"], "id");
    let docker = heads.iter().find(|head| head.contains("docker")).expect("Docker is asked").clone();
    let postgres = heads.iter().find(|head| head.contains("postgres")).expect("PostgreSQL is asked").clone();
    for (query, wanted, out) in [
        (format!("has={docker}"), vec!["Anne", "Dora", "Elif"], 2),
        (format!("has={docker}&has={postgres}"), vec!["Anne", "Elif"], 3),
        ("one_missing=1".to_owned(), vec!["Bela", "Cleo"], 3),
        ("not_failed=years".to_owned(), vec!["Anne", "Bela", "Cleo", "Dora"], 1),
        ("has=no.such.thing".to_owned(), vec![], 5),
        (String::new(), vec!["Anne", "Bela", "Cleo", "Dora", "Elif"], 0),
    ] {
        let mut left = names(&office.matrix(&id, &query).await);
        left.sort();
        assert_eq!(left, wanted, "{query}");
        let page = office.page(&format!("/openings/{id}?lang=en&{query}")).await;
        assert!(page.contains(&format!("{} of 5 applicants shown", wanted.len())), "{query}");
        let told = page.contains(&format!("{out} left out by the filters, not rejected"));
        assert_eq!(told, out > 0, "{query}: what is left out is counted");
    }
    // Ranks stay those among all.
    let ranks: Vec<Value> = office.matrix(&id, &format!("has={docker}&sort=missing")).await["applicants"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["rank"].clone())
        .collect();
    assert_ne!(ranks, [1, 2, 3], "Bela and Cleo stand between");
}

#[tokio::test]
async fn the_log_tells_who_revealed_exported_and_erased() {
    let office = Office::open().await;
    let id = office.opening_with(POSTING, &people()).await;
    let ids = office.ids(&id).await;
    let (first, last) = (&ids[0], &ids[4]);
    let base = format!("/openings/{id}");
    let log = format!("{base}/log?lang=en");
    let empty = office.page(&log).await;
    for action in ["revealed", "exported", "erased"] {
        assert!(!empty.contains(&format!("<td>{action}")), "{action}");
    }
    office.submit(&id, &format!("{base}/applicants/{first}/reveal"), &[]).await;
    office.page(&format!("{base}/files/matrix.csv?view=blind")).await;
    office.page(&format!("{base}/applicants/{first}/export")).await;
    office.submit(&id, &format!("{base}/applicants/{last}/erase"), &[]).await;
    let page = office.page(&log).await;
    for told in [
        format!("<td>revealed <code>identity</code></td><td><code>{}</code>", &first[..8]),
        "<td>exported <code>csv-blind</code></td><td>the whole opening".to_owned(),
        format!("<td>exported <code>json</code></td><td><code>{}</code>", &first[..8]),
        format!("<td>erased</td><td><code>{}</code>", &last[..8]),
    ] {
        assert!(page.contains(&told), "{told} in {page}");
    }
    for name in people().iter().map(|(file, _)| file.trim_end_matches(".txt").to_owned()) {
        assert!(!page.contains(&name), "the log is of ids alone");
    }
}

#[tokio::test]
async fn who_is_erased_is_gone_from_the_matrix_and_the_store() {
    let office = Office::open().await;
    let id = office.opening_with(POSTING, &people()).await;
    let matrix = office.matrix(&id, "").await;
    let rows = matrix["applicants"].as_array().expect("a list");
    let dora = rows
        .iter()
        .find(|row| row["name"].as_str().is_some_and(|name| name.starts_with("Dora")))
        .expect("she applied");
    let dora = dora["id"].as_str().expect("an id");
    let to = office.submit(&id, &format!("/openings/{id}/applicants/{dora}/erase?view=blind"), &[]).await;
    assert!(to.contains("view=blind") && to.contains("done=erased"), "{to}");
    let left = office.matrix(&id, "").await;
    assert_eq!(names(&left).len(), 4);
    assert!(!left.to_string().contains("Dora"));
    let one = ApplicantId::parse(dora).expect("an id");
    assert!(matches!(office.store.applicant(&one).await, Err(StoreError::Missing(_))));
    let (opening, store) = (Office::id(&id), &office.store);
    assert_eq!(store.documents(&opening).await.expect("there").len(), 4);
    assert_eq!(store.reports(&opening).await.expect("there").len(), 4);
    let answer = ask(office.server.clone(), get(&format!("/openings/{id}/applicants/{dora}"))).await;
    refused(&answer, StatusCode::NOT_FOUND, "store.missing");
    // What was erased may be sent again: it is new.
    let tally = office.send(&id, &people()).await;
    assert_eq!((tally["done"].as_u64(), tally["known"].as_u64()), (Some(5), Some(4)), "{tally}");
}

/// An id of another opening opens nothing here, whatever is asked of it.
#[tokio::test]
async fn an_applicant_of_another_opening_is_not_there() {
    let office = Office::open().await;
    let (one, other) = (
        office.opening_with(POSTING, &people()[..2]).await,
        office.opening_with(POSTING, &people()[2..]).await,
    );
    let stranger = office.ids(&other).await[0].clone();
    let base = format!("/openings/{one}/applicants/{stranger}");
    let token = office.csrf(&one).await;
    let mut requests = vec![get(&base), get(&format!("{base}?view=blind")), get(&format!("{base}/export"))];
    for deed in ["reveal", "notes", "notes/remove", "erase"] {
        requests.push(filled(&format!("{base}/{deed}"), &[("csrf", &token), ("text", "x"), ("note", "x")]));
    }
    requests.push(get(&format!("/api/v1{base}")));
    for request in requests {
        let path = request.uri().to_string();
        let answer = ask(office.server.clone(), request).await;
        assert_eq!(answer.0.status(), StatusCode::NOT_FOUND, "{path}: {}", answer.1);
        refused(&answer, StatusCode::NOT_FOUND, "store.missing");
    }
    // Compared, it has no column, and the log of this opening does not say that it was seen.
    let own = office.ids(&one).await;
    let page = office
        .page(&format!("/openings/{one}/compare?lang=en&who={}&who={}&who={stranger}", own[0], own[1]))
        .await;
    assert_eq!(page.matches("<th scope=\"col\">").count(), 2, "{page}");
    let log = office.page(&format!("/openings/{one}/log")).await;
    assert!(!log.contains(&stranger[..8]), "no trace of the other opening");
    assert_eq!(office.ids(&other).await.len(), 3);
}

/// Whatever a query names, the answer is a page or a refusal.
#[tokio::test]
async fn an_opening_that_is_not_there_is_told() {
    let office = Office::open().await;
    for id in ["x".to_owned(), "0".repeat(32), "%2e%2e".to_owned()] {
        let answer = ask(office.server.clone(), get(&format!("/openings/{id}"))).await;
        refused(&answer, StatusCode::NOT_FOUND, "store.missing");
    }
    let answer = ask(kit::server(), get("/openings")).await;
    assert_eq!(answer.0.status(), StatusCode::NOT_FOUND, "without a store there are no openings");
}
