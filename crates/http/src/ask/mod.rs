//! A request, decoded from multipart or JSON.

mod body;
mod fields;
mod upload;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{FromRequest, MatchedPath, Request},
    http::header::CONTENT_ENCODING,
};
use jiff::civil::Date;
use sartor_core::{
    Language,
    letter::{Length, Locale},
    tailoring::Decisions,
};
use sartor_store::Retention;

pub(crate) use fields::{FILES, Fields, takes};
pub(crate) use upload::Upload;

use crate::{
    fault::Fault,
    gate::{Seat, State},
    language,
    problem::Problem,
};

/// What is asked.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) files: Files,
    role: Option<String>,
    pub(crate) language: Language,
    pub(crate) as_of: Option<Date>,
    pub(crate) locale: Option<Locale>,
    pub(crate) template: Option<String>,
    pub(crate) length: Length,
    /// The form of the answer, where a field names it.
    pub(crate) format: Option<String>,
    /// The naive reader is asked for.
    pub(crate) naive: bool,
    /// What the applicant adds for a letter.
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) decisions: Decisions,
    pub(crate) ignore: Vec<String>,
    /// Title of an opening.
    pub(crate) title: Option<String>,
    /// How long the applicants of an opening are kept.
    pub(crate) retention: Option<Retention>,
    /// The token of a page of recruiters.
    pub(crate) csrf: Option<String>,
    /// Held until the work is done.
    _seat: Option<Seat>,
}

/// The files and texts of a request, by what they are.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) resume: Option<Upload>,
    pub(crate) posting: Option<Upload>,
    pub(crate) edited: Option<Upload>,
    pub(crate) document: Option<Upload>,
}

/// What the resume is compared with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'a> {
    Posting(&'a Upload),
    Role(&'a str),
}

impl Ask {
    pub(crate) fn resume(&self) -> Result<&Upload, Fault> {
        self.files.resume.as_ref().ok_or(Fault::MissingField("resume"))
    }

    pub(crate) fn edited(&self) -> Result<&Upload, Fault> {
        self.files.edited.as_ref().ok_or(Fault::MissingField("edited"))
    }

    pub(crate) fn document(&self) -> Result<&Upload, Fault> {
        self.files.document.as_ref().ok_or(Fault::MissingField("document"))
    }

    /// The one posting or role.
    pub(crate) fn target(&self) -> Result<Target<'_>, Fault> {
        match (&self.files.posting, &self.role) {
            (Some(posting), None) => Ok(Target::Posting(posting)),
            (None, Some(role)) => Ok(Target::Role(role)),
            (None, None) => Err(Fault::MissingField("posting")),
            (Some(_), Some(_)) => Err(Fault::TwoTargets),
        }
    }

    /// True where a posting or a role is given.
    pub(crate) const fn has_target(&self) -> bool {
        self.files.posting.is_some() || self.role.is_some()
    }
}

impl FromRequest<Arc<State>> for Ask {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &Arc<State>) -> Result<Self, Problem> {
        let language = language::asked(request.uri(), request.headers());
        let seat = request.extensions().get::<Seat>().cloned();
        let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
        let known = takes(path.as_deref().unwrap_or_default());
        let limits = &state.config.limits;
        if request.headers().contains_key(CONTENT_ENCODING) {
            return Err(Fault::Encoding.told(language));
        }
        let fields = match tokio::time::timeout(limits.body_time, body::decode(request, limits, known)).await
        {
            Ok(fields) => fields.map_err(|fault| fault.told(language))?,
            Err(_) => return Err(Fault::SlowBody.told(language)),
        };
        fields.understood(language, seat).map_err(|fault| fault.told(language))
    }
}
