//! The report for a terminal: aligned, at most 100 columns.

use sartor_core::Language;

use crate::view::{RequirementRow, View};

/// Columns of a line.
pub(crate) const WIDTH: usize = 100;
/// Most changes told; the other forms tell all.
const CHANGES: usize = 12;
/// Columns of a bar.
const BAR: usize = 20;

pub(crate) fn write(view: &View) -> String {
    let mut page = Page { out: String::new(), language: view.lang };
    page.heads(view);
    page.coverage(view);
    page.fit(view);
    page.changes(view);
    page.missing(view);
    page.unlisted(view);
    page.conditions(view);
    page.evidence(view);
    page.foot(view);
    page.out
}

struct Page {
    out: String,
    language: Language,
}

impl Page {
    fn say(&self, fr: &'static str, en: &'static str) -> &'static str {
        self.language.pick(fr, en)
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn heading(&mut self, title: &str, note: &str) {
        self.out.push('\n');
        let gap = if note.is_empty() { "" } else { " — " };
        self.line(&format!("{}{gap}{note}", title.to_uppercase()));
    }

    /// `first` before the first line, spaces of its width before the others.
    fn wrapped(&mut self, first: &str, text: &str) {
        for line in wrap(first, text) {
            self.line(&line);
        }
    }

    fn heads(&mut self, view: &View) {
        let width = widest(view.heads.iter().map(|(label, _)| label.as_str()));
        for (label, value) in &view.heads {
            self.wrapped(&format!("{}  ", pad(label, width)), value);
        }
    }

    fn coverage(&mut self, view: &View) {
        let note = self.say(
            "ce qu’une recherche littérale de mots-clés trouverait",
            "what a literal search for keywords would find",
        );
        self.heading(self.say("Couverture", "Coverage"), note);
        let width = widest(view.coverage.iter().map(|row| row.label.as_str()));
        for row in view.coverage.iter().filter(|row| row.total > 0) {
            let of = format!("{} {} {}", row.covered, self.say("sur", "of"), row.total);
            let bar = bar(row.covered * 100 / row.total);
            self.line(&format!(
                "  {}  {}  {}  {bar}",
                pad(&row.label, width),
                lead(&of, 9),
                lead(&row.percent, 5)
            ));
        }
        if view.coverage.iter().all(|row| row.total == 0) {
            let none = self
                .say("Aucune compétence reconnue dans l’annonce.", "No skill was recognised in the posting.");
            self.line(&format!("  {none}"));
        }
    }

    fn fit(&mut self, view: &View) {
        let Some(total) = &view.total else {
            self.heading(self.say("Adéquation", "Fit"), self.say("non calculable", "cannot be computed"));
            let why = self.say(
                "Rien de ce que l’annonce demande n’a été reconnu\u{a0}: est-ce bien une annonce\u{202f}?",
                "Nothing that the posting asks was recognised: is it a posting?",
            );
            self.line(&format!("  {why}"));
            return;
        };
        let note = match self.language {
            Language::Fr => format!("{total} points sur 100, exactement la somme de ces parts"),
            Language::En => format!("{total} of 100 points, exactly the sum of these parts"),
        };
        self.heading(self.say("Adéquation", "Fit"), &note);
        let width = widest(view.parts.iter().map(|row| row.label.as_str())).min(34);
        let mut group = None;
        for row in &view.parts {
            if !row.modality.is_empty() && group != Some(&row.modality) {
                self.line(&format!("  [{}]", row.modality));
                group = Some(&row.modality);
            }
            let of = format!("{} {} {}", lead(&row.points, 6), self.say("sur", "of"), lead(&row.of, 5));
            self.wrapped(&format!("  {}  {of}  ", pad(&cut(&row.label, width), width)), &row.why);
        }
    }

    fn changes(&mut self, view: &View) {
        if view.changes.is_empty() && view.wording.is_empty() {
            return;
        }
        let note = self.say(
            "et seulement si c’est vrai\u{202f}; le gain le plus grand d’abord",
            "and only if it is true; the largest gain first",
        );
        self.heading(self.say("À changer d’abord", "What to change first"), note);
        let told = &view.changes[..view.changes.len().min(CHANGES)];
        let width = widest(told.iter().map(|change| change.label.as_str())).min(36);
        for change in told {
            let first = format!("  {}  {}  ", lead(&change.gain, 6), pad(&cut(&change.label, width), width));
            self.wrapped(&first, &change.advice);
        }
        let more = view.changes.len() - told.len();
        if more > 0 {
            self.line(&match self.language {
                Language::Fr => format!("  … et {more} autre{}, de moindre gain", plural(more)),
                Language::En => format!("  … and {more} more, of less gain"),
            });
        }
        for sentence in &view.wording {
            self.wrapped("  • ", sentence);
        }
    }

    fn missing(&mut self, view: &View) {
        self.heading(self.say("Ce qui manque", "What is missing"), "");
        if view.missing.is_empty() {
            let none = self.say(
                "Rien\u{a0}: chaque mot-clé de l’annonce est dans le CV.",
                "Nothing: each keyword of the posting is in the resume.",
            );
            self.line(&format!("  {none}"));
        } else if !view.lacks_required()
            && view.requirements.iter().any(|row| row.modality == self.say("indispensable", "required"))
        {
            let none = self.say("Rien d’indispensable.", "Nothing that is required.");
            self.line(&format!("  {none}"));
        }
        let width = widest(view.missing.iter().map(|(modality, _)| modality.as_str()));
        for (modality, labels) in &view.missing {
            self.wrapped(&format!("  {}  ", pad(modality, width)), &labels.join(", "));
        }
        for sentence in &view.near {
            self.wrapped("  • ", sentence);
        }
    }

    fn unlisted(&mut self, view: &View) {
        if view.unlisted.is_empty() {
            return;
        }
        self.heading(self.say("Hors lexique", "Unlisted"), unlisted_note(self.language));
        let labels =
            [self.say("dans le CV", "in the resume"), self.say("pas dans le CV", "not in the resume")];
        let width = widest(labels.into_iter());
        for (said, label) in [true, false].into_iter().zip(labels) {
            let terms: Vec<&str> = view
                .unlisted
                .iter()
                .filter(|(_, _, in_resume)| (*in_resume > 0) == said)
                .map(|(term, ..)| term.as_str())
                .collect();
            if !terms.is_empty() {
                self.wrapped(&format!("  {}  ", pad(label, width)), &terms.join(" · "));
            }
        }
    }

    fn conditions(&mut self, view: &View) {
        if !view.constraints.is_empty() {
            self.heading(self.say("Conditions", "Conditions"), "");
            let width = widest(view.constraints.iter().map(|row| row.label.as_str()));
            for row in &view.constraints {
                let text = match self.language {
                    Language::Fr => format!(
                        "demandé\u{a0}: {}\u{202f}; trouvé\u{a0}: {}. {}.",
                        row.asked,
                        row.found,
                        capital(&row.status_word)
                    ),
                    Language::En => {
                        format!("asked: {}; found: {}. {}.", row.asked, row.found, capital(&row.status_word))
                    }
                };
                self.wrapped(&format!("  {}  ", pad(&row.label, width)), &text);
            }
        }
        if !view.findings.is_empty() {
            self.heading(self.say("À savoir sur le fichier", "About the file"), "");
            for finding in &view.findings {
                self.wrapped("  • ", finding);
            }
        }
    }

    fn evidence(&mut self, view: &View) {
        if view.requirements.is_empty() {
            return;
        }
        let note = self.say("les lignes du CV qui le montrent", "the lines of the resume that show it");
        self.heading(self.say("Preuves", "Evidence"), note);
        for row in view.requirements.iter().filter(|row| row.status == "covered") {
            self.line(&format!("  {} — {}", row.label, counts(row, self.language)));
            let width = widest(row.evidence.iter().map(|quote| quote.place.as_str()));
            for quote in &row.evidence {
                let first = format!(
                    "    {} {}  {}  ",
                    self.say("l.", "line"),
                    lead(&quote.line.to_string(), 3),
                    pad(&quote.place, width)
                );
                self.wrapped(&first, &quote.whole());
            }
            if row.more > 0 {
                let more = row.more;
                self.line(&match self.language {
                    Language::Fr => format!("    … et {more} autre{} ligne{}", plural(more), plural(more)),
                    Language::En => format!("    … and {more} more line{}", plural(more)),
                });
            }
        }
        let absent: Vec<String> = view
            .requirements
            .iter()
            .filter(|row| row.status != "covered")
            .map(|row| format!("{} ({})", row.label, times(row.in_posting, self.language)))
            .collect();
        if !absent.is_empty() {
            let title = self.say(
                "Sans preuve, et leur nombre dans l’annonce\u{a0}: ",
                "Without evidence, with their count in the posting: ",
            );
            self.wrapped("  ", &format!("{title}{}.", absent.join(", ")));
        }
    }

    fn foot(&mut self, view: &View) {
        self.out.push('\n');
        let foot = match self.language {
            Language::Fr => format!(
                "Date de référence\u{a0}: {} · lexique {} · schéma {}",
                view.as_of, view.digest, view.schema_version
            ),
            Language::En => {
                format!(
                    "Reference date: {} · lexicon {} · schema {}",
                    view.as_of, view.digest, view.schema_version
                )
            }
        };
        self.line(&foot);
        self.wrapped("", promise(self.language));
    }
}

/// What the numbers are, and what they are not.
pub(crate) fn promise(language: Language) -> &'static str {
    language.pick(
        "Ces chiffres mesurent ce que le texte du CV montre\u{202f}; une personne décide.",
        "These numbers measure what the text of the resume shows; a person decides.",
    )
}

/// What unlisted terms are.
pub(crate) fn unlisted_note(language: Language) -> &'static str {
    language.pick(
        "termes absents de notre lexique\u{202f}; une recherche littérale peut les chercher",
        "terms that are not in our dictionary; a literal search may look for them",
    )
}

/// "required; posting 2×, resume 3×".
pub(crate) fn counts(row: &RequirementRow, language: Language) -> String {
    language.pick(
        format!("{}\u{202f}; annonce {}×, CV {}×", row.modality, row.in_posting, row.in_resume),
        format!("{}; posting {}×, resume {}×", row.modality, row.in_posting, row.in_resume),
    )
}

fn times(count: u32, language: Language) -> String {
    match (count, language) {
        (n, Language::Fr) => format!("{n} fois"),
        (1, Language::En) => "once".to_owned(),
        (n, Language::En) => format!("{n} times"),
    }
}

const fn plural(count: usize) -> &'static str {
    if count > 1 { "s" } else { "" }
}

fn bar(share: u32) -> String {
    let full = (share as usize * BAR / 100).min(BAR);
    format!("{}{}", "█".repeat(full), "░".repeat(BAR - full))
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

/// `text` with spaces after it.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
}

/// `text` with spaces before it.
fn lead(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.chars().count())))
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Breaks `text` at spaces; no-break spaces hold.
pub(crate) fn wrap(first: &str, text: &str) -> Vec<String> {
    let indent = first.chars().count();
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, " ".repeat(indent)));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_hangs_under_its_first_column() {
        let lines = wrap("  A  ", &"word ".repeat(40));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[1].starts_with("     word"));
        assert_eq!(bar(50), "██████████░░░░░░░░░░");
    }
}
