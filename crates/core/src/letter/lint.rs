//! What is wrong with a template of a letter, as far as its text alone tells it.

use minijinja::{Environment, Error};

/// A fault of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// Name of the template, such as `offer.fr`.
    pub name: String,
    /// Line, from 1; 0 where none is to blame.
    pub line: usize,
    /// What it is.
    pub kind: TemplateFaultKind,
    /// The words at fault, or what the engine says.
    pub what: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateFaultKind {
    /// It does not parse, or names a filter that is not there.
    Syntax,
    /// It prints or asks a value that no letter has.
    UnknownValue,
    /// It takes another template that is not there.
    UnknownTemplate,
    /// It opens a part that no letter has.
    UnknownPart,
    /// A part that every letter needs is never opened.
    MissingPart,
}

/// The values that a template has.
const VALUES: &[&str] = &[
    "british",
    "cand",
    "company",
    "date",
    "declared",
    "former",
    "job",
    "missions",
    "proofs",
    "recipient",
    "speculative",
    "study",
    "top",
    "tu",
    "years",
];

/// Parts of a letter; those with `true` every letter needs.
const PARTS: &[(&str, bool)] = &[
    ("sender", false),
    ("recipient", false),
    ("place_date", false),
    ("subject", false),
    ("salutation", true),
    ("paragraph", true),
    ("closing", true),
    ("signature", true),
    ("enclosure", false),
];

/// Checks the templates of letters, by name (`offer.fr`) and text.
///
/// ```
/// use sartor_core::letter::lint;
/// let faults = lint(&[("offer.fr", "[sender]\n{{ cand.name }} {{ age }}")]);
/// assert_eq!((faults[0].line, faults[0].what.as_str()), (2, "age"));
/// ```
pub fn lint(templates: &[(&str, &str)]) -> Vec<TemplateFault> {
    let mut faults = Vec::new();
    // A template that takes another sees what that one defines.
    let defined: Vec<String> = templates.iter().flat_map(|(_, text)| defined(text)).collect();
    for (name, text) in templates {
        let mut add = |line, kind, what: &str| {
            faults.push(TemplateFault { name: (*name).to_owned(), line, kind, what: what.to_owned() });
        };
        let mut env = Environment::new();
        if let Err(error) = env.add_template(name, text) {
            add(error.line().unwrap_or(0), TemplateFaultKind::Syntax, &told(&error));
            continue;
        }
        let Ok(template) = env.get_template(name) else { continue };
        let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
        unknown.retain(|value| !VALUES.contains(&value.as_str()) && !defined.contains(value));
        unknown.sort();
        for value in &unknown {
            add(line_of(text, value), TemplateFaultKind::UnknownValue, value);
        }
        for (line, other) in taken(text) {
            if !templates.iter().any(|(known, _)| *known == other) {
                add(line, TemplateFaultKind::UnknownTemplate, &other);
            }
        }
        for (line, part) in opened(text) {
            if !PARTS.iter().any(|(known, _)| *known == part) {
                add(line, TemplateFaultKind::UnknownPart, &part);
            }
        }
        // What a template takes from another, the other may open.
        if taken(text).is_empty() {
            for (part, _) in PARTS.iter().filter(|(_, needed)| *needed) {
                if !opened(text).iter().any(|(_, own)| own == part) {
                    add(0, TemplateFaultKind::MissingPart, part);
                }
            }
        }
    }
    faults
}

fn told(error: &Error) -> String {
    error.detail().map_or_else(|| error.to_string(), str::to_owned)
}

/// The line on which a word first stands within a tag.
fn line_of(text: &str, word: &str) -> usize {
    let is_word = |line: &str| {
        line.contains('{')
            && line.split(|sign: char| !sign.is_alphanumeric() && sign != '_').any(|own| own == word)
    };
    let within = text.lines().position(is_word);
    within.or_else(|| text.lines().position(|line| line.contains(word))).map_or(0, |line| line + 1)
}

/// Names that a template gives itself: macros and what they take, variables, loops.
fn defined(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in text.split("{%").skip(1) {
        let tag = tag.split("%}").next().unwrap_or_default().trim_start_matches(['-', '+', ' ', '\n']);
        let Some((word, rest)) = tag.split_once(' ') else { continue };
        let told = match word {
            "macro" => rest,
            "set" => rest.split('=').next().unwrap_or_default(),
            "for" => rest.split(" in ").next().unwrap_or_default(),
            _ => continue,
        };
        let words = told.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        names.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    names
}

/// Templates that are taken in, with the line.
fn taken(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for tag in line.split("{%").skip(1) {
            let tag = tag.trim_start_matches(['-', '+', ' ']);
            let takes =
                ["extends", "include", "import", "from"].iter().find_map(|word| tag.strip_prefix(word));
            let name = takes.and_then(|rest| rest.split(['"', '\'']).nth(1));
            found.extend(name.map(|name| (at + 1, name.to_owned())));
        }
    }
    found
}

/// Parts that are opened, with the line.
fn opened(text: &str) -> Vec<(usize, String)> {
    let part = |line: &str| {
        let name = line.trim().strip_prefix('[')?.strip_suffix(']')?;
        name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_').then(|| name.to_owned())
    };
    text.lines().enumerate().filter_map(|(at, line)| Some((at + 1, part(line)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "[salutation]\n[paragraph]\n[closing]\n[signature]\n";

    #[test]
    fn a_whole_template_has_no_fault() {
        let base = format!("{WHOLE}{{% macro place(at) %}}{{{{ at }}}}{{% endmacro %}}");
        let own = "{% extends \"offer.fr\" %}{% block x %}{% for p in proofs %}{{ place(p.title) }}{% endfor %}{% endblock %}";
        assert_eq!(lint(&[("offer.fr", &base), ("junior.fr", own)]), []);
    }

    #[test]
    fn each_fault_has_its_line() {
        for (text, line, kind) in [
            ("{% if %}", 1, TemplateFaultKind::Syntax),
            ("\n{{ cand.name }}{{ income }}", 6, TemplateFaultKind::UnknownValue),
            ("{% include \"/etc/passwd\" %}", 5, TemplateFaultKind::UnknownTemplate),
            ("[letterhead]", 5, TemplateFaultKind::UnknownPart),
        ] {
            let text =
                if kind == TemplateFaultKind::Syntax { text.to_owned() } else { format!("{WHOLE}{text}") };
            let faults = lint(&[("offer.fr", &text)]);
            let told: Vec<_> = faults.iter().map(|fault| (fault.line, fault.kind)).collect();
            assert_eq!(told, [(line, kind)], "{text}");
        }
        let faults = lint(&[("offer.fr", "[paragraph]\n[closing]\n[signature]")]);
        assert_eq!(faults[0].what, "salutation");
    }
}
