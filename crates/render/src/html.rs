//! The report as one self-contained HTML file.

use std::collections::BTreeMap;

use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, context,
    syntax::SyntaxConfig,
    value::{Serde, Value},
};

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
    render("reports/report.html.j2", template, &values(view))
}

/// The blocks of the report, for a page that shows more beside it.
pub(crate) fn parts(view: &View, template: &str) -> Result<Blocks, RenderError> {
    blocks("reports/report.html.j2", template, &values(view), &REPORT_BLOCKS)
}

/// Parts of a page, by the name of their block; each is markup, with everything of others escaped.
pub type Blocks = BTreeMap<&'static str, String>;

/// The blocks of `reports/report.html.j2`.
const REPORT_BLOCKS: [&str; 5] = ["tops", "changes", "texts", "missing", "details"];

fn values(view: &View) -> Value {
    context! {
        view => Value::from(Serde(view)),
        fr => view.lang == sartor_core::Language::Fr,
        promise => crate::text::promise(view.lang),
        unlisted_note => crate::text::capital(crate::text::unlisted_note(view.lang)),
    }
}

/// Fills a template; everything is escaped, nothing undefined is passed over.
pub(crate) fn render(name: &'static str, template: &str, values: &Value) -> Result<String, RenderError> {
    environment(name)?.render_named_str(name, template, values).map_err(|source| RenderError { name, source })
}

/// Fills blocks of a template.
pub(crate) fn blocks(
    name: &'static str,
    template: &str,
    values: &Value,
    wanted: &[&'static str],
) -> Result<Blocks, RenderError> {
    let failed = |source| RenderError { name, source };
    let mut environment = environment(name)?;
    environment.add_template_owned(name, template.to_owned()).map_err(failed)?;
    let template = environment.get_template(name).map_err(failed)?;
    let mut page = template.render_captured(values).map_err(failed)?;
    page.with_state_mut(|state| {
        wanted.iter().map(|block| Ok((*block, state.render_block(block).map_err(failed)?))).collect()
    })
}

fn environment<'t>(name: &'static str) -> Result<Environment<'t>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|source| RenderError { name, source })?);
    Ok(environment)
}

#[cfg(test)]
mod tests {
    use sartor_core::{
        Language,
        lexicon::Lexicon,
        report::{Coverage, Finding, Fit, PostingHead, Report, ResumeHead, SCHEMA_VERSION, Share},
    };

    use crate::{Format, ReportContext, report};

    #[test]
    fn nothing_of_others_becomes_markup_or_template() {
        let evil = "<script>{{ 71*71 }}</script>\u{202e}";
        let none = Share::default();
        let shown = Report {
            schema_version: SCHEMA_VERSION,
            as_of: "2026-11-21".to_owned(),
            lexicon_digest: "0".repeat(16),
            resume: ResumeHead { document: evil.to_owned(), language: Language::Fr },
            posting: Some(PostingHead {
                title: Some(evil.to_owned()),
                company: Some(evil.to_owned()),
                language: Language::En,
            }),
            role: None,
            coverage: Coverage { required: none, stated: none, preferred: none, all: none, unlisted: none },
            fit: Fit { total: None, parts: Vec::new() },
            requirements: Vec::new(),
            constraints: Vec::new(),
            findings: vec![Finding {
                code: "x".to_owned(),
                message: evil.to_owned(),
                evidence: String::new(),
            }],
            unlisted: Vec::new(),
        };
        let context = ReportContext {
            resume_text: "",
            posting_text: "",
            lexicon: &Lexicon::load(&[]).unwrap(),
            template: include_str!("../../../templates/reports/report.html.j2"),
        };
        for format in [Format::Text, Format::Markdown, Format::Html] {
            for language in [Language::Fr, Language::En] {
                let text = report(&shown, format, language, &context).unwrap();
                assert!(!text.contains('\u{202e}') && !text.contains("5041"), "{text}");
                let markup = match format {
                    Format::Text => "",
                    Format::Markdown => &text.replace("\\<", ""),
                    Format::Html => text.as_str(),
                };
                assert!(!markup.contains("<script"), "{text}");
            }
        }
    }
}
