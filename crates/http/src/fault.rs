//! What can be wrong with a request, and the sentence for it.

use std::borrow::Cow;

use axum::http::StatusCode;
use sartor_core::{Language, letter::LetterError, tailoring::TailoringError};
use sartor_extract::ReadError;
use sartor_store::StoreError;

/// Which file is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Resume,
    Posting,
    Edited,
    Document,
}

/// The server's own codes, with their status.
pub(crate) const CODES: [(&str, u16); 28] = [
    ("request.missing_field", 400),
    ("request.field", 400),
    ("request.two_targets", 400),
    ("request.needs_posting", 400),
    ("request.malformed", 400),
    ("request.sign_in", 401),
    ("request.wrong_password", 401),
    ("request.cross_site", 403),
    ("request.stale_form", 403),
    ("request.role", 403),
    ("request.no_accounts", 403),
    ("request.unknown_role", 404),
    ("request.unknown_report", 404),
    ("request.not_found", 404),
    ("request.method", 405),
    ("request.slow_body", 408),
    ("request.too_large", 413),
    ("request.too_many_fields", 413),
    ("request.too_many_files", 413),
    ("request.media_type", 415),
    ("request.encoding", 415),
    ("request.client_full", 429),
    ("request.sign_in_wait", 429),
    ("request.internal", 500),
    ("pdf.not_built", 501),
    ("request.full", 503),
    ("request.deadline", 504),
    ("export.lost", 422),
];

/// Why a request gets no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the field {0} is missing")]
    MissingField(&'static str),
    #[error("the field {name} should be {wanted}")]
    Field { name: String, wanted: Cow<'static, str> },
    #[error("a resume is compared with one posting or one role")]
    TwoTargets,
    #[error("this work needs a posting")]
    NeedsPosting,
    #[error("no role has this id")]
    UnknownRole,
    #[error("the body is too large")]
    TooLarge { limit: usize },
    #[error("the form has too many fields")]
    TooManyFields { limit: usize },
    #[error("the body is of another type")]
    MediaType,
    #[error("the body is compressed")]
    Encoding,
    #[error("the body does not parse")]
    Malformed,
    #[error("a file cannot be read")]
    Read(Part, #[source] ReadError),
    #[error("the letter cannot be written")]
    Letter(#[from] LetterError),
    #[error("the resume cannot be tailored")]
    Tailoring(#[from] TailoringError),
    #[error("the file written would lack something")]
    Lost { fields: Vec<String> },
    #[cfg_attr(feature = "pdf", expect(dead_code, reason = "for builds without typesetting"))]
    #[error("this program writes no PDF")]
    NoPdf,
    #[error("the letter takes more than a page")]
    Pages,
    #[error("the report is gone")]
    UnknownReport,
    #[error("the request comes from another site")]
    CrossSite,
    #[error("someone must sign in")]
    SignIn,
    #[error("the name or the password is wrong")]
    WrongPassword,
    #[error("too many attempts to sign in")]
    SignInWait { seconds: u64 },
    #[error("the form is of no page of this session")]
    StaleForm,
    #[error("the account may only look")]
    Role,
    #[error("no one has an account, and the request is not from this machine")]
    NoAccounts,
    #[error("the upload has too many files")]
    TooManyFiles { limit: usize },
    #[error("the store does not do it")]
    Store(#[from] StoreError),
    #[error("the client has as many requests under way as it may")]
    ClientFull,
    #[error("the body was too slow")]
    SlowBody,
    #[error("the answer took too long")]
    SlowAnswer,
    #[error("no finding has this code")]
    UnknownFinding,
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
            Self::NeedsPosting => "request.needs_posting",
            Self::UnknownRole => "request.unknown_role",
            Self::TooLarge { .. } => "request.too_large",
            Self::TooManyFields { .. } => "request.too_many_fields",
            Self::MediaType => "request.media_type",
            Self::Encoding => "request.encoding",
            Self::Malformed => "request.malformed",
            Self::Read(_, error) => error.code(),
            Self::Letter(error) => error.code(),
            Self::Tailoring(error) => error.code(),
            Self::Lost { .. } => "export.lost",
            Self::NoPdf => "pdf.not_built",
            Self::Pages => "letter.too_long",
            Self::UnknownReport => "request.unknown_report",
            Self::CrossSite => "request.cross_site",
            Self::SignIn => "request.sign_in",
            Self::WrongPassword => "request.wrong_password",
            Self::SignInWait { .. } => "request.sign_in_wait",
            Self::StaleForm => "request.stale_form",
            Self::Role => "request.role",
            Self::NoAccounts => "request.no_accounts",
            Self::TooManyFiles { .. } => "request.too_many_files",
            Self::Store(error) => error.code(),
            Self::ClientFull => "request.client_full",
            Self::SlowBody => "request.slow_body",
            Self::SlowAnswer => "request.deadline",
            Self::UnknownFinding => "audit.unknown_code",
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
            | Self::NeedsPosting
            | Self::Malformed
            | Self::Tailoring(TailoringError::NoPosting) => StatusCode::BAD_REQUEST,
            // Well said, of something that is not there.
            Self::UnknownFinding
            | Self::Tailoring(TailoringError::UnknownEdit { .. })
            | Self::Letter(LetterError::Missing { .. } | LetterError::NoTemplate { .. }) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::UnknownRole | Self::UnknownReport | Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn | Self::WrongPassword => StatusCode::UNAUTHORIZED,
            Self::CrossSite | Self::StaleForm | Self::Role | Self::NoAccounts => StatusCode::FORBIDDEN,
            Self::ClientFull | Self::SignInWait { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Store(error) => of_store(error),
            Self::TooLarge { .. }
            | Self::TooManyFields { .. }
            | Self::TooManyFiles { .. }
            | Self::Read(_, ReadError::TooLarge { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType
            | Self::Encoding
            | Self::Read(_, ReadError::UnknownType { .. } | ReadError::TypeMismatch) => {
                StatusCode::UNSUPPORTED_MEDIA_TYPE
            }
            Self::Read(_, ReadError::Worker { .. }) | Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Read(..) | Self::Letter(LetterError::TooLong { .. }) | Self::Lost { .. } | Self::Pages => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::NoPdf => StatusCode::NOT_IMPLEMENTED,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::SlowAnswer => StatusCode::GATEWAY_TIMEOUT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Letter(_) | Self::Tailoring(_) | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
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
            Self::NeedsPosting | Self::Tailoring(TailoringError::NoPosting) => say(
                "Il faut une annonce ; donnez-la plutôt qu'un métier.",
                "This needs a posting; give one instead of a role.",
            ),
            Self::UnknownRole => say(
                "Aucun métier ne porte cet identifiant ; GET /api/v1/roles en donne la liste.",
                "No role has this id; GET /api/v1/roles lists them.",
            ),
            Self::TooLarge { limit } => language.pick(
                format!("L'envoi dépasse la limite de {limit} octets ; réduisez les fichiers."),
                format!("The request is over the limit of {limit} bytes; make the files smaller."),
            ),
            Self::TooManyFields { limit } => language.pick(
                format!("L'envoi a plus de {limit} champs ; retirez-en."),
                format!("The request has more than {limit} fields; leave some out."),
            ),
            Self::MediaType => say(
                "L'envoi doit être en multipart/form-data ou en application/json.",
                "The request must be multipart/form-data or application/json.",
            ),
            Self::Encoding => say(
                "L'envoi est compressé ; envoyez-le tel quel.",
                "The request is compressed; send it as it is.",
            ),
            Self::Malformed => say(
                "L'envoi est mal formé ; vérifiez les champs et leur encodage en UTF-8.",
                "The request is malformed; check its fields and that they are UTF-8.",
            ),
            Self::Read(part, error) => {
                let what = match part {
                    Part::Resume => language.pick("CV : ", "Resume: "),
                    Part::Posting => language.pick("Offre : ", "Posting: "),
                    Part::Edited => language.pick("Texte modifié : ", "Edited text: "),
                    Part::Document => "",
                };
                format!("{what}{}", error.message(language))
            }
            Self::Letter(error) => letter_message(error, language),
            Self::Tailoring(TailoringError::UnknownEdit { id }) => language.pick(
                format!("Le plan n'a pas de modification « {id} » ; demandez d'abord le plan."),
                format!("The plan has no edit \"{id}\"; ask for the plan first."),
            ),
            Self::Lost { fields } => {
                let fields = fields.join(", ");
                language.pick(
                    format!("Relu, le fichier ne rendrait pas tout ({fields}) ; prenez une autre forme."),
                    format!("Read back, the file would lack something ({fields}); take another form."),
                )
            }
            Self::NoPdf => say(
                "Ce programme a été construit sans PDF ; demandez un DOCX.",
                "This program was built without PDF; ask for a DOCX.",
            ),
            Self::Pages => say(
                "La lettre dépasse une page ; raccourcissez-la.",
                "The letter takes more than a page; shorten it.",
            ),
            Self::UnknownReport => say(
                "Ce rapport n'existe pas ou plus ; déposez de nouveau vos fichiers.",
                "There is no such report, or no longer; give your files again.",
            ),
            Self::CrossSite => say(
                "Cet envoi vient d'un autre site ; envoyez-le depuis cette page.",
                "This request comes from another site; send it from this page.",
            ),
            Self::SignIn => say("Connectez-vous d'abord.", "Sign in first."),
            Self::WrongPassword => say(
                "Le nom ou le mot de passe n'est pas le bon ; réessayez, ou demandez un nouveau mot de passe.",
                "The name or the password is wrong; try again, or ask for a new password.",
            ),
            Self::SignInWait { seconds } => language.pick(
                format!("Trop d'essais ; réessayez dans {seconds} secondes."),
                format!("Too many attempts; try again in {seconds} seconds."),
            ),
            Self::StaleForm => say(
                "Ce formulaire n'est plus valable ; rechargez la page et recommencez.",
                "This form is no longer valid; reload the page and try again.",
            ),
            Self::Role => say(
                "Votre compte permet de regarder, pas de modifier ; demandez le rôle « recruiter ».",
                "Your account may look but not change; ask for the role \"recruiter\".",
            ),
            Self::NoAccounts => say(
                "Les pages des recruteurs ne s'ouvrent hors de cette machine qu'avec des comptes ; créez-en un par « sartor user add ».",
                "The pages of recruiters open beyond this machine only with accounts; make one by \"sartor user add\".",
            ),
            Self::TooManyFiles { limit } => language.pick(
                format!("L'envoi a plus de {limit} fichiers ; envoyez-les en plusieurs fois."),
                format!("The upload has more than {limit} files; send them in several."),
            ),
            Self::Store(error) => error.message(language),
            Self::ClientFull => say(
                "Vous avez trop de demandes en cours ; attendez leurs réponses.",
                "You have too many requests under way; wait for their answers.",
            ),
            Self::SlowBody => say(
                "L'envoi a pris trop de temps ; réessayez avec des fichiers plus petits.",
                "The request took too long to arrive; try again with smaller files.",
            ),
            Self::SlowAnswer => say(
                "Le traitement a pris trop de temps ; réessayez avec un document plus simple.",
                "The work took too long; try again with a simpler document.",
            ),
            Self::UnknownFinding => say(
                "Aucune remarque du contrôle ne porte ce code ; retirez-le de « ignore ».",
                "No finding has this code; take it out of \"ignore\".",
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
            Self::Tailoring(_) | Self::Internal => say(
                "Le programme a rencontré une erreur de sa part ; signalez-la.",
                "The program met a fault of its own; please report it.",
            ),
        }
    }
}

const fn of_store(error: &StoreError) -> StatusCode {
    match error {
        StoreError::Missing(_) => StatusCode::NOT_FOUND,
        StoreError::Retention { .. }
        | StoreError::UserName
        | StoreError::Password
        | StoreError::TooLong { .. } => StatusCode::BAD_REQUEST,
        StoreError::UserExists => StatusCode::CONFLICT,
        StoreError::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
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
