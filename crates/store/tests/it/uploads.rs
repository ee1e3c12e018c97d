use sartor_store::{NewApplicant, Outcome, UploadId};

use crate::kit::{Site, add, at, digest, now, on, opening, read};

on!(all: an_upload_tells_how_far_it_is an_upload_belongs_to_its_opening);

async fn an_upload_tells_how_far_it_is(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    add(&store, &opening, 1).await;
    let upload = store.begin_upload(&opening, 3, now()).await.unwrap();
    let send = async |number, outcome| {
        let digest = digest(number);
        let file_name = format!("{number}.pdf");
        let new = NewApplicant { digest: &digest, file_name: &file_name, name: None, outcome };
        store.add_applicant(&opening, &new, Some(&upload), now()).await.unwrap()
    };
    send(1, read(1)).await;
    let second = send(2, read(2)).await;
    send(3, Outcome::Failed { code: "input.encrypted".to_owned() }).await;
    // The same file twice in one upload.
    send(2, read(2)).await;
    assert_eq!(store.open_uploads(&opening).await.unwrap(), std::slice::from_ref(&upload));
    let mut told = store.upload(&upload).await.unwrap();
    assert_eq!((&told.opening, told.expected, told.begun, told.ended), (&opening, 3, now(), None));
    told.files.sort_by_key(|file| file.file_name.clone());
    let files: Vec<_> =
        told.files.iter().map(|file| (file.file_name.as_str(), file.new, file.code.as_deref())).collect();
    let expected =
        [("2.pdf", true, None), ("3.pdf", true, Some("input.encrypted")), ("resume-1.pdf", false, None)];
    assert_eq!(files, expected);
    assert_eq!((&told.files[0].applicant, &told.files[0].digest), (&second.applicant, &digest(2)));

    store.end_upload(&upload, at("2026-11-22T09:05:00Z")).await.unwrap();
    assert_eq!(store.upload(&upload).await.unwrap().ended, Some(at("2026-11-22T09:05:00Z")));
    assert!(store.open_uploads(&opening).await.unwrap().is_empty());
    // An upload holds nothing of whom it brought and who is erased.
    store.erase_applicant(&second.applicant, &sartor_store::Actor::Local, now()).await.unwrap();
    assert_eq!(store.upload(&upload).await.unwrap().files.len(), 2);
}

async fn an_upload_belongs_to_its_opening(site: &Site) {
    let store = site.open().await;
    let (first, second) = (opening(&store).await, opening(&store).await);
    let upload = store.begin_upload(&first, 0, now()).await.unwrap();
    let new = NewApplicant { digest: &digest(1), file_name: "cv", name: None, outcome: read(1) };
    let error = store.add_applicant(&second, &new, Some(&upload), now()).await.unwrap_err();
    assert_eq!(error.code(), "store.missing");
    // The applicant went with the transaction.
    assert!(store.applicants(&second).await.unwrap().is_empty());
    let none = UploadId::parse(&"0".repeat(32)).unwrap();
    assert_eq!(store.upload(&none).await.unwrap_err().code(), "store.missing");
    assert_eq!(store.end_upload(&none, now()).await.unwrap_err().code(), "store.missing");
    let gone = sartor_store::OpeningId::parse(&"0".repeat(32)).unwrap();
    assert_eq!(store.begin_upload(&gone, 1, now()).await.unwrap_err().code(), "store.missing");
}
