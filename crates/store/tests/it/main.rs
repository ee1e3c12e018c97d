//! The store on each of its grounds: in memory, in a folder, and in PostgreSQL where its programs are installed.

mod access;
mod applicants;
mod audit;
mod backup;
mod crowd;
mod erasure;
mod kit;
mod openings;
mod postgres;
mod retention;
mod sudden;
mod upgrade;
mod uploads;
