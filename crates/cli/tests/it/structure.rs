//! How much of the fixture resumes is understood: every field of every file, counted by kind and by file.

use std::{collections::BTreeMap, fmt::Write, fs};

use serde_json::{Value, json};

use super::{
    fixtures::{pairs, plain},
    run,
};

/// The lists of JSON Resume that hold entries: kind of the expectation, list, title, organisation.
const LISTS: [(&str, &str, &str, &str); 5] = [
    ("job", "work", "position", "name"),
    ("education", "education", "studyType", "institution"),
    ("certification", "certificates", "name", "issuer"),
    ("project", "projects", "name", "entity"),
    ("volunteering", "volunteer", "position", "organization"),
];
/// Least share of fields that are exactly right, in thousandths: of all files, and of each.
const FLOOR: (usize, usize) = (985, 800);

/// Fields right and expected.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn share(self) -> usize {
        self.right * 1000 / self.all.max(1)
    }
}

/// The table, and what is wrong.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<String, Count>,
    files: BTreeMap<String, Count>,
    wrong: Vec<String>,
    file: String,
}

impl Tally {
    fn check(&mut self, kind: &str, found: &Value, wanted: &Value) {
        let right = plain(found) == plain(wanted);
        for count in
            [self.kinds.entry(kind.to_owned()).or_default(), self.files.entry(self.file.clone()).or_default()]
        {
            count.all += 1;
            count.right += usize::from(right);
        }
        if !right {
            self.wrong.push(format!("{}: {kind} is {found}, not {wanted}", self.file));
        }
    }

    fn total(&self) -> Count {
        self.kinds.values().fold(Count::default(), |sum, count| Count {
            right: sum.right + count.right,
            all: sum.all + count.all,
        })
    }

    fn table(&self) -> String {
        let mut out = String::new();
        let mut rows = |head: &str, counts: &BTreeMap<String, Count>| {
            let _ = writeln!(out, "{head:<44} right  all  share");
            for (name, count) in counts {
                let share = count.share();
                let _ = writeln!(
                    out,
                    "{name:<44} {:>5} {:>4}  {:>3}.{}",
                    count.right,
                    count.all,
                    share / 10,
                    share % 10
                );
            }
        };
        rows("by kind of field", &self.kinds);
        rows("by file", &self.files);
        rows("in all", &BTreeMap::from([(format!("{} files", self.files.len()), self.total())]));
        out
    }

    fn person(&mut self, found: &Value, wanted: &Value) {
        // A name may stand surname first.
        let words = |name: &Value| {
            let plain = plain(name);
            let mut words: Vec<&str> = plain.split_whitespace().collect();
            words.sort_unstable();
            json!(words.join(" "))
        };
        self.check("name", &words(&found["basics"]["name"]), &words(&wanted["name"]));
        self.check("e-mail", &found["basics"]["email"], &wanted["email"]);
        self.check("phone", &found["meta"]["sartor"]["phone_e164"], &wanted["phone"]);
        self.check("city", &found["basics"]["location"]["city"], &wanted["city"]);
    }

    fn entries(&mut self, found: &Value, wanted: &Value) {
        for (kind, list, title, organisation) in LISTS {
            let wanted: Vec<&Value> =
                items(&wanted["entries"]).filter(|entry| entry["kind"] == kind).collect();
            let mut left: Vec<&Value> = items(&found[list]).collect();
            if !left.is_empty() || !wanted.is_empty() {
                self.check(&format!("{kind}: how many"), &number(left.len()), &number(wanted.len()));
            }
            for wanted in wanted {
                let fields = |found: &Value| {
                    let mut fields = vec![
                        ("title", found[title].clone(), &wanted["title"]),
                        ("organisation", found[organisation].clone(), &wanted["organisation"]),
                        ("start", found["startDate"].clone(), &wanted["start"]),
                        ("end", found["endDate"].clone(), &wanted["end"]),
                    ];
                    // JSON Resume gives a certification one date.
                    if kind == "certification" {
                        fields.truncate(2);
                        fields.push(("date", found["date"].clone(), &wanted["end"]));
                    }
                    fields
                };
                let likeness = |found: &Value| {
                    let same =
                        fields(found).into_iter().filter(|(_, found, wanted)| plain(found) == plain(wanted));
                    same.map(|(name, found, _)| {
                        2 * usize::from(!found.is_null()) + usize::from(name == "title")
                    })
                    .sum::<usize>()
                };
                let best = (0..left.len()).rev().max_by_key(|&at| likeness(left[at]));
                let nothing = Value::Null;
                let found = match best.filter(|&at| likeness(left[at]) > 0) {
                    Some(at) => left.remove(at),
                    None => &nothing,
                };
                for (name, value, wanted) in fields(found) {
                    // Where there is no such entry, nothing of it is right.
                    let value = if found.is_null() { json!("no entry") } else { value };
                    self.check(&format!("{kind}: {name}"), &value, wanted);
                }
            }
        }
    }

    fn languages(&mut self, found: &Value, wanted: &Value, ids: &BTreeMap<String, String>) {
        let mut told: BTreeMap<String, Value> = items(&found["languages"])
            .map(|language| {
                let label = plain(&language["language"]);
                let level = match language["fluency"].as_str() {
                    Some("langue maternelle" | "native") => json!("native"),
                    _ => language["fluency"].clone(),
                };
                (ids.get(&label).cloned().unwrap_or(label), level)
            })
            .collect();
        for wanted in items(&wanted["languages"]) {
            let id = wanted["language"].as_str().unwrap_or_default();
            let level = told.remove(id);
            let named = level.as_ref().map_or(Value::Null, |_| json!(id));
            self.check("language: name", &named, &wanted["language"]);
            self.check("language: level", &level.unwrap_or_else(|| json!("not told")), &wanted["level"]);
        }
        let others: Vec<String> = told.into_keys().collect();
        self.check("language: no other", &json!(others.join(", ")), &json!(""));
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn number(count: usize) -> Value {
    json!(count.to_string())
}

/// Names of spoken languages, in both languages, to their ids.
fn spoken() -> BTreeMap<String, String> {
    let table: toml::Table = fs::read_to_string(super::fixtures().join("../keywords/spoken.toml"))
        .expect("stands")
        .parse()
        .expect("is TOML");
    let mut ids = BTreeMap::new();
    for entry in table["spoken"].as_array().into_iter().flatten() {
        for name in ["fr", "en"].iter().filter_map(|key| entry.get(key)?.as_array()).flatten() {
            let name = plain(&json!(name.as_str()));
            ids.entry(name).or_insert_with(|| entry["id"].as_str().unwrap_or_default().to_owned());
        }
    }
    ids
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what the test is read for")]
fn fixture_resumes_are_understood() {
    let ids = spoken();
    let pairs = pairs("resumes");
    assert!(pairs.len() >= 30, "{} resumes", pairs.len());
    let mut tally = Tally::default();
    for (file, wanted) in &pairs {
        let (status, text, problem) = run(&["parse", file, "--format", "json"]);
        assert_eq!(status, 0, "{file}: {problem}");
        let found: Value = serde_json::from_str(&text).expect("is JSON");
        file.trim_start_matches("resumes/").clone_into(&mut tally.file);
        tally.person(&found, wanted);
        tally.entries(&found, wanted);
        tally.languages(&found, wanted, &ids);
    }
    let table = tally.table();
    println!("{table}\n{}", tally.wrong.join("\n"));
    let low: Vec<&String> =
        tally.files.iter().filter(|(_, count)| count.share() < FLOOR.1).map(|(file, _)| file).collect();
    assert!(
        tally.total().share() >= FLOOR.0 && low.is_empty(),
        "under the floor {low:?}:\n{table}\n{}",
        tally.wrong.join("\n")
    );
}
