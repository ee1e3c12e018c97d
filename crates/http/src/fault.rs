//! What can be wrong with a request, and the sentence for it.

use std::borrow::Cow;

use axum::http::StatusCode;
use sartor_core::{Language, letter::LetterError};
use sartor_extract::ReadError;

/// Which file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Resume,
    Posting,
}

/// Why a request gets no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the field {0} is missing")]
    MissingField(&'static str),
    #[error("the field {name} should be {wanted}")]
    Field { name: String, wanted: Cow<'static, str> },
    #[error("a resume is compared with one posting or one role")]
    TwoTargets,
    #[error("the letter needs a posting")]
    LetterNeedsPosting,
    #[error("no role has this id")]
    UnknownRole,
    #[error("the body is too large")]
    TooLarge { limit: usize },
    #[error("the body is of another type")]
    MediaType,
    #[error("the body does not parse")]
    Malformed,
    #[error("a file cannot be read")]
    Read(Part, #[source] ReadError),
    #[error("the letter cannot be written")]
    Letter(#[from] LetterError),
    #[error("the body was too slow")]
    SlowBody,
    #[error("the answer took too long")]
    SlowAnswer,
    #[error("all places are taken")]
    Full,
    #[error("no such page")]
    NotFound,
    #[error("the method does not fit")]
    Method,
    #[error("a fault of the program")]
    Internal,
}

impl Fault {
    /// The stable code.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::MissingField(_) => "request.missing_field",
            Self::Field { .. } => "request.field",
            Self::TwoTargets => "request.two_targets",
            Self::LetterNeedsPosting => "request.letter_needs_posting",
            Self::UnknownRole => "request.unknown_role",
            Self::TooLarge { .. } => "request.too_large",
            Self::MediaType => "request.media_type",
            Self::Malformed => "request.malformed",
            Self::Read(_, error) => error.code(),
            Self::Letter(error) => error.code(),
            Self::SlowBody => "request.slow_body",
            Self::SlowAnswer => "request.deadline",
            Self::Full => "request.full",
            Self::NotFound => "request.not_found",
            Self::Method => "request.method",
            Self::Internal => "request.internal",
        }
    }

    /// The status of the answer.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::MissingField(_)
            | Self::Field { .. }
            | Self::TwoTargets
            | Self::LetterNeedsPosting
            | Self::Malformed
            | Self::Letter(LetterError::Missing { .. } | LetterError::NoTemplate { .. }) => {
                StatusCode::BAD_REQUEST
            }
            Self::UnknownRole | Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge { .. } | Self::Read(_, ReadError::TooLarge { .. }) => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::MediaType | Self::Read(_, ReadError::UnknownType { .. } | ReadError::TypeMismatch) => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            Self::Read(_, ReadError::Worker { .. }) | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Read(..) | Self::Letter(LetterError::TooLong { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::SlowAnswer => StatusCode::GATEWAY_TIMEOUT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Letter(_) | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// One sentence: what was wrong, and what to do.
    pub(crate) fn message(&self, language: Language) -> String {
        let say = |fr: &str, en: &str| language.pick(fr, en).to_owned();
        match self {
            Self::MissingField(name) => language.pick(
                format!("Le champ « {name} » manque ; ajoutez-le."),
                format!("The field \"{name}\" is missing; add it."),
            ),
            Self::Field { name, wanted } => language.pick(
                format!("Le champ « {name} » n'est pas valable ; forme attendue : {wanted}."),
                format!("The field \"{name}\" is not valid; expected: {wanted}."),
            ),
            Self::TwoTargets => say(
                "Donnez une seule cible : un fichier d'annonce, un texte d'annonce ou un métier.",
                "Give one target only: a posting file, a posting text or a role.",
            ),
            Self::LetterNeedsPosting => say(
                "Une lettre répond à une annonce ; donnez l'annonce plutôt qu'un métier.",
                "A letter answers a posting; give the posting instead of a role.",
            ),
            Self::UnknownRole => say(
                "Aucun métier ne porte cet identifiant ; `sartor roles` en donne la liste.",
                "No role has this id; `sartor roles` lists them.",
            ),
            Self::TooLarge { limit } => language.pick(
                format!("L'envoi dépasse la limite de {limit} octets ; réduisez les fichiers."),
                format!("The request is over the limit of {limit} bytes; make the files smaller."),
            ),
            Self::MediaType => say(
                "L'envoi doit être en multipart/form-data ou en application/json.",
                "The request must be multipart/form-data or application/json.",
            ),
            Self::Malformed => say(
                "L'envoi est mal formé ; vérifiez les champs et leur encodage en UTF-8.",
                "The request is malformed; check its fields and that they are UTF-8.",
            ),
            Self::Read(part, error) => {
                let what = match part {
                    Part::Resume => language.pick("CV : ", "Resume: "),
                    Part::Posting => language.pick("Offre : ", "Posting: "),
                };
                format!("{what}{}", error.message(language))
            }
            Self::Letter(error) => letter_message(error, language),
            Self::SlowBody => say(
                "L'envoi a pris trop de temps ; réessayez avec des fichiers plus petits.",
                "The request took too long to arrive; try again with smaller files.",
            ),
            Self::SlowAnswer => say(
                "Le traitement a pris trop de temps ; réessayez avec un document plus simple.",
                "The work took too long; try again with a simpler document.",
            ),
            Self::Full => say(
                "Le serveur est occupé ; réessayez dans un instant.",
                "The server is busy; try again in a moment.",
            ),
            Self::NotFound => say("Cette page n'existe pas.", "There is no such page."),
            Self::Method => say(
                "Cette adresse ne connaît pas cette méthode HTTP.",
                "This address does not know this HTTP method.",
            ),
            Self::Internal => say(
                "Le programme a rencontré une erreur de sa part ; signalez-la.",
                "The program met a fault of its own; please report it.",
            ),
        }
    }
}

fn letter_message(error: &LetterError, language: Language) -> String {
    match error {
        LetterError::Missing { fields } => {
            let fields = fields.join(", ");
            language.pick(
                format!("La lettre a besoin de : {fields} ; donnez ces champs par « set » ou « fields »."),
                format!("The letter needs: {fields}; give these by \"set\" or \"fields\"."),
            )
        }
        LetterError::NoTemplate { .. } => {
            language.pick("Ce modèle de lettre n'existe pas.", "There is no such letter template.").to_owned()
        }
        LetterError::TooLong { words, limit } => language.pick(
            format!("La lettre ferait {words} mots pour {limit} permis ; raccourcissez la raison."),
            format!("The letter would have {words} words of {limit}; shorten the reason."),
        ),
        _ => {
            language.pick("La lettre n'a pas pu être écrite.", "The letter could not be written.").to_owned()
        }
    }
}
