//! Sartor.
fn main() {}
