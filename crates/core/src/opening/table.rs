//! The matrix as a table for spreadsheets.

use super::{Mark, Matrix, Standing, View};
use crate::{
    Language,
    report::{Cell, Met, Status, Strength},
};

/// Heads and rows of a matrix, for a file of any form.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// The table of a matrix: a row an applicant, a column a requirement or condition, then those who could not be read.
    pub fn of(matrix: &Matrix, language: Language) -> Self {
        let named = matrix.view == View::Named;
        let say = |french: &str, english: &str| language.pick(french, english).to_owned();
        let mut heads = vec![say("rang", "rank"), say("candidat", "applicant")];
        if named {
            heads.extend([say("nom", "name"), say("fichier", "file")]);
        }
        heads.extend([
            say("adéquation", "fit"),
            say("couverture", "coverage"),
            say("exigences manquantes", "missing required"),
        ]);
        heads.extend(matrix.conditions.iter().map(|head| format!("{} : {}", head.kind, head.asked)));
        heads.extend(matrix.requirements.iter().map(|head| head.label.clone()));
        heads.push(say("code", "code"));
        let width = heads.len();
        let read = matrix.applicants.iter().map(|one| row(matrix, one, named, language));
        let unread = matrix.unread.iter().map(|one| {
            let mut cells = vec![Cell::Empty; width];
            cells[1] = Cell::Text(one.applicant.clone());
            if let Some(document) = &one.document {
                cells[3] = Cell::Text(document.clone());
            }
            cells[width - 1] = Cell::Text(one.code.clone());
            cells
        });
        Self { rows: read.chain(unread).collect(), heads }
    }
}

fn row(matrix: &Matrix, one: &Standing, named: bool, language: Language) -> Vec<Cell> {
    let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
    let mut cells = vec![one.rank.map_or(Cell::Empty, Cell::Count), Cell::Text(one.applicant.clone())];
    if named {
        cells.extend([text(&one.name), text(&one.document)]);
    }
    let missing: Vec<&str> = one.missing_required.iter().map(|id| matrix.label(id)).collect();
    cells.extend([
        one.fit.map_or(Cell::Empty, Cell::Points),
        one.coverage.share.map_or(Cell::Empty, Cell::Share),
        Cell::Text(missing.join(" ; ")),
    ]);
    cells.extend(one.conditions.iter().map(|own| Cell::Text(met(own.status, language).to_owned())));
    cells.extend(one.marks.iter().map(|mark| Cell::Text(told(mark, language))));
    cells.push(Cell::Empty);
    cells
}

/// Whether a condition is met, in words.
fn met(status: Met, language: Language) -> &'static str {
    match status {
        Met::Met => language.pick("remplie", "met"),
        Met::NotMet => language.pick("non remplie", "not met"),
        Met::Unknown => language.pick("inconnue", "unknown"),
    }
}

/// What is shown of a requirement, in words, with the lines that show it.
fn told(mark: &Mark, language: Language) -> String {
    let lines: Vec<String> = mark.evidence.iter().map(|proof| proof.line.to_string()).collect();
    let strength = |strength| match strength {
        Strength::Job => language.pick("emploi", "job"),
        Strength::Project => language.pick("projet", "project"),
        Strength::Certification => language.pick("certification", "certification"),
        Strength::Education => language.pick("formation", "education"),
        Strength::Declared | Strength::None => language.pick("déclaré", "declared"),
    };
    match mark.status {
        Status::Covered => {
            let how = mark.strength.map_or(language.pick("nommé", "named"), strength);
            let place = language.pick("l.", "l.");
            format!("{how}, {place} {}", lines.join(", ")).trim_end_matches(", l. ").to_owned()
        }
        Status::Near => format!("{} : {}", language.pick("proche", "near"), mark.near.join(", ")),
        Status::Missing => language.pick("absent", "missing").to_owned(),
    }
}
