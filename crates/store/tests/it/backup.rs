use std::{fs, os::unix::fs::PermissionsExt};

use sartor_store::{Action, Actor, AuditFilter, Place, Store};

use crate::kit::{Site, add, now, on, opening};

on!(folder: a_backup_is_restored_by_putting_it_in_place nothing_is_written_over);
on!(@ others_are_not_backed_up_so: memory postgres);

async fn a_backup_is_restored_by_putting_it_in_place(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let kept = add(&store, &opening, 1).await.applicant;
    let copy = site.path().join("copy.db");
    store.backup(&copy, &Actor::Local, now()).await.unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(site.path()).unwrap().count(), 2, "only the data and the copy");
    add(&store, &opening, 2).await;
    store.close().await;

    let Place::Folder(folder) = &site.place else { unreachable!("only folders come here") };
    for name in ["sartor.db", "sartor.db-wal", "sartor.db-shm"] {
        // The latter two are there only where the store was not closed.
        let _ = fs::remove_file(folder.join(name));
    }
    fs::copy(&copy, folder.join("sartor.db")).unwrap();
    let store = site.open().await;
    let left = store.applicants(&opening).await.unwrap();
    assert_eq!((left.len(), &left[0].id), (1, &kept));
    let log = store.audit(&AuditFilter::default()).await.unwrap();
    assert_eq!(log[0].action, Action::BackedUp);
    // What makes erasure sure is in the copy too.
    let erased = store.erase_applicant(&kept, &Actor::Local, now()).await.unwrap();
    assert_eq!(erased.traces, sartor_store::Traces::Gone);
    assert!(!crate::erasure::holds(&crate::erasure::bytes_of(folder), "Camille"));
}

async fn nothing_is_written_over(site: &Site) {
    let store = site.open().await;
    let there = site.path().join("there.db");
    fs::write(&there, "mine").unwrap();
    let nowhere = site.path().join("no/such/folder.db");
    for path in [&there, &nowhere] {
        assert_eq!(store.backup(path, &Actor::Local, now()).await.unwrap_err().code(), "store.backup");
    }
    assert_eq!(fs::read(&there).unwrap(), b"mine");
    assert_eq!(fs::read_dir(site.path()).unwrap().count(), 2);
    // A file is no folder to keep data in.
    let error = Store::open(&Place::Folder(there)).await.unwrap_err();
    assert_eq!(error.code(), "store.folder");
}

async fn others_are_not_backed_up_so(site: &Site) {
    let store = site.open().await;
    let folder = tempfile::tempdir().unwrap();
    let error = store.backup(&folder.path().join("x"), &Actor::Local, now()).await.unwrap_err();
    assert_eq!(error.code(), "store.no_backup_here");
    assert!(store.audit(&AuditFilter::default()).await.unwrap().is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
