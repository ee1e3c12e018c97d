//! What a person sees of a run while it goes and when it is over; never part of its result.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal},
    time::Instant,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sartor_core::{
    Language,
    report::{Outcome, Row},
};

/// A bar on standard error, where that is a terminal.
pub(crate) fn bar(count: usize, language: Language) -> ProgressBar {
    let bar = ProgressBar::new(count as u64);
    if !io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = language.pick(
        "{wide_bar} {pos}/{len} · {per_sec} · {msg} illisibles · reste {eta}",
        "{wide_bar} {pos}/{len} · {per_sec} · {msg} unreadable · {eta} left",
    );
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message("0");
    bar
}

/// Counts of a run.
#[derive(Debug)]
pub(crate) struct Tally {
    began: Instant,
    /// Resumes, unreadable ones among them.
    pub(crate) resumes: usize,
    /// Of these, found done by an earlier run.
    pub(crate) before: usize,
    duplicates: usize,
    codes: BTreeMap<String, usize>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), resumes: 0, before: 0, duplicates: 0, codes: BTreeMap::new() }
    }

    /// Counts a resume by its first row.
    pub(crate) fn add(&mut self, row: &Row) {
        self.resumes += 1;
        self.duplicates += usize::from(row.duplicates_of.is_some());
        if let Outcome::Error { code, .. } = &row.outcome {
            *self.codes.entry(code.clone()).or_default() += 1;
        }
    }

    /// How many could not be read.
    pub(crate) fn unread(&self) -> usize {
        self.codes.values().sum()
    }

    /// A line for people.
    pub(crate) fn line(&self, language: Language) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        let rate = (self.resumes - self.before) as f64 / seconds.max(0.001);
        let codes: Vec<String> = self.codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
        let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(", ")) };
        let scored = self.resumes - self.unread();
        let before = self.before;
        language.pick(
            format!(
                "sartor\u{a0}: {} CV, {scored} notés, {} illisibles{codes}, {} en double, {before} déjà faits\u{202f}; {seconds:.1}\u{a0}s, {rate:.0} par seconde\n",
                self.resumes, self.unread(), self.duplicates
            ),
            format!(
                "sartor: {} resumes, {scored} scored, {} unreadable{codes}, {} duplicates, {before} done before; {seconds:.1} s, {rate:.0} a second\n",
                self.resumes, self.unread(), self.duplicates
            ),
        )
    }
}
