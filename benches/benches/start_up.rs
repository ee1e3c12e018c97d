//! How long a whole `sartor match` takes, from the start of the process to its end; the answer is checked first.

use std::process::{Command, Output};

use criterion::{Criterion, criterion_group, criterion_main};

fn matched(format: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sartor"))
        .arg("match")
        .arg(sartor_testkit::fixture("resumes/fr-backend-python.pdf"))
        .arg("--posting")
        .arg(sartor_testkit::fixture("postings/fr-backend-python-nantes.md"))
        .args(["--as-of", "2026-11-22", "--lang", "fr", "--format", format])
        .output()
        .expect("starts")
}

fn start_up(c: &mut Criterion) {
    let report: serde_json::Value = serde_json::from_slice(&matched("json").stdout).expect("a report");
    let total = report["fit"]["total"].as_u64().expect("the posting asks for something");
    assert!(total > 5_000, "{total}");
    assert!(matched("text").status.success());
    c.bench_function("start-up, match of a PDF and a posting", |b| b.iter(|| matched("text")));
}

criterion_group! {
    name = benches;
    config = Criterion::default().without_plots().sample_size(30);
    targets = start_up
}
criterion_main!(benches);
