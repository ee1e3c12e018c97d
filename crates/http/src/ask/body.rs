//! From the bytes of a body to fields.

use axum::{
    body::Bytes,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, header::CONTENT_TYPE},
    response::IntoResponse,
};
use serde_json::Value;

use super::{FILES, Fields, Upload};
use crate::{Limits, fault::Fault};

/// Reads a body that may have the fields `known`.
pub(super) async fn decode(request: Request, limits: &Limits, known: &[&str]) -> Result<Fields, Fault> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let plain = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match plain.as_str() {
        "multipart/form-data" => {
            let form = Multipart::from_request(request, &()).await.map_err(|_| Fault::Malformed)?;
            multipart(form, limits, known).await
        }
        "application/json" => json(request, limits, known).await,
        _ => Err(Fault::MediaType),
    }
}

async fn json(request: Request, limits: &Limits, known: &[&str]) -> Result<Fields, Fault> {
    let body = Bytes::from_request(request, &())
        .await
        .map_err(|refused| body_fault(refused.into_response().status(), limits))?;
    let Ok(Value::Object(object)) = serde_json::from_slice(&body) else { return Err(Fault::Malformed) };
    for name in object.keys() {
        check(name, known)?;
    }
    let fields: Fields = serde_json::from_value(Value::Object(object)).map_err(|_| Fault::Malformed)?;
    fields.check_lengths(limits)?;
    Ok(fields)
}

async fn multipart(mut form: Multipart, limits: &Limits, known: &[&str]) -> Result<Fields, Fault> {
    let broken = |error: MultipartError| body_fault(error.status(), limits);
    let mut fields = Fields::default();
    let mut count = 0;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        count += 1;
        if count > limits.fields {
            return Err(Fault::TooManyFields { limit: limits.fields });
        }
        let name = field.name().unwrap_or_default().to_owned();
        check(if name == "set" { "fields" } else { &name }, known)?;
        if FILES.contains(&name.as_str()) {
            fields.file(&name, file(field).await.map_err(broken)?);
        } else {
            let value = field.text().await.map_err(broken)?;
            fields.set(&name, value, limits)?;
        }
    }
    Ok(fields)
}

async fn file(field: Field<'_>) -> Result<Upload, MultipartError> {
    let name = field.file_name().map(str::to_owned);
    Ok(Upload::file(name.as_deref(), field.bytes().await?.to_vec()))
}

/// Refuses a field that this address does not take.
fn check(name: &str, known: &[&str]) -> Result<(), Fault> {
    if known.contains(&name) {
        return Ok(());
    }
    Err(Fault::Field { name: name.chars().take(40).collect(), wanted: known.join(", ").into() })
}

fn body_fault(status: StatusCode, limits: &Limits) -> Fault {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge { limit: limits.body_bytes }
    } else {
        Fault::Malformed
    }
}
