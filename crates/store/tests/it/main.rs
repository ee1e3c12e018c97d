//! The store on each of its grounds: in memory, in a folder, and in PostgreSQL where its programs are installed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod applicants;
mod audit;
mod backup;
mod crowd;
mod erasure;
mod figures;
mod kit;
mod openings;
mod postgres;
mod retention;
mod sudden;
mod upgrade;
mod uploads;
