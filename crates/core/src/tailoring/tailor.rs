//! From a resume and a posting to a plan, and from a plan and a person's word to the tailored resume.

use super::{
    Decisions, Edit, Flag, Measure, Plan, TailoredResume, TailoringError, Wording,
    case::Case,
    change::{Change, changed},
    compose, rules,
};
use crate::{
    apply::{Brief, Engine, ReadResume, locale_of},
    document::Document,
    letter::grammar::Grammar,
    report::{PostingHead, SCHEMA_VERSION, Share},
    scoring::{Count, Standing},
};
use jiff::civil::Date;

/// Tailors resumes; made once of the words, shared between threads.
#[derive(Debug, Clone)]
pub struct Tailor {
    words: Wording,
    grammar: Grammar,
}

/// A tailored resume.
#[derive(Debug, Clone)]
pub struct Tailored {
    /// What is to be written.
    pub resume: TailoredResume,
    /// Ids of the edits that were done.
    pub done: Vec<String>,
    /// Coverage and fit of the resume as it is written, read back.
    pub after: Measure,
    /// What a person should look at.
    pub flags: Vec<Flag>,
}

impl Tailor {
    /// Puts the words together.
    pub const fn new(words: Wording, grammar: Grammar) -> Self {
        Self { words, grammar }
    }

    /// Reads the words of the program's template files, by their names under `templates/`.
    ///
    /// # Errors
    ///
    /// A file of words or of grammar that does not read.
    pub fn of_files(files: &[(&str, &str)]) -> Result<Self, TailoringError> {
        let grammar = files.iter().find(|(name, _)| *name == "grammar.toml").map_or("", |(_, text)| *text);
        let grammar =
            Grammar::parse(grammar).map_err(|error| TailoringError::Wording { reason: error.to_string() })?;
        Ok(Self::new(Wording::of_files(files)?, grammar))
    }

    /// The words.
    pub const fn words(&self) -> &Wording {
        &self.words
    }

    /// The edits that tailor a resume to a posting; `name` is the resume's, `as_of` stands for today.
    ///
    /// With all of them done the resume was composed and read back: [`Plan::after`]. An edit that would lower coverage or fit is not in
    /// the plan.
    ///
    /// # Errors
    ///
    /// [`TailoringError::NoPosting`] for a role: there is no wording to follow.
    pub fn plan(
        &self,
        engine: &Engine,
        name: &str,
        read: &ReadResume,
        brief: &Brief,
        as_of: Date,
    ) -> Result<Plan, TailoringError> {
        let Brief::Posting(posting, asked) = brief else { return Err(TailoringError::NoPosting) };
        let locale = locale_of(brief, posting.language);
        let mut plain = TailoredResume::plain(read, &self.words);
        // In the resume's own language its own country's customs stay.
        let crosses = read.resume.language != posting.language;
        plain.locale = if crosses { locale } else { plain.locale };
        let scale = Scale { engine, brief, as_of };
        let standing = scale.standing(read);
        let relevant = brief.relevant_months(engine, read, as_of);
        let case = Case::new(
            &self.words,
            &self.grammar,
            engine.lexicon(),
            read,
            (posting, asked),
            plain.locale,
            &plain,
            standing,
            relevant,
        );
        let edits = rules::edits(&case);
        let mut flags = rules::flags(&case);
        let before = measure(case.base);
        let settled = scale.settle(&plain, edits, before);
        flags.extend(settled.flags(&self.words));
        Ok(Plan {
            schema_version: SCHEMA_VERSION,
            as_of: as_of.to_string(),
            lexicon_digest: engine.lexicon().digest.clone(),
            document: name.to_owned(),
            posting: PostingHead {
                title: posting
                    .title_clean
                    .clone()
                    .or_else(|| posting.title.as_ref().map(|title| title.text.clone())),
                company: posting.company.as_ref().map(|company| company.text.clone()),
                language: posting.language,
            },
            locale: plain.locale,
            before,
            after: settled.after,
            edits: settled.edits,
            flags,
            plain,
        })
    }

    /// Does the edits of a plan that a person accepts, and reads the result back.
    ///
    /// What would lower coverage or fit together with the others is left out, and flagged.
    ///
    /// # Errors
    ///
    /// [`TailoringError::UnknownEdit`] where a decision names an edit that the plan does not hold.
    pub fn write(
        &self,
        engine: &Engine,
        brief: &Brief,
        plan: &Plan,
        decisions: &Decisions,
        as_of: Date,
    ) -> Result<Tailored, TailoringError> {
        decisions.check(plan)?;
        let accepted: Vec<Edit> = plan.edits.iter().filter(|edit| decisions.accepts(edit)).cloned().collect();
        let settled = Scale { engine, brief, as_of }.settle(&plan.plain, accepted, plan.before);
        let of_texts = plan.flags.iter().filter(|flag| flag.place.is_some()).cloned();
        Ok(Tailored {
            resume: written(&plan.plain, &settled.edits),
            done: settled.edits.iter().map(|edit| edit.id.clone()).collect(),
            after: settled.after,
            flags: of_texts.chain(settled.flags(&self.words)).collect(),
        })
    }
}

/// What a resume is measured with.
#[derive(Clone, Copy)]
struct Scale<'a> {
    engine: &'a Engine,
    brief: &'a Brief,
    as_of: Date,
}

/// Edits that hold together, and what they come to.
struct Settled {
    edits: Vec<Edit>,
    after: Measure,
    /// Edits were left out.
    withheld: bool,
    /// The reader reads the composed resume worse than the source, edits or none.
    reads_lower: bool,
}

impl<'a> Scale<'a> {
    fn standing(&self, read: &'a ReadResume) -> Standing<'a> {
        self.brief.standing(self.engine, read, self.as_of)
    }

    /// Coverage and fit of a resume as it is written: composed, read back, scored.
    fn read_back(&self, resume: &TailoredResume) -> Measure {
        let read = ReadResume::new(self.engine, Document::plain(&compose(resume)));
        measure(self.brief.standing(self.engine, &read, self.as_of).count())
    }

    /// Leaves out what lowers coverage or fit under `before`. Most plans are measured once.
    fn settle(&self, plain: &TailoredResume, edits: Vec<Edit>, before: Measure) -> Settled {
        let after = self.read_back(&written(plain, &edits));
        if !after.is_lower(&before) {
            return Settled { edits, after, withheld: false, reads_lower: false };
        }
        let bare = self.read_back(plain);
        let reads_lower = bare.is_lower(&before);
        let floor = if reads_lower { bare } else { before };
        if !after.is_lower(&floor) {
            return Settled { edits, after, withheld: false, reads_lower };
        }
        let count = edits.len();
        let (edits, after) = self.without_the_worst(plain, edits, floor, after);
        Settled { withheld: edits.len() < count, edits, after, reads_lower }
    }

    /// Takes out one edit after the other, each time that whose absence reads best, until nothing is lost.
    fn without_the_worst(
        &self,
        plain: &TailoredResume,
        mut edits: Vec<Edit>,
        floor: Measure,
        mut after: Measure,
    ) -> (Vec<Edit>, Measure) {
        while after.is_lower(&floor) && !edits.is_empty() {
            let without = |at: usize| {
                let others: Vec<&Change> = edits
                    .iter()
                    .enumerate()
                    .filter(|(own, _)| *own != at)
                    .map(|(_, edit)| &edit.change)
                    .collect();
                self.read_back(&changed(plain, &others))
            };
            let best = (0..edits.len())
                .map(|at| (without(at), at))
                .max_by_key(|(read, at)| (read.coverage.covered, read.fit, std::cmp::Reverse(*at)));
            let Some((read, at)) = best else { break };
            edits.remove(at);
            after = read;
        }
        (edits, after)
    }
}

impl Settled {
    fn flags(&self, words: &Wording) -> Vec<Flag> {
        let flag = |code: &str| Flag { code: code.to_owned(), place: None, message: words.flag(code) };
        let withheld = self.withheld.then(|| flag("withheld"));
        let lower = self.reads_lower.then(|| flag("reads_lower"));
        withheld.into_iter().chain(lower).collect()
    }
}

fn written(plain: &TailoredResume, edits: &[Edit]) -> TailoredResume {
    let changes: Vec<&Change> = edits.iter().map(|edit| &edit.change).collect();
    changed(plain, &changes)
}

fn measure(count: Count) -> Measure {
    Measure { coverage: Share::of(count.covered, count.total), fit: count.fit }
}
