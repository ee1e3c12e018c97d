//! The audit as SARIF 2.1.0, so that a resume can be checked like code.

use std::collections::BTreeMap;

use sartor_core::{
    Language,
    audit::{Audit, Evidence, Finding, Rules, Severity},
};
use serde_json::{Value, json};

use crate::safe;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// Writes an audit as SARIF 2.1.0; `text` is the resume's text, into which the regions point, `path` names the file.
///
/// Lines and characters are those of the text that `sartor extract` prints; what is ignored is there, suppressed.
pub fn sarif(audit: &Audit, rules: &Rules, path: &str, text: &str, language: Language) -> Value {
    let told: BTreeMap<&str, usize> =
        rules.list().iter().enumerate().map(|(at, rule)| (rule.code.as_str(), at)).collect();
    let list: Vec<Value> = rules
        .list()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": name(&rule.code),
                "shortDescription": { "text": plain(language.pick(&rule.fr, &rule.en)) },
                "help": { "text": plain(language.pick(&rule.remedy_fr, &rule.remedy_en)) },
                "defaultConfiguration": { "level": level(rule.severity) },
                "properties": { "severity": rule.severity.id() },
            })
        })
        .collect();
    let uri = uri(path);
    let kept = audit.findings.iter().map(|finding| (finding, false));
    let results: Vec<Value> = kept
        .chain(audit.ignored.iter().map(|finding| (finding, true)))
        .map(|(finding, ignored)| {
            result(finding, ignored, told.get(finding.code.as_str()).copied(), &uri, text)
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "sartor",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": language.pick("fr", "en"),
                "rules": list,
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": [{ "location": { "uri": uri } }],
            "results": results,
            "properties": { "as_of": audit.as_of, "lexicon_digest": audit.lexicon_digest, "schema_version": audit.schema_version },
        }],
    })
}

fn result(finding: &Finding, ignored: bool, rule: Option<usize>, uri: &str, text: &str) -> Value {
    let artifact = json!({ "uri": uri, "index": 0 });
    let mut locations: Vec<Value> = finding
        .evidence
        .iter()
        .map(|one| {
            let mut location = json!({ "physicalLocation": { "artifactLocation": artifact } });
            if let Some(region) = region(one, text) {
                location["physicalLocation"]["region"] = region;
            }
            if !one.text.is_empty() {
                location["message"] = json!({ "text": safe(&one.text) });
            }
            if let Some(page) = one.page {
                location["properties"] = json!({ "page": page });
            }
            location
        })
        .collect();
    if locations.is_empty() {
        locations.push(json!({ "physicalLocation": { "artifactLocation": artifact } }));
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": format!("{} {}", finding.message, finding.remedy) },
        "locations": locations,
        "partialFingerprints": { "finding/v1": fingerprint(finding) },
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if ignored {
        result["suppressions"] = json!([{ "kind": "external" }]);
    }
    result
}

/// Where a place stands, in characters of the resume's text.
fn region(evidence: &Evidence, text: &str) -> Option<Value> {
    let span = evidence.span?;
    let before = text.get(..span.start)?;
    let words = text.get(span.start..span.end)?;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Some(json!({
        "startLine": evidence.line?,
        "startColumn": column,
        "charOffset": before.chars().count(),
        "charLength": words.chars().count(),
        "snippet": { "text": words },
    }))
}

/// The same finding of a later version of the file has the same fingerprint: its code and its words, not its places.
fn fingerprint(finding: &Finding) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(finding.code.as_bytes());
    for evidence in &finding.evidence {
        hasher.update(b"\n");
        hasher.update(evidence.text.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Fatal | Severity::Major => "error",
        Severity::MissingData => "warning",
        Severity::Suggestion => "note",
    }
}

/// `dates.missing` as `DatesMissing`.
fn name(code: &str) -> String {
    code.split(['.', '_'])
        .flat_map(|word| {
            let mut chars = word.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars)
        })
        .collect()
}

/// The text of a rule with `…` for the values of a finding.
fn plain(template: &str) -> String {
    let mut out = String::new();
    for part in template.split("{{") {
        match part.split_once("}}") {
            Some((_, rest)) => out = out + "…" + rest,
            None => out.push_str(part),
        }
    }
    out
}

/// A path as a relative reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut out = String::new();
    let path = if path == "-" { "stdin" } else { path };
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_paths_and_texts() {
        assert_eq!(name("dates.year_only"), "DatesYearOnly");
        assert_eq!(uri("CV Zoé.pdf"), "CV%20Zo%C3%A9.pdf");
        assert_eq!(plain("{{ n }} mots sur {{ m }}."), "… mots sur ….");
    }
}
