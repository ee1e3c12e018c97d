//! A worker without anything else around it, for the tests of this crate; its first argument may make it misbehave.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("misbehave=abort") => std::process::abort(),
        Some("misbehave=hang") => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        Some("misbehave=flood") => loop {
            if std::io::stdout().write_all(&[b'x'; 4096]).is_err() {
                return ExitCode::FAILURE;
            }
        },
        Some("misbehave=chatter") => {
            let _ = std::io::stdout().write_all(b"warning: {\"ok\": odd font\n");
            sartor_extract::worker_main()
        }
        _ => sartor_extract::worker_main(),
    }
}
