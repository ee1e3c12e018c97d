//! The document that describes the API, and the page that shows it.

use axum::{
    extract::State,
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

use super::{bodies, schemas};
use crate::{fault, gate::Shared, language};

/// What is told of an API beside its routes.
const ABOUT: &str = "What a resume evidences of a job posting, on which line, and what it lacks; the tailored resume and the letter. \
No language model, nothing kept. Bodies are JSON or forms with files. Errors are problem+json (RFC 9457) with a stable code.";

/// `GET /api/v1/openapi.json`.
pub(crate) async fn document(State(state): Shared) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, state.pages.document.clone()).into_response()
}

/// `GET /api`: the same for a reader.
pub(crate) async fn reader(State(state): Shared, uri: Uri, headers: HeaderMap) -> Response {
    let language = language::asked(&uri, &headers);
    crate::web::api_page(&state, language)
}

/// The whole document: the routes as their handlers tell them, with the shapes of bodies and the problems.
pub(crate) fn whole(routes: &OpenApi) -> Value {
    let mut document = serde_json::to_value(routes).unwrap_or_default();
    document["openapi"] = json!("3.1.0");
    document["info"] = json!({ "title": "Sartor", "version": env!("CARGO_PKG_VERSION"), "description": ABOUT,
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" } });
    document["components"] = json!({ "schemas": schemas::answers(), "responses": { "Problem": problem() } });
    let none = Map::new();
    let paths: Vec<String> = document["paths"].as_object().unwrap_or(&none).keys().cloned().collect();
    for path in paths {
        let item = document["paths"][&path].as_object_mut().into_iter().flatten();
        for (method, operation) in item {
            complete(&path, method, operation);
        }
    }
    document
}

/// Adds to an operation what its handler does not tell: its body, the language, what can be wrong.
fn complete(path: &str, method: &str, operation: &mut Value) {
    let opening = path.starts_with("/api/v1/openings");
    if let Some(body) = bodies::request(path, method) {
        operation["requestBody"] = body;
    }
    if method != "get" || opening {
        let language = json!({ "name": "lang", "in": "query", "required": false,
            "description": "Language of the answer: `fr` or `en`; for anything else that of `Accept-Language`.",
            "schema": { "type": "string" }, "example": "fr" });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(language),
            None => operation["parameters"] = json!([language]),
        }
    }
    if operation["operationId"] == "matrix" {
        operation["responses"]["200"]["links"] = links();
    }
    if let Some(content) = operation.pointer_mut("/responses/200/content") {
        plain_files(content);
    }
    let statuses: &[&str] = match method {
        "get" if opening => &["401", "403", "404", "429", "500", "503", "504"],
        "get" if path.ends_with("{id}") => &["404"],
        "get" => &[],
        "delete" => &["401", "403", "404", "429", "500", "503"],
        _ => &["400", "401", "403", "404", "408", "413", "415", "422", "429", "500", "503", "504"],
    };
    problems(operation, statuses);
    if cfg!(not(feature = "pdf")) && matches!(path, "/api/v1/letters" | "/api/v1/tailored-resumes") {
        problems(operation, &["501"]);
    }
}

/// Where a program goes from the first row of a matrix with names.
fn links() -> Value {
    let to = |operation: &str| {
        json!({ "operationId": operation,
        "parameters": { "id": "$request.path.id", "applicant": "$response.body#/applicants/0/id" } })
    };
    json!({ "Applicant": to("applicant"), "EraseApplicant": to("erase_applicant") })
}

/// A file has no shape: its type says all.
fn plain_files(content: &mut Value) {
    for (kind, told) in content.as_object_mut().into_iter().flatten() {
        if kind != "application/json" && !kind.starts_with("text/") {
            *told = json!({});
        }
    }
}

fn problems(operation: &mut Value, statuses: &[&str]) {
    for status in statuses {
        operation["responses"][*status] = json!({ "$ref": "#/components/responses/Problem" });
    }
}

/// The answer to what cannot be done, with every code of the server's own.
fn problem() -> Value {
    let codes = fault::CODES.map(|(code, status)| format!("`{code}` ({status})")).join(", ");
    json!({
        "description": format!("What was wrong and what to do, in one sentence, with a stable code: {codes}, and those of files and letters."),
        "content": { "application/problem+json": { "schema": { "$ref": format!("{}Problem", schemas::AT) } } },
    })
}
