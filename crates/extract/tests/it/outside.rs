//! What a document may point at and never touch: a file of this machine, and a server on it.

use std::io::ErrorKind;
use std::net::TcpListener;

use tempfile::TempDir;

/// What the file holds.
const SECRET: &str = "canari-7318";

/// A file and a server that nobody may ask.
pub(crate) struct Outside {
    folder: TempDir,
    server: TcpListener,
}

impl Outside {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret"), SECRET).unwrap();
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        server.set_nonblocking(true).unwrap();
        Self { folder, server }
    }

    /// Their addresses.
    pub(crate) fn addresses(&self) -> [String; 3] {
        let file = self.folder.path().join("secret");
        [
            format!("file://{}", file.display()),
            file.display().to_string(),
            format!("http://{}/secret", self.server.local_addr().unwrap()),
        ]
    }

    /// Fails when the text holds what the file holds, or someone has asked the server.
    pub(crate) fn assert_untouched(&self, text: &str) {
        assert!(!text.contains(SECRET), "{text}");
        assert_eq!(self.server.accept().map(|_| ()).unwrap_err().kind(), ErrorKind::WouldBlock);
    }
}
