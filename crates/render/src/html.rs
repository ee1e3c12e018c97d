//! The report as one self-contained HTML file.

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
    render(
        "reports/report.html.j2",
        template,
        &context! { view => Value::from(Serde(view)), promise => crate::text::promise(view.lang), unlisted_note => crate::text::capital(crate::text::unlisted_note(view.lang)) },
    )
}

/// Fills a template; everything is escaped, nothing undefined is passed over.
pub(crate) fn render(name: &'static str, template: &str, values: &Value) -> Result<String, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|source| RenderError { name, source })?);
    environment.render_named_str(name, template, values).map_err(|source| RenderError { name, source })
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
