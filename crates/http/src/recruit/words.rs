//! Codes that the store keeps, in words.

use sartor_core::Language;

/// Why a file could not be read, by its code.
pub(super) fn code(code: &str, language: Language) -> &'static str {
    match code {
        "input.empty" => language.pick("Le fichier est vide.", "The file is empty."),
        "input.too_large" => language.pick("Le fichier est trop gros.", "The file is too large."),
        "input.unknown_type" => language.pick(
            "Ce type de fichier n’est pas lu ; demandez un PDF ou un DOCX.",
            "This type of file is not read; ask for a PDF or a DOCX.",
        ),
        "input.type_mismatch" => language
            .pick("Le contenu n’est pas celui que le nom annonce.", "The content is not what the name says."),
        "input.encrypted" => language.pick(
            "Le fichier est protégé par un mot de passe ; demandez une copie sans protection.",
            "The file needs a password; ask for a copy without.",
        ),
        "input.damaged" => language.pick(
            "Le fichier est abîmé ; demandez une autre copie.",
            "The file is damaged; ask for another copy.",
        ),
        "input.scanned" | "input.no_text" => language.pick(
            "Le fichier ne contient pas de texte, seulement des images ; demandez l’original.",
            "The file holds no text, only pictures; ask for the original.",
        ),
        "input.limit" | "input.timeout" | "input.crashed" => language.pick(
            "Le fichier demande trop de travail au lecteur ; demandez un fichier plus simple.",
            "The file asks too much of the reader; ask for a simpler one.",
        ),
        _ => language.pick("Le fichier n’a pas pu être lu.", "The file could not be read."),
    }
}
