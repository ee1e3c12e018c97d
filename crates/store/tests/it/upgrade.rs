use sartor_core::Language;
use sartor_store::{Actor, ApplicantId, OpeningId, Place, Role, SCHEMA_VERSION, Store};
use sqlx::{AnyConnection, Connection, Row};

use crate::kit::{Site, add, at, now, on, opening};

on!(lasting: data_of_version_1_are_brought_up_to_date data_of_a_newer_version_are_left_alone
    data_outlive_the_store a_database_that_cannot_be_had_is_told);
on!(folder: an_upgraded_schema_is_the_new_one);

/// The first version with its data, as it was released: never to be changed.
const VERSION_1: &str = include_str!("version-1.sql");

async fn direct(site: &Site) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let address = match &site.place {
        Place::Folder(folder) => {
            std::fs::create_dir_all(folder).unwrap();
            format!("sqlite://{}?mode=rwc", folder.join("sartor.db").display())
        }
        Place::Database(address) => address.clone(),
        other => unreachable!("{other:?}"),
    };
    AnyConnection::connect(&address).await.unwrap()
}

async fn data_of_version_1_are_brought_up_to_date(site: &Site) {
    let mut connection = direct(site).await;
    sqlx::raw_sql(VERSION_1).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();

    let store = site.open().await;
    let opening = OpeningId::parse("0123456789abcdef0123456789abcdef").unwrap();
    let kept = store.opening(&opening).await.unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.language, kept.weights["lang.rust"]),
        ("Développeur Rust", Language::Fr, 2)
    );
    assert_eq!((kept.created, kept.retention.months()), (at("2026-01-05T10:00:00Z"), 6));
    let applicants = store.applicants(&opening).await.unwrap();
    assert_eq!((applicants.len(), applicants[0].rank.fit, applicants[0].notes), (2, Some(7_470), 1));
    assert_eq!(applicants[1].code.as_deref(), Some("input.scanned"));
    let id = ApplicantId::parse("fedcba9876543210fedcba9876543210").unwrap();
    assert_eq!(store.notes(&id).await.unwrap()[0].text, "l’appeler");
    // What came with version 2 works on it, and what version 1 had still does.
    store.add_user("anne", "une phrase assez longue", Role::Viewer, now()).await.unwrap();
    add(&store, &opening, 9).await;
    store.erase_applicant(&id, &Actor::Local, now()).await.unwrap();
    assert_eq!(store.audit(&Default::default()).await.unwrap().len(), 1);
    store.close().await;
    // A second start finds nothing to do.
    assert_eq!(site.open().await.applicants(&opening).await.unwrap().len(), 2);
}

async fn an_upgraded_schema_is_the_new_one(site: &Site) {
    let mut connection = direct(site).await;
    sqlx::raw_sql(VERSION_1).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    site.open().await.close().await;
    let other = Site::folder().unwrap();
    other.open().await.close().await;
    let mut schemas = Vec::new();
    for site in [site, &other] {
        let sql = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name";
        let rows = sqlx::query(sql).fetch_all(&mut direct(site).await).await.unwrap();
        // Comments and spaces are no part of a schema.
        let plain = |sql: String| {
            let lines = sql.lines().filter(|line| !line.trim_start().starts_with("--"));
            lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
        };
        schemas.push(rows.iter().map(|row| plain(row.get("sql"))).collect::<Vec<_>>());
    }
    assert!(schemas[0].len() > 15);
    assert_eq!(schemas[0], schemas[1]);
}

async fn data_of_a_newer_version_are_left_alone(site: &Site) {
    let store = site.open().await;
    let opening = opening(&store).await;
    store.close().await;
    let newer = SCHEMA_VERSION + 1;
    let mut connection = direct(site).await;
    sqlx::query("UPDATE schema_version SET version = $1").bind(newer).execute(&mut connection).await.unwrap();
    let error = Store::open(&site.place).await.unwrap_err();
    assert_eq!(error.code(), "store.newer");
    let told = error.message(Language::En);
    assert!(told.contains(&format!("schema {newer}")) && told.contains("update sartor"), "{told}");
    let row = sqlx::query("SELECT version FROM schema_version").fetch_one(&mut connection).await.unwrap();
    assert_eq!(row.get::<i64, _>("version"), newer);
    sqlx::query("UPDATE schema_version SET version = $1")
        .bind(SCHEMA_VERSION)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    assert!(site.open().await.opening(&opening).await.is_ok());
}

async fn data_outlive_the_store(site: &Site) {
    let store = site.open().await;
    store.ready().await.unwrap();
    let opening = opening(&store).await;
    add(&store, &opening, 1).await;
    store.close().await;
    assert!(store.ready().await.is_err());
    assert_eq!(site.open().await.applicants(&opening).await.unwrap().len(), 1);
}

async fn a_database_that_cannot_be_had_is_told(site: &Site) {
    let addresses: &[(&str, &str)] = match &site.place {
        Place::Database(_) => {
            &[("mysql://u@h/d", "store.address"), ("postgres://u:secret@[::1", "store.address")]
        }
        _ => &[("sqlite:///tmp/x.db", "store.address"), ("", "store.address")],
    };
    for (address, code) in addresses {
        let error = Store::open(&Place::Database((*address).to_owned())).await.unwrap_err();
        assert_eq!(error.code(), *code, "{address}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
    if let Place::Database(address) = &site.place {
        let encrypted = Place::Database(format!("{address}&sslmode=require"));
        assert_eq!(Store::open(&encrypted).await.unwrap_err().code(), "store.address");
        let missing = Place::Database(address.replace("localhost/", "localhost/no_such_"));
        assert_eq!(Store::open(&missing).await.unwrap_err().code(), "store.database");
    }
}
