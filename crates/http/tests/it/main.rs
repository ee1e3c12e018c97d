//! The server, asked over HTTP.

mod api;
mod attacks;
mod endpoints;
mod faults;
mod kit;
mod limits;
mod openapi;
mod page;
mod reports;
mod serving;
