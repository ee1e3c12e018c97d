use sartor_store::{Action, Actor, ApplicantId, AuditFilter, Missing, OpeningId, StoreError};

use crate::kit::{Site, add, at, now, on, opening};

on!(all: the_log_tells_who_did_what the_log_outlives_the_applicant notes_are_kept_in_order an_export_has_everything);

async fn the_log_tells_who_did_what(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let applicant = add(&store, &opening, 1).await.applicant;
    let anne = Actor::User("anne".to_owned());
    let actions =
        [Action::Saw, Action::Revealed("email".to_owned()), Action::Exported("csv".to_owned()), Action::Saw];
    for (number, action) in actions.iter().enumerate() {
        let whom = (number != 2).then_some(&applicant);
        store.record(&anne, action, Some(&opening), whom, now()).await.unwrap();
    }
    let all = store.audit(&AuditFilter::default()).await.unwrap();
    let told: Vec<_> = all.iter().rev().map(|entry| entry.action.clone()).collect();
    assert_eq!(told, actions);
    assert!(all.iter().all(|entry| entry.actor == anne && entry.opening.as_ref() == Some(&opening)));
    assert!(all.windows(2).all(|pair| pair[0].entry > pair[1].entry) && all[0].at == now());
    let wanted = AuditFilter { applicant: Some(applicant), limit: 2, ..AuditFilter::default() };
    let page = store.audit(&wanted).await.unwrap();
    assert_eq!(page.len(), 2);
    let rest = store.audit(&AuditFilter { before: Some(page[1].entry), ..wanted }).await.unwrap();
    assert_eq!((rest.len(), &rest[0].action), (1, &Action::Saw));
    let other = AuditFilter { opening: OpeningId::parse(&"0".repeat(32)), ..AuditFilter::default() };
    assert!(store.audit(&other).await.unwrap().is_empty());
    // A value is no field.
    let value = Action::Revealed("camille@exemple.fr".to_owned());
    assert_eq!(store.record(&anne, &value, None, None, now()).await.unwrap_err().code(), "store.token");
}

async fn the_log_outlives_the_applicant(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let applicant = add(&store, &opening, 1).await.applicant;
    store.record(&Actor::Local, &Action::Saw, Some(&opening), Some(&applicant), now()).await.unwrap();
    store.add_note(&applicant, &Actor::Local, "à rappeler", now()).await.unwrap();
    let erased = store.erase_applicant(&applicant, &Actor::Local, now()).await.unwrap();
    assert_eq!((erased.openings, erased.applicants, erased.notes), (0, 1, 1));
    for error in [
        store.applicant(&applicant).await.unwrap_err(),
        store.erase_applicant(&applicant, &Actor::Local, now()).await.unwrap_err(),
        store.export_applicant(&applicant, &Actor::Local, now()).await.unwrap_err(),
        store.touch_applicant(&applicant, now()).await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Missing(Missing::Applicant)), "{error}");
    }
    assert!(store.notes(&applicant).await.unwrap().is_empty());
    let wanted = AuditFilter { applicant: Some(applicant), ..AuditFilter::default() };
    let told: Vec<_> = store.audit(&wanted).await.unwrap().into_iter().map(|entry| entry.action).collect();
    assert_eq!(told, [Action::Erased, Action::Saw]);

    let others = [add(&store, &opening, 2).await.applicant, add(&store, &opening, 3).await.applicant];
    let erased = store.erase_opening(&opening, &Actor::Local, now()).await.unwrap();
    assert_eq!((erased.openings, erased.applicants, erased.notes), (1, 2, 0));
    assert_eq!(
        store.erase_opening(&opening, &Actor::Local, now()).await.unwrap_err().code(),
        "store.missing"
    );
    let told = store.audit(&AuditFilter { opening: Some(opening), ..AuditFilter::default() }).await.unwrap();
    let gone: Vec<_> = told.iter().filter(|entry| entry.action == Action::Erased).collect();
    assert_eq!(gone.len(), 4);
    assert!(others.iter().all(|id| gone.iter().any(|entry| entry.applicant.as_ref() == Some(id))));
}

async fn notes_are_kept_in_order(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let (one, two) = (add(&store, &opening, 1).await.applicant, add(&store, &opening, 2).await.applicant);
    let anne = Actor::User("anne".to_owned());
    let late = store.add_note(&one, &anne, "vue", at("2026-11-23T08:00:00Z")).await.unwrap();
    store.add_note(&one, &Actor::Local, "à voir", now()).await.unwrap();
    let notes = store.notes(&one).await.unwrap();
    let told: Vec<_> = notes.iter().map(|note| (note.author.as_str(), note.text.as_str())).collect();
    assert_eq!(told, [("local", "à voir"), ("anne", "vue")]);
    let line = &store.applicants(&opening).await.unwrap()[1];
    assert_eq!((&line.id, line.notes), (&one, 2));
    assert_eq!(store.remove_note(&two, &late).await.unwrap_err().code(), "store.missing");
    store.remove_note(&one, &late).await.unwrap();
    assert_eq!(store.notes(&one).await.unwrap().len(), 1);
    let none = ApplicantId::parse(&"0".repeat(32)).unwrap();
    assert_eq!(store.add_note(&none, &anne, "?", now()).await.unwrap_err().code(), "store.missing");
    let limit = sartor_store::NOTE_BYTES;
    store.add_note(&one, &anne, &"a".repeat(limit), now()).await.unwrap();
    let error = store.add_note(&one, &anne, &"a".repeat(limit + 1), now()).await.unwrap_err();
    assert_eq!(error.code(), "store.too_long");
}

async fn an_export_has_everything(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let added = add(&store, &opening, 1).await;
    add(&store, &opening, 2).await;
    let anne = Actor::User("anne".to_owned());
    store.add_note(&added.applicant, &anne, "à rappeler", now()).await.unwrap();
    let value = store.export_applicant(&added.applicant, &anne, now()).await.unwrap();
    assert_eq!(value["opening"]["title"], "Développeuse Rust (H/F)");
    assert_eq!(value["applicant"]["name"], "Camille Exemple 1");
    assert_eq!(value["applicant"]["file_name"], "resume-1.pdf");
    assert_eq!(value["applicant"]["status"], "ok");
    assert_eq!(value["applicant"]["expires"], "2027-05-22T09:00:00Z");
    assert!(value["document"]["text"].as_str().unwrap().starts_with("Exemple "));
    assert_eq!(value["report"]["fit"]["total"], 1);
    assert_eq!(value["notes"][0]["text"], "à rappeler");
    assert_eq!(value["log"][0]["action"], "exported");
    assert!(!value.to_string().contains("Camille Exemple 2"));
}
