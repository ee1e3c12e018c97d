//! The keywords and templates of Sartor, embedded.
