//! The routes, asked without a network.

mod api;
mod faults;
mod kit;
mod page;
mod serving;
