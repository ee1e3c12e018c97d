//! The report as one self-contained HTML file.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, context, syntax::SyntaxConfig, value::{Serde, Value}};

use crate::view::View;

/// Why a template could not be filled.
#[derive(Debug, thiserror::Error)]
#[error("the template {name} does not work")]
pub struct RenderError {
    /// The template's name.
    pub name: &'static str,
    /// What the engine says.
    #[source]
    pub source: minijinja::Error,
}

impl RenderError {
    /// Stable code.
    pub const fn code(&self) -> &'static str {
        "render.template"
    }
}

pub(crate) fn write(view: &View, template: &str) -> Result<String, RenderError> {
    render("reports/report.html.j2", template, &context! { view => Value::from(Serde(view)), promise => crate::text::promise(view.lang) })
}

/// Fills a template; everything is escaped, nothing undefined is passed over.
pub(crate) fn render(
    name: &'static str,
    template: &str,
    values: &Value,
) -> Result<String, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|source| RenderError { name, source })?);
    environment
        .render_named_str(name, template, values)
        .map_err(|source| RenderError { name, source })
}
