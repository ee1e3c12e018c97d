//! The HTTP door of Sartor.
