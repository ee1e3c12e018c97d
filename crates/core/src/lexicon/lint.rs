//! The validator: every fault of the keyword files at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Fault, SourceFile, collisions,
    hiding::hiding,
    ids,
    load::{Parsed, is_role, parse},
    raw,
};
use crate::text::Tokens;

/// Checks keyword files and returns every fault, by file and line; none for good files.
///
/// The same check runs in the tests and in `sartor keywords lint`. Within one file an id stands once; across files a later one
/// replaces an earlier one, as an overlay does.
pub fn lint(files: &[SourceFile<'_>]) -> Vec<Fault> {
    check(files, &parse(files))
}

/// The same for files that were parsed before.
pub(super) fn check(files: &[SourceFile<'_>], parsed: &Parsed) -> Vec<Fault> {
    let Parsed { tables, roles, faults } = parsed;
    let mut lint = Lint { files, faults: faults.clone() };
    lint.ids_once();
    let skills: BTreeMap<&str, &raw::Skill> =
        tables.skill.iter().map(|skill| (skill.id.as_str(), skill)).collect();
    let titles: BTreeMap<&str, &raw::Title> =
        tables.title.iter().map(|title| (title.id.as_str(), title)).collect();
    let diplomas: BTreeMap<&str, &raw::Diploma> =
        tables.diploma.iter().map(|diploma| (diploma.id.as_str(), diploma)).collect();
    let contexts: BTreeMap<&str, &raw::Context> =
        tables.context.iter().map(|context| (context.id.as_str(), context)).collect();
    let role_ids: BTreeMap<&str, &raw::Role> = roles.iter().map(|role| (role.id.as_str(), role)).collect();

    lint.concepts("skill", skills.values().map(|skill| skill.forms()));
    lint.concepts("title", titles.values().map(|title| title.forms()));
    lint.concepts("diploma", diplomas.values().map(|diploma| diploma.forms()));
    lint.concepts("context", contexts.values().map(|context| context.forms()));
    for skill in skills.values() {
        for (key, list) in [("broader", &skill.broader), ("related", &skill.related)] {
            lint.known(&skill.id, key, list, |id| skills.contains_key(id));
            if list.contains(&skill.id) {
                lint.fault(
                    &skill.id,
                    &skill.id,
                    "lexicon.self_reference",
                    format!("`{}` names itself as {key}", skill.id),
                    "take it out",
                );
            }
        }
        if let Some(cycle) = cycle(skill, &skills) {
            lint.fault(
                &skill.id,
                &skill.id,
                "lexicon.cycle",
                format!("`broader` runs in a circle: {cycle}"),
                "break the circle",
            );
        }
    }
    lint.esco(&skills);
    lint.collisions(&skills, &tables.background);
    for hiding in hiding(&skills) {
        lint.fault(
            hiding.id,
            hiding.form,
            "lexicon.hides",
            format!(
                "the form `{}` hides `{}` ({}), and `{}` finds `{}` already",
                hiding.form, hiding.hidden_form, hiding.hidden, hiding.instead, hiding.id
            ),
            "take the form out, or name the hidden skill in `broader` if it is implied",
        );
    }
    for title in titles.values() {
        if let Some(level) =
            title.level.as_deref().filter(|level| !matches!(*level, "junior" | "mid" | "senior" | "lead"))
        {
            lint.fault(
                &title.id,
                level,
                "lexicon.level",
                format!("unknown level `{level}`"),
                "write junior, mid, senior or lead",
            );
        }
    }
    for diploma in diplomas.values() {
        if diploma.level.is_some_and(|level| !(3..=8).contains(&level)) {
            lint.fault(
                &diploma.id,
                "level",
                "lexicon.level",
                "a diploma's level is 3 to 8".to_owned(),
                "see keywords/README.md",
            );
        }
    }
    for role in role_ids.values() {
        lint.role(role, &skills, &titles, &diplomas, &contexts, &role_ids);
        lint.resume_of(role, &skills, &titles, &tables.heading);
    }
    for table in [
        &tables.abbreviation,
        &tables.heading,
        &tables.segment,
        &tables.cue,
        &tables.telling,
        &tables.naming,
        &tables.month,
        &tables.season,
        &tables.time,
        &tables.spoken,
        &tables.spoken_level,
        &tables.contract,
        &tables.remote,
        &tables.audit,
        &tables.not_company,
        &tables.term,
        &tables.background,
    ] {
        for words in table {
            if words.fr.is_empty() && words.en.is_empty() {
                lint.fault(
                    &words.id,
                    &words.id,
                    "lexicon.empty",
                    format!("`{}` has no word", words.id),
                    "give it words, or take it out",
                );
            }
        }
    }
    lint.faults.sort();
    lint.faults.dedup();
    lint.faults
}

struct Lint<'a> {
    files: &'a [SourceFile<'a>],
    faults: Vec<Fault>,
}

impl Lint<'_> {
    /// Adds a fault at the line of `word` within the entry `id`.
    fn fault(&mut self, id: &str, word: &str, code: &'static str, message: String, remedy: &str) {
        let (file, line) = self.place(id, word);
        self.faults.push(Fault { file, line, code, message, remedy: remedy.to_owned() });
    }

    fn place(&self, id: &str, word: &str) -> (String, usize) {
        let key = format!("id = \"{id}\"");
        for file in self.files.iter().rev() {
            let Some(at) = file.text.find(&key) else { continue };
            let rest = &file.text[at..];
            let entry = rest.find("\n[[").filter(|_| !is_role(file.name)).map_or(rest, |end| &rest[..end]);
            let inside = entry.find(&format!("\"{word}\"")).or_else(|| entry.find(word)).unwrap_or(0);
            return (file.name.to_owned(), 1 + file.text[..at + inside].matches('\n').count());
        }
        (self.files.first().map_or(String::new(), |file| file.name.to_owned()), 1)
    }

    fn ids_once(&mut self) {
        for file in self.files {
            let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
            let mut table = "";
            for (at, line) in file.text.lines().enumerate() {
                if let Some(name) = line.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
                    table = name;
                } else if let Some(id) = line.strip_prefix("id = \"").and_then(|rest| rest.strip_suffix('"'))
                {
                    let well_formed = !id.is_empty()
                        && id.bytes().all(|b| {
                            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_')
                        });
                    let free = matches!(table, "spoken_level" | "season" | "level");
                    if !well_formed && !free {
                        self.faults.push(Fault {
                            file: file.name.to_owned(),
                            line: at + 1,
                            code: "lexicon.id",
                            message: format!("`{id}` is no id"),
                            remedy: "use lower-case letters, digits, `_`, and dots between parts".to_owned(),
                        });
                    }
                    if let Some(known) = ids::of_table(table).filter(|known| !known.contains(&id)) {
                        self.faults.push(Fault {
                            file: file.name.to_owned(),
                            line: at + 1,
                            code: "lexicon.unknown_id",
                            message: format!(
                                "the table `{table}` has no `{id}`: nothing would read its words"
                            ),
                            remedy: format!("write one of {}", known.join(", ")),
                        });
                    }
                    let twice = seen.insert((table, id), at + 1);
                    if let (Some(first), false) = (twice, table == "level") {
                        self.faults.push(Fault {
                            file: file.name.to_owned(),
                            line: at + 1,
                            code: "lexicon.id_twice",
                            message: format!("`{id}` stands at line {first} already"),
                            remedy: "join the two entries".to_owned(),
                        });
                    }
                }
            }
        }
    }

    fn known(&mut self, id: &str, key: &str, list: &[String], known: impl Fn(&str) -> bool) {
        for other in list.iter().filter(|other| !known(other)) {
            self.fault(
                id,
                other,
                "lexicon.unknown_id",
                format!("`{key}` of `{id}` names `{other}`, which does not exist"),
                "correct the id or add the entry",
            );
        }
    }

    /// Forms are not empty, belong to one concept of the table, and guards name forms that exist.
    fn concepts<'c>(&mut self, table: &str, concepts: impl Iterator<Item = raw::Forms<'c>>) {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for concept in concepts {
            let mut own = BTreeSet::new();
            let labels = [concept.fr, concept.en].into_iter().filter(|_| !concept.hidden);
            let lists = concept.alt.iter().chain(concept.alt_fr).chain(concept.alt_en).map(String::as_str);
            for form in labels.chain(lists) {
                let key = form_key(form);
                if key.is_empty() {
                    self.fault(
                        concept.id,
                        form,
                        "lexicon.empty_form",
                        format!("the form `{form}` of `{}` holds no word", concept.id),
                        "write a word, or take it out",
                    );
                    continue;
                }
                if let Some(owner) =
                    owners.insert(key.clone(), concept.id).filter(|owner| *owner != concept.id)
                {
                    self.fault(
                        concept.id,
                        form,
                        "lexicon.form_twice",
                        format!("the form `{form}` belongs to the {table} `{owner}` already"),
                        "leave it to one, and join the ids by `broader` or `related`",
                    );
                }
                own.insert(key);
            }
            for form in concept.stem_fr.iter().chain(concept.stem_en).filter(|form| form_key(form).is_empty())
            {
                self.fault(
                    concept.id,
                    form,
                    "lexicon.empty_form",
                    format!("the form `{form}` of `{}` holds no word", concept.id),
                    "write a word, or take it out",
                );
            }
            for guard in concept.guards {
                for form in guard.forms.iter().filter(|form| !own.contains(&form_key(form))) {
                    self.fault(
                        concept.id,
                        form,
                        "lexicon.guard",
                        format!("a guard of `{}` names `{form}`, which is no form of it", concept.id),
                        "name a form as it is written above",
                    );
                }
            }
        }
    }

    fn role(
        &mut self,
        role: &raw::Role,
        skills: &BTreeMap<&str, &raw::Skill>,
        titles: &BTreeMap<&str, &raw::Title>,
        diplomas: &BTreeMap<&str, &raw::Diploma>,
        contexts: &BTreeMap<&str, &raw::Context>,
        roles: &BTreeMap<&str, &raw::Role>,
    ) {
        for (key, list) in [
            ("essential", &role.essential),
            ("optional", &role.optional),
            ("certifications", &role.certifications),
        ] {
            self.known(&role.id, key, list, |id| skills.contains_key(id));
        }
        self.known(&role.id, "diplomas", &role.diplomas, |id| diplomas.contains_key(id));
        self.known(&role.id, "contexts", &role.contexts, |id| contexts.contains_key(id));
        self.known(&role.id, "next", &role.next, |id| titles.contains_key(id));
        self.known(&role.id, "neighbours", &role.neighbours, |id| roles.contains_key(id));
        for id in &role.neighbours {
            if roles.get(id.as_str()).is_some_and(|other| !other.neighbours.contains(&role.id)) {
                self.fault(
                    &role.id,
                    id,
                    "lexicon.one_sided",
                    format!("`{id}` does not name `{}` as a neighbour", role.id),
                    "let both name each other",
                );
            }
        }
        for id in role.essential.iter().filter(|id| role.optional.contains(id)) {
            self.fault(
                &role.id,
                id,
                "lexicon.twice",
                format!("`{id}` is both essential and optional"),
                "keep one",
            );
        }
        self.alternatives(role);
        for mission in &role.mission {
            self.known(&role.id, "mission.skills", &mission.skills, |id| skills.contains_key(id));
        }
        for origin in &role.origin {
            self.known(&role.id, "origin.skills", &origin.skills, |id| skills.contains_key(id));
            self.known(&role.id, "origin.title", std::slice::from_ref(&origin.title), |id| {
                titles.contains_key(id)
            });
        }
        let sources: Vec<&str> = role.source.iter().map(|source| source.id.as_str()).collect();
        let named = role.level.iter().map(|level| &level.source);
        let named = named.chain(role.salary.iter().map(|salary| &salary.source));
        let named = named
            .chain(role.mission.iter().map(|mission| &mission.source))
            .chain(role.advice.iter().map(|advice| &advice.source));
        let named = named.chain(role.fact.iter().map(|fact| &fact.source));
        let unknown: BTreeSet<&String> = named.filter(|id| !sources.contains(&id.as_str())).collect();
        for id in unknown {
            self.fault(
                &role.id,
                id,
                "lexicon.unknown_source",
                format!("no source `{id}` stands in this role"),
                "add a [[source]] of this id",
            );
        }
    }
}

impl Lint<'_> {
    /// Skills that stand in for each other are at least two, of one list of the role, and in one group.
    fn alternatives(&mut self, role: &raw::Role) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for group in &role.alternatives {
            let lists = [&role.essential, &role.optional, &role.certifications];
            let whole = lists.iter().any(|list| group.skills.iter().all(|id| list.contains(id)));
            let once = group.skills.iter().all(|id| seen.insert(id));
            if group.skills.len() < 2 || !whole || !once {
                self.fault(
                    &role.id,
                    group.skills.first().map_or("alternatives", String::as_str),
                    "lexicon.alternatives",
                    format!("`{}` do not stand in for each other", group.skills.join("`, `")),
                    "name two or more, all of `essential`, `optional` or `certifications`, each in one group",
                );
            }
        }
    }

    /// What a role says of resumes and of the search names known titles, skills and sections, each section once.
    fn resume_of(
        &mut self,
        role: &raw::Role,
        skills: &BTreeMap<&str, &raw::Skill>,
        titles: &BTreeMap<&str, &raw::Title>,
        headings: &[raw::Words],
    ) {
        self.known(&role.id, "search", &role.search, |id| titles.contains_key(id));
        self.known(&role.id, "keywords", &role.keywords, |id| skills.contains_key(id));
        let sections: Vec<String> = role.structure.iter().map(|part| part.section.clone()).collect();
        self.known(&role.id, "structure", &sections, |id| headings.iter().any(|heading| heading.id == id));
        for (at, section) in sections.iter().enumerate() {
            if sections[..at].contains(section) {
                self.fault(
                    &role.id,
                    section,
                    "lexicon.twice",
                    format!("the section `{section}` stands twice in `structure`"),
                    "join the two",
                );
            }
        }
        let kinds = ["conditions", "market", "remote", "training", "entry_salary"];
        for fact in role.fact.iter().filter(|fact| !kinds.contains(&fact.kind.as_str())) {
            self.fault(
                &role.id,
                &fact.kind,
                "lexicon.fact",
                format!("unknown kind of fact `{}`", fact.kind),
                "write conditions, market, remote, training or entry_salary",
            );
        }
    }
}

/// Where ESCO keeps its skills.
pub(super) const ESCO: &str = "http://data.europa.eu/esco/skill/";

impl Lint<'_> {
    /// A link to ESCO leads to a skill there, and one skill of ours leads to it.
    fn esco(&mut self, skills: &BTreeMap<&str, &raw::Skill>) {
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for skill in skills.values() {
            let Some(link) = skill.esco.as_deref() else { continue };
            let owner = owners.insert(link, &skill.id);
            let message = match owner {
                _ if !link.starts_with(ESCO) => format!("`{link}` is no address of a skill of ESCO"),
                Some(owner) => format!("`{link}` stands for `{owner}` already"),
                None => continue,
            };
            self.fault(&skill.id, link, "lexicon.esco", message, "correct the address, or take it out");
        }
    }
}

impl Lint<'_> {
    /// Forms that come too near to one another, or to plain words.
    fn collisions(&mut self, skills: &BTreeMap<&str, &raw::Skill>, background: &[raw::Words]) {
        for one in collisions::stems(skills) {
            let (form, other_form, other) = (one.form, one.other_form, one.other);
            self.fault(
                one.id,
                form,
                "lexicon.stem_collision",
                format!("`{form}` has the stems of `{other_form}`, a form of `{other}`"),
                "leave them to one skill, or add a word that tells the two apart",
            );
        }
        for (id, form) in collisions::repeated(skills) {
            self.fault(
                id,
                form,
                "lexicon.form_repeated",
                format!("`{id}` has the form `{form}` already, in letters that compare as equal"),
                "take it out: case, accents, hyphens, dots and slashes never matter",
            );
        }
        for (id, form) in collisions::ambiguous(skills, background) {
            self.fault(
                id,
                form,
                "lexicon.ambiguous",
                format!("`{form}` of `{id}` is a common word too, and nothing guards it"),
                "give it a guard; one without a condition says that the word was judged to be safe",
            );
        }
    }
}

/// The tokens of a form, by which forms are equal.
fn form_key(form: &str) -> String {
    Tokens::of_form(form).words().collect::<Vec<_>>().join(" ")
}

fn cycle<'a>(start: &'a raw::Skill, skills: &BTreeMap<&str, &'a raw::Skill>) -> Option<String> {
    fn walk<'a>(
        at: &'a raw::Skill,
        goal: &str,
        skills: &BTreeMap<&str, &'a raw::Skill>,
        path: &mut Vec<&'a str>,
        seen: &mut BTreeSet<&'a str>,
    ) -> bool {
        path.push(&at.id);
        for id in &at.broader {
            if id == goal && at.id != goal {
                return true;
            }
            if let Some(next) = skills.get(id.as_str()).filter(|next| seen.insert(&next.id))
                && walk(next, goal, skills, path, seen)
            {
                return true;
            }
        }
        path.pop();
        false
    }
    let mut path = Vec::new();
    walk(start, &start.id, skills, &mut path, &mut BTreeSet::new()).then(|| path.join(" → "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_nothing_would_read_are_told() {
        let text = "[[naming]]\nid = \"titel\"\nen = [\"welder\"]\n\n[[time]]\nid = \"title\"\nen = [\"anon\"]\n\n[[month]]\nid = \"13\"\nen = [\"Undecember\"]\n\n[[telling]]\nid = \"own\"\nen = [\"did\"]\n\n[[naming]]\nid = \"title\"\nen = [\"fitter\"]\n";
        let faults = lint(&[SourceFile { name: "naming.toml", text }]);
        let told: Vec<(usize, &str)> = faults.iter().map(|fault| (fault.line, fault.code)).collect();
        assert_eq!(told, [(2, "lexicon.unknown_id"), (6, "lexicon.unknown_id"), (10, "lexicon.unknown_id")]);
        assert!(faults[0].message.contains("`titel`") && faults[0].remedy.contains("title"), "{faults:?}");
    }
}
