//! How long the main things take: `cargo test -p sartor-store --test it figures -- --ignored`.

use std::{io::Write, time::Instant};

use sartor_store::{Actor, Json, NewApplicant, Outcome, Rank, Traces};

use crate::kit::{Site, digest, document, now, opening};

#[tokio::test]
#[ignore = "it measures"]
async fn an_opening_of_two_hundred() {
    for (ground, site) in [("folder", Site::folder()), ("postgres", Site::postgres())] {
        if let Some(site) = site {
            measure(ground, &site).await;
        }
    }
}

async fn measure(ground: &str, site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    let mut told = Vec::new();
    let begun = Instant::now();
    for number in 0..200 {
        let digest = digest(number);
        let outcome = Outcome::Read {
            document: document("quelques", 3_000),
            report: Json::of(&"0123456789".repeat(3_000)).unwrap(),
            rank: Rank { fit: Some(number.into()), coverage: Some(0.5), missing: 0 },
        };
        let new = NewApplicant { digest: &digest, file_name: "cv.pdf", name: None, outcome };
        store.add_applicant(&opening, &new, None, now()).await.unwrap();
    }
    told.push(("200 applicants of 57 kB, one after the other", begun.elapsed()));
    let begun = Instant::now();
    assert_eq!(store.applicants(&opening).await.unwrap().len(), 200);
    told.push(("their list", begun.elapsed()));
    let begun = Instant::now();
    assert_eq!(store.reports(&opening).await.unwrap().len(), 200);
    told.push(("their reports", begun.elapsed()));
    let one = store.applicants(&opening).await.unwrap()[0].id.clone();
    let begun = Instant::now();
    assert_ne!(store.erase_applicant(&one, &Actor::Local, now()).await.unwrap().traces, Traces::Pending);
    told.push(("one erased", begun.elapsed()));
    let begun = Instant::now();
    assert_eq!(store.erase_opening(&opening, &Actor::Local, now()).await.unwrap().applicants, 199);
    told.push(("the others erased", begun.elapsed()));
    for (what, time) in told {
        let line = format!("{ground}: {what}: {:.1} ms\n", time.as_secs_f64() * 1e3);
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
}
