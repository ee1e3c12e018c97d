//! The bodies that operations take: their fields, and which of them go together.

use sartor_core::{apply::LetterRequest, opening::Weights};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{openings, schemas::AT};
use crate::ask::{FILES, Fields, takes};

/// The resume of the examples.
const RESUME: &str = "Zoé Martin\nBackend developer\nzoe.martin@example.org\n+33 6 12 34 56 78\nNantes, France\n\n\
Experience\nBackend developer, Example SAS, Nantes\nMarch 2019 - present\n- Built services in Python and PostgreSQL for 2 million users\n\n\
Education\nMaster in computer science, University of Nantes, 2018\n\nSkills\nPython, PostgreSQL, Docker, Git\n\n\
Languages\nFrench (native), English (C1)\n";
/// The posting of the examples.
const POSTING: &str = "Backend developer (m/f) at Example SAS, Nantes\n\nRequirements\n- 3 years of experience with Python\n\
- PostgreSQL and Docker\n- Kubernetes is a plus\n- English at B2\n";

/// Whether a body is a form; else it is JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Json,
    Form,
}

/// What several bodies say of a field, by name.
pub(super) fn shared() -> [(&'static str, Value); 3] {
    [
        (
            "Given",
            json!({ "type": "string", "pattern": "\\S", "description": "A text that says something." }),
        ),
        (
            "Blank",
            json!({ "type": "string", "pattern": "^\\s*$", "description": "A field left alone: as if it were left out." }),
        ),
        (
            "Left",
            json!({ "anyOf": [named("Blank"), { "type": "null" }], "description": "As if it were left out." }),
        ),
    ]
}

/// The body that an operation takes; none where it takes none.
pub(super) fn request(path: &str, method: &str) -> Option<Value> {
    match (method, path) {
        ("post", "/api/v1/session") => {
            let settings = SchemaSettings::draft2020_12().into_generator();
            let schema = settings.into_root_schema_for::<openings::Credentials>().to_value();
            Some(json!({ "required": true, "content": { "application/json": { "schema": schema } } }))
        }
        ("put", _) => {
            let factors = json!({ "type": "object",
                "additionalProperties": { "type": "integer", "minimum": 0, "maximum": Weights::MAX } });
            Some(json!({ "required": true, "content": { "application/json": { "schema": factors } } }))
        }
        ("post", path) if path.ends_with("/applicants") => {
            let files = json!({ "type": "object", "additionalProperties": false, "properties": { "resumes": {
                "type": "array", "items": { "type": "string", "format": "binary" },
                "description": "Resumes, and ZIP archives of resumes." } } });
            Some(json!({ "required": true, "content": { "multipart/form-data": { "schema": files } } }))
        }
        ("post", path) => Some(json!({ "required": true, "content": {
            "application/json": { "schema": fields_of(path, Kind::Json), "example": example(path) },
            "multipart/form-data": { "schema": fields_of(path, Kind::Form) } } })),
        _ => None,
    }
}

/// What a program may send to see an answer.
fn example(path: &str) -> Value {
    let of = |name: &str| match name {
        "resume_text" => Some(json!(RESUME)),
        "document_text" => Some(json!(RESUME)),
        "posting_text" => Some(json!(POSTING)),
        "edited_text" => Some(json!("I have built services in Python and Rust for ten years.")),
        "as_of" => Some(json!("2026-11-21")),
        "fields" => Some(json!({ "availability": "in March", "reason": "your open data" })),
        _ => None,
    };
    takes(path).iter().filter_map(|name| Some(((*name).to_owned(), of(name)?))).collect::<Map<_, _>>().into()
}

/// The fields that a path takes.
fn fields_of(path: &str, kind: Kind) -> Value {
    let told = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Fields>().to_value();
    let names = takes(path);
    let mut properties = Map::new();
    for name in names.iter().filter(|name| kind == Kind::Form || !FILES.contains(name)) {
        let mut schema = field(name, path, kind);
        let own = if FILES.contains(name) { "The file; or its text." } else { "" };
        let description = told["properties"][*name]["description"].as_str().unwrap_or(own);
        if let Some(object) = schema.as_object_mut() {
            object.entry("description").or_insert_with(|| description.into());
        }
        let name = if kind == Kind::Form && *name == "fields" { "set" } else { name };
        properties.insert(name.to_owned(), schema);
    }
    let mut all = Vec::new();
    for (group, optional) in [
        (["resume", "resume_text"].as_slice(), false),
        (&["posting", "posting_text", "role"], path == "/api/v1/audits"),
        (&["edited", "edited_text"], false),
        (&["document", "document_text"], false),
    ] {
        let own: Vec<&str> = group.iter().copied().filter(|name| properties.contains_key(*name)).collect();
        if !own.is_empty() {
            all.push(one_of(&own, optional, kind));
        }
    }
    let mut body = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    match (all.len(), all.pop()) {
        (1, Some(only)) => body["anyOf"] = json!(only),
        (_, Some(last)) => {
            let groups = all.into_iter().chain([last]).map(|group| json!({ "anyOf": group }));
            body["allOf"] = groups.collect();
        }
        _ => {}
    }
    body
}

/// One field of a body.
fn field(name: &str, path: &str, kind: Kind) -> Value {
    let words = |words: &[&str]| or_left(json!({ "type": "string", "enum": words }), kind);
    match name {
        file if FILES.contains(&file) => json!({ "type": "string", "format": "binary" }),
        "lang" => words(&["fr", "en"]),
        "letter_lang" => words(&["fr", "en-US", "en-GB"]),
        "length" => words(&["short", "standard", "full"]),
        "reader" => words(&["layout", "naive"]),
        "format" => words(&["json", "text", "markdown", "html", "pdf", "docx"]),
        "as_of" => or_left(json!({ "type": "string", "format": "date" }), kind),
        "retention_months" => or_left(json!({ "type": "integer", "minimum": 1, "maximum": 24 }), kind),
        "accept" | "refuse" | "ignore" => json!({ "type": "array", "items": { "type": "string" } }),
        "fields" => facts(path == "/api/v1/letters", kind),
        _ if kind == Kind::Form => json!({ "type": "string" }),
        _ => json!({ "type": ["string", "null"] }),
    }
}

/// A field that may be left alone; in JSON, a number that is left alone is null.
fn or_left(schema: Value, kind: Kind) -> Value {
    let left = match kind {
        Kind::Form => named("Blank"),
        Kind::Json if schema["type"] == "integer" => json!({ "type": "null" }),
        Kind::Json => named("Left"),
    };
    json!({ "anyOf": [schema, left] })
}

/// What a person adds by key: any key for a check, those that letters know for a letter.
fn facts(known: bool, kind: Kind) -> Value {
    let keys = LetterRequest::KEYS;
    match kind {
        Kind::Form => {
            let key = if known { keys.join("|").replace('.', "\\.") } else { "[^=]+".to_owned() };
            json!({ "type": "array", "items": { "type": "string", "pattern": format!("^({key})=") },
                "description": "KEY=VALUE: what a letter needs and the files do not hold." })
        }
        Kind::Json => {
            let mut facts = json!({ "type": "object", "additionalProperties": { "type": "string" } });
            if known {
                facts["propertyNames"] = json!({ "enum": keys });
            }
            facts
        }
    }
}

/// Of the fields that mean one thing, one is given and the others are left.
fn one_of(names: &[&str], optional: bool, kind: Kind) -> Vec<Value> {
    let left = |name: &str| match kind {
        Kind::Form if FILES.contains(&name) => json!(false),
        Kind::Form => named("Blank"),
        Kind::Json => named("Left"),
    };
    let alone = |given: Option<&str>| {
        let fields = names.iter().map(|name| {
            let own = match given {
                Some(given) if given == *name && FILES.contains(name) => json!({}),
                Some(given) if given == *name => named("Given"),
                _ => left(name),
            };
            ((*name).to_owned(), own)
        });
        fields.collect::<Map<_, _>>()
    };
    let given = names.iter().map(|name| json!({ "required": [name], "properties": alone(Some(name)) }));
    given.chain(optional.then(|| json!({ "properties": alone(None) }))).collect()
}

fn named(name: &str) -> Value {
    json!({ "$ref": format!("{AT}{name}") })
}
