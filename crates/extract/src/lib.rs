//! Untrusted documents to laid-out text, in a child process.
