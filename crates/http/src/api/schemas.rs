//! The shapes of answers, from the types themselves.

use sartor_core::{audit::Audit, opening::Matrix, report::Report, role::RoleCard, verify::Verification};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{bodies, openings, roles::RoleHead};
use crate::{
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
    for (name, schema) in named.into_iter().chain(bodies::shared()) {
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
