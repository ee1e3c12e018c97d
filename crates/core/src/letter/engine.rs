//! The template engine: strict, without files, with the grammar as filters.

use std::sync::Arc;

use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::LetterError;
use super::grammar::{self, Company, Gender, Grammar, upper_first};

/// An environment that knows the templates (name and text) and the filters of the grammar.
pub(super) fn environment<'t>(
    templates: impl IntoIterator<Item = (&'t str, &'t str)>,
    grammar: &Arc<Grammar>,
) -> Result<Environment<'t>, LetterError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::None);
    env.set_recursion_limit(64);
    // A value that is not there is an error, not the word « none ».
    env.set_formatter(|out, state, value| {
        if value.is_none() || value.is_undefined() {
            return Err(Error::new(ErrorKind::UndefinedError, "a value that is not there would be printed"));
        }
        minijinja::escape_formatter(out, state, value)
    });
    french(&mut env, grammar);
    english(&mut env, grammar);
    for (name, text) in templates {
        env.add_template(name, text).map_err(|error| broken(name, &error))?;
    }
    Ok(env)
}

/// The error of a template, with its line.
pub(super) fn broken(name: &str, error: &Error) -> LetterError {
    let line = error.line().map(|line| format!(", line {line}")).unwrap_or_default();
    LetterError::Template { name: name.to_owned(), reason: format!("{error}{line}") }
}

fn french(env: &mut Environment<'_>, grammar: &Arc<Grammar>) {
    macro_rules! text {
        ($($name:literal => $method:ident),*) => {$(
            let g = Arc::clone(grammar);
            env.add_filter($name, move |text: &str| g.$method(text));
        )*};
    }
    text!("de" => de, "a" => a, "le" => le, "que" => que, "ce" => ce, "mon" => mon, "lower_first" => lower_first, "in_prose" => in_prose);
    macro_rules! company {
        ($($name:literal => $method:ident),*) => {$(
            let g = Arc::clone(grammar);
            env.add_filter($name, move |value: &Value| company(value).map(|company| g.$method(&company)));
        )*};
    }
    company!("chez" => chez, "au_sein_de" => au_sein_de, "de_company" => de_company, "at_school" => at_school);
    let g = Arc::clone(grammar);
    // « un » or « une » and the noun; nothing where its gender is not known.
    env.add_filter("un", move |text: &str| g.un(text).map_or(Value::from(()), Value::from));
    let g = Arc::clone(grammar);
    // « mon » or « ma » and the noun; nothing where its gender is not known.
    env.add_filter("mon_or_none", move |text: &str| {
        g.noun_gender(text).map_or(Value::from(()), |_| Value::from(g.mon(text)))
    });
    // Whether a list of subjects takes the plural.
    env.add_filter("plural", |items: Vec<String>| {
        let articles = ["les ", "des "];
        let bare = |item: &str| item.trim_start_matches(grammar::is_mark).to_owned();
        items.len() > 1
            || items.iter().any(|item| articles.iter().any(|article| bare(item).starts_with(article)))
    });
    let g = Arc::clone(grammar);
    env.add_filter("title_clean", move |text: &str| g.title_clean(text, None));
    let g = Arc::clone(grammar);
    env.add_filter("title_in", move |text: &str, of: Value| g.title_in(text, gender_of(&of)));
    let g = Arc::clone(grammar);
    env.add_filter("join_de", move |items: Vec<String>| g.join_de(&items, "et"));
    let g = Arc::clone(grammar);
    // All labels with their articles, or an empty list when one of them has none.
    env.add_filter("definite", move |labels: Vec<String>| {
        labels
            .iter()
            .map(|label| g.definite_skill(label))
            .collect::<Option<Vec<String>>>()
            .unwrap_or_default()
    });
    env.add_filter("join_et", |items: Vec<String>| grammar::join_et(&items));
    env.add_filter("join_ou", |items: Vec<String>| grammar::join_ou(&items));
    env.add_filter("capital", |text: &str| upper_first(text));
    env.add_filter("gender", |of: Value, m: &str, f: &str, n: &str| {
        grammar::gender(gender_of(&of), m, f, n).to_owned()
    });
    env.add_filter("ans", |n: f64| grammar::ans(n));
    env.add_filter("date_fr", |date: &str| day(date).map(grammar::date_fr));
    env.add_filter("money", |amount: u64, unit: &str, kwargs: Kwargs| {
        let english: Option<bool> = kwargs.get("english")?;
        kwargs.assert_all_used()?;
        Ok::<_, Error>(if english == Some(true) {
            grammar::money_en(amount, unit)
        } else {
            grammar::money_fr(amount, unit)
        })
    });
    env.add_filter("typo", |text: &str, nbsp: Option<&str>| {
        let nbsp = match nbsp {
            Some("fine") => grammar::Nbsp::Fine,
            Some("none") => grammar::Nbsp::None,
            _ => grammar::Nbsp::Plain,
        };
        grammar::typo(
            text,
            grammar::Typography {
                language: crate::Language::Fr,
                nbsp,
                apostrophe: grammar::Apostrophe::Typeset,
            },
        )
    });
}

fn english(env: &mut Environment<'_>, grammar: &Arc<Grammar>) {
    let g = Arc::clone(grammar);
    env.add_filter("the", move |name: &str| g.the(name));
    env.add_filter("an", |text: &str| grammar::an(text));
    env.add_filter("join_and", |items: Vec<String>, serial: Option<bool>| {
        grammar::join_and(&items, serial.unwrap_or(true))
    });
    env.add_filter("join_or", |items: Vec<String>, serial: Option<bool>| {
        grammar::join_or(&items, serial.unwrap_or(true))
    });
    env.add_filter("date_us", |date: &str| day(date).map(grammar::date_us));
    env.add_filter("date_gb", |date: &str| day(date).map(grammar::date_gb));
}

fn day(text: &str) -> Result<jiff::civil::Date, Error> {
    text.parse().map_err(|_| Error::new(ErrorKind::InvalidOperation, "a date is written YYYY-MM-DD"))
}

fn gender_of(value: &Value) -> Option<Gender> {
    match value.as_str() {
        Some("m") => Some(Gender::M),
        Some("f") => Some(Gender::F),
        _ => None,
    }
}

/// A company of the context, or a bare name.
fn company(value: &Value) -> Result<Company, Error> {
    if let Some(name) = value.as_str() {
        return Ok(Company { name: name.to_owned(), prep: None });
    }
    let name = value.get_attr("name")?;
    let prep = value.get_attr("prep")?;
    let name =
        name.as_str().ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "the company has no name"))?;
    Ok(Company { name: name.to_owned(), prep: prep.as_str().map(str::to_owned) })
}
