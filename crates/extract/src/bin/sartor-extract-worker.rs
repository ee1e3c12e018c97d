//! A worker without anything else around it, for the tests of this crate; its first argument may make it misbehave.

use std::io::Write;
use std::net::UdpSocket;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use sartor_extract::{Limits, confine, worker_main};

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("probe") => probe(),
        Some("misbehave=abort") => std::process::abort(),
        Some("misbehave=hang") => loop {
            thread::sleep(Duration::from_secs(1));
        },
        Some("misbehave=flood") => loop {
            if std::io::stdout().write_all(&[b'x'; 4096]).is_err() {
                return ExitCode::FAILURE;
            }
        },
        Some("misbehave=chatter") => {
            thread::spawn(chatter);
            worker_main()
        }
        Some("misbehave=mortal") => {
            thread::spawn(|| {
                thread::sleep(Duration::from_millis(1500));
                std::process::abort();
            });
            worker_main()
        }
        _ => worker_main(),
    }
}

/// Prints what is refused to a confined process: what the kernel says, then what really happens.
fn probe() -> ExitCode {
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    let Ok(confined) = confine(&Limits::default()) else { return ExitCode::FAILURE };
    let tried = serde_json::json!({
        "files": confined.files,
        "calls": confined.calls,
        "open": std::fs::File::open(&program).is_ok(),
        "create": std::fs::write("/tmp/sartor-probe", "x").is_ok(),
        "socket": UdpSocket::bind("127.0.0.1:0").is_ok(),
        "program": Command::new(&program).arg("misbehave=abort").status().is_ok(),
        "thread": thread::spawn(|| ()).join().is_ok(),
    });
    match std::io::stdout().write_all(tried.to_string().as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Prints, as parsers do, from when the worker has confined itself.
fn chatter() {
    let confined = || {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
        limit.maximum == Some(0)
    };
    while !confined() {
        thread::sleep(Duration::from_millis(1));
    }
    loop {
        let _ = std::io::stdout().write_all(b"warning: {\"ok\": odd font\n");
        let _ = std::io::stdout().flush();
        thread::sleep(Duration::from_micros(100));
    }
}
