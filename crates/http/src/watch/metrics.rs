//! Figures of the server, as Prometheus reads them.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Upper bounds of the histogram of durations, in milliseconds.
const BOUNDS: [u64; 9] = [5, 10, 25, 50, 100, 250, 1_000, 5_000, 20_000];

/// What is counted since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    under_way: AtomicUsize,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// By method, route, status.
    answers: BTreeMap<(String, String, u16), u64>,
    /// By route.
    times: BTreeMap<String, Times>,
    /// By code.
    shed: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Default)]
struct Times {
    count: u64,
    sum: Duration,
    within: [u64; BOUNDS.len()],
}

/// A request that is counted as under way.
pub(crate) struct UnderWay<'a>(&'a AtomicUsize);

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// Counts a request as under way.
    pub(crate) fn begin(&self) -> UnderWay<'_> {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay(&self.under_way)
    }

    /// Counts an answer. Methods and routes are those of the router, so that no client can make them many.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let method = if matches!(method, "GET" | "HEAD" | "POST") { method } else { "other" };
        let mut counts = self.counts();
        *counts.answers.entry((method.to_owned(), route.to_owned(), status)).or_default() += 1;
        let times = counts.times.entry(route.to_owned()).or_default();
        times.count += 1;
        times.sum += took;
        for (within, bound) in times.within.iter_mut().zip(BOUNDS) {
            *within += u64::from(took <= Duration::from_millis(bound));
        }
    }

    /// Counts a request that was sent away.
    pub(crate) fn shed(&self, code: &'static str) {
        *self.counts().shed.entry(code).or_default() += 1;
    }

    /// All figures; `reports` are those held in memory.
    pub(crate) fn text(&self, reports: usize) -> String {
        let counts = self.counts();
        let mut out = String::new();
        head(&mut out, "sartor_requests_total", "counter", "Answers by method, route and status.");
        for ((method, route, status), count) in &counts.answers {
            let _ = writeln!(
                out,
                "sartor_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            );
        }
        head(&mut out, "sartor_request_seconds", "histogram", "Time to an answer, by route.");
        for (route, times) in &counts.times {
            histogram(&mut out, route, times);
        }
        head(&mut out, "sartor_shed_total", "counter", "Requests sent away because all places were taken.");
        for (code, count) in &counts.shed {
            let _ = writeln!(out, "sartor_shed_total{{code=\"{code}\"}} {count}");
        }
        head(&mut out, "sartor_requests_under_way", "gauge", "Requests that have no answer yet.");
        let _ = writeln!(out, "sartor_requests_under_way {}", self.under_way.load(Ordering::Relaxed));
        head(&mut out, "sartor_reports_held", "gauge", "Reports held in memory.");
        let _ = writeln!(out, "sartor_reports_held {reports}");
        out
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn histogram(out: &mut String, route: &str, times: &Times) {
    let name = "sartor_request_seconds";
    for (bound, within) in BOUNDS.iter().zip(times.within) {
        let bound = Duration::from_millis(*bound).as_secs_f64();
        let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"{bound}\"}} {within}");
    }
    let _ = writeln!(out, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", times.count);
    let _ = writeln!(out, "{name}_sum{{route=\"{route}\"}} {}", times.sum.as_secs_f64());
    let _ = writeln!(out, "{name}_count{{route=\"{route}\"}} {}", times.count);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_add_up() {
        let metrics = Metrics::default();
        for ms in [3, 30, 30_000] {
            metrics.count("POST", "/x", 200, Duration::from_millis(ms));
        }
        metrics.count("BREW", "/x", 405, Duration::ZERO);
        metrics.shed("request.full");
        let under_way = metrics.begin();
        let text = metrics.text(2);
        for line in [
            "sartor_requests_total{method=\"POST\",route=\"/x\",status=\"200\"} 3",
            "sartor_requests_total{method=\"other\",route=\"/x\",status=\"405\"} 1",
            "sartor_request_seconds_bucket{route=\"/x\",le=\"0.005\"} 2",
            "sartor_request_seconds_bucket{route=\"/x\",le=\"0.05\"} 3",
            "sartor_request_seconds_bucket{route=\"/x\",le=\"+Inf\"} 4",
            "sartor_request_seconds_count{route=\"/x\"} 4",
            "sartor_shed_total{code=\"request.full\"} 1",
            "sartor_requests_under_way 1",
            "sartor_reports_held 2",
        ] {
            assert!(text.lines().any(|own| own == line), "{line}\n{text}");
        }
        drop(under_way);
        assert!(metrics.text(0).contains("sartor_requests_under_way 0"));
    }
}
