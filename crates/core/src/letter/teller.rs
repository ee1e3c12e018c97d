//! How the chosen entries are told: with which lines and which skills, and none of them twice.

use std::collections::BTreeSet;

use super::context::said;
use super::facts::{Entry, EntryKind, Fact, LetterInput, LetterMatch, Source, Strength};
use super::grammar::{Company, Grammar, outer_comma, plain};
use super::lines::Form;
use super::marks::{FactKind, Marks};
use super::periods::{brief, date, latest, period};
use super::proofs::{Head, Proof, Top};
use super::ranking::{once, shown_in};
use crate::{Language, Month};

/// Tells entries, one after the other, and no skill twice.
pub(super) struct Teller<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) input: &'a LetterInput,
    pub(super) told: BTreeSet<&'a str>,
}

impl<'a> Teller<'a> {
    const fn language(&self) -> Language {
        self.input.locale.language()
    }

    pub(super) fn top(&mut self, index: usize, marks: &mut Marks) -> Top {
        let (grammar, input) = (self.grammar, self.input);
        let entry = &input.entries[index];
        let chosen = self.strongest(index);
        let sort = match chosen.first() {
            Some(found) if !is_tool(grammar, found) => "point",
            _ if chosen.iter().all(|found| found.kind == "language") => "language",
            _ => "tool",
        };
        self.told.extend(chosen.iter().map(|found| found.id.as_str()));
        Top {
            skills: chosen.iter().filter_map(|found| self.named(found, marks)).collect(),
            sort,
            head: self.head(entry, marks),
        }
    }

    fn head(&self, entry: &Entry, marks: &mut Marks) -> Head {
        let (grammar, language) = (self.grammar, self.language());
        Head {
            kind: entry.kind,
            title: title(grammar, entry, marks),
            organisation: organisation(entry, marks),
            period: period(grammar, entry, language, marks),
            years: brief(entry, language, marks),
            since: entry.start.as_ref().map(|when| date(when, language, marks)),
            current: entry.current,
            internship: entry.internship,
        }
    }

    /// The heaviest skills that the entry shows and the posting more than wishes for: tools; or two or three others, for
    /// one alone says little.
    pub(super) fn strongest(&self, index: usize) -> Vec<&'a LetterMatch> {
        let named = |found: &&LetterMatch| self.named(found, &mut Marks::default()).is_some();
        let shown = shown_in(self.input, index).into_iter().filter(|found| !found.wished).filter(named);
        let (tools, points): (Vec<_>, Vec<_>) = shown.partition(|found| is_tool(self.grammar, found));
        if !tools.is_empty() {
            return tools.into_iter().take(3).collect();
        }
        let points: Vec<&LetterMatch> = points.into_iter().take(3).collect();
        if points.len() > 1 { points } else { Vec::new() }
    }

    /// The skill in a sentence: a tool by its name, another with its article; none where the article is not known.
    fn named(&self, found: &LetterMatch, marks: &mut Marks) -> Option<String> {
        let tool = is_tool(self.grammar, found) && !is_described(&found.label.text);
        let bare = self.language() == Language::En || tool;
        let label = &found.label;
        if bare {
            return Some(marks.wrap(FactKind::Skill, label));
        }
        self.grammar.definite_skill(&label.text)?;
        self.grammar.definite_skill(&marks.wrap(FactKind::Skill, label))
    }

    pub(super) fn proof(&mut self, index: usize, most: usize, opened: bool, marks: &mut Marks) -> Proof {
        let (grammar, input, language) = (self.grammar, self.input, self.language());
        let entry = &input.entries[index];
        let shown = shown_in(input, index);
        let mut lines = lines_of(grammar, input, entry, &shown, most);
        // Only the job of the opening has a sentence for things beside one that says what was done.
        if !opened && lines.iter().any(|(form, _)| *form != Form::Thing) {
            lines.retain(|(form, _)| *form != Form::Thing);
        }
        let mut quoted: String =
            lines.iter().map(|(_, line)| plain(&line.text)).collect::<Vec<_>>().join("\n");
        if let Some(title) = &entry.title {
            quoted = format!("{quoted}\n{}", plain(&title.text));
        }
        let quotes = |found: &LetterMatch| {
            names(&quoted, &found.label.text) || lines.iter().any(|(_, line)| stands_in(found, line))
        };
        let fresh = |found: &&&LetterMatch| !self.told.contains(found.id.as_str()) && !quotes(found);
        let mut skills: Vec<&LetterMatch> = shown.iter().filter(fresh).take(4).copied().collect();
        if skills.is_empty() && lines.is_empty() && !opened {
            skills = shown.iter().take(4).copied().collect();
        }
        let tools: Vec<(String, String)> = skills
            .iter()
            .filter(|found| is_tool(grammar, found))
            .map(|found| (marks.wrap(FactKind::Skill, &found.label), found.kind.clone()))
            .collect();
        let points = skills
            .iter()
            .filter(|found| !is_tool(grammar, found))
            .filter_map(|found| self.named(found, marks))
            .collect();
        let mut of = |form: Form| -> Vec<String> {
            let own = lines.iter().filter(|(is, _)| *is == form);
            own.map(|(_, line)| marks.wrap(FactKind::Line, line)).collect()
        };
        let (noun, verb, base, gerund, thing) =
            (of(Form::Noun), of(Form::Verb), of(Form::Base), of(Form::Gerund), of(Form::Thing));
        let words: usize = lines.iter().map(|(_, line)| line.text.split_whitespace().count()).sum();
        let and = language.pick(" et ", " and ");
        let parts = |line: &Fact| outer_comma(&line.text).is_some() || line.text.contains(and);
        let apart = lines.len() > 1 && (words > 34 || lines.iter().any(|(_, line)| parts(line)));
        self.told.extend(shown.iter().filter(|found| quotes(found)).map(|found| found.id.as_str()));
        self.told.extend(skills.iter().map(|found| found.id.as_str()));
        let head = self.head(entry, marks);
        Proof {
            head: Head { current: entry.current || studies_run(input, entry), ..head },
            nth: 1,
            family: entry.family,
            before: false,
            opened,
            verb,
            noun,
            base,
            gerund,
            thing,
            apart,
            with: grammar.with_skills(&tools),
            tools: tools.into_iter().map(|(label, _)| label).collect(),
            points,
        }
    }

    /// Skills that no dated entry shows, heaviest first.
    pub(super) fn declared(&self, marks: &mut Marks) -> Vec<String> {
        let used: BTreeSet<&str> = self
            .input
            .matches
            .iter()
            .filter(|found| found.strength == Strength::Used)
            .map(|found| found.id.as_str())
            .collect();
        let mut declared: Vec<&LetterMatch> = self
            .input
            .matches
            .iter()
            .filter(|found| !used.contains(found.id.as_str()) && !self.told.contains(found.id.as_str()))
            .collect();
        declared.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.id.as_str()));
        once(&mut declared);
        declared.into_iter().filter_map(|found| self.named(found, marks)).take(3).collect()
    }
}

/// Studies whose end is not yet past are told in the present.
fn studies_run(input: &LetterInput, entry: &Entry) -> bool {
    entry.kind == EntryKind::Education && latest(entry).is_some_and(|end| end >= Month::of(input.date))
}

fn title(grammar: &Grammar, entry: &Entry, marks: &mut Marks) -> Option<String> {
    let title = entry.title.as_ref().filter(|title| said(title))?;
    let short = Fact { text: grammar.short_title(&title.text), traces: title.traces.clone() };
    Some(marks.wrap(FactKind::Other, &short))
}

fn organisation(entry: &Entry, marks: &mut Marks) -> Option<Company> {
    let name = entry.organisation.as_ref().filter(|name| said(name))?;
    Some(Company { name: marks.wrap(FactKind::Organisation, name), prep: None })
}

/// True when the place that shows the skill lies within a quoted line: other words may name it there.
fn stands_in(found: &LetterMatch, line: &Fact) -> bool {
    let own = |fact: &Fact| {
        fact.traces
            .iter()
            .filter(|trace| trace.source == Source::Resume)
            .filter_map(|trace| trace.span)
            .collect::<Vec<_>>()
    };
    let places = own(&found.label);
    own(line).iter().any(|line| places.iter().any(|place| line.contains(*place)))
}

fn is_tool(grammar: &Grammar, found: &LetterMatch) -> bool {
    grammar.preposition(&found.label.text, &found.kind).is_some()
}

/// True when the folded text names the skill as whole words.
fn names(folded: &str, label: &str) -> bool {
    let label = plain(label);
    folded.match_indices(&label).any(|(at, found)| {
        let open = folded[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        open && folded[at + found.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    })
}

/// The lines to tell, in the order of the resume: those that name most requirements first, then those with a number.
///
/// Lines that make a sentence of their own come before those that only stand after a colon.
fn lines_of(
    grammar: &Grammar,
    input: &LetterInput,
    entry: &Entry,
    shown: &[&LetterMatch],
    most: usize,
) -> Vec<(Form, Fact)> {
    let language = input.locale.language();
    if input.resume_language != language {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut fit: Vec<(usize, Form, Fact)> = entry
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| grammar.told(line, language).map(|(form, told)| (at, form, told)))
        .filter(|(_, form, _)| *form != Form::Base || entry.current)
        .filter(|(_, _, line)| seen.insert(plain(&line.text)))
        .collect();
    fit.sort_by_key(|(at, form, line)| {
        let folded = plain(&line.text);
        let named = shown.iter().filter(|found| names(&folded, &found.label.text)).count();
        let number = folded.chars().any(|c| c.is_ascii_digit());
        (*form == Form::Thing, std::cmp::Reverse(2 * named + usize::from(number)), *at)
    });
    fit.truncate(most);
    fit.sort_by_key(|(at, _, _)| *at);
    fit.into_iter().map(|(_, form, line)| (form, line)).collect()
}

/// A tool that has no name but common words: « gestion de la maintenance assistée par ordinateur », « automates Siemens ».
fn is_described(label: &str) -> bool {
    let of = [" de ", " d'", " d’", " du ", " des "].iter().any(|of| label.contains(of));
    let first = label.split(' ').next().unwrap_or_default();
    of || first.len() < label.len() && first.chars().all(char::is_lowercase)
}
