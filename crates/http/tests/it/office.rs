//! A recruiter's desk: openings on a server with a store of its own, and what a recruiter does there.

use axum::{
    Router,
    body::Body,
    http::{Request, Response, StatusCode, header},
};
use sartor_store::{OpeningId, Store};
use serde_json::{Value, json};

use crate::kit::{self, ask, get, header as told, recruiting};

/// Whoever sits at this machine, where no one has an account.
pub(crate) struct Office {
    pub(crate) server: Router,
    pub(crate) store: Store,
}

/// A file that someone applies with.
pub(crate) type Resume = (String, Vec<u8>);

impl Office {
    pub(crate) async fn open() -> Self {
        let (server, store) = recruiting().await;
        Self { server, store }
    }

    /// An opening for this posting: its id.
    pub(crate) async fn opening(&self, posting: &str) -> String {
        let body = json!({ "posting_text": posting, "as_of": kit::today().to_string(), "lang": "fr" });
        let (head, body) = ask(self.server.clone(), kit::json("/api/v1/openings", &body)).await;
        assert_eq!(head.status(), StatusCode::CREATED, "{body}");
        let opening: Value = serde_json::from_str(&body).expect("JSON");
        opening["id"].as_str().expect("an id").to_owned()
    }

    /// Sends resumes in one upload: what became of them.
    pub(crate) async fn send(&self, opening: &str, resumes: &[Resume]) -> Value {
        let fields: Vec<kit::Field<'_>> =
            resumes.iter().map(|(name, bytes)| ("resumes", Some(name.as_str()), bytes.clone())).collect();
        self.json(kit::form(&format!("/api/v1/openings/{opening}/applicants"), &fields)).await
    }

    /// An opening with those who applied.
    pub(crate) async fn opening_with(&self, posting: &str, resumes: &[Resume]) -> String {
        let opening = self.opening(posting).await;
        let tally = self.send(&opening, resumes).await;
        assert_eq!(tally["done"], resumes.len(), "{tally}");
        opening
    }

    /// The matrix, looked at by this query.
    pub(crate) async fn matrix(&self, opening: &str, query: &str) -> Value {
        self.json(get(&format!("/api/v1/openings/{opening}/applicants?{query}"))).await
    }

    /// The ids of who is in the matrix, in its order.
    pub(crate) async fn ids(&self, opening: &str) -> Vec<String> {
        list(&self.matrix(opening, "").await["applicants"], "id")
    }

    /// A page, which must be there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let (head, body) = ask(self.server.clone(), get(path)).await;
        assert_eq!(head.status(), StatusCode::OK, "{path}: {body}");
        body
    }

    /// A file, which must be there.
    pub(crate) async fn bytes(&self, path: &str) -> Vec<u8> {
        let (head, bytes) = kit::ask_bytes(self.server.clone(), get(path)).await;
        assert_eq!(head.status(), StatusCode::OK, "{path}");
        bytes
    }

    /// The token that the forms of an opening's page carry.
    pub(crate) async fn csrf(&self, opening: &str) -> String {
        csrf(&self.page(&format!("/openings/{opening}")).await)
    }

    /// Sends a form of the opening's page, which must lead somewhere: where.
    pub(crate) async fn submit(&self, opening: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let token = self.csrf(opening).await;
        let fields: Vec<(&str, &str)> =
            [("csrf", token.as_str())].into_iter().chain(fields.iter().copied()).collect();
        let (head, body) = ask(self.server.clone(), filled(path, &fields)).await;
        assert_eq!(head.status(), StatusCode::SEE_OTHER, "{path}: {body}");
        told(&head, "location").to_owned()
    }

    async fn json(&self, request: Request<Body>) -> Value {
        let (head, body) = ask(self.server.clone(), request).await;
        assert_eq!(head.status(), StatusCode::OK, "{body}");
        serde_json::from_str(&body).expect("JSON")
    }

    pub(crate) fn id(opening: &str) -> OpeningId {
        OpeningId::parse(opening).expect("an id")
    }
}

/// A form without files.
pub(crate) fn filled(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value))).collect();
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(pairs.join("&")))
        .expect("a request")
}

/// The same request with another header.
pub(crate) fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().expect("a header"));
    request
}

/// A text as a part of a form.
fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The token that a page carries.
fn csrf(page: &str) -> String {
    let after = page.split("name=\"csrf\" value=\"").nth(1).expect("a form");
    after.split('"').next().expect("an end").to_owned()
}

/// A key of each object of a list.
pub(crate) fn list(objects: &Value, key: &str) -> Vec<String> {
    let one = |object: &Value| object[key].as_str().map(str::to_owned);
    objects.as_array().expect("a list").iter().filter_map(one).collect()
}

/// Checks that a page refuses with this status and code.
pub(crate) fn refused((head, body): &(Response<()>, String), status: StatusCode, code: &str) {
    assert_eq!(head.status(), status, "{body}");
    assert!(body.contains(code), "no {code} in {body}");
}
