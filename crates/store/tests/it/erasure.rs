use std::{fs, path::Path};

use sartor_store::{Actor, Json, NewApplicant, Outcome, Place, Rank, Traces};

use crate::kit::{Site, add, at, digest, document, now, on, opening, posting};

on!(folder: nothing_of_whom_is_erased_is_in_the_files a_purge_leaves_nothing_in_the_files a_reader_only_delays_the_wiping
    the_files_are_their_owners);
on!(postgres: bytes_are_left_to_the_database);

/// The bytes of all files of a folder, one after the other.
pub(crate) fn bytes_of(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        all.extend(fs::read(entry.unwrap().path()).unwrap());
    }
    all
}

pub(crate) fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

fn folder(site: &Site) -> &Path {
    let Place::Folder(folder) = &site.place else { unreachable!("only folders come here") };
    folder
}

/// A word that stands in each text of the `number`th applicant and nowhere else.
fn canary(number: u32) -> String {
    format!("Quetzal{number:04}Canari")
}

async fn add_canary(
    store: &sartor_store::Store,
    opening: &sartor_store::OpeningId,
    number: u32,
) -> sartor_store::ApplicantId {
    let word = canary(number);
    let file_name = format!("{word}.pdf");
    let digest = digest(number);
    // Lengths from a few bytes to many pages of the file.
    let words = [1, 20, 300, 3_000][number as usize % 4];
    let outcome = Outcome::Read {
        document: document(&word, words),
        report: Json::of(&word.repeat(words / 2 + 1)).unwrap(),
        rank: Rank::default(),
    };
    let new = NewApplicant { digest: &digest, file_name: &file_name, name: Some(&word), outcome };
    let id = store.add_applicant(opening, &new, None, now()).await.unwrap().applicant;
    store.add_note(&id, &Actor::Local, &format!("rappeler {word}"), now()).await.unwrap();
    id
}

/// Pages of the file are split, moved and joined as rows come and go; copies that this leaves must go too.
async fn nothing_of_whom_is_erased_is_in_the_files(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let mut applicants = Vec::new();
    for number in 0..60 {
        applicants.push(add_canary(&store, &opening, number).await);
        if number % 3 == 0 {
            // Rewritten at another length, it moves.
            let report = Json::of(&canary(number).repeat(number as usize + 1)).unwrap();
            store
                .set_reports(&[(applicants[number as usize].clone(), report, Rank::default())])
                .await
                .unwrap();
        }
    }
    let before = bytes_of(folder(site));
    assert!((0..60).all(|number| holds(&before, &canary(number))));
    for number in (0..60).filter(|number| number % 2 == 0) {
        let erased = store.erase_applicant(&applicants[number as usize], &Actor::Local, now()).await.unwrap();
        assert_eq!(erased.traces, Traces::Gone);
    }
    let after = bytes_of(folder(site));
    for number in 0..60 {
        assert_eq!(holds(&after, &canary(number)), number % 2 == 1, "{number}");
    }
    // An opening goes with everything, and the file becomes small again.
    let size = || fs::metadata(folder(site).join("sartor.db")).unwrap().len();
    let half = size();
    let erased = store.erase_opening(&opening, &Actor::Local, now()).await.unwrap();
    assert_eq!((erased.applicants, erased.notes, erased.traces), (30, 30, Traces::Gone));
    let last = bytes_of(folder(site));
    assert!((0..60).all(|number| !holds(&last, &canary(number))));
    assert!(!holds(&last, "Quetzal") && !holds(&last, posting().title));
    assert!(size() < half / 2, "{} of {half}", size());
}

async fn a_purge_leaves_nothing_in_the_files(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let id = add_canary(&store, &opening, 3).await;
    let note = store.add_note(&id, &Actor::Local, "Pangolin", now()).await.unwrap();
    assert!(holds(&bytes_of(folder(site)), "Pangolin"));
    store.remove_note(&id, &note).await.unwrap();
    assert!(!holds(&bytes_of(folder(site)), "Pangolin"));
    let erased = store.purge(at("2027-05-22T09:00:00Z")).await.unwrap();
    assert_eq!((erased.applicants, erased.traces), (1, Traces::Gone));
    assert!(!holds(&bytes_of(folder(site)), "Quetzal"));
}

/// Another process in the middle of reading keeps the write-ahead log as it is: that is told, and mended when it is done.
async fn a_reader_only_delays_the_wiping(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let id = add_canary(&store, &opening, 3).await;
    sqlx::any::install_default_drivers();
    let address = format!("sqlite://{}", folder(site).join("sartor.db").display());
    let mut other = <sqlx::AnyConnection as sqlx::Connection>::connect(&address).await.unwrap();
    let run = async |other: &mut sqlx::AnyConnection, sql: &'static str| {
        sqlx::raw_sql(sql).fetch_all(other).await.unwrap();
    };
    run(&mut other, "BEGIN; SELECT COUNT(*) FROM applicant").await;
    let erased = store.erase_applicant(&id, &Actor::Local, now()).await.unwrap();
    assert_eq!(erased.traces, Traces::Pending);
    assert_eq!(store.applicant(&id).await.unwrap_err().code(), "store.missing");
    run(&mut other, "COMMIT").await;
    assert_eq!(store.wipe().await.unwrap(), Traces::Gone);
    assert!(!holds(&bytes_of(folder(site)), "Quetzal"));
    // As does the next start.
    let id = add_canary(&store, &opening, 7).await;
    run(&mut other, "BEGIN; SELECT COUNT(*) FROM applicant").await;
    let erased = store.erase_applicant(&id, &Actor::Local, now()).await.unwrap();
    assert_eq!(erased.traces, Traces::Pending);
    assert!(holds(&bytes_of(folder(site)), "Quetzal"));
    store.close().await;
    run(&mut other, "COMMIT").await;
    let store = site.open().await;
    assert!(!holds(&bytes_of(folder(site)), "Quetzal"));
    assert_eq!(store.wipe().await.unwrap(), Traces::Gone);
}

async fn the_files_are_their_owners(site: &Site) {
    use std::os::unix::fs::PermissionsExt;
    let store = site.open().await;
    add(&store, &opening(&store).await, 1).await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder(site)), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder(site)).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(mode(&entry.path()), 0o600, "{entry:?}");
        names.push(entry.file_name().into_string().unwrap());
    }
    names.sort();
    assert_eq!(names, ["sartor.db", "sartor.db-shm", "sartor.db-wal"]);
    store.close().await;
    assert_eq!(fs::read_dir(folder(site)).unwrap().count(), 1);
}

async fn bytes_are_left_to_the_database(site: &Site) {
    let store = site.open().await;
    let id = add(&store, &opening(&store).await, 1).await.applicant;
    let erased = store.erase_applicant(&id, &Actor::Local, now()).await.unwrap();
    assert_eq!(erased.traces, Traces::LeftToDatabase);
}
