//! Why a file could not be read, and what its owner can do.

use sartor_core::Language;
use sartor_core::document::Format;
use serde::{Deserialize, Serialize};

/// Why a file could not be read.
///
/// ```
/// use sartor_core::Language;
/// use sartor_extract::{Kind, Limits, read_in_process};
/// let error = read_in_process(b"", &Limits::default(), Kind::Layout).unwrap_err();
/// assert_eq!(error.code(), "input.empty");
/// assert_eq!(error.message(Language::Fr), "Le fichier est vide ; envoyez le document lui-même.");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code")]
#[error("{} [{}]", self.message(Language::En), self.code())]
#[non_exhaustive]
pub enum ReadError {
    /// No byte, or white space only.
    #[serde(rename = "input.empty")]
    Empty,
    /// The file is larger than [`Limits::file_bytes`](crate::Limits::file_bytes).
    #[serde(rename = "input.too_large")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The content is of a type that is not read.
    #[serde(rename = "input.unknown_type")]
    UnknownType {
        /// What it seems to be.
        found: Unreadable,
    },
    /// The content claims to be two things at once, or is not what its name says.
    #[serde(rename = "input.type_mismatch")]
    TypeMismatch,
    /// A password is needed to open it, or its encryption is not known.
    #[serde(rename = "input.encrypted")]
    Encrypted,
    /// It breaks the rules of its format beyond repair.
    #[serde(rename = "input.damaged")]
    Damaged {
        /// The format it began as.
        format: Format,
    },
    /// An archive of files that does not open.
    #[serde(rename = "damaged_archive")]
    DamagedArchive,
    /// Its pages are pictures of text.
    #[serde(rename = "input.scanned")]
    Scanned,
    /// It opens but shows no text.
    #[serde(rename = "input.no_text")]
    NoText,
    /// A limit inside the file is passed.
    #[serde(rename = "input.limit")]
    Limit {
        /// Which one.
        what: LimitKind,
        /// Its value.
        limit: u64,
    },
    /// Reading took longer than [`Limits::wall_seconds`](crate::Limits::wall_seconds) or [`Limits::cpu_seconds`](crate::Limits::cpu_seconds).
    #[serde(rename = "input.timeout")]
    Timeout,
    /// The reader stopped on this file.
    #[serde(rename = "input.crashed")]
    Crashed,
    /// The worker could not be started; the file is not at fault.
    #[serde(rename = "worker.unavailable")]
    Worker {
        /// What the system answered.
        reason: String,
    },
}

/// A type of file that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unreadable {
    /// Word before 2007, or another OLE file.
    LegacyWord,
    /// Apple Pages.
    Pages,
    /// PNG, JPEG, GIF, TIFF or WebP.
    Picture,
    /// A spreadsheet or slides.
    OtherOffice,
    /// An archive of files.
    Archive,
    /// Bytes of no known type.
    Other,
}

/// A limit inside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LimitKind {
    /// [`Limits::pages`](crate::Limits::pages).
    Pages,
    /// [`Limits::glyphs`](crate::Limits::glyphs).
    Glyphs,
    /// [`Limits::archive_entries`](crate::Limits::archive_entries).
    ArchiveEntries,
    /// [`Limits::pool_entries`](crate::Limits::pool_entries).
    PoolEntries,
    /// [`Limits::archive_ratio`](crate::Limits::archive_ratio).
    ArchiveRatio,
    /// [`Limits::inflated_bytes`](crate::Limits::inflated_bytes).
    InflatedBytes,
    /// [`Limits::xml_depth`](crate::Limits::xml_depth).
    XmlDepth,
    /// [`Limits::answer_bytes`](crate::Limits::answer_bytes).
    AnswerBytes,
}

impl ReadError {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "input.empty",
            Self::TooLarge { .. } => "input.too_large",
            Self::UnknownType { .. } => "input.unknown_type",
            Self::TypeMismatch => "input.type_mismatch",
            Self::Encrypted => "input.encrypted",
            Self::Damaged { .. } | Self::DamagedArchive => "input.damaged",
            Self::Scanned => "input.scanned",
            Self::NoText => "input.no_text",
            Self::Limit { .. } => "input.limit",
            Self::Timeout => "input.timeout",
            Self::Crashed => "input.crashed",
            Self::Worker { .. } => "worker.unavailable",
        }
    }

    /// One sentence: what was wrong, and what to do.
    pub fn message(&self, language: Language) -> String {
        let say = |fr: &str, en: &str| language.pick(fr, en).to_owned();
        match self {
            Self::Empty => say(
                "Le fichier est vide ; envoyez le document lui-même.",
                "The file is empty; send the document itself.",
            ),
            Self::TooLarge { limit } => {
                let (size, fr, en) = human(*limit);
                language.pick(
                    format!("Le fichier dépasse la limite de {size} {fr} ; réduisez les images ou exportez-le de nouveau."),
                    format!("The file is over the limit of {size} {en}; shrink its images or export it again."),
                )
            }
            Self::UnknownType { found } => found.message(language).to_owned(),
            Self::TypeMismatch => say(
                "Le contenu du fichier ne correspond pas à son type ; exportez de nouveau le document en PDF ou en DOCX.",
                "The content of the file does not agree with its type; export the document again as PDF or DOCX.",
            ),
            Self::Encrypted => say(
                "Le fichier est protégé par un mot de passe ; enregistrez-en une copie sans protection.",
                "The file is protected by a password; save a copy without protection.",
            ),
            Self::Damaged { format } => {
                let name = name_of(*format);
                language.pick(
                    format!("Le fichier {name} est endommagé ou incomplet ; exportez-le de nouveau depuis le document d'origine."),
                    format!("The {name} file is damaged or cut short; export it again from the original document."),
                )
            }
            Self::DamagedArchive => say(
                "L'archive est endommagée ou incomplète ; refaites-la à partir des fichiers.",
                "The archive is damaged or cut short; make it again from the files.",
            ),
            Self::Scanned => say(
                "Le document est une image numérisée sans texte ; exportez un PDF depuis le traitement de texte, ou passez-le d'abord à la reconnaissance de caractères.",
                "The document is a scanned picture without text; export a PDF from the word processor, or run text recognition on it first.",
            ),
            Self::NoText => say(
                "Le document ne contient aucun texte lisible ; vérifiez qu'on peut y sélectionner du texte, puis exportez-le de nouveau.",
                "The document holds no readable text; check that text can be selected in it, then export it again.",
            ),
            Self::Limit { what, limit } => {
                let (fr, en) = what.name();
                language.pick(
                    format!("Le document dépasse la limite de {limit} {fr} ; envoyez une version plus courte ou plus simple."),
                    format!("The document passes the limit of {limit} {en}; send a shorter or simpler version."),
                )
            }
            Self::Timeout => say(
                "La lecture du fichier a pris trop de temps et a été arrêtée ; exportez-le de nouveau en PDF simple ou en DOCX.",
                "Reading the file took too long and was stopped; export it again as a simple PDF or as DOCX.",
            ),
            Self::Crashed => say(
                "Le fichier a fait échouer la lecture ; exportez-le de nouveau en PDF simple ou en DOCX.",
                "The file made the reader fail; export it again as a simple PDF or as DOCX.",
            ),
            Self::Worker { reason } => language.pick(
                format!("Le lecteur de documents n'a pas pu démarrer ({reason}) ; réessayez, puis vérifiez l'installation."),
                format!("The document reader could not be started ({reason}); try again, then check the installation."),
            ),
        }
    }
}

impl Unreadable {
    fn message(self, language: Language) -> &'static str {
        match self {
            Self::LegacyWord => language.pick(
                "L'ancien format .doc n'est pas lu ; enregistrez le document au format .docx ou PDF.",
                "The legacy .doc format is not read; save the document as .docx or PDF.",
            ),
            Self::Pages => language.pick(
                "Les documents Pages ne sont pas lus ; exportez le document en PDF ou en Word.",
                "Pages documents are not read; export the document to PDF or Word.",
            ),
            Self::Picture => language.pick(
                "Une image n'est pas lue ; envoyez le document d'origine en PDF ou en DOCX.",
                "A picture is not read; send the original document as PDF or DOCX.",
            ),
            Self::OtherOffice => language.pick(
                "Un classeur ou une présentation n'est pas lu ; enregistrez le document en PDF ou en DOCX.",
                "A spreadsheet or slides are not read; save the document as PDF or DOCX.",
            ),
            Self::Archive => language.pick(
                "Une archive n'est pas lue ; envoyez le document qu'elle contient.",
                "An archive is not read; send the document in it.",
            ),
            Self::Other => language.pick(
                "Ce type de fichier n'est pas reconnu ; envoyez un PDF, DOCX, ODT, RTF, HTML, Markdown, texte ou JSON.",
                "This type of file is not known; send PDF, DOCX, ODT, RTF, HTML, Markdown, text or JSON.",
            ),
        }
    }
}

impl LimitKind {
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Pages => ("pages", "pages"),
            Self::Glyphs => ("caractères", "characters"),
            Self::ArchiveEntries => ("fichiers internes", "inner files"),
            Self::PoolEntries => ("fichiers dans l'archive", "files in the archive"),
            Self::ArchiveRatio => ("pour 1 de compression", "to 1 of compression"),
            Self::InflatedBytes => ("octets décompressés", "unpacked bytes"),
            Self::XmlDepth => ("niveaux d'imbrication", "levels of nesting"),
            Self::AnswerBytes => ("octets de texte", "bytes of text"),
        }
    }
}

fn name_of(format: Format) -> &'static str {
    match format {
        Format::Pdf => "PDF",
        Format::Docx => "DOCX",
        Format::Odt => "ODT",
        Format::Rtf => "RTF",
        Format::Html => "HTML",
        Format::Markdown => "Markdown",
        Format::Json => "JSON",
        _ => "text",
    }
}

fn human(bytes: u64) -> (u64, &'static str, &'static str) {
    if bytes >= 1 << 20 { (bytes >> 20, "Mio", "MiB") } else { (bytes, "octets", "bytes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_the_answer_is_the_code_of_the_error() {
        let errors = [
            ReadError::Empty,
            ReadError::TooLarge { limit: 10 << 20 },
            ReadError::UnknownType { found: Unreadable::Picture },
            ReadError::TypeMismatch,
            ReadError::Encrypted,
            ReadError::Damaged { format: Format::Pdf },
            ReadError::Scanned,
            ReadError::NoText,
            ReadError::Limit { what: LimitKind::Pages, limit: 30 },
            ReadError::Timeout,
            ReadError::Crashed,
            ReadError::Worker { reason: "none".into() },
        ];
        for error in errors {
            let json = serde_json::to_value(&error).unwrap();
            assert_eq!(json["code"], error.code());
            assert_eq!(serde_json::from_value::<ReadError>(json).unwrap(), error);
            for language in [Language::Fr, Language::En] {
                let message = error.message(language);
                assert!(message.ends_with('.') && message.contains(';'), "{message}");
            }
        }
    }

    #[test]
    fn sizes_are_told_in_the_unit_of_a_person() {
        assert!(ReadError::TooLarge { limit: 10 << 20 }.message(Language::Fr).contains("10 Mio"));
    }
}
