//! The pages in a headless Chromium, as applicants of both languages use them on a phone and on a desk.
//!
//! Pictures of what was seen are left in `target/pages`.

mod applicant;
mod kit;
mod plain;
mod recruiter;
