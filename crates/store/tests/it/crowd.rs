use std::collections::BTreeSet;

use sartor_store::{Actor, Arrival, NewApplicant, Retention, Store, StoreError};

use crate::kit::{Site, add, digest, now, on, opening, read};

on!(all: many_write_at_once the_same_bytes_at_once_are_kept_once guesses_made_at_once_are_all_counted
    erasing_and_adding_at_once_end);
on!(lasting: two_stores_share_a_place);

async fn many_write_at_once(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    write_in_crowds(std::slice::from_ref(&store), &opening).await;
    assert_eq!(store.applicants(&opening).await.unwrap().len(), 64);
}

/// As a server and a command do, or two servers.
async fn two_stores_share_a_place(site: &Site) {
    let (one, two) = tokio::join!(Store::open(&site.place), Store::open(&site.place));
    let (one, two) = (one.unwrap(), two.unwrap());
    let opening = opening(&one).await;
    write_in_crowds(&[one.clone(), two.clone()], &opening).await;
    assert_eq!(one.applicants(&opening).await.unwrap().len(), 64);
    assert_eq!(two.applicants(&opening).await.unwrap().len(), 64);
}

/// Sixteen tasks add four applicants each, with a note, an entry of the log, and a look at the list after each.
async fn write_in_crowds(stores: &[Store], opening: &sartor_store::OpeningId) {
    let mut tasks = Vec::new();
    for task in 0..16_u32 {
        let store = stores[task as usize % stores.len()].clone();
        let opening = opening.clone();
        tasks.push(tokio::spawn(async move {
            for number in 0..4 {
                let id = add(&store, &opening, task * 4 + number).await.applicant;
                store.add_note(&id, &Actor::Local, "vu", now()).await.unwrap();
                store
                    .record(&Actor::Local, &sartor_store::Action::Saw, None, Some(&id), now())
                    .await
                    .unwrap();
                assert!(store.applicants(&opening).await.unwrap().iter().any(|line| line.id == id));
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
}

async fn the_same_bytes_at_once_are_kept_once(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let upload = store.begin_upload(&opening, 1, now()).await.unwrap();
    let mut tasks = Vec::new();
    for _ in 0..12 {
        let (store, opening, upload) = (store.clone(), opening.clone(), upload.clone());
        tasks.push(tokio::spawn(async move {
            let new = NewApplicant { digest: &digest(1), file_name: "cv", name: None, outcome: read(1) };
            store.add_applicant(&opening, &new, Some(&upload), now()).await.unwrap()
        }));
    }
    let mut arrivals = Vec::new();
    let mut ids = BTreeSet::new();
    for task in tasks {
        let receipt = task.await.unwrap();
        arrivals.push(receipt.arrival);
        ids.insert(receipt.applicant);
    }
    assert_eq!(arrivals.iter().filter(|arrival| **arrival == Arrival::New).count(), 1);
    assert_eq!((ids.len(), store.applicants(&opening).await.unwrap().len()), (1, 1));
    assert_eq!(store.upload(&upload).await.unwrap().files.len(), 1);
}

async fn guesses_made_at_once_are_all_counted(site: &Site) {
    let store = site.open().await;
    let mut tasks = Vec::new();
    for _ in 0..12 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            store.sign_in("anne", "wrong", "a", jiff::SignedDuration::from_hours(1), now()).await.unwrap()
        }));
    }
    let mut looked_at = 0;
    for task in tasks {
        looked_at += i64::from(matches!(task.await.unwrap(), sartor_store::SignIn::Refused));
    }
    assert_eq!(looked_at, sartor_store::Attempts::PER_NAME_AND_CLIENT);
}

/// Who is erased, who comes, and whose term is changed at once: nobody waits for ever, and nothing is left half.
async fn erasing_and_adding_at_once_end(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let applicants = [add(&store, &opening, 1).await.applicant, add(&store, &opening, 2).await.applicant];
    let mut tasks = Vec::new();
    for task in 0..24_u32 {
        let (store, opening, applicants) = (store.clone(), opening.clone(), applicants.clone());
        tasks.push(tokio::spawn(async move {
            let digest = digest(100 + task);
            let new = NewApplicant { digest: &digest, file_name: "cv", name: None, outcome: read(1) };
            match task % 6 {
                0 => store.add_applicant(&opening, &new, None, now()).await.map(|_| ()),
                1 => store.touch_applicant(&applicants[0], now()).await,
                2 => store.set_retention(&opening, Retention::default()).await,
                3 => store.erase_applicant(&applicants[1], &Actor::Local, now()).await.map(|_| ()),
                4 => store.purge(Retention::default().ends(now())).await.map(|_| ()),
                _ => store.erase_opening(&opening, &Actor::Local, now()).await.map(|_| ()),
            }
        }));
    }
    for task in tasks {
        if let Err(error) = task.await.unwrap() {
            assert!(matches!(error, StoreError::Missing(_)), "{error:?}");
        }
    }
    assert_eq!(store.opening(&opening).await.unwrap_err().code(), "store.missing");
    assert!(store.applicants(&opening).await.unwrap().is_empty());
}
