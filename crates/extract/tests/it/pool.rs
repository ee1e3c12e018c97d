//! Archives of many files.

use std::{fs::File, io::Write};

use sartor_extract::{LimitKind, Limits, Pool, ReadError, Reader};
use sartor_testkit::hostile::archive;

use crate::worker;

fn open(bytes: &[u8], limits: Limits) -> Result<Option<Pool>, ReadError> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    Reader::with_limits(worker(&[]), limits).pool(File::open(file.path()).expect("a file"))
}

fn entries(bytes: &[u8], limits: Limits) -> Vec<(String, Result<Vec<u8>, ReadError>)> {
    open(bytes, limits).expect("opens").expect("an archive of files").collect()
}

#[test]
fn files_come_by_name_and_without_what_systems_leave() {
    let bytes = archive(&[
        ("b/zoé.txt", b"two"),
        ("a.txt", b"one"),
        ("__MACOSX/a.txt", b"x"),
        ("b/.hidden", b"x"),
        ("b/", b""),
        ("b/a.txt/../c.txt", b"x"),
    ]);
    let told: Vec<(String, Vec<u8>)> = entries(&bytes, Limits::default())
        .into_iter()
        .map(|(name, bytes)| (name, bytes.expect("whole")))
        .collect();
    assert_eq!(told, [("a.txt".into(), b"one".to_vec()), ("b/zoé.txt".into(), b"two".to_vec())]);
}

#[test]
fn a_document_is_no_archive_of_files() {
    assert!(open(&sartor_testkit::Docx::resume().finish(), Limits::default()).expect("opens").is_none());
    assert!(open(b"Zo\xc3\xa9 Martin", Limits::default()).expect("opens").is_none());
    assert_eq!(
        open(b"PK\x03\x04 and no more", Limits::default()).expect_err("broken"),
        ReadError::DamagedArchive
    );
}

#[test]
fn each_limit_one_under_at_and_over() {
    let bytes = archive(&[("a", b"1"), ("b", b"22"), ("c", b"333")]);
    let of_entries =
        |pool_entries| open(&bytes, Limits { pool_entries, ..Limits::default() }).map(|pool| pool.is_some());
    assert_eq!((of_entries(4), of_entries(3)), (Ok(true), Ok(true)));
    assert_eq!(of_entries(2), Err(ReadError::Limit { what: LimitKind::PoolEntries, limit: 2 }));
    let of_bytes = |file_bytes| entries(&bytes, Limits { file_bytes, ..Limits::default() });
    assert!(
        of_bytes(4).iter().all(|(_, bytes)| bytes.is_ok())
            && of_bytes(3).iter().all(|(_, bytes)| bytes.is_ok())
    );
    let over = of_bytes(2);
    assert_eq!(over[2].1, Err(ReadError::TooLarge { limit: 2 }));
    assert!(over[1].1.is_ok(), "one that is too large fails alone");
}

#[test]
fn a_bomb_fails_alone() {
    let bytes = archive(&[("bomb", &vec![0; 8 << 20]), ("good.txt", b"Rust")]);
    let told = entries(&bytes, Limits::default());
    assert_eq!(told[0].1, Err(ReadError::Limit { what: LimitKind::ArchiveRatio, limit: 200 }));
    assert_eq!(told[1].1.as_deref(), Ok(&b"Rust"[..]));
}

#[test]
fn an_archive_is_unpacked_in_a_child_that_may_die() {
    let bytes = archive(&[("a.txt", b"one")]);
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&bytes).expect("written");
    let reader = Reader::new(worker(&["misbehave=abort"]));
    assert_eq!(reader.pool(File::open(file.path()).expect("a file")).expect_err("dead"), ReadError::Crashed);
}
