//! Untrusted documents to laid-out text, in a child process.
//!
//! A file is parsed in a process of its own that has put limits on its memory, its time and its files before it reads the first byte: [`Reader`] is the parent's side, [`worker_main`] the child's.
//! What comes back is a [`Document`](sartor_core::document::Document) in reading order, or a [`ReadError`] that tells the person what to do.
//!
//! ```
//! use sartor_extract::{Kind, Limits, detect, read_in_process};
//! let bytes = "# Zoé Martin\n\n- Rust\n- SQL\n".as_bytes();
//! assert_eq!(detect(bytes)?, sartor_core::document::Format::Markdown);
//! let document = read_in_process(bytes, &Limits::default(), Kind::Layout)?;
//! assert!(document.lines[0].heading == Some(1) && document.lines[1].bullet);
//! # Ok::<(), sartor_extract::ReadError>(())
//! ```
//!
//! | to change | go to |
//! | --- | --- |
//! | what is refused, and the sentence for it | `error.rs`, `detect.rs`, `limits.rs` |
//! | the parent's side: workers, deadlines | `reader.rs`, `hand.rs` |
//! | the child's side: its limits, its life | `worker.rs`, `confine.rs` |
//! | the frames between them | `frame.rs` |
//! | PDF: glyphs, rows, columns, spaces | `pdf/` |
//! | DOCX, ODT and RTF | `office/` |
//! | HTML, JSON | `web/` |
//! | archives of many files | `pool.rs` |
//! | text and its encoding, Markdown | `plain.rs`, `markdown.rs` |
//! | the second opinion of a simple parser | `naive.rs` |

mod builder;
mod clean;
mod confine;
mod detect;
mod error;
mod frame;
mod hand;
mod limits;
mod markdown;
mod naive;
mod office;
mod parse;
mod pdf;
mod plain;
mod pool;
mod reader;
mod web;
mod worker;

pub use confine::{Confinement, confine};
pub use detect::{check_name, detect};
pub use error::{LimitKind, ReadError, Unreadable};
pub use limits::Limits;
pub use parse::{Kind, read_in_process, read_pasted, read_text, text_of};
pub use pool::Pool;
pub use reader::{Reader, WorkerCommand};
pub use worker::worker_main;
