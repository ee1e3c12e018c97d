//! Who asks: a person who signed in, or whoever sits at this machine where no one has an account.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use sartor_store::{Actor, Role, Session, Store};

use crate::{
    fault::Fault,
    form::{Filled, percent},
    gate::State,
    language,
    problem::Problem,
    web,
};

/// The cookie that holds the token of a session.
pub(super) const COOKIE: &str = "sartor";

/// Who asks, and what they may do.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) actor: Actor,
    role: Role,
    pass: Pass,
}

/// What a form must carry to come from a page of ours.
#[derive(Debug, Clone)]
enum Pass {
    /// The same for every page, until the server ends.
    Local(Arc<str>),
    Session(Session),
}

impl Who {
    /// What each form carries.
    pub(crate) fn csrf(&self) -> String {
        match &self.pass {
            Pass::Local(token) => token.to_string(),
            Pass::Session(session) => session.csrf(),
        }
    }

    /// The name of the account; none without accounts.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.pass {
            Pass::Local(_) => None,
            Pass::Session(session) => Some(&session.user),
        }
    }

    /// Whether they may change, export and erase.
    pub(crate) fn may_write(&self) -> bool {
        self.role >= Role::Recruiter
    }

    /// Lets through who may change something and gave the token of a page of theirs.
    pub(crate) fn changes(&self, token: &str) -> Result<(), Fault> {
        let own = match &self.pass {
            Pass::Local(own) => **own == *token,
            Pass::Session(session) => session.csrf_holds(token),
        };
        if !own {
            return Err(Fault::StaleForm);
        }
        self.writes()
    }

    /// The fields of a form, of who may change something and sent a page of theirs.
    pub(crate) fn sent(&self, filled: Result<Filled, Problem>) -> Result<Filled, Fault> {
        let filled = filled.map_err(|problem| problem.fault)?;
        self.changes(filled.text("csrf"))?;
        Ok(filled)
    }

    /// Lets through who may change, export and erase.
    pub(crate) fn writes(&self) -> Result<(), Fault> {
        if self.may_write() { Ok(()) } else { Err(Fault::Role) }
    }
}

impl FromRequestParts<Arc<State>> for Who {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Response> {
        let language = language::asked(&parts.uri, &parts.headers);
        let program = parts.uri.path().starts_with("/api/");
        match known(state, &parts.headers).await {
            Ok(Some(who)) => Ok(who),
            Ok(None) if program => Err(Fault::SignIn.told(language).into_response()),
            Ok(None) => {
                let here = parts.uri.path_and_query().map_or("/openings", |here| here.as_str());
                let address = format!("/sign-in?lang={}&next={}", language.code(), percent(here));
                Err(Redirect::to(&address).into_response())
            }
            Err(fault) if program => Err(fault.told(language).into_response()),
            Err(fault) => Err(web::gone(state, fault.told(language))),
        }
    }
}

/// Who it is; nothing where someone must sign in first.
async fn known(state: &State, headers: &HeaderMap) -> Result<Option<Who>, Fault> {
    let store = state.store()?;
    if let Some(token) = token(headers)
        && let Some(session) = store.session(token, (state.services.clock)()).await?
    {
        let (actor, role) = (Actor::User(session.user.clone()), session.role);
        return Ok(Some(Who { actor, role, pass: Pass::Session(session) }));
    }
    if store.has_users().await? {
        return Ok(None);
    }
    local(state, headers).map(Some)
}

/// Without accounts only this machine is let in, by its own name: another name could lead a browser here for another site.
fn local(state: &State, headers: &HeaderMap) -> Result<Who, Fault> {
    let host = headers.get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    if !state.config.listen.ip().is_loopback() || host.is_some_and(|host| !is_own_name(host)) {
        return Err(Fault::NoAccounts);
    }
    Ok(Who { actor: Actor::Local, role: Role::Recruiter, pass: Pass::Local(Arc::clone(&state.local_token)) })
}

fn is_own_name(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The token of the session, as the browser sends it.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|list| list.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(name, value)| (name == COOKIE).then_some(value))
}

impl State {
    /// The store, where the server has one.
    pub(crate) fn store(&self) -> Result<&Store, Fault> {
        self.services.store.as_ref().ok_or(Fault::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_own_names_only() {
        for own in ["localhost", "localhost:8080", "127.0.0.1:80", "127.8.8.8", "[::1]:8080", "[::1]"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in
            ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "[::2]", "", "10.0.0.1"]
        {
            assert!(!is_own_name(other), "{other}");
        }
    }

    #[test]
    fn the_token_is_found_among_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=b; sartor=abc; c=d".parse().expect("a header"));
        assert_eq!(token(&headers), Some("abc"));
        assert_eq!(token(&HeaderMap::new()), None);
    }
}
