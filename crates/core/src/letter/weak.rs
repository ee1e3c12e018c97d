//! What a reader would hold against a letter.

use std::collections::BTreeSet;

use super::facts::{LetterInput, Source};
use super::grammar::{FaultKind, Grammar, plain};
use super::marks::FactKind;
use super::page::{Letter, Weakness, opening};
use super::plan::{Plan, VariantPlan};
use crate::{Language, Span};

/// Signs of the body that a reader sees in its first two lines.
const TWO_LINES: usize = 210;
/// Signs of a line on paper, and lines of a page.
const LINE: usize = 95;
const PAGE: usize = 45;
/// Hundredths of the runs of five words that may stand in the resume too.
const COPIED: usize = 40;

/// The weaknesses of the letter, in a fixed order.
pub(super) fn weaknesses(
    grammar: &Grammar,
    input: &LetterInput,
    variant: &VariantPlan,
    letter: &Letter,
) -> Vec<Weakness> {
    let mut found = Found { grammar, input, variant, letter, body: body(letter), weak: Vec::new() };
    found.fit();
    found.size();
    found.accents();
    found.style();
    found.form();
    found.strangers();
    found.faults();
    found.weak
}

fn body(letter: &Letter) -> String {
    letter.paragraphs.iter().flatten().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join("\n")
}

struct Found<'a> {
    grammar: &'a Grammar,
    input: &'a LetterInput,
    variant: &'a VariantPlan,
    letter: &'a Letter,
    body: String,
    weak: Vec<Weakness>,
}

impl Found<'_> {
    const fn language(&self) -> Language {
        self.letter.locale.language()
    }

    fn say(&mut self, code: &'static str, fr: impl Into<String>, en: impl Into<String>) {
        self.weak.push(Weakness { code, message_fr: fr.into(), message_en: en.into() });
    }

    /// Does it speak to this employer, and at once?
    fn fit(&mut self) {
        let own: BTreeSet<&str> = self
            .letter
            .claims
            .iter()
            .filter(|claim| matches!(claim.kind, FactKind::Company | FactKind::Skill | FactKind::Mission))
            .filter(|claim| {
                claim.kind == FactKind::Company
                    || claim.traces.iter().any(|trace| trace.source == Source::Posting)
            })
            .map(|claim| claim.text.as_str())
            .collect();
        let reason = self.input.applicant.reason.is_some();
        if own.len() + usize::from(reason) < 2 {
            self.say(
                "letter.generic",
                "La lettre pourrait partir à n'importe quel employeur : moins de deux de ses éléments lui sont propres.",
                "The letter would fit any employer: fewer than two of its facts are proper to this one.",
            );
        }
        if !reason {
            self.say(
                "letter.no_reason",
                "Aucune raison propre à cet employeur : donnez-la avec --set reason=….",
                "No reason for this employer: give one with --set reason=….",
            );
        }
        let Some(start) = self.first_sentence() else { return };
        // A speculative letter opens with the reason for the employer.
        let reason = self.input.applicant.reason.as_ref().filter(|_| self.variant.speculative);
        let lines = TWO_LINES + reason.map_or(0, |reason| reason.text.len());
        let seen = Span::new(start, start + lines);
        let within = |kinds: &[FactKind]| {
            self.letter.claims.iter().any(|claim| {
                kinds.contains(&claim.kind) && seen.contains(Span::new(claim.span.start, claim.span.start))
            })
        };
        let role = self.input.posting.title.as_ref().is_some_and(|title| {
            let words: Vec<String> = plain(&title.text).split_whitespace().map(str::to_owned).collect();
            let begin: String = plain(&self.body).chars().take(lines).collect();
            words.first().is_some_and(|word| begin.contains(word.get(..word.len().min(6)).unwrap_or(word)))
        });
        if !role || !within(&[FactKind::Skill, FactKind::Organisation, FactKind::Line]) {
            self.say(
                "letter.opening",
                "Les deux premières lignes ne disent pas à la fois le poste et votre meilleur atout.",
                "The first two lines do not tell both the role and your strongest match.",
            );
        }
    }

    /// The body without what the posting and the resume say: their words are no boast of the letter.
    fn own_words(&self) -> String {
        let text = self.letter.text();
        let (mut out, mut from) = (String::new(), self.first_sentence().unwrap_or(0));
        for claim in &self.letter.claims {
            let told = claim.traces.iter().any(|trace| trace.source == Source::Applicant);
            if !told && claim.span.start >= from {
                out.push_str(&text[from..claim.span.start]);
                out.push(' ');
                from = claim.span.end;
            }
        }
        out + &text[from..]
    }

    /// Where the body begins in the text.
    fn first_sentence(&self) -> Option<usize> {
        let first = self.letter.paragraphs.first()?.first()?;
        self.letter.text().find(&first.text)
    }

    fn size(&mut self) {
        if let Some(share) = copied(&self.body, &self.input.resume_text).filter(|share| *share > COPIED) {
            self.say(
                "letter.copied",
                format!("{share} % des suites de cinq mots se trouvent déjà dans le CV."),
                format!("{share}% of its runs of five words already stand in the resume."),
            );
        }
        let text = self.letter.text();
        let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(LINE).max(1)).sum();
        if lines > PAGE {
            self.say(
                "letter.long",
                format!("La lettre fait {lines} lignes : plus d'une page."),
                format!("The letter has {lines} lines: more than a page."),
            );
        }
        let words = self.letter.words();
        if words < Plan::least(self.variant, self.input.length, self.language()) {
            self.say(
                "letter.short",
                format!(
                    "Le corps ne compte que {words} mots : le CV montre peu de ce que l'annonce demande."
                ),
                format!("The body has only {words} words: the resume shows little of what the posting asks."),
            );
        }
    }

    /// A French resume typed without accents: the lines that the letter takes up lack them too.
    fn accents(&mut self) {
        let resume = &self.input.resume_text;
        let letters = resume.chars().filter(|c| c.is_alphabetic()).count();
        let accented = resume.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
        let lines = self.letter.claims.iter().any(|claim| claim.kind == FactKind::Line);
        if self.language() == Language::Fr && lines && letters > 300 && accented * 500 < letters {
            self.say(
                "letter.accents",
                "Le CV est écrit sans accents : remettez-les dans les lignes que la lettre reprend.",
                "The resume is written without accents: put them back into the lines that the letter takes up.",
            );
        }
    }

    fn style(&mut self) {
        let language = self.language();
        let sentences: Vec<String> = self.body.lines().map(str::to_owned).collect();
        let own = |sentence: &String| {
            let first = opening(sentence);
            language.pick(first == "je", first == "i")
        };
        let starts = sentences.iter().filter(|sentence| own(sentence)).count();
        if sentences.len() >= 4 && starts * 2 > sentences.len() {
            self.say(
                "letter.self_starts",
                format!("{starts} phrases sur {} commencent par « je ».", sentences.len()),
                format!("{starts} of {} sentences begin with “I”.", sentences.len()),
            );
        }
        let alike = sentences.windows(2).find_map(|pair| match pair {
            [left, right] if opening(left) == opening(right) => Some(opening(left)),
            _ => None,
        });
        if let Some(word) = alike {
            self.say(
                "letter.alike",
                format!("Deux phrases voisines commencent par « {word} »."),
                format!("Two neighbouring sentences begin with “{word}”."),
            );
        }
        let folded = spaced(&self.own_words());
        let stop = &self.grammar.stop;
        let praise = language.pick(&stop.praise_fr, &stop.praise_en);
        let unproved = language.pick(&stop.unproved_fr, &stop.unproved_en);
        let holds = |word: &&String| folded.contains(&format!(" {word} "));
        let praise: Vec<String> = praise.iter().filter(holds).cloned().collect();
        let unproved: Vec<String> = unproved.iter().filter(holds).cloned().collect();
        for word in praise {
            self.say(
                "letter.praise",
                format!("« {word} » flatte l'employeur et n'apprend rien."),
                format!("“{word}” flatters the employer and tells nothing."),
            );
        }
        for word in unproved {
            self.say(
                "letter.unproved_word",
                format!("« {word} » ne prouve rien : dites plutôt ce que vous avez fait."),
                format!("“{word}” proves nothing: tell what you did instead."),
            );
        }
    }

    /// Salutation, close, subject.
    fn form(&mut self) {
        let letter = self.letter;
        let french = self.language() == Language::Fr;
        let salutation = letter.salutation.trim_end_matches([',', ':', ' ']);
        // A formal French close repeats the salutation word for word.
        let repeats = !french || !letter.closing.contains("agréer") || letter.closing.contains(salutation);
        if letter.closing.is_empty() || salutation.is_empty() || !repeats {
            self.say(
                "letter.no_formula",
                "L'appel ou la formule de politesse manque, ou la formule ne reprend pas l'appel.",
                "The salutation or the close is missing.",
            );
        }
        let Some(reference) = &self.input.posting.reference else { return };
        let place = match letter.subject_label() {
            Some(_) => letter.subject.clone(),
            None => format!("{} {}", letter.subject, self.body),
        };
        if !self.variant.speculative && !plain(&place).contains(&plain(&super::marks::clean(&reference.text)))
        {
            self.say(
                "letter.no_reference",
                "La référence de l'annonce n'est pas dans l'objet.",
                "The reference of the posting is not in the subject.",
            );
        }
    }

    /// Names and dates that the applicant's own sentences brought from another letter.
    fn strangers(&mut self) {
        let applicant = &self.input.applicant;
        let Some(reason) = &applicant.reason else { return self.past() };
        let own = plain(&format!(
            "{} {} {}",
            self.input.resume_text,
            self.input.posting.company.as_ref().map_or("", |company| &company.text),
            self.input.posting.recipient.name.as_ref().map_or("", |name| &name.text),
        ));
        let words: Vec<&str> = reason.text.split_whitespace().collect();
        for pair in words.windows(2) {
            let &[lead, name] = pair else { continue };
            let name = name.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = name.rsplit(['\'', '’']).next().unwrap_or(name);
            let named = bare.starts_with(char::is_uppercase);
            let known = own.contains(&plain(bare));
            let (code, fr, en) = match plain(lead).as_str() {
                "chez" | "rejoindre" | "join" | "joining" => {
                    ("letter.other_company", "une autre entreprise", "another company")
                }
                "madame" | "monsieur" | "mme" | "m." | "mr" | "mrs" | "ms" | "ms." | "mr." => {
                    ("letter.other_recipient", "une autre personne", "another person")
                }
                _ => continue,
            };
            if named && !known {
                self.say(
                    code,
                    format!("« {bare} » : votre raison nomme {fr}."),
                    format!("“{bare}”: your reason names {en}."),
                );
            }
        }
        self.past();
    }

    /// A year gone by in the availability.
    fn past(&mut self) {
        let Some(availability) = &self.input.applicant.availability else { return };
        let year = i32::from(self.input.date.year());
        let years: Vec<i32> = availability
            .text
            .split(|c: char| !c.is_ascii_digit())
            .filter(|word| word.len() == 4)
            .filter_map(|word| word.parse().ok())
            .collect();
        if let Some(gone) = years.iter().max().filter(|last| **last < year) {
            self.say(
                "letter.past_date",
                format!("La disponibilité donne une date passée : {gone}."),
                format!("The availability gives a date that is past: {gone}."),
            );
        }
    }

    fn faults(&mut self) {
        for fault in self.grammar.scan(&self.letter.text(), self.language()) {
            let code = match fault.kind {
                FaultKind::InclusiveEnding => "letter.ending",
                FaultKind::Unresolved => "letter.unresolved",
                _ => "letter.fault",
            };
            self.say(
                code,
                format!("À relire : « {} ».", fault.text),
                format!("To reread: “{}”.", fault.text),
            );
        }
    }
}

/// The folded words with one space around each.
fn spaced(text: &str) -> String {
    let folded = plain(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '°' | '-'));
    format!(" {} ", words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Share, in hundredths, of the runs of five words of the letter that the resume holds too.
fn copied(body: &str, resume: &str) -> Option<usize> {
    let runs = |text: &str| -> Vec<String> {
        let folded = plain(text);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(5).map(|run| run.join(" ")).collect()
    };
    let known: BTreeSet<String> = runs(resume).into_iter().collect();
    let own = runs(body);
    let both = own.iter().filter(|run| known.contains(*run)).count();
    (both * 100).checked_div(own.len())
}
