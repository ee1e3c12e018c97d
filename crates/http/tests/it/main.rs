//! The server, asked over HTTP.

mod access;
mod api;
mod attacks;
mod endpoints;
mod fairness;
mod faults;
mod filenames;
mod kit;
mod limits;
mod office;
mod openapi;
mod openings;
mod page;
mod reports;
mod serving;
mod twins;
