//! From concepts of ESCO to keyword files laid over the known ones.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Kind, SourceFile, canonical, collisions, hiding::hiding, load::parse, raw};
use crate::text::{Tokens, fold_key};

/// Rounds of taking out forms that hide others, before an entry is left out as a whole.
const ROUNDS: usize = 8;

/// One row of an ESCO release, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EscoConcept {
    /// `conceptUri`.
    pub uri: String,
    /// True for a row of occupations.
    pub occupation: bool,
    /// Code of the language, as the file's name has it: `fr`.
    pub language: String,
    /// `preferredLabel`.
    pub preferred: String,
    /// `altLabels` and `hiddenLabels`.
    pub others: Vec<String>,
    /// `skillType` is `knowledge`.
    pub knowledge: bool,
    /// `reuseLevel` is `transversal`.
    pub transversal: bool,
}

/// A form or a concept that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Left {
    /// Address of the concept.
    pub uri: String,
    /// The form.
    pub form: String,
    /// `known`: another entry has it; `hides`: it would hide another skill; `common`: it is an ordinary word; `conflict`: its labels
    /// belong to two entries.
    pub reason: &'static str,
    /// The id at which it stands already, where there is one.
    pub id: String,
}

/// What an import made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EscoImport {
    /// The keyword file, in canonical form.
    #[serde(skip)]
    pub overlay: String,
    /// New skills and titles.
    pub added: usize,
    /// Concepts that are entries of ours already: address and id.
    pub mapped: Vec<(String, String)>,
    /// What was left out.
    pub left: Vec<Left>,
}

/// Makes a keyword file of ESCO concepts that the lint accepts when it is laid over `files`.
///
/// Rows of one address are joined over the languages. A concept whose label is known is mapped onto the known entry, which gains the
/// forms that no one has yet; a form that another entry has, that would hide another skill, or that is an ordinary word is left out and
/// told.
pub fn import_esco(concepts: &[EscoConcept], files: &[SourceFile<'_>]) -> EscoImport {
    let known = parse(files).tables;
    let mut import = Import::new(&known);
    let mut by_uri: BTreeMap<&str, Vec<&EscoConcept>> = BTreeMap::new();
    for concept in concepts.iter().filter(|concept| !concept.uri.is_empty() && !concept.preferred.is_empty())
    {
        by_uri.entry(&concept.uri).or_default().push(concept);
    }
    for (uri, rows) in by_uri {
        if rows[0].occupation { import.title(uri, &rows) } else { import.skill(uri, &rows) }
    }
    import.unhide();
    import.finish()
}

struct Import<'k> {
    known: &'k raw::Tables,
    /// Owner of each form of a skill, of ours and of those added.
    skills: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
    by_esco: BTreeMap<&'k str, &'k str>,
    ids: BTreeSet<String>,
    out: raw::Tables,
    uris: BTreeMap<String, String>,
    result: EscoImport,
}

impl<'k> Import<'k> {
    fn new(known: &'k raw::Tables) -> Self {
        let mut import = Self {
            known,
            skills: BTreeMap::new(),
            titles: BTreeMap::new(),
            by_esco: BTreeMap::new(),
            ids: BTreeSet::new(),
            out: raw::Tables::default(),
            uris: BTreeMap::new(),
            result: EscoImport { overlay: String::new(), added: 0, mapped: Vec::new(), left: Vec::new() },
        };
        for skill in &known.skill {
            import.ids.insert(skill.id.clone());
            claim(&mut import.skills, &skill.forms());
            if let Some(link) = &skill.esco {
                import.by_esco.insert(link, &skill.id);
            }
        }
        for title in &known.title {
            import.ids.insert(title.id.clone());
            claim(&mut import.titles, &title.forms());
            if let Some(form) = &title.fr_f {
                import.titles.insert(key(form), title.id.clone());
            }
        }
        import
    }

    fn left(&mut self, uri: &str, form: &str, reason: &'static str, id: &str) {
        self.result.left.push(Left { uri: uri.to_owned(), form: form.to_owned(), reason, id: id.to_owned() });
    }

    fn skill(&mut self, uri: &str, rows: &[&EscoConcept]) {
        let labels = Labels::of(rows);
        let owners: BTreeSet<&String> =
            rows.iter().filter_map(|row| self.skills.get(&key(&row.preferred))).collect();
        let linked = self.by_esco.get(uri).map(|id| (*id).to_owned());
        let owner = linked.or_else(|| owners.first().map(|id| (*id).clone()));
        if owners.len() > 1 {
            let id = owners.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" ");
            return self.left(uri, &labels.en, "conflict", &id);
        }
        let known = owner.and_then(|id| {
            let ours = self.known.skill.iter().rev().find(|skill| skill.id == id);
            self.out.skill.iter().find(|skill| skill.id == id).or(ours).cloned()
        });
        let mut entry = match known {
            Some(entry) => entry,
            None => new_skill(self.new_id("esco", &labels.en), &labels, uri, rows),
        };
        let is_new = !self.ids.contains(&entry.id);
        let before = entry.clone();
        if is_new {
            claim(&mut self.skills, &entry.forms());
        }
        for (language, form) in &labels.others {
            self.add_form(uri, &mut entry, language, form);
        }
        self.uris.insert(entry.id.clone(), uri.to_owned());
        if is_new {
            self.ids.insert(entry.id.clone());
            self.result.added += 1;
            self.out.skill.push(entry);
            return;
        }
        self.result.mapped.push((uri.to_owned(), entry.id.clone()));
        let link_free = uri.starts_with(super::lint::ESCO) && !self.by_esco.contains_key(uri);
        if entry.esco.is_none() && link_free {
            entry.esco = Some(uri.to_owned());
        }
        if entry != before {
            self.out.skill.retain(|skill| skill.id != entry.id);
            self.out.skill.push(entry);
        }
    }

    /// A further form, where no one has it.
    fn add_form(&mut self, uri: &str, entry: &mut raw::Skill, language: &str, form: &str) {
        let key = key(form);
        match self.skills.get(&key).cloned() {
            _ if key.is_empty() => {}
            Some(id) if id == entry.id => {}
            Some(id) => self.left(uri, form, "known", &id),
            None => {
                self.skills.insert(key, entry.id.clone());
                match language {
                    "fr" => entry.alt_fr.push(form.to_owned()),
                    "en" => entry.alt_en.push(form.to_owned()),
                    _ => entry.alt.push(form.to_owned()),
                }
            }
        }
    }

    fn title(&mut self, uri: &str, rows: &[&EscoConcept]) {
        let labels = Labels::of(rows);
        if let Some(id) = rows.iter().find_map(|row| {
            genders(&row.preferred).iter().find_map(|form| self.titles.get(&key(form)).cloned())
        }) {
            return self.result.mapped.push((uri.to_owned(), id));
        }
        let id = self.new_id("esco.title", &labels.en);
        let (fr, en) = (genders(&labels.fr), genders(&labels.en));
        let mut title = raw::Title {
            id: id.clone(),
            fr: fr[0].clone(),
            en: en[0].clone(),
            fr_f: fr.get(1).cloned(),
            role: None,
            level: None,
            alt: Vec::new(),
            alt_fr: Vec::new(),
            alt_en: Vec::new(),
            stem_fr: Vec::new(),
            stem_en: Vec::new(),
            hidden: false,
            guard: Vec::new(),
        };
        claim(&mut self.titles, &title.forms());
        if let Some(form) = &title.fr_f {
            self.titles.insert(key(form), id.clone());
        }
        for (language, others) in &labels.others {
            for form in genders(others) {
                match self.titles.get(&key(&form)).cloned() {
                    Some(known) if known != id => self.left(uri, &form, "known", &known),
                    Some(_) => {}
                    None => {
                        self.titles.insert(key(&form), id.clone());
                        match language.as_str() {
                            "fr" => title.alt_fr.push(form),
                            "en" => title.alt_en.push(form),
                            _ => title.alt.push(form),
                        }
                    }
                }
            }
        }
        self.ids.insert(id);
        self.result.added += 1;
        self.out.title.push(title);
    }

    fn new_id(&self, prefix: &str, label: &str) -> String {
        let folded = fold_key(label);
        let parts = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        let slug = parts.take(8).collect::<Vec<_>>().join("_");
        let id = format!("{prefix}.{}", if slug.is_empty() { "concept" } else { &slug });
        let free = |id: &String| !self.ids.contains(id);
        let numbered = (2..).map(|n| format!("{id}_{n}"));
        std::iter::once(id.clone()).chain(numbered).find(free).unwrap_or(id)
    }

    /// Takes out what the lint would refuse: forms that hide other skills, and ordinary words.
    fn unhide(&mut self) {
        for _ in 0..ROUNDS {
            let faults: Vec<(String, String, &'static str, String)> = {
                let mut all: BTreeMap<&str, &raw::Skill> =
                    self.known.skill.iter().map(|skill| (skill.id.as_str(), skill)).collect();
                all.extend(self.out.skill.iter().map(|skill| (skill.id.as_str(), skill)));
                let hides = hiding(&all)
                    .into_iter()
                    .map(|one| (one.id.to_owned(), one.form.to_owned(), "hides", one.hidden.to_owned()));
                let common = collisions::ambiguous(&all, &self.known.background);
                let common = common
                    .into_iter()
                    .map(|(id, form)| (id.to_owned(), form.to_owned(), "common", String::new()));
                hides.chain(common).collect()
            };
            let own: Vec<_> = faults
                .into_iter()
                .filter(|(id, ..)| self.out.skill.iter().any(|skill| skill.id == *id))
                .collect();
            if own.is_empty() {
                return;
            }
            for (id, form, reason, other) in own {
                let uri = self.uris.get(&id).cloned().unwrap_or_default();
                self.left(&uri, &form, reason, &other);
                if let Some(skill) = self.out.skill.iter_mut().find(|skill| skill.id == id) {
                    for list in [&mut skill.alt, &mut skill.alt_fr, &mut skill.alt_en] {
                        list.retain(|own| *own != form);
                    }
                }
            }
        }
    }

    fn finish(mut self) -> EscoImport {
        self.result.left.sort();
        self.result.left.dedup();
        let head = "# Made by `sartor keywords import-esco` of the ESCO classification of the European Commission\n# (https://esco.ec.europa.eu), which may be reused with attribution.\n";
        self.result.overlay = head.to_owned();
        // Our own types are tables always.
        let table = toml::Table::try_from(&self.out).unwrap_or_default();
        canonical::write(&table, &mut self.result.overlay);
        self.result
    }
}

/// The labels of a concept over all languages.
struct Labels {
    fr: String,
    en: String,
    /// Language and form.
    others: Vec<(String, String)>,
}

impl Labels {
    fn of(rows: &[&EscoConcept]) -> Self {
        let of = |language: &str| {
            rows.iter().find(|row| row.language == language).map(|row| row.preferred.clone())
        };
        let any = || rows[0].preferred.clone();
        let en = of("en").or_else(|| of("fr")).unwrap_or_else(any);
        let fr = of("fr").unwrap_or_else(|| en.clone());
        let preferred = rows.iter().map(|row| (row.language.clone(), row.preferred.clone()));
        let others =
            rows.iter().flat_map(|row| row.others.iter().map(|form| (row.language.clone(), form.clone())));
        let mut list: Vec<(String, String)> = preferred.chain(others).collect();
        list.sort();
        list.dedup();
        Self { fr, en, others: list }
    }
}

fn new_skill(id: String, labels: &Labels, uri: &str, rows: &[&EscoConcept]) -> raw::Skill {
    let kind = match rows[0] {
        row if row.transversal => Kind::Soft,
        row if row.knowledge => Kind::Concept,
        _ => Kind::Practice,
    };
    raw::Skill {
        id,
        kind,
        fr: labels.fr.clone(),
        en: labels.en.clone(),
        alt: Vec::new(),
        alt_fr: Vec::new(),
        alt_en: Vec::new(),
        stem_fr: Vec::new(),
        stem_en: Vec::new(),
        hidden: false,
        guard: Vec::new(),
        versions: Vec::new(),
        broader: Vec::new(),
        related: Vec::new(),
        esco: uri.starts_with(super::lint::ESCO).then(|| uri.to_owned()),
    }
}

/// « infirmier/infirmière » is two forms.
fn genders(label: &str) -> Vec<String> {
    let parts: Vec<&str> = label.split('/').map(str::trim).filter(|part| !part.is_empty()).collect();
    let alike = parts.len() == 2 && {
        let common = parts[0].chars().zip(parts[1].chars()).take_while(|(a, b)| a == b).count();
        common >= 4
    };
    if alike { parts.iter().map(|part| (*part).to_owned()).collect() } else { vec![label.to_owned()] }
}

fn claim(owners: &mut BTreeMap<String, String>, forms: &raw::Forms<'_>) {
    let labels = [forms.fr, forms.en].into_iter().filter(|_| !forms.hidden);
    for form in labels.chain(forms.alt.iter().chain(forms.alt_fr).chain(forms.alt_en).map(String::as_str)) {
        owners.insert(key(form), forms.id.to_owned());
    }
}

fn key(form: &str) -> String {
    Tokens::of_form(form).words().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::lint;

    const KNOWN: &str = r#"
[[skill]]
id = "db.postgresql"
kind = "database"
fr = "PostgreSQL"
en = "PostgreSQL"
alt = ["Postgres"]

[[skill]]
id = "db.mysql"
kind = "database"
fr = "MySQL"
en = "MySQL"

[[skill]]
id = "tool.docker"
kind = "tool"
fr = "Docker"
en = "Docker"
"#;

    fn row(number: u8, language: &str, preferred: &str, others: &[&str]) -> EscoConcept {
        EscoConcept {
            uri: format!("http://data.europa.eu/esco/skill/{number}"),
            language: language.to_owned(),
            preferred: preferred.to_owned(),
            others: others.iter().map(|form| (*form).to_owned()).collect(),
            ..EscoConcept::default()
        }
    }

    fn import(concepts: &[EscoConcept]) -> (EscoImport, Vec<crate::lexicon::Fault>) {
        let known = SourceFile { name: "known.toml", text: KNOWN };
        let import = import_esco(concepts, &[known]);
        let faults = lint(&[known, SourceFile { name: "esco.toml", text: &import.overlay }]);
        (import, faults)
    }

    #[test]
    fn languages_of_one_concept_are_one_entry() {
        let (import, faults) = import(&[
            row(1, "fr", "pâtisserie", &["faire des gâteaux"]),
            row(1, "en", "pastry making", &[]),
            row(1, "de", "Konditorei", &[]),
        ]);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(import.added, 1);
        for part in [
            "id = \"esco.pastry_making\"",
            "fr = \"pâtisserie\"",
            "alt = [\"Konditorei\"]",
            "alt_fr = [\"faire des gâteaux\"]",
        ] {
            assert!(import.overlay.contains(part), "{part} in {}", import.overlay);
        }
    }

    #[test]
    fn a_known_label_maps_onto_its_id_and_adds_the_new_forms() {
        let (import, faults) = import(&[row(2, "en", "Postgres", &["PostgreSQL server", "MySQL"])]);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(
            import.mapped,
            [("http://data.europa.eu/esco/skill/2".to_owned(), "db.postgresql".to_owned())]
        );
        assert!(
            import.overlay.contains("PostgreSQL server") && import.overlay.contains("alt = [\"Postgres\"]")
        );
        assert_eq!((import.left.len(), import.left[0].id.as_str()), (1, "db.mysql"));
    }

    #[test]
    fn labels_of_two_entries_are_a_conflict() {
        let (import, _) = import(&[row(3, "fr", "MySQL", &[]), row(3, "en", "PostgreSQL", &[])]);
        assert_eq!((import.added, import.left[0].reason), (0, "conflict"));
    }

    #[test]
    fn a_form_that_would_hide_another_skill_is_left_out() {
        let (import, faults) = import(&[row(4, "en", "pastry", &["pastry with Docker"])]);
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(import.left.iter().map(|one| one.reason).collect::<Vec<_>>(), ["hides"]);
    }

    #[test]
    fn both_genders_of_an_occupation_are_forms_of_a_title() {
        let occupation = EscoConcept { occupation: true, ..row(5, "fr", "pâtissier/pâtissière", &[]) };
        let (import, faults) = import(&[occupation]);
        assert!(faults.is_empty(), "{faults:?}");
        assert!(import.overlay.contains("fr = \"pâtissier\"\nfr_f = \"pâtissière\""), "{}", import.overlay);
    }
}
