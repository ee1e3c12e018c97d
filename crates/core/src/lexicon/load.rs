//! From files to the model.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, Lexicon, LexiconError, SkillIx, lint, raw};

/// A keyword file: its name, for messages and to tell roles from tables, and its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceFile<'a> {
    /// Path relative to the keywords folder, `/` between parts.
    pub name: &'a str,
    /// The TOML text.
    pub text: &'a str,
}

/// The files after parsing, with what was wrong so far.
pub(super) struct Parsed {
    pub(super) tables: raw::Tables,
    pub(super) roles: Vec<raw::Role>,
    pub(super) faults: Vec<Fault>,
}

pub(super) fn is_role(name: &str) -> bool {
    name.starts_with("roles/") || name.contains("/roles/")
}

impl Lexicon {
    /// Reads and validates keyword files; a later entry of a known id replaces the earlier one.
    ///
    /// # Errors
    ///
    /// Every fault of the files, with file, line and remedy.
    ///
    /// ```
    /// use sartor_core::lexicon::{Lexicon, SourceFile};
    /// let text = "[[skill]]\nid = \"lang.rust\"\nkind = \"language\"\nfr = \"Rust\"\nen = \"Rust\"\n";
    /// let lexicon = Lexicon::load(&[SourceFile { name: "skills/x.toml", text }]).unwrap();
    /// assert!(lexicon.skill("lang.rust").is_some());
    /// ```
    pub fn load(files: &[SourceFile<'_>]) -> Result<Self, LexiconError> {
        let parsed = parse(files);
        let faults = lint::check(files, &parsed);
        if !faults.is_empty() {
            return Err(LexiconError(faults));
        }
        Ok(Self::of(parsed, files))
    }

    /// Reads keyword files that were validated before, as the embedded ones are by the tests; skips the lint.
    ///
    /// What does not parse is left out.
    pub fn load_trusted(files: &[SourceFile<'_>]) -> Self {
        Self::of(parse(files), files)
    }

    fn of(parsed: Parsed, files: &[SourceFile<'_>]) -> Self {
        let Parsed { tables, roles, .. } = parsed;
        let skills = by_id(tables.skill, |skill| &skill.id);
        let implied = implied(&skills);
        let mut words = BTreeMap::new();
        for (name, table) in [
            ("abbreviation", tables.abbreviation),
            ("heading", tables.heading),
            ("segment", tables.segment),
            ("cue", tables.cue),
            ("telling", tables.telling),
            ("naming", tables.naming),
            ("month", tables.month),
            ("season", tables.season),
            ("time", tables.time),
            ("spoken", tables.spoken),
            ("spoken_level", tables.spoken_level),
            ("contract", tables.contract),
            ("remote", tables.remote),
            ("audit", tables.audit),
            ("not_company", tables.not_company),
            ("term", tables.term),
            ("background", tables.background),
        ] {
            words.insert(name.to_owned(), by_id(table, |words| &words.id));
        }
        Self {
            skills,
            titles: by_id(tables.title, |title| &title.id),
            diplomas: by_id(tables.diploma, |diploma| &diploma.id),
            contexts: by_id(tables.context, |context| &context.id),
            roles: by_id(roles, |role| &role.id),
            words,
            digest: digest(files),
            implied,
        }
    }
}

/// The JSON Schema of the files of `keywords/`: tables, and under `$defs/Role` the files of `roles/`.
pub fn schema() -> serde_json::Value {
    let mut generator = schemars::SchemaGenerator::default();
    generator.subschema_for::<raw::Role>();
    generator.into_root_schema_for::<raw::Tables>().to_value()
}

pub(super) fn parse(files: &[SourceFile<'_>]) -> Parsed {
    let mut parsed = Parsed { tables: raw::Tables::default(), roles: Vec::new(), faults: Vec::new() };
    for file in files {
        let error = if is_role(file.name) {
            toml::from_str::<raw::Role>(file.text).map(|role| parsed.roles.push(role)).err()
        } else {
            toml::from_str::<raw::Tables>(file.text).map(|tables| merge(&mut parsed.tables, tables)).err()
        };
        if let Some(error) = error {
            let at = error.span().map_or(0, |span| span.start);
            parsed.faults.push(Fault {
                file: file.name.to_owned(),
                line: 1 + file.text.get(..at).unwrap_or_default().matches('\n').count(),
                code: "lexicon.syntax",
                message: error.message().trim().to_owned(),
                remedy: "write it as `sartor keywords schema` says".to_owned(),
            });
        }
    }
    parsed
}

fn merge(into: &mut raw::Tables, from: raw::Tables) {
    macro_rules! extend { ($($field:ident),*) => { $(into.$field.extend(from.$field);)* } }
    extend!(
        skill,
        title,
        abbreviation,
        diploma,
        context,
        spoken,
        spoken_level,
        heading,
        segment,
        cue,
        telling,
        naming,
        month,
        season,
        time,
        contract,
        remote,
        audit,
        not_company,
        term,
        background
    );
}

/// Sorted by id; of several with one id the last stays.
fn by_id<T>(list: Vec<T>, id: impl Fn(&T) -> &str) -> Vec<T> {
    let mut map = BTreeMap::new();
    for item in list {
        map.insert(id(&item).to_owned(), item);
    }
    map.into_values().collect()
}

fn implied(skills: &[raw::Skill]) -> Vec<Vec<SkillIx>> {
    let find = |id: &String| skills.binary_search_by(|skill| skill.id.cmp(id)).ok();
    (0..skills.len())
        .map(|start| {
            let mut seen = BTreeSet::new();
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                open.extend(skills[at].broader.iter().filter_map(find).filter(|next| seen.insert(*next)));
            }
            seen.remove(&start);
            seen.into_iter().filter_map(|at| u32::try_from(at).ok().map(SkillIx)).collect()
        })
        .collect()
}

fn digest(files: &[SourceFile<'_>]) -> String {
    let sorted: BTreeMap<&str, &str> = files.iter().map(|file| (file.name, file.text)).collect();
    let mut hasher = blake3::Hasher::new();
    for (name, text) in sorted {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
