use std::collections::BTreeMap;

use sartor_core::Language;
use sartor_store::{NewOpening, Retention};

use crate::kit::{Site, add, at, digest, now, on, posting};

on!(all: an_opening_is_what_was_kept it_can_be_changed lists_count_their_applicants both_grounds_hold_the_same_texts);

async fn an_opening_is_what_was_kept(site: &Site) {
    let store = site.open().await;
    let new = NewOpening {
        posting_kind: "pdf",
        posting_name: Some("annonce.pdf"),
        weights: BTreeMap::from([("db.postgresql".to_owned(), 2_000)]),
        retention: Retention::new(24).unwrap(),
        ..posting()
    };
    let id = store.add_opening(&new, now()).await.unwrap();
    let kept = store.opening(&id).await.unwrap();
    assert_eq!((kept.title.as_str(), kept.posting.as_str()), (new.title, new.posting));
    assert_eq!((kept.posting_kind.as_str(), kept.posting_name.as_deref()), ("pdf", Some("annonce.pdf")));
    assert_eq!((kept.language, kept.as_of, &kept.weights), (Language::Fr, new.as_of, &new.weights));
    assert_eq!((kept.created, kept.last_contact), (now(), now()));
    assert_eq!((kept.retention.months(), kept.expires), (24, at("2028-11-22T09:00:00Z")));
    let other = store.add_opening(&new, now()).await.unwrap();
    assert_ne!(id, other);
}

async fn it_can_be_changed(site: &Site) {
    let store = site.open().await;
    let id = crate::kit::opening(&store).await;
    let weights = BTreeMap::from([("lang.rust".to_owned(), 3_000), ("db.postgresql".to_owned(), 0)]);
    store.set_weights(&id, &weights).await.unwrap();
    assert_eq!(store.opening(&id).await.unwrap().weights, weights);
    let new = NewOpening::of_text("Rust developer", "Rust.", Language::En, "2026-12-01".parse().unwrap());
    store.update_opening(&id, &new).await.unwrap();
    let kept = store.opening(&id).await.unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.posting.as_str(), kept.language),
        ("Rust developer", "Rust.", Language::En)
    );
    assert_eq!((kept.as_of.to_string().as_str(), kept.weights.len(), kept.created), ("2026-12-01", 0, now()));

    let none = sartor_store::OpeningId::parse(&"0".repeat(32)).unwrap();
    for error in [
        store.opening(&none).await.unwrap_err(),
        store.set_weights(&none, &weights).await.unwrap_err(),
        store.update_opening(&none, &new).await.unwrap_err(),
    ] {
        assert_eq!(error.code(), "store.missing");
    }
    let odd = NewOpening { posting_kind: "a kind", ..posting() };
    assert_eq!(store.add_opening(&odd, now()).await.unwrap_err().code(), "store.token");
}

async fn lists_count_their_applicants(site: &Site) {
    let store = site.open().await;
    let first = crate::kit::opening(&store).await;
    let second = store.add_opening(&posting(), at("2026-11-23T09:00:00Z")).await.unwrap();
    add(&store, &first, 1).await;
    add(&store, &first, 2).await;
    let failed = sartor_store::NewApplicant {
        digest: &digest(3),
        file_name: "scan.pdf",
        name: None,
        outcome: sartor_store::Outcome::Failed { code: "input.scanned".to_owned() },
    };
    store.add_applicant(&first, &failed, None, now()).await.unwrap();
    let list = store.openings().await.unwrap();
    let counts: Vec<_> = list.iter().map(|line| (&line.id, line.applicants, line.unread)).collect();
    assert_eq!(counts, [(&second, 0, 0), (&first, 3, 1)]);
}

/// PostgreSQL has no NUL in texts, and file names come from strangers.
async fn both_grounds_hold_the_same_texts(site: &Site) {
    let store = site.open().await;
    let title = "a\0b ' \" ; -- \u{202e} 履歴書 $1 \r\n";
    let id = store.add_opening(&NewOpening { title, ..posting() }, now()).await.unwrap();
    assert_eq!(store.opening(&id).await.unwrap().title, title.replace('\0', "\u{fffd}"));
}
