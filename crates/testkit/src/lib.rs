//! Fixtures and generators for the tests of Sartor.
