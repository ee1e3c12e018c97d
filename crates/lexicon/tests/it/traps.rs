//! Sentences written for the purpose: what must and what must not be found.

use serde_json::Value;

use super::skills;

#[test]
fn every_trap_is_read_right() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/traps.json");
    let traps: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(path).expect("stands in fixtures")).expect("is JSON");
    let mut wrong = Vec::new();
    for trap in &traps {
        let text = trap["text"].as_str().expect("a trap has a text");
        let found = skills(text);
        let ids = |key: &str| {
            trap[key].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>()
        };
        let lost: Vec<&str> = ids("skills").into_iter().filter(|id| !found.contains(*id)).collect();
        let caught: Vec<&str> = ids("must_not").into_iter().filter(|id| found.contains(*id)).collect();
        if !lost.is_empty() || !caught.is_empty() {
            wrong.push(format!("{} {text:?}: not found {lost:?}, wrongly found {caught:?}", trap["id"]));
        }
    }
    assert!(
        traps.len() >= 40 && wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        traps.len(),
        wrong.join("\n")
    );
}
