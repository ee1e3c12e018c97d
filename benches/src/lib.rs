//! Benches of Sartor.
