//! The document of the API says what the server does.

use serde_json::Value;

use crate::kit::{ask, get, header, server};

async fn document() -> Value {
    let (head, text) = ask(server(), get("/api/v1/openapi.json")).await;
    assert_eq!(header(&head, "content-type"), "application/json");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn the_document_changes_only_on_purpose() {
    let document = document().await;
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).expect("JSON"));
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let document = document().await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 50);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("of this document");
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn every_address_has_an_example_of_each_kind_of_answer() {
    let document = document().await;
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() >= 13, "{:?}", paths.keys());
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("operations") {
            assert!(
                operation["summary"].is_string() && operation["operationId"].is_string(),
                "{method} {path}"
            );
            let responses = &operation["responses"];
            assert!(responses["200"].is_object() || responses["201"].is_object(), "{method} {path}");
            if method == "post" && operation["tags"][0] != "openings" {
                let body = &operation["requestBody"]["content"];
                for kind in ["application/json", "multipart/form-data"] {
                    let properties = body[kind]["schema"]["properties"].as_object().expect("fields");
                    assert!(
                        properties.values().all(|field| field["description"].is_string()),
                        "{path} {kind}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn a_reader_page_shows_every_address() {
    let document = document().await;
    let (_, page) = ask(server(), get("/api?lang=fr")).await;
    for path in document["paths"].as_object().expect("paths").keys() {
        assert!(page.contains(&path.replace('/', "&#x2f;")) || page.contains(path), "{path}");
    }
    assert!(page.contains("request.full"));
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                references.push(reference.clone());
            }
            object.values().for_each(|value| collect(value, references));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
