//! Tests of the posting against the keyword files of the repository.
