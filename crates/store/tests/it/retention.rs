use jiff::{SignedDuration, Timestamp};
use sartor_store::{Actor, NewApplicant, NewOpening, Retention, Store};

use crate::kit::{Site, add, at, digest, now, on, opening, posting, read};

on!(all: applicants_go_on_their_day_and_not_before an_opening_stays_with_its_last_applicant
    contact_begins_the_term_anew another_term_counts_from_the_last_contact a_purge_also_ends_sessions);

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn purge(store: &Store, at: Timestamp) -> (u64, u64, u64) {
    let erased = store.purge(at).await.unwrap();
    (erased.openings, erased.applicants, erased.notes)
}

async fn applicants_go_on_their_day_and_not_before(site: &Site) {
    let store = site.open().await;
    for months in [1, 6, 24] {
        let retention = Retention::new(months).unwrap();
        let opening = store.add_opening(&NewOpening { retention, ..posting() }, now()).await.unwrap();
        let applicant = add(&store, &opening, 1).await.applicant;
        store.add_note(&applicant, &Actor::Local, "vu", now() + DAY).await.unwrap();
        let ends = store.applicant(&applicant).await.unwrap().line.expires;
        assert_eq!(ends, retention.ends(now()));
        assert_eq!(purge(&store, ends - DAY).await, (0, 0, 0));
        assert_eq!(purge(&store, ends - SignedDuration::from_millis(1)).await, (0, 0, 0));
        assert!(store.applicant(&applicant).await.is_ok());
        assert_eq!(purge(&store, ends).await, (1, 1, 1));
        assert_eq!(store.applicant(&applicant).await.unwrap_err().code(), "store.missing");
        assert_eq!(store.opening(&opening).await.unwrap_err().code(), "store.missing");
        assert_eq!(purge(&store, ends + DAY).await, (0, 0, 0));
        let wanted = sartor_store::AuditFilter { opening: Some(opening), ..Default::default() };
        let log = store.audit(&wanted).await.unwrap();
        assert_eq!(log.len(), 2);
        assert!(log.iter().all(|entry| entry.actor == Actor::Retention && entry.at == ends));
    }
    // The day after alone does it too.
    let opening = opening(&store).await;
    add(&store, &opening, 1).await;
    assert_eq!(purge(&store, Retention::default().ends(now()) + DAY).await, (1, 1, 0));
}

async fn an_opening_stays_with_its_last_applicant(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    add(&store, &opening, 1).await;
    let later = at("2027-02-01T00:00:00Z");
    let new = NewApplicant { digest: &digest(2), file_name: "cv", name: None, outcome: read(2) };
    let second = store.add_applicant(&opening, &new, None, later).await.unwrap().applicant;
    assert_eq!(purge(&store, at("2027-05-22T09:00:00Z")).await, (0, 1, 0));
    let left = store.applicants(&opening).await.unwrap();
    assert_eq!((left.len(), &left[0].id), (1, &second));
    assert_eq!(store.opening(&opening).await.unwrap().expires, at("2027-08-01T00:00:00Z"));
    assert_eq!(purge(&store, at("2027-08-01T00:00:00Z")).await, (1, 1, 0));
}

async fn contact_begins_the_term_anew(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let (one, two) = (add(&store, &opening, 1).await.applicant, add(&store, &opening, 2).await.applicant);
    store.touch_applicant(&one, at("2027-01-31T00:00:00Z")).await.unwrap();
    // Told late, it shortens nothing.
    store.touch_applicant(&one, now()).await.unwrap();
    assert_eq!(store.applicant(&one).await.unwrap().line.expires, at("2027-07-31T00:00:00Z"));
    assert_eq!(store.applicant(&two).await.unwrap().line.expires, at("2027-05-22T09:00:00Z"));
    assert_eq!(store.opening(&opening).await.unwrap().expires, at("2027-07-31T00:00:00Z"));
}

async fn another_term_counts_from_the_last_contact(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let applicant = add(&store, &opening, 1).await.applicant;
    store.set_retention(&opening, Retention::new(1).unwrap()).await.unwrap();
    assert_eq!(store.applicant(&applicant).await.unwrap().line.expires, at("2026-12-22T09:00:00Z"));
    assert_eq!(store.opening(&opening).await.unwrap().retention.months(), 1);
    assert_eq!(purge(&store, at("2026-12-22T08:59:59Z")).await, (0, 0, 0));
    store.set_retention(&opening, Retention::new(2).unwrap()).await.unwrap();
    assert_eq!(purge(&store, at("2026-12-22T09:00:00Z")).await, (0, 0, 0));
    assert_eq!(purge(&store, at("2027-01-22T09:00:00Z")).await, (1, 1, 0));
    let error = store.set_retention(&opening, Retention::default()).await.unwrap_err();
    assert_eq!(error.code(), "store.missing");
}

async fn a_purge_also_ends_sessions(site: &Site) {
    let store = site.open().await;
    let phrase = "une phrase assez longue";
    store.add_user("anne", phrase, sartor_store::Role::Viewer, now()).await.unwrap();
    let told = store.sign_in("anne", phrase, "", DAY, now()).await.unwrap();
    let sartor_store::SignIn::Done(new) = told else { panic!("{told:?}") };
    store.purge(now() + DAY - SignedDuration::from_millis(1)).await.unwrap();
    assert!(store.session(&new.token, now()).await.unwrap().is_some());
    store.purge(now() + DAY).await.unwrap();
    // Gone, whatever time a clock that was set back now shows.
    assert!(store.session(&new.token, now()).await.unwrap().is_none());
    assert!(store.has_users().await.unwrap());
}
