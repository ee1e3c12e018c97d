//! Roles that tell too little for a card.

use super::{Fault, SourceFile, load::is_role, raw};

/// What a card needs: the key, how many, and what to do.
const NEEDS: [(&str, usize, &str); 12] = [
    ("essential", 5, "name the skills that the role cannot do without"),
    ("mission", 5, "tell what one does, each with its skills"),
    ("level", 2, "tell at least two levels, with their years"),
    ("origin", 2, "tell where one comes from, with the skills that transfer"),
    ("diplomas", 1, "name a diploma or a training that leads there"),
    ("contexts", 1, "name where it is found"),
    ("next", 1, "name a title that comes next"),
    ("search", 1, "name the titles to search postings for"),
    ("keywords", 5, "name the words that a resume should show where they are true"),
    ("structure", 4, "tell what a resume is made of"),
    ("advice", 1, "give a piece of advice"),
    ("source", 1, "name where the facts come from"),
];

/// Faults of roles whose card would have holes: a key with too little, by file. A thin role still loads and scores.
///
/// ```
/// use sartor_core::lexicon::{SourceFile, thin_roles};
/// let text = "id = \"x\"\nfr = \"X\"\nen = \"X\"\nsummary_fr = \"X.\"\nsummary_en = \"X.\"\nessential = []\n";
/// let faults = thin_roles(&[SourceFile { name: "roles/x.toml", text }]);
/// assert!(faults.iter().any(|fault| fault.code == "lexicon.thin_role" && fault.message.contains("mission")));
/// ```
pub fn thin_roles(files: &[SourceFile<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| is_role(file.name)) {
        // What does not parse, the lint tells.
        let Ok(role) = toml::from_str::<raw::Role>(file.text) else { continue };
        let mut thin = |key: &str, has: String, remedy: &str| {
            faults.push(Fault {
                file: file.name.to_owned(),
                line: line_of(file.text, key),
                code: "lexicon.thin_role",
                message: format!("the card of `{}` would be thin: {has}", role.id),
                remedy: remedy.to_owned(),
            });
        };
        for (key, least, remedy) in NEEDS {
            let has = count(&role, key);
            if has < least {
                thin(key, format!("{has} `{key}`, where {least} make a card"), remedy);
            }
        }
        for (key, value) in [("hides_fr", &role.hides_fr), ("hides_en", &role.hides_en)] {
            if value.as_deref().is_none_or(|text| text.trim().is_empty()) {
                thin(key, format!("no `{key}`"), "tell what postings under this title really seek");
            }
        }
        for level in role.level.iter().filter(|level| level.years_min.or(level.years_max).is_none()) {
            // Two sources may tell the same level; one that gives its years is enough.
            let told = role.level.iter().any(|other| other.id == level.id && other.years_min.is_some());
            if !told {
                let has = format!("the level `{}` has no years", level.id);
                thin("level", has, "give `years_min`, or `years_max`");
            }
        }
        for mission in role.mission.iter().filter(|mission| mission.skills.is_empty()) {
            let has = format!("the mission « {} » names no skill", mission.fr);
            thin("mission", has, "name the skills that it takes");
        }
    }
    faults
}

fn count(role: &raw::Role, key: &str) -> usize {
    match key {
        "essential" => role.essential.len(),
        "mission" => role.mission.len(),
        "level" => role.level.len(),
        "origin" => role.origin.len(),
        "diplomas" => role.diplomas.len(),
        "contexts" => role.contexts.len(),
        "next" => role.next.len(),
        "search" => role.search.len(),
        "keywords" => role.keywords.len(),
        "structure" => role.structure.len(),
        "advice" => role.advice.len(),
        _ => role.source.len(),
    }
}

/// The line where a key or a table of it stands first; the first line where it does not.
fn line_of(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        line == format!("[[{key}]]")
            || line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    text.lines().position(is_key).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hole_is_told_at_its_line() {
        let full = include_str!("../../../../keywords/roles/qa_engineer.toml");
        let told = |text: &str| {
            thin_roles(&[SourceFile { name: "roles/qa.toml", text }])
                .into_iter()
                .map(|fault| (fault.line, fault.message))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(full), []);
        let line = full.lines().position(|line| line.starts_with("search =")).unwrap() + 1;
        let search = full.lines().nth(line - 1).unwrap();
        let without = told(&full.replace(search, "search = []"));
        assert_eq!(without.len(), 1);
        assert!(without[0].0 == line && without[0].1.contains("0 `search`, where 1"), "{without:?}");
        let yearless = told(&full.replace("years_min = 8\n", ""));
        assert!(yearless.len() == 1 && yearless[0].1.contains("`lead` has no years"), "{yearless:?}");
        assert_eq!(told(&full.replace("hides_en = ", "# ")).len(), 1);
    }
}
