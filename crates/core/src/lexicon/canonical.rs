//! The one way in which a keyword file is written.

use std::fmt::Write;

use toml::{Table, Value};

/// Longest line before a list is written one item a line.
const WIDTH: usize = 120;

/// Rewrites a keyword file: comments of the head stay, tables stand by name, entries by id, keys in the order of [`super::raw`],
/// lists that do not fit a line one item a line. Canonical text stays as it is.
///
/// # Errors
///
/// The message of the TOML parser.
pub fn canonical(text: &str) -> Result<String, String> {
    let table: Table = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    let mut out = String::new();
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        out.push_str(line);
        out.push('\n');
    }
    write(&table, &mut out);
    Ok(out)
}

/// Writes the tables of a keyword file in canonical form behind what `out` holds.
pub(super) fn write(table: &Table, out: &mut String) {
    plain_keys(table, out);
    let mut arrays: Vec<(&String, &Vec<Value>)> =
        table.iter().filter_map(|(name, value)| entries(value).map(|list| (name, list))).collect();
    arrays.sort_by_key(|(name, _)| rank(name));
    for (name, list) in arrays {
        let mut list: Vec<&Table> = list.iter().filter_map(Value::as_table).collect();
        list.sort_by_key(|entry| {
            entry.get("id").and_then(Value::as_str).map_or((String::new(), String::new()), |id| {
                (id.to_owned(), entry.get("source").and_then(Value::as_str).unwrap_or_default().to_owned())
            })
        });
        for entry in list {
            header(name, out);
            plain_keys(entry, out);
            for (inner, guards) in
                entry.iter().filter_map(|(inner, value)| entries(value).map(|list| (inner, list)))
            {
                for guard in guards.iter().filter_map(Value::as_table) {
                    header(&format!("{name}.{inner}"), out);
                    plain_keys(guard, out);
                }
            }
        }
    }
}

/// The entries of an array of tables; other arrays are plain values.
fn entries(value: &Value) -> Option<&Vec<Value>> {
    value.as_array().filter(|list| list.first().is_some_and(Value::is_table))
}

fn header(name: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "[[{name}]]");
}

fn plain_keys(table: &Table, out: &mut String) {
    let mut keys: Vec<(&String, &Value)> =
        table.iter().filter(|(_, value)| entries(value).is_none()).collect();
    keys.sort_by_key(|(key, _)| rank(key));
    for (key, value) in keys {
        match value {
            Value::Array(list) if list.is_empty() => {}
            Value::Array(list) => {
                let items: Vec<String> = list.iter().map(scalar).collect();
                let line = format!("{key} = [{}]", items.join(", "));
                if line.chars().count() <= WIDTH {
                    out.push_str(&line);
                    out.push('\n');
                } else {
                    let _ = writeln!(out, "{key} = [\n    {},\n]", items.join(",\n    "));
                }
            }
            Value::Boolean(false) => {}
            _ => {
                let _ = writeln!(out, "{key} = {}", scalar(value));
            }
        }
    }
}

/// A TOML scalar; strings are basic strings, whose escapes are those of JSON.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(truth) => truth.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

/// Keys and tables in the order in which a person reads them.
fn rank(key: &str) -> (usize, String) {
    const ORDER: &[&str] = &[
        "id",
        "section",
        "title",
        "kind",
        "source",
        "role",
        "level",
        "fr",
        "fr_f",
        "en",
        "summary_fr",
        "summary_en",
        "hides_fr",
        "hides_en",
        "years_min",
        "years_max",
        "min",
        "max",
        "per",
        "salary_min",
        "salary_max",
        "note_fr",
        "note_en",
        "alt",
        "alt_fr",
        "alt_en",
        "stem_fr",
        "stem_en",
        "versions",
        "broader",
        "related",
        "esco",
        "hidden",
        "neighbours",
        "essential",
        "optional",
        "diplomas",
        "certifications",
        "contexts",
        "next",
        "search",
        "keywords",
        "skills",
        "forms",
        "case",
        "context",
        "cues",
        "not_after",
        "not_before",
        "alternatives",
        "salary",
        "mission",
        "origin",
        "advice",
        "structure",
        "fact",
    ];
    (ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len()), key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_stays() {
        let text = "# Head.\n\n[[skill]]\nen = \"B\"\nid = \"b\"\nkind = \"tool\"\nfr = \"B \\\"q\\\"\"\nalt = []\n\n[[skill.guard]]\nforms = [\"B\"]\n\n[[skill]]\nid = \"a\"\nkind = \"tool\"\nfr = \"A\"\nen = \"A\"\n";
        let once = canonical(text).expect("parses");
        assert_eq!(
            once,
            "# Head.\n\n[[skill]]\nid = \"a\"\nkind = \"tool\"\nfr = \"A\"\nen = \"A\"\n\n[[skill]]\nid = \"b\"\nkind = \"tool\"\nfr = \"B \\\"q\\\"\"\nen = \"B\"\n\n[[skill.guard]]\nforms = [\"B\"]\n"
        );
        assert_eq!(canonical(&once).expect("parses"), once);
    }
}
