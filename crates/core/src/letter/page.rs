//! The finished letter: its blocks, its text, and where each fact stands in it.

use schemars::JsonSchema;
use serde::Serialize;

use super::LetterError;
use super::facts::{LetterInput, Locale, Trace, Why};
use super::grammar::{Typography, remap, typo, typo_edits};
use super::marks::{FactKind, Found, Marks};
use crate::Span;

/// A finished letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Letter {
    /// Language and country.
    pub locale: Locale,
    /// Lines of the applicant's address.
    pub sender: Vec<String>,
    /// Lines of the recipient's address.
    pub recipient: Vec<String>,
    /// « Lyon, le 21 novembre 2026 », or the date alone.
    pub place_date: String,
    /// Subject, without « Objet : »; also the subject of an e-mail. Letters on paper in American English do not print it.
    pub subject: String,
    /// « Madame, Monsieur, »
    pub salutation: String,
    /// The body, by paragraphs.
    pub paragraphs: Vec<Vec<Sentence>>,
    /// The formula before the name.
    pub closing: String,
    /// First and family name.
    pub signature: String,
    /// « P.J. : CV », where the template has it.
    pub enclosure: Option<String>,
    /// Every printed fact, in order, with its traces.
    pub claims: Vec<Claim>,
    /// Keys of optional fields that are absent and that would make the letter better.
    pub asked: Vec<String>,
    /// What a reader would hold against the letter.
    pub weak: Vec<Weakness>,
    /// The variant of letter, as the plan names it: `offer`, `junior` …
    pub variant: String,
    /// Why this variant was chosen, where the facts chose it.
    pub why: Option<Why>,
    /// The body of an e-mail: its subject is told in every country.
    #[serde(skip)]
    pub(super) email: bool,
}

/// A sentence of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sentence {
    /// Its text.
    pub text: String,
}

/// A fact that the letter prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Claim {
    /// As printed.
    pub text: String,
    /// Where it stands in [`Letter::text`].
    pub span: Span,
    /// What it is.
    pub kind: FactKind,
    /// Where it came from.
    pub traces: Vec<Trace>,
}

/// A weakness of a letter, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Weakness {
    /// Stable code.
    pub code: &'static str,
    /// For a French reader.
    pub message_fr: String,
    /// For an English reader.
    pub message_en: String,
}

impl Letter {
    /// The letter as plain text.
    pub fn text(&self) -> String {
        self.pieces().into_iter().map(|(gap, text)| format!("{gap}{text}")).collect::<String>() + "\n"
    }

    /// The letter as Markdown: the lines of addresses hold, the subject is bold.
    pub fn markdown(&self) -> String {
        let mut blocks = vec![self.sender.join("  \n"), self.recipient.join("  \n"), self.place_date.clone()];
        if let Some(label) = self.subject_label() {
            blocks.push(format!("**{label}{}**", self.subject));
        }
        blocks.push(self.salutation.clone());
        blocks.extend(self.paragraphs.iter().map(|paragraph| joined(paragraph)));
        blocks.push(self.closing.clone());
        blocks.push(self.signature.clone());
        blocks.extend(self.enclosure.clone());
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n") + "\n"
    }

    /// Words of the body.
    pub fn words(&self) -> usize {
        self.paragraphs.iter().flatten().map(|sentence| words(&sentence.text)).sum()
    }

    /// The words before the subject, or none where letters have no subject line.
    pub const fn subject_label(&self) -> Option<&'static str> {
        match (self.locale, self.email) {
            (Locale::Fr, _) => Some("Objet\u{A0}: "),
            (Locale::EnGb | Locale::EnUs, true) => Some("Subject: "),
            (Locale::EnGb, false) => Some("Re: "),
            (Locale::EnUs, false) => None,
        }
    }

    /// The texts of all pieces, in order.
    pub(super) fn piece_texts(&self) -> Vec<String> {
        self.pieces().into_iter().map(|(_, text)| text.to_owned()).collect()
    }

    /// Every piece of the text in order, each with what stands before it.
    fn pieces<'l>(&'l self) -> Vec<(String, &'l str)> {
        let mut out: Vec<(String, &'l str)> = Vec::new();
        let mut block = |label: &str, lines: Vec<&'l str>, between: &str| {
            for (at, line) in lines.into_iter().filter(|line| !line.is_empty()).enumerate() {
                let gap = match (at, out.is_empty()) {
                    (0, true) => label.to_owned(),
                    (0, false) => format!("\n\n{label}"),
                    _ => between.to_owned(),
                };
                out.push((gap, line));
            }
        };
        block("", self.sender.iter().map(String::as_str).collect(), "\n");
        block("", self.recipient.iter().map(String::as_str).collect(), "\n");
        block("", vec![&self.place_date], "\n");
        if let Some(label) = self.subject_label() {
            block(label, vec![&self.subject], "\n");
        }
        block("", vec![&self.salutation], "\n");
        for paragraph in &self.paragraphs {
            block("", paragraph.iter().map(|sentence| sentence.text.as_str()).collect(), " ");
        }
        block("", vec![&self.closing], "\n");
        block("", vec![&self.signature], "\n");
        block("", self.enclosure.iter().map(String::as_str).collect(), "\n");
        out
    }
}

fn joined(paragraph: &[Sentence]) -> String {
    paragraph.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Words of a text, signs that stand alone not counted.
pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// A piece of the letter and the facts in it.
struct Piece {
    text: String,
    found: Vec<Found>,
}

/// Lays out what a template rendered: sections `[name]`, one sentence a line, an indented line going on with the one before,
/// a line after `| ` saying the same with another beginning.
pub(super) fn lay(
    name: &str,
    rendered: &str,
    input: &LetterInput,
    email: bool,
    marks: &Marks,
) -> Result<(Letter, Vec<Vec<Found>>), LetterError> {
    let typography =
        Typography { language: input.locale.language(), nbsp: input.nbsp, apostrophe: input.apostrophe };
    let piece = |line: &str| {
        let (text, found) = marks.strip(line);
        let edits = typo_edits(&text, typography);
        let found =
            found.into_iter().map(|found| Found { span: remap(found.span, &edits), ..found }).collect();
        Piece { text: typo(&text, typography), found }
    };
    let mut letter = Letter {
        locale: input.locale,
        sender: Vec::new(),
        recipient: Vec::new(),
        place_date: String::new(),
        subject: String::new(),
        salutation: String::new(),
        paragraphs: Vec::new(),
        closing: String::new(),
        signature: String::new(),
        enclosure: None,
        claims: Vec::new(),
        asked: Vec::new(),
        weak: Vec::new(),
        variant: String::new(),
        why: input.why.clone(),
        email,
    };
    let mut found = Vec::new();
    let mut last = String::new();
    for (section, lines) in sections(rendered) {
        let pieces: Vec<Piece> = if section == "paragraph" {
            unlike(lines, &piece, &mut last)
        } else {
            lines.iter().filter_map(|line| line.first()).map(|line| piece(line)).collect()
        };
        let texts: Vec<String> = pieces.iter().map(|piece| piece.text.clone()).collect();
        let one = || texts.join(" ");
        match section.as_str() {
            "sender" => letter.sender = texts,
            "recipient" => letter.recipient = texts,
            "place_date" => letter.place_date = one(),
            "subject" => letter.subject = one(),
            "salutation" => letter.salutation = one(),
            "paragraph" => {
                if !texts.is_empty() {
                    letter.paragraphs.push(texts.into_iter().map(|text| Sentence { text }).collect());
                }
            }
            "closing" => letter.closing = one(),
            "signature" => letter.signature = one(),
            "enclosure" => letter.enclosure = Some(one()).filter(|text| !text.is_empty()),
            other => {
                return Err(LetterError::Template {
                    name: name.to_owned(),
                    reason: format!("there is no section [{other}] in a letter"),
                });
            }
        }
        if section != "subject" || letter.subject_label().is_some() {
            found.extend(
                pieces
                    .into_iter()
                    .filter(|piece| !piece.text.is_empty())
                    .map(|piece| (piece.text, piece.found)),
            );
        }
    }
    let per_sentence = claim(&mut letter, found);
    Ok((letter, per_sentence))
}

/// Puts the facts where they stand in the whole text; gives them back by piece, in the order of the text.
fn claim(letter: &mut Letter, mut found: Vec<(String, Vec<Found>)>) -> Vec<Vec<Found>> {
    let mut claims = Vec::new();
    let mut by_piece = Vec::new();
    let mut at = 0;
    for (gap, text) in letter.pieces() {
        at += gap.len();
        let own = found
            .iter()
            .position(|(piece, _)| piece == text)
            .map(|index| found.remove(index).1)
            .unwrap_or_default();
        claims.extend(own.iter().map(|found| Claim {
            text: found.span.of(text).to_owned(),
            span: found.span.shifted(at),
            kind: found.kind,
            traces: found.traces.clone(),
        }));
        by_piece.push(own);
        at += text.len();
    }
    letter.claims = claims;
    by_piece
}

/// Of each sentence the first wording that begins unlike the sentence before, and unlike the next where that one has no choice.
fn unlike(lines: Vec<Vec<String>>, piece: &impl Fn(&str) -> Piece, last: &mut String) -> Vec<Piece> {
    let mut choices: Vec<Vec<Piece>> =
        lines.iter().map(|wordings| wordings.iter().map(|line| piece(line)).collect()).collect();
    let fixed: Vec<Option<String>> = choices
        .iter()
        .map(
            |wordings| {
                if wordings.len() == 1 { wordings.first().map(|one| opening(&one.text)) } else { None }
            },
        )
        .collect();
    let mut out = Vec::new();
    for (at, wordings) in choices.iter_mut().enumerate() {
        let next = fixed.get(at + 1).cloned().flatten();
        let begins = |one: &Piece| opening(&one.text);
        let best = wordings
            .iter()
            .position(|one| begins(one) != *last && Some(begins(one)) != next)
            .or_else(|| wordings.iter().position(|one| begins(one) != *last))
            .unwrap_or(0);
        if best < wordings.len() {
            let chosen = wordings.swap_remove(best);
            *last = opening(&chosen.text);
            out.push(chosen);
        }
    }
    out
}

/// The first word of a sentence, folded.
pub(super) fn opening(sentence: &str) -> String {
    let rest = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    match super::grammar::plain(rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
        .as_str()
    {
        // « J'ai » begins like « Je ».
        "j" => "je".to_owned(),
        first => first.to_owned(),
    }
}

/// The sections of a rendered template, each a list of sentences with their wordings; marked text never opens one.
fn sections(rendered: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let mut out: Vec<(String, Vec<Vec<String>>)> = Vec::new();
    for line in rendered.lines() {
        let text = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if let Some(name) = line.trim_end().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            out.push((name.to_owned(), Vec::new()));
        } else if !text.is_empty()
            && let Some((_, lines)) = out.last_mut()
        {
            match (lines.last_mut(), text.strip_prefix("| ")) {
                (Some(wordings), Some(other)) => wordings.push(other.to_owned()),
                (Some(wordings), None) if line.starts_with([' ', '\t']) => {
                    if let Some(last) = wordings.last_mut() {
                        if !text.starts_with([',', '.', ')']) {
                            last.push(' ');
                        }
                        last.push_str(&text);
                    }
                }
                _ => lines.push(vec![text]),
            }
        }
    }
    out
}
