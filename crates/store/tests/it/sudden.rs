//! Ends without warning: what was acknowledged stands, once.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    time::Duration,
};

use sartor_store::{ApplicantId, Json, NewApplicant, OpeningId, Outcome, Place, Rank, Store, UploadId};

use crate::kit::{Site, digest, document, now, on, opening};

on!(lasting: what_was_acknowledged_stands_once);

/// What tells the child where to write, and how much.
const ORDER: &str = "SARTOR_STORE_TEST_CHILD";
const ROUNDS: u64 = 6;

/// Killed at random moments of an upload, again and again; each time the whole upload is sent anew.
async fn what_was_acknowledged_stands_once(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let upload = store.begin_upload(&opening, 0, now()).await.unwrap();
    store.close().await;
    let mut acknowledged = BTreeMap::new();
    let mut cut_short = 0;
    for round in 0..ROUNDS {
        let mut child = start(site, &opening, &upload, 100_000);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // The first new one, then a moment of 0 to 150 ms.
        let already = acknowledged.len();
        while acknowledged.len() <= already {
            note(&lines.next().unwrap().unwrap(), &mut acknowledged);
        }
        std::thread::sleep(Duration::from_millis(RandomState::new().hash_one(round) % 150));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut lines = lines.map(Result::unwrap).peekable();
        while let Some(line) = lines.next() {
            // The last line may be cut.
            if lines.peek().is_some() {
                note(&line, &mut acknowledged);
            }
        }
        cut_short += 1;
        let store = site.open().await;
        stands_once(&store, &opening, &upload, &acknowledged).await;
        store.close().await;
    }
    assert_eq!(cut_short, ROUNDS);

    // The rest is sent, and then all is there.
    let count = u32::try_from(acknowledged.len()).unwrap() + 10;
    let child = start(site, &opening, &upload, count);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        note(line, &mut acknowledged);
    }
    assert_eq!(acknowledged.len(), count as usize);
    let store = site.open().await;
    stands_once(&store, &opening, &upload, &acknowledged).await;
    whole(site).await;
}

async fn stands_once(
    store: &Store,
    opening: &OpeningId,
    upload: &UploadId,
    acknowledged: &BTreeMap<u32, ApplicantId>,
) {
    let kept = store.applicants(opening).await.unwrap();
    let digests: BTreeSet<_> = kept.iter().map(|line| line.digest.as_str()).collect();
    assert_eq!(digests.len(), kept.len(), "something stands twice");
    let ids: BTreeMap<_, _> = kept.iter().map(|line| (&line.id, &line.digest)).collect();
    for (number, id) in acknowledged {
        assert_eq!(ids.get(id), Some(&&digest(*number)), "{number} is lost");
    }
    // Of one that was committed and whose acknowledgement was lost there can be at most one a round.
    assert!(kept.len() <= acknowledged.len() + ROUNDS as usize);
    assert_eq!(store.upload(upload).await.unwrap().files.len(), kept.len());
    assert_eq!(store.documents(opening).await.unwrap().len(), kept.len());
}

/// SQLite finds its file sound.
async fn whole(site: &Site) {
    use sqlx::{Connection, Row};
    let Place::Folder(folder) = &site.place else { return };
    let address = format!("sqlite://{}", folder.join("sartor.db").display());
    let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
    let row = sqlx::query("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap();
    assert_eq!(row.get::<String, _>(0), "ok");
}

fn note(line: &str, acknowledged: &mut BTreeMap<u32, ApplicantId>) {
    if let ["ack", number, id] = line.split(' ').collect::<Vec<_>>()[..] {
        let (number, id) = (number.parse().unwrap(), ApplicantId::parse(id).unwrap());
        let before = acknowledged.insert(number, id.clone());
        assert!(before.is_none_or(|before| before == id), "{number} got another id");
    }
}

fn start(site: &Site, opening: &OpeningId, upload: &UploadId, count: u32) -> Child {
    let place = match &site.place {
        Place::Folder(folder) => folder.to_str().unwrap(),
        Place::Database(address) => address,
        other => unreachable!("{other:?}"),
    };
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sudden::child", "--nocapture", "--test-threads", "1"])
        .env(ORDER, format!("{place} {opening} {upload} {count}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// No test of its own: what the test above starts, to be killed.
#[tokio::test]
async fn child() {
    let Ok(order) = std::env::var(ORDER) else { return };
    let [place, opening, upload, count] = order.split(' ').collect::<Vec<_>>()[..] else { panic!("{order}") };
    let place =
        if place.starts_with('/') { Place::Folder(place.into()) } else { Place::Database(place.to_owned()) };
    let store = Store::open(&place).await.unwrap();
    let (opening, upload) = (OpeningId::parse(opening).unwrap(), UploadId::parse(upload).unwrap());
    // The harness has begun a line.
    writeln!(std::io::stdout()).unwrap();
    for number in 0..count.parse().unwrap() {
        let digest = digest(number);
        let outcome = Outcome::Read {
            document: document("mot", 5_000),
            report: Json::of(&number).unwrap(),
            rank: Rank::default(),
        };
        let new = NewApplicant { digest: &digest, file_name: "cv.pdf", name: None, outcome };
        let receipt = store.add_applicant(&opening, &new, Some(&upload), now()).await.unwrap();
        let mut out = std::io::stdout();
        writeln!(out, "ack {number} {}", receipt.applicant).unwrap();
        out.flush().unwrap();
    }
}
