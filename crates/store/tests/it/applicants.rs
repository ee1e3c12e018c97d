use sartor_store::{ApplicantId, Arrival, Json, NewApplicant, OpeningId, Outcome, Rank};
use serde_json::{Value, json};

use crate::kit::{Site, add, at, digest, document, now, on, opening, read};

on!(all: an_applicant_is_what_was_kept the_same_bytes_are_kept_once a_failure_is_mended_by_the_same_bytes
    ranks_and_ties the_blind_list_names_nobody reports_are_replaced_together what_is_malformed_is_refused);

async fn an_applicant_is_what_was_kept(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let report = json!({"fit": {"total": 7_470}, "é": [1.5, null, "\u{0}"]});
    let new = NewApplicant {
        digest: &digest(1),
        file_name: "../../CV\u{202e}\0fdp.exe",
        name: Some("Zoé D’Exemple"),
        outcome: Outcome::Read {
            document: document("Zoé", 10),
            report: Json::of(&report).unwrap(),
            rank: Rank { fit: Some(7_470), coverage: Some(1.0 / 3.0), missing: 2 },
        },
    };
    let receipt = store.add_applicant(&opening, &new, None, now()).await.unwrap();
    assert_eq!(receipt.arrival, Arrival::New);
    let kept = store.applicant(&receipt.applicant).await.unwrap();
    assert_eq!((&kept.line.id, &kept.line.opening), (&receipt.applicant, &opening));
    assert_eq!((&kept.line.label, kept.line.digest.as_str()), (&receipt.label, new.digest));
    assert_eq!(kept.line.file_name, "../../CV\u{202e}\u{fffd}fdp.exe");
    assert_eq!((kept.line.name.as_deref(), kept.line.code), (new.name, None));
    assert_eq!(kept.line.rank, Rank { fit: Some(7_470), coverage: Some(1.0 / 3.0), missing: 2 });
    assert_eq!((kept.line.created, kept.line.expires), (now(), at("2027-05-22T09:00:00Z")));
    assert_eq!(kept.document.unwrap(), document("Zoé", 10));
    assert_eq!(kept.report.unwrap().read::<Value>().unwrap(), report);
    let none = ApplicantId::parse(&"0".repeat(32)).unwrap();
    assert_eq!(store.applicant(&none).await.unwrap_err().code(), "store.missing");
}

async fn the_same_bytes_are_kept_once(site: &Site) {
    let store = site.open().await;
    let (first, second) = (opening(&store).await, opening(&store).await);
    let one = add(&store, &first, 1).await;
    let again = add(&store, &first, 1).await;
    assert_eq!((again.arrival, &again.applicant, &again.label), (Arrival::Known, &one.applicant, &one.label));
    assert_eq!(store.applicants(&first).await.unwrap().len(), 1);
    // In another opening it is another applicant, whom the label does not connect.
    let other = add(&store, &second, 1).await;
    assert_eq!(other.arrival, Arrival::New);
    assert!(other.applicant != one.applicant && other.label != one.label);
    // Known bytes are no new contact.
    let new = NewApplicant { digest: &digest(1), file_name: "x", name: None, outcome: read(1) };
    store.add_applicant(&first, &new, None, at("2027-01-01T00:00:00Z")).await.unwrap();
    assert_eq!(store.opening(&first).await.unwrap().last_contact, now());
}

async fn a_failure_is_mended_by_the_same_bytes(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let failed = |code: &str| Outcome::Failed { code: code.to_owned() };
    let digest = digest(1);
    let send = async |outcome| {
        let new = NewApplicant { digest: &digest, file_name: "cv.pdf", name: None, outcome };
        store.add_applicant(&opening, &new, None, now()).await.unwrap()
    };
    let first = send(failed("input.timeout")).await;
    assert_eq!(first.arrival, Arrival::New);
    assert_eq!(send(failed("input.crashed")).await.arrival, Arrival::Known);
    let kept = store.applicant(&first.applicant).await.unwrap();
    assert_eq!((kept.line.code.as_deref(), kept.document, kept.report), (Some("input.timeout"), None, None));
    let mended = send(read(5)).await;
    assert_eq!(
        (mended.arrival, &mended.applicant, &mended.label),
        (Arrival::Mended, &first.applicant, &first.label)
    );
    let kept = store.applicant(&first.applicant).await.unwrap();
    assert_eq!((kept.line.code, kept.line.rank.fit, kept.document.is_some()), (None, Some(5), true));
    // What was read is not undone by a failure.
    assert_eq!(send(failed("input.timeout")).await.arrival, Arrival::Known);
    assert_eq!(store.applicant(&first.applicant).await.unwrap().line.code, None);
}

async fn ranks_and_ties(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let mut labels = Vec::new();
    let ranks = [
        (1, Some(500), Some(0.2)),
        (2, Some(9_000), Some(0.1)),
        (3, None, Some(0.9)),
        (4, Some(500), Some(0.8)),
        (5, Some(500), None),
        (6, Some(500), Some(0.8)),
    ];
    for (number, fit, coverage) in ranks {
        let outcome = Outcome::Read {
            document: document("x", 1),
            report: Json::of(&number).unwrap(),
            rank: Rank { fit, coverage, missing: 0 },
        };
        let digest = digest(number);
        let new = NewApplicant { digest: &digest, file_name: "cv", name: None, outcome };
        labels.push(store.add_applicant(&opening, &new, None, now()).await.unwrap().label);
    }
    let outcome = Outcome::Failed { code: "input.empty".to_owned() };
    let new = NewApplicant { digest: &digest(7), file_name: "cv", name: None, outcome };
    labels.push(store.add_applicant(&opening, &new, None, now()).await.unwrap().label);
    let mut tied = [&labels[3], &labels[5]];
    tied.sort();
    let expected = [&labels[1], tied[0], tied[1], &labels[0], &labels[4], &labels[2], &labels[6]];
    let listed = store.applicants(&opening).await.unwrap();
    assert_eq!(listed.iter().map(|line| &line.label).collect::<Vec<_>>(), expected);
    let reports = store.reports(&opening).await.unwrap();
    let order: Vec<_> =
        listed.iter().filter(|line| line.code.is_none()).map(|line| line.id.clone()).collect();
    assert_eq!(reports.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), order);
    assert_eq!(store.documents(&opening).await.unwrap().len(), 6);
}

async fn the_blind_list_names_nobody(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    for number in 0..5 {
        add(&store, &opening, number).await;
    }
    let blind = store.applicants_blind(&opening).await.unwrap();
    let told = format!("{blind:?}");
    assert!(!told.contains("Camille") && !told.contains("resume-") && !told.contains(&digest(1)), "{told}");
    let open = store.applicants(&opening).await.unwrap();
    let pairs = blind.iter().zip(&open);
    assert!(pairs.clone().count() == 5 && pairs.into_iter().all(|(a, b)| a.id == b.id && a.label == b.label));
}

async fn reports_are_replaced_together(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let (a, b) = (add(&store, &opening, 1).await.applicant, add(&store, &opening, 2).await.applicant);
    let gone = ApplicantId::parse(&"0".repeat(32)).unwrap();
    let rank = |fit| Rank { fit: Some(fit), coverage: None, missing: 0 };
    let text = |word: &str| Json::of(word).unwrap();
    let new = [(a.clone(), text("A"), rank(9)), (gone, text("?"), rank(1)), (b.clone(), text("B"), rank(3))];
    assert_eq!(store.set_reports(&new).await.unwrap(), 2);
    assert_eq!(store.reports(&opening).await.unwrap(), [(a, text("A")), (b, text("B"))]);
}

async fn what_is_malformed_is_refused(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let send = async |opening: &OpeningId, digest: &str, outcome| {
        let new = NewApplicant { digest, file_name: "cv", name: None, outcome };
        store.add_applicant(opening, &new, None, now()).await.unwrap_err().code()
    };
    assert_eq!(send(&opening, "short", read(1)).await, "store.token");
    assert_eq!(send(&opening, &"G".repeat(64), read(1)).await, "store.token");
    let odd = Outcome::Failed { code: "Camille Exemple".to_owned() };
    assert_eq!(send(&opening, &digest(1), odd).await, "store.token");
    let none = OpeningId::parse(&"0".repeat(32)).unwrap();
    assert_eq!(send(&none, &digest(1), read(1)).await, "store.missing");
    assert!(store.applicants(&opening).await.unwrap().is_empty());
}
