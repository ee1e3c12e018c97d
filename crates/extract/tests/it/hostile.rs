//! Files that mean harm: each ends in its own code, in time and memory, and the next file is read.
#![expect(clippy::print_stdout, reason = "the table is shown with --nocapture")]

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use sartor_extract::{Kind, Reader};
use sartor_testkit::hostile::{Hostile, archives, markup, pdfs};

use crate::{docx, worker};

/// Readers at work at once, each with a worker of its own: two files wait for the end of their processor time.
const AT_ONCE: usize = 2;

/// Ten seconds, and what a busy machine adds.
const IN_TIME: Duration = Duration::from_secs(11);

/// In the unit of the system: KiB.
const MEMORY: u64 = 1 << 20;

/// How a file ended.
struct End {
    code: &'static str,
    took: Duration,
    /// The most memory that its worker held, in KiB; 0 for what needed no worker.
    memory: u64,
}

#[test]
fn every_file_ends_well() {
    let files: Vec<Hostile> = [archives(), markup(), pdfs()].concat();
    let left = Mutex::new(files.iter().enumerate());
    let ends = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for at in 0..AT_ONCE {
            let (left, ends) = (&left, &ends);
            scope.spawn(move || read_in_turn(&format!("hostile-{}-{at}", std::process::id()), left, ends));
        }
    });
    let mut ends = ends.into_inner().unwrap();
    ends.sort_by_key(|(at, _)| *at);
    assert_eq!(ends.len(), files.len());
    let mut faults = Vec::new();
    for (at, end) in ends {
        let (file, End { code, took, memory }) = (&files[at], end);
        println!("{:56} {code:20} {:6.2} s {:5} MiB", file.name, took.as_secs_f64(), memory >> 10);
        if !file.ends.contains(&code) || took > IN_TIME || memory > MEMORY {
            faults.push(format!("{}: {code}, {took:?}, {memory} KiB, not {:?}", file.name, file.ends));
        }
    }
    let all = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss();
    println!("memory of the largest worker: {} MiB", all >> 10);
    assert!(all.unsigned_abs() < MEMORY, "{all} KiB");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Reads what is left with one reader, a sound file after each.
fn read_in_turn<'a>(
    mark: &str,
    left: &Mutex<impl Iterator<Item = (usize, &'a Hostile)>>,
    ends: &Mutex<Vec<(usize, End)>>,
) {
    let reader = Reader::new(worker(&[mark]));
    let sound = docx("<w:p><w:r><w:t>Zoé Martin</w:t></w:r></w:p>", &[]);
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    while let Some((at, file)) = next() {
        let started = Instant::now();
        let (outcome, memory) = watched(mark, || reader.read(&file.bytes, Kind::Layout));
        let took = started.elapsed();
        let code = outcome.map_or_else(|error| error.code(), |_| "ok");
        let next = reader.read(&sound, Kind::Layout).map(|document| document.text);
        assert_eq!(next.as_deref(), Ok("Zoé Martin\n"), "after {}", file.name);
        ends.lock().unwrap().push((at, End { code, took, memory }));
    }
}

/// Runs `read`, and tells the most memory that the worker with this mark on its command line held meanwhile.
fn watched<T>(mark: &str, read: impl FnOnce() -> T) -> (T, u64) {
    let ended = AtomicBool::new(false);
    let mut process = find(mark);
    if let Some(process) = &process {
        // What the kernel remembers is the peak since now.
        fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
    }
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut most = 0;
            loop {
                let last = ended.load(Ordering::Acquire);
                match process.as_deref().and_then(peak) {
                    Some(memory) => most = most.max(memory),
                    None => process = find(mark),
                }
                if last {
                    return most;
                }
                thread::sleep(Duration::from_millis(1));
            }
        });
        let outcome = read();
        ended.store(true, Ordering::Release);
        (outcome, watch.join().unwrap())
    })
}

/// The process with this on its command line.
fn find(mark: &str) -> Option<String> {
    let names = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())).find(|name| {
        let line = fs::read(format!("/proc/{name}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).any(|argument| argument == mark.as_bytes())
    })
}

/// The most memory that a process has held, in KiB; nothing when it has ended.
fn peak(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}
