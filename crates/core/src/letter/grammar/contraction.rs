//! Contraction of « à » and « de » with an article, and the names of companies.

use serde::{Deserialize, Serialize};

use super::elision::{first_word, head};
use super::{Grammar, plain, split_marks};

/// A company or an institution, and the words that lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Its name, as printed.
    pub name: String,
    /// « au », « à la », « à l' », « aux » for an institution; none for « chez ».
    pub prep: Option<String>,
}

/// A leading article le or les, with any capitals, not elided; and the rest.
fn article(text: &str) -> Option<(bool, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let rest = rest.trim_start();
    match plain(word).as_str() {
        "le" if !rest.is_empty() => Some((false, rest)),
        "les" if !rest.is_empty() => Some((true, rest)),
        _ => None,
    }
}

impl Grammar {
    /// `next` after « de »: « du Mans », « des Échos », « de La Poste », « d'API ».
    pub fn de(&self, next: &str) -> String {
        let (marks, rest) = split_marks(next);
        match article(rest) {
            Some((false, rest)) => format!("du {marks}{rest}"),
            Some((true, rest)) => format!("des {marks}{rest}"),
            None => self.elide("de", next),
        }
    }

    /// `next` after « à »: « au Mans », « aux Ulis », « à La Rochelle », « à L'Haÿ ».
    pub fn a(&self, next: &str) -> String {
        let (marks, rest) = split_marks(next);
        match article(rest) {
            Some((false, rest)) => format!("au {marks}{rest}"),
            Some((true, rest)) => format!("aux {marks}{rest}"),
            None => format!("à {next}"),
        }
    }

    /// The noun with its definite article: « l'API », « le SQL », « la maîtrise »; a noun of unknown gender is masculine.
    pub fn le(&self, noun: &str) -> String {
        if self.elides_before(noun) {
            return format!("l'{noun}");
        }
        let article = self.noun_gender(noun).map_or("le", |gender| gender.pick("le", "la"));
        format!("{article} {noun}")
    }

    /// « chez » and the name, which keeps its article; or the words of the institution: « à l'INSEE ».
    pub fn chez(&self, company: &Company) -> String {
        match self.prep(company) {
            Some(prep) if plain(&prep) != "chez" => glued(&prep, &company.name),
            _ => format!("chez {}", company.name),
        }
    }

    /// « au sein de » and the name: « au sein d'Airbus », « au sein du ministère ».
    pub fn au_sein_de(&self, company: &Company) -> String {
        format!("au sein {}", self.de_company(company))
    }

    /// « de » and the name: « d'Airbus », « des Échos », « de la DINUM ».
    pub fn de_company(&self, company: &Company) -> String {
        let lead = match self.prep(company).as_deref().map(plain).as_deref() {
            Some("au") => "du",
            Some("aux") => "des",
            Some("a la") => "de la",
            Some("a l'") => "de l'",
            _ => return self.de(&company.name),
        };
        glued(lead, &company.name)
    }

    /// « à » and the name of a school: « à l'Université de Lyon », « au Wagon », « à OpenClassrooms ».
    pub fn at_school(&self, company: &Company) -> String {
        match self.prep(company) {
            Some(prep) if plain(&prep) != "chez" => glued(&prep, &company.name),
            _ => self.a(&company.name),
        }
    }

    /// The words given, else those of the first word when it is an institution: « au » ministère, « à l' » université.
    fn prep(&self, company: &Company) -> Option<String> {
        if company.prep.is_some() {
            return company.prep.clone();
        }
        let first = plain(first_word(head(&company.name)));
        // Shops and works in -erie are feminine: « à la Savonnerie du Lac ».
        let works = first.len() > 5 && first.ends_with("erie");
        let (m, f) = (self.institutions.m.contains(&first), works || self.institutions.f.contains(&first));
        if self.institutions.pl.contains(&first) {
            return Some("aux".to_owned());
        }
        let word = match (m || f, self.elides_before(&company.name)) {
            (false, _) => return None,
            (true, true) => "à l'",
            (true, false) if m => "au",
            (true, false) => "à la",
        };
        Some(word.to_owned())
    }
}

fn glued(lead: &str, name: &str) -> String {
    let lead = lead.trim();
    if lead.ends_with(['\'', '’']) { format!("{lead}{name}") } else { format!("{lead} {name}") }
}

#[cfg(test)]
mod tests {
    use super::super::test_grammar;
    use super::Company;

    #[test]
    fn towns_and_companies() {
        let grammar = test_grammar();
        for (name, de, a) in [
            ("Le Mans", "du Mans", "au Mans"),
            ("Les Ulis", "des Ulis", "aux Ulis"),
            ("La Rochelle", "de La Rochelle", "à La Rochelle"),
            ("L'Haÿ", "de L'Haÿ", "à L'Haÿ"),
            ("Le Figaro", "du Figaro", "au Figaro"),
            ("Le Monde", "du Monde", "au Monde"),
            ("Les Échos", "des Échos", "aux Échos"),
            ("La Poste", "de La Poste", "à La Poste"),
            ("Lesquin", "de Lesquin", "à Lesquin"),
            ("Orléans", "d'Orléans", "à Orléans"),
            ("\u{E000}Le Havre\u{E001}", "du \u{E000}Havre\u{E001}", "au \u{E000}Havre\u{E001}"),
            ("Le", "de Le", "à Le"),
        ] {
            assert_eq!(grammar.de(name), de);
            assert_eq!(grammar.a(name), a);
        }
    }

    #[test]
    fn companies() {
        let grammar = test_grammar();
        for (name, prep, chez, sein) in [
            ("Airbus", None, "chez Airbus", "au sein d'Airbus"),
            ("Le Figaro", None, "chez Le Figaro", "au sein du Figaro"),
            ("HSBC", None, "chez HSBC", "au sein de HSBC"),
            ("DINUM", Some("à la"), "à la DINUM", "au sein de la DINUM"),
            ("INSEE", None, "à l'INSEE", "au sein de l'INSEE"),
            (
                "ministère de la Culture",
                None,
                "au ministère de la Culture",
                "au sein du ministère de la Culture",
            ),
            ("Université Lyon 1", None, "à l'Université Lyon 1", "au sein de l'Université Lyon 1"),
            ("Banque de France", None, "à la Banque de France", "au sein de la Banque de France"),
            ("Forges du Gier", None, "aux Forges du Gier", "au sein des Forges du Gier"),
            ("Savonnerie du Lac", None, "à la Savonnerie du Lac", "au sein de la Savonnerie du Lac"),
            ("Caisses & Cie", None, "chez Caisses & Cie", "au sein de Caisses & Cie"),
            ("INSEE", Some("à l'"), "à l'INSEE", "au sein de l'INSEE"),
            (
                "ministère de la Justice",
                Some("au"),
                "au ministère de la Justice",
                "au sein du ministère de la Justice",
            ),
        ] {
            let company = Company { name: name.into(), prep: prep.map(Into::into) };
            assert_eq!(grammar.chez(&company), chez);
            assert_eq!(grammar.au_sein_de(&company), sein);
        }
    }

    #[test]
    fn definite_articles() {
        let grammar = test_grammar();
        for (noun, want) in [
            ("API", "l'API"),
            ("ESN", "l'ESN"),
            ("SQL", "le SQL"),
            ("HTTP", "le HTTP"),
            ("RGPD", "le RGPD"),
            ("maîtrise de Python", "la maîtrise de Python"),
            ("handicap", "le handicap"),
            ("conception", "la conception"),
        ] {
            assert_eq!(grammar.le(noun), want);
        }
    }
}
