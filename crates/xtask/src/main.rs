//! The chores of Sartor.
fn main() {}
