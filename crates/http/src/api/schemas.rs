//! The shapes of requests and answers, from the types themselves.

use sartor_core::{
    audit::Audit,
    opening::{Matrix, Weights},
    report::Report,
    role::RoleCard,
    verify::Verification,
};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{openings, roles::RoleHead};
use crate::{
    ask::{FILES, Fields, takes},
    problem,
    recruit::uploads::Tally,
    work::{self, letter::LetterAnswer, tailored::TailoredAnswer},
};

/// Where the schemas stand in the document.
pub(super) const AT: &str = "#/components/schemas/";

/// The schemas of all answers, by name.
pub(super) fn answers() -> Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
    });
    let mut generator = settings.into_generator();
    let make = &mut generator;
    let named = [
        ("Report", whole::<Report>(make)),
        ("Audit", whole::<Audit>(make)),
        ("RoleCard", whole::<RoleCard>(make)),
        ("RoleHeads", whole::<Vec<RoleHead<'_>>>(make)),
        ("Verification", whole::<Verification>(make)),
        ("LetterAnswer", whole::<LetterAnswer>(make)),
        ("TailoredAnswer", whole::<TailoredAnswer>(make)),
        ("Extraction", whole::<work::Extraction>(make)),
        ("Skills", whole::<work::Skills>(make)),
        ("PostingAnswer", whole::<work::PostingAnswer>(make)),
        ("OpeningHead", whole::<openings::OpeningHead>(make)),
        ("OpeningLines", whole::<Vec<openings::OpeningLine>>(make)),
        ("ErasedCount", whole::<openings::ErasedCount>(make)),
        ("SessionAnswer", whole::<openings::SessionAnswer>(make)),
        ("Matrix", whole::<Matrix>(make)),
        ("Tally", whole::<Tally>(make)),
        ("Applicant", json!({ "type": "object", "description": "Everything that is kept of an applicant." })),
        ("Problem", whole::<problem::Body<'_>>(make)),
    ];
    let mut all = generator.take_definitions(true);
    for (name, schema) in named {
        all.insert(name.to_owned(), schema);
    }
    all
}

fn whole<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    let mut schema = T::json_schema(generator).to_value();
    if let Some(object) = schema.as_object_mut() {
        object.remove("$schema");
    }
    schema
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
        ("post", path) => Some(fields_of(path)),
        _ => None,
    }
}

/// The body that a path takes, as JSON and as a form.
fn fields_of(path: &str) -> Value {
    let names = takes(path);
    let fields = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Fields>().to_value();
    let known = |name: &str| fields["properties"][name].clone();
    let texts = names.iter().filter(|name| !FILES.contains(name));
    let json: Map<String, Value> = texts.map(|name| ((*name).to_owned(), known(name))).collect();
    let mut form = Map::new();
    for name in names {
        let (name, schema) = match *name {
            "fields" => (
                "set",
                json!({ "type": "array", "items": { "type": "string", "pattern": "^[^=]+=" },
                "description": "KEY=VALUE: what a letter needs and the files do not hold." }),
            ),
            file if FILES.contains(&file) => (
                file,
                json!({ "type": "string", "format": "binary", "description": "The file; or its text." }),
            ),
            name => (name, known(name)),
        };
        form.insert(name.to_owned(), schema);
    }
    let object = |properties| json!({ "schema": { "type": "object", "additionalProperties": false, "properties": properties } });
    json!({ "required": true, "content": { "application/json": object(json), "multipart/form-data": object(form) } })
}
