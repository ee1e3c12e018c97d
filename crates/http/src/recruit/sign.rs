//! Signing in and out.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use jiff::SignedDuration;
use minijinja::{Value, context};
use sartor_core::Language;
use sartor_store::SignIn;

use super::who::{COOKIE, token};
use crate::{
    fault::Fault,
    form::{Filled, pairs},
    gate::{self, Shared},
    language,
    problem::Problem,
    web,
};

/// How long a session lasts.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_hours(12);
/// Where one goes from here, unless a page of openings asked to sign in.
const START: &str = "/openings";

/// What tells clients apart for the brake on guessing.
pub(crate) struct Client(String);

impl FromRequestParts<Arc<gate::State>> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &Arc<gate::State>,
    ) -> Result<Self, Self::Rejection> {
        let client = state.client(&parts.headers, &parts.extensions);
        Ok(Self(client.map(|client| client.to_string()).unwrap_or_default()))
    }
}

impl Client {
    /// Its address, or nothing where a proxy hides it.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }
}

/// `GET /sign-in`.
pub(crate) async fn page(State(state): Shared, uri: Uri, headers: HeaderMap) -> Response {
    let language = language::asked(&uri, &headers);
    form(&state, language, &next(&pairs(uri.query().unwrap_or_default())), None)
}

/// `POST /sign-in`.
pub(crate) async fn enter(
    State(state): Shared,
    Client(client): Client,
    uri: Uri,
    headers: HeaderMap,
    filled: Result<Filled, Problem>,
) -> Response {
    let language = language::asked(&uri, &headers);
    let filled = match filled {
        Ok(filled) => filled,
        Err(problem) => return form(&state, language, START, Some(&problem.fault)),
    };
    let to = next(filled.pairs());
    match entered(&state, &filled, &client).await {
        Ok(token) => with_cookie(Redirect::to(&in_language(&to, language)), cookie(&token, &state)),
        Err(fault) => form(&state, language, &to, Some(&fault)),
    }
}

/// `POST /sign-out`.
pub(crate) async fn leave(State(state): Shared, uri: Uri, headers: HeaderMap) -> Response {
    let language = language::asked(&uri, &headers);
    if let (Ok(store), Some(token)) = (state.store(), token(&headers)) {
        if let Err(error) = store.sign_out(token).await {
            return web::gone(&state, Fault::from(error).told(language));
        }
    }
    let to = format!("/sign-in?lang={}", language.code());
    let gone = format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    with_cookie(Redirect::to(&to), HeaderValue::from_str(&gone).ok())
}

async fn entered(state: &gate::State, filled: &Filled, client: &str) -> Result<String, Fault> {
    let (name, password) = (filled.text("name"), filled.text("password"));
    let now = (state.services.clock)();
    match state.store()?.sign_in(name.trim(), password, client, LASTS, now).await? {
        SignIn::Done(new) => Ok(new.token),
        SignIn::Refused => Err(Fault::WrongPassword),
        SignIn::Wait { seconds } => Err(Fault::SignInWait { seconds }),
    }
}

fn form(state: &gate::State, language: Language, next: &str, fault: Option<&Fault>) -> Response {
    let problem = fault.map_or(Value::from(()), |fault| web::told(fault, language));
    let values = context! { problem, next };
    let status = fault.map_or(StatusCode::OK, Fault::status);
    match state.pages.fill("web/sign-in.html.j2", "/sign-in", language, values) {
        Ok(page) => web::shown(page, status, language),
        Err(fault) => fault.told(language).into_response(),
    }
}

/// Where to go once signed in: a page of openings of this server, and nothing else.
fn next(pairs: &[(String, String)]) -> String {
    let asked = pairs.iter().find(|(name, _)| name == "next").map(|(_, next)| next.as_str());
    let own = |next: &&str| {
        let path = next.split(['?', '#']).next().unwrap_or_default();
        let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-.".contains(&byte));
        plain && (path == START || path.starts_with("/openings/")) && !next.contains(['\r', '\n', '\\'])
    };
    asked.filter(own).unwrap_or(START).to_owned()
}

fn in_language(to: &str, language: Language) -> String {
    if to.contains('?') { to.to_owned() } else { format!("{to}?lang={}", language.code()) }
}

/// The cookie of a session: no script reads it, and beyond this machine it goes over an encrypted connection only.
pub(crate) fn cookie(token: &str, state: &gate::State) -> Option<HeaderValue> {
    let secure = if state.config.listen.ip().is_loopback() { "" } else { "; Secure" };
    let age = LASTS.as_secs();
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok()
}

fn with_cookie(to: Redirect, cookie: Option<HeaderValue>) -> Response {
    let mut response = to.into_response();
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_one_is_sent_elsewhere() {
        let to = |to: &str| next(&[("next".to_owned(), to.to_owned())]);
        assert_eq!(to("/openings/0b77?view=blind"), "/openings/0b77?view=blind");
        for evil in [
            "//evil.example",
            "https://evil.example",
            "/openings.evil",
            "/openings/\\evil",
            "/reports/1",
            "/openings/a\r\nSet-Cookie: x",
        ] {
            assert_eq!(to(evil), START, "{evil}");
        }
    }
}
