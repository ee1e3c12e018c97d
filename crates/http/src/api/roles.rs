//! The roles of the lexicon.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, Uri},
    response::Response,
};
use sartor_core::role;
use serde::Serialize;

use crate::{answer::json, fault::Fault, gate::Shared, language, problem::Problem};

/// A role by its names.
#[derive(Debug, Serialize, schemars::JsonSchema)]
pub(crate) struct RoleHead<'a> {
    /// Id, as `role` takes it.
    id: &'a str,
    /// Name in the language asked.
    label: &'a str,
}

/// The roles of the lexicon.
#[utoipa::path(get, path = "/api/v1/roles", tag = "roles", operation_id = "roles",
    params(("lang" = Option<String>, Query, description = "`fr` or `en`")),
    responses((status = 200, description = "Every role, in the order of the lexicon.", body = ref("#/components/schemas/RoleHeads"))))]
pub(crate) async fn roles(State(state): Shared, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let language = language::asked(&uri, &headers);
    let roles = state.services.engine.lexicon().roles.iter();
    let heads: Vec<RoleHead<'_>> =
        roles.map(|role| RoleHead { id: &role.id, label: language.pick(&role.fr, &role.en) }).collect();
    json(&heads, language)
}

/// The card of a role.
#[utoipa::path(get, path = "/api/v1/roles/{id}", tag = "roles", operation_id = "role",
    params(("id" = String, Path, description = "Id of the role", example = "backend_developer"), ("lang" = Option<String>, Query, description = "`fr` or `en`")),
    responses((status = 200, description = "The card.", body = ref("#/components/schemas/RoleCard"))))]
pub(crate) async fn role(
    State(state): Shared,
    id: Result<Path<String>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let language = language::asked(&uri, &headers);
    let lexicon = state.services.engine.lexicon();
    // An id that is no UTF-8 is that of no role.
    let role = id.ok().and_then(|Path(id)| lexicon.role(&id));
    let role = role.ok_or_else(|| Fault::UnknownRole.told(language))?;
    json(&role::card(lexicon, role, language), language)
}
