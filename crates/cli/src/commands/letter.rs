//! `sartor letter`: the cover letter.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use sartor_core::{
    Language,
    apply::Engine,
    apply::{self, Brief, LetterRequest, ReadResume},
    letter::{Length, Letter as Written, LetterError, Locale},
};

use super::{
    Done,
    export::{self, Exporter},
};
use crate::{
    args::{Fields, Letter, LetterLang, LetterLength},
    failure::Failure,
    input, messages, output,
    session::Session,
    templates::Templates,
};

pub(crate) fn run(args: &Letter, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    let posting = args.against.posting.as_deref().unwrap_or_default();
    input::check_names(&[&args.resume, posting], language)?;
    output::check(&args.target, language)?;
    let form = export::form(args.format, args.target.output.as_deref());
    export::check(form, args.target.output.as_deref(), language)?;
    let templates = Templates::load(args.looks.templates.as_deref(), language)?;
    let request = request(&args.fields, language)?;
    let reader = session.reader()?;
    let (posting, resume) = session.begin_against(&reader, &args.against, &args.resume);
    let engine = session.engine()?;
    let brief = session.brief(&engine, posting, &args.against)?;
    let read = ReadResume::new(&engine, resume.document()?);
    let written = write(&engine, &read, &brief, &request, &templates, session)?;
    let export = Exporter::new(session, &engine, &reader, &templates, &args.looks).letter(&written, form)?;
    output::deliver_bytes(&export.bytes, &args.target, language)?;
    output::complain(&remarks(&written, language));
    output::complain(&export.remark);
    Ok(Done::Well)
}

/// The fields of the profile, those of `--set` over them.
pub(crate) fn request(fields: &Fields, language: Language) -> Result<LetterRequest, Failure> {
    let mut all = match &fields.profile {
        Some(path) => profile(path, language)?,
        None => BTreeMap::new(),
    };
    // The same field under another of its names must not stay beside the new one.
    for (key, value) in &fields.set {
        let plain = LetterRequest::key(key);
        all.retain(|known, _| known == key || LetterRequest::key(known) != plain || plain.is_none());
        all.insert(key.clone(), value.clone());
    }
    if let Some(unknown) = all.keys().find(|key| LetterRequest::key(key).is_none()) {
        let known = LetterRequest::KEYS.join(", ");
        return Err(Failure::usage(
            "letter.unknown_field",
            messages::unknown_field(unknown, &known, language),
        ));
    }
    let locale = fields.letter_lang.map(|lang| match lang {
        LetterLang::Fr => Locale::Fr,
        LetterLang::EnUs => Locale::EnUs,
        LetterLang::EnGb => Locale::EnGb,
    });
    let length = match fields.length {
        LetterLength::Short => Length::Short,
        LetterLength::Standard => Length::Standard,
        LetterLength::Full => Length::Full,
    };
    Ok(LetterRequest { locale, template: fields.template.clone(), length, fields: all })
}

/// What the applicant's own fields say.
pub(crate) fn vouched(
    set: &[(String, String)],
    path: Option<&Path>,
    language: Language,
) -> Result<Vec<String>, Failure> {
    let mut values: Vec<String> = set.iter().map(|(_, value)| value.clone()).collect();
    if let Some(path) = path {
        values.extend(profile(path, language)?.into_values());
    }
    Ok(values)
}

/// A TOML file of strings; a table's name stands before its keys: `[cand] city` is `cand.city`.
fn profile(path: &Path, language: Language) -> Result<BTreeMap<String, String>, Failure> {
    let failed =
        |reason: &str| Failure::usage("profile.unreadable", messages::profile(path, reason, language));
    let text = fs::read_to_string(path).map_err(|error| failed(&error.to_string()))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| failed(error.message().trim()))?;
    let mut fields = BTreeMap::new();
    flatten("", &table, &mut fields).map_err(|reason| failed(&reason))?;
    Ok(fields)
}

fn flatten(prefix: &str, table: &toml::Table, fields: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (key, value) in table {
        let key = format!("{prefix}{key}");
        match value {
            toml::Value::Table(inner) => flatten(&format!("{key}."), inner, fields)?,
            toml::Value::String(text) => {
                fields.insert(key, text.clone());
            }
            toml::Value::Integer(number) => {
                fields.insert(key, number.to_string());
            }
            toml::Value::Boolean(_)
            | toml::Value::Float(_)
            | toml::Value::Datetime(_)
            | toml::Value::Array(_) => {
                return Err(format!("{key}: \"…\""));
            }
        }
    }
    Ok(())
}

/// Writes the letter, or says what it lacks.
pub(crate) fn write(
    engine: &Engine,
    read: &ReadResume,
    brief: &Brief,
    request: &LetterRequest,
    templates: &Templates,
    session: &Session,
) -> Result<Written, Failure> {
    let failed = |error: LetterError| failure(&error, session.language);
    let files = templates.files();
    let writer = apply::writer(&files).map_err(failed)?;
    apply::letter(engine, &writer, read, brief, request, session.as_of).map_err(failed)
}

fn failure(error: &LetterError, language: Language) -> Failure {
    let message = match error {
        LetterError::Missing { fields } => messages::missing_fields(fields, language),
        LetterError::NoTemplate { name } => messages::no_template(name, language),
        LetterError::TooLong { words, limit } => messages::too_long(*words, *limit, language),
        other => other.to_string(),
    };
    Failure::usage(error.code(), message)
}

/// What would make the letter better, for its writer only.
pub(crate) fn remarks(letter: &Written, language: Language) -> String {
    let mut out = match &letter.why {
        Some(why) => messages::variant(&letter.variant, language.pick(&why.fr, &why.en), language),
        None => String::new(),
    };
    if letter.weak.is_empty() && letter.asked.is_empty() {
        return out;
    }
    let head = language.pick("Pour une meilleure lettre\u{a0}:", "For a better letter:");
    let _ = writeln!(out, "\n{head}");
    for weakness in &letter.weak {
        let _ = writeln!(out, "  • {}", language.pick(&weakness.message_fr, &weakness.message_en));
    }
    if !letter.asked.is_empty() {
        let keys: Vec<String> = letter.asked.iter().map(|key| format!("--set {key}=…")).collect();
        let head = language
            .pick("Ajoutez ce que les fichiers ne disent pas\u{a0}:", "Add what the files do not tell:");
        let _ = writeln!(out, "  • {head} {}", keys.join(" "));
    }
    out
}
