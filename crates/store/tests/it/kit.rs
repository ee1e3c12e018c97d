//! Places to put a store, and what to put into it.

use jiff::Timestamp;
use sartor_core::Language;
use sartor_store::{Json, NewApplicant, NewOpening, OpeningId, Outcome, Place, Rank, Receipt, Store};
use serde_json::json;
use tempfile::TempDir;

use crate::postgres;

/// A place of its own for one test.
pub(crate) struct Site {
    pub(crate) place: Place,
    folder: Option<TempDir>,
}

impl Site {
    pub(crate) fn memory() -> Option<Self> {
        Some(Self { place: Place::Memory, folder: None })
    }

    pub(crate) fn folder() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        Some(Self { place: Place::Folder(folder.path().join("data")), folder: Some(folder) })
    }

    /// None where PostgreSQL is not installed, which is told once.
    pub(crate) fn postgres() -> Option<Self> {
        Some(Self { place: Place::Database(postgres::server()?.database()), folder: None })
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.place).await.unwrap()
    }

    /// Where the folder of the data is, and room beside it.
    pub(crate) fn path(&self) -> &std::path::Path {
        self.folder.as_ref().unwrap().path()
    }
}

/// Runs each test on each ground that is named: in a module of the name of the test, a test of the name of the ground.
macro_rules! on {
    (all: $($name:ident)+) => {
        $(crate::kit::on!(@ $name: memory folder postgres);)+
    };
    (lasting: $($name:ident)+) => {
        $(crate::kit::on!(@ $name: folder postgres);)+
    };
    (@ $name:ident: $($ground:ident)+) => {
        mod $name {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $ground() {
                    if let Some(site) = crate::kit::Site::$ground() {
                        super::$name(&site).await;
                    }
                }
            )+
        }
    };
    ($ground:ident: $($name:ident)+) => {
        $(crate::kit::on!(@ $name: $ground);)+
    };
}
pub(crate) use on;

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The morning on which most things happen.
pub(crate) fn now() -> Timestamp {
    at("2026-11-22T09:00:00Z")
}

pub(crate) fn posting() -> NewOpening<'static> {
    NewOpening::of_text(
        "Développeuse Rust (H/F)",
        "Rust exigé, PostgreSQL souhaité.",
        Language::Fr,
        "2026-11-22".parse().unwrap(),
    )
}

pub(crate) async fn opening(store: &Store) -> OpeningId {
    store.add_opening(&posting(), now()).await.unwrap()
}

/// The digest of the `number`th file.
pub(crate) fn digest(number: u32) -> String {
    blake3::hash(&number.to_le_bytes()).to_hex().to_string()
}

/// A document of which one can tell whose it is.
pub(crate) fn document(word: &str, words: usize) -> Json {
    Json::of(&json!({"text": format!("{word} ").repeat(words), "pages": [{"width": 595.3, "lines": []}]}))
        .unwrap()
}

pub(crate) fn read(fit: i64) -> Outcome {
    Outcome::Read {
        document: document("Exemple", 50),
        report: Json::of(&json!({"schema_version": 1, "fit": {"total": fit}})).unwrap(),
        rank: Rank { fit: Some(fit), coverage: Some(0.5), missing: 1 },
    }
}

/// Adds the `number`th file, whose fit is its number.
pub(crate) async fn add(store: &Store, opening: &OpeningId, number: u32) -> Receipt {
    let digest = digest(number);
    let file_name = format!("resume-{number}.pdf");
    let name = format!("Camille Exemple {number}");
    let outcome = read(i64::from(number));
    let new = NewApplicant { digest: &digest, file_name: &file_name, name: Some(&name), outcome };
    store.add_applicant(opening, &new, None, now()).await.unwrap()
}
