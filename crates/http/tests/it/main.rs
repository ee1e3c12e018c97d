//! The server, asked over HTTP.

mod api;
mod faults;
mod kit;
mod page;
mod reports;
mod serving;
