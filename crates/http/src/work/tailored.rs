//! The tailored resume: the plan, what was decided, what comes of it.

use sartor_core::tailoring::{Flag, Measure, Plan, Tailored, compose};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{brief, date, export, name_of, resume};
use crate::{Services, ask::Ask, fault::Fault};

/// A plan and the resume that comes of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TailoredAnswer {
    plan: Plan,
    /// Ids of the edits that were done.
    done: Vec<String>,
    /// Coverage and fit of the tailored resume, read back.
    after: Measure,
    /// What a person should look at.
    flags: Vec<Flag>,
    /// The tailored resume as JSON Resume.
    resume: Value,
    /// The same as text.
    text: String,
}

impl TailoredAnswer {
    fn new(plan: Plan, tailored: Tailored) -> Self {
        let Tailored { resume, done, after, flags } = tailored;
        Self { plan, done, after, flags, resume: sartor_render::json_resume(&resume), text: compose(&resume) }
    }
}

/// The plan for a resume, and the resume as it was decided, in a form.
pub(crate) fn of_ask(ask: &Ask, form: export::Form, services: &Services) -> Result<export::Answer, Fault> {
    let brief = brief(ask, services)?;
    let read = resume(ask, services)?;
    let as_of = date(ask, services);
    let tailor = &services.books.tailor;
    let plan = tailor.plan(&services.engine, name_of(ask.resume()?), &read, &brief, as_of)?;
    let tailored = tailor.write(&services.engine, &brief, &plan, &ask.decisions, as_of)?;
    match form {
        export::Form::Json => export::Answer::json(&TailoredAnswer::new(plan, tailored)),
        form => export::resume(&tailored.resume, form, as_of, services),
    }
}
