//! What the command line itself says, in both languages.

use std::path::Path;

use sartor_core::{Language, report::Row};
use sartor_render::safe;

fn shown(path: &Path) -> String {
    safe(&path.display().to_string())
}

pub(crate) fn url(address: &str, language: Language) -> String {
    let address = safe(address);
    language.pick(
        format!("{address} est une adresse, et sartor ne télécharge rien\u{202f}; essayez\u{a0}: curl -L '{address}' | sartor … --posting -"),
        format!("{address} is an address, and sartor downloads nothing; try: curl -L '{address}' | sartor … --posting -"),
    )
}

pub(crate) fn stdin_twice(language: Language) -> String {
    language
        .pick(
            "L’entrée standard (-) ne peut être à la fois le CV et l’annonce\u{202f}; donnez un fichier pour l’un des deux.",
            "Standard input (-) cannot be both the resume and the posting; give a file for one of them.",
        )
        .to_owned()
}

pub(crate) fn not_found(language: Language) -> String {
    language
        .pick(
            "Ce fichier n’existe pas\u{202f}; vérifiez son chemin.",
            "There is no such file; check its path.",
        )
        .to_owned()
}

pub(crate) fn folder(language: Language) -> String {
    language
        .pick(
            "C’est un dossier\u{202f}; donnez un fichier, ou employez sartor batch.",
            "It is a folder; give a file, or use sartor batch.",
        )
        .to_owned()
}

pub(crate) fn unreadable(reason: &str, language: Language) -> String {
    language.pick(
        format!("Le fichier ne peut être lu ({reason})\u{202f}; vérifiez ses droits."),
        format!("The file cannot be read ({reason}); check its permissions."),
    )
}

pub(crate) fn decisions(path: &Path, reason: &str, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!("Les décisions de {path} ne peuvent être lues ({reason})\u{202f}; partez du plan que sartor tailor --format json imprime."),
        format!("The decisions of {path} cannot be read ({reason}); start from the plan that sartor tailor --format json prints."),
    )
}

pub(crate) fn unknown_edit(id: &str, language: Language) -> String {
    let id = safe(id);
    language.pick(
        format!("Le plan n’a pas de modification {id}\u{202f}; ses identifiants sont ceux que sartor tailor imprime pour les mêmes fichiers et la même date."),
        format!("The plan has no edit {id}; its ids are those that sartor tailor prints for the same files and date."),
    )
}

pub(crate) fn unknown_form(path: &Path, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!(
            "La fin du nom {path} ne dit pas quelle forme écrire\u{202f}; terminez-le par .txt ou .json."
        ),
        format!("The ending of {path} does not tell which form to write; end it in .txt or .json."),
    )
}

pub(crate) fn exists(path: &Path, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!(
            "{path} existe déjà et n’a pas été touché\u{202f}; choisissez un autre nom ou ajoutez --force."
        ),
        format!("{path} exists and was left as it is; choose another name or add --force."),
    )
}

pub(crate) fn not_replaceable(path: &Path, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!("{path} n’est pas un fichier ordinaire\u{202f}; choisissez un autre nom."),
        format!("{path} is no regular file; choose another name."),
    )
}

pub(crate) fn not_written(path: &Path, reason: &str, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!("{path} n’a pas pu être écrit ({reason})\u{202f}; vérifiez le dossier et la place libre."),
        format!("{path} could not be written ({reason}); check the folder and the free space."),
    )
}

pub(crate) fn keywords(count: usize, dir: &Path, language: Language) -> String {
    let dir = shown(dir);
    language.pick(
        format!("Les mots-clés de {dir} ont {count} faute(s)\u{202f}; corrigez-les\u{a0}:"),
        format!("The keyword files of {dir} have {count} fault(s); correct them:"),
    )
}

pub(crate) fn keywords_unreadable(dir: &Path, reason: &str, language: Language) -> String {
    let dir = shown(dir);
    language.pick(
        format!("Le dossier de mots-clés {dir} ne peut être lu ({reason})\u{202f}; vérifiez son chemin."),
        format!("The keywords folder {dir} cannot be read ({reason}); check its path."),
    )
}

pub(crate) fn esco_unreadable(reason: &str, language: Language) -> String {
    let reason = safe(reason);
    language.pick(
        format!("Ce fichier ESCO ne peut être lu ({reason})\u{202f}; donnez un CSV d’une version publiée, tel que skills_fr.csv."),
        format!("This ESCO file cannot be read ({reason}); give a CSV of a release, such as skills_fr.csv."),
    )
}

pub(crate) fn no_esco(language: Language) -> String {
    language
        .pick(
            "Ces fichiers ne contiennent aucun concept d’ESCO\u{202f}; donnez skills_xx.csv ou occupations_xx.csv, avec leur ligne de titres.",
            "These files hold no concept of ESCO; give skills_xx.csv or occupations_xx.csv, with their heading line.",
        )
        .to_owned()
}

pub(crate) fn laid_over(names: &str, language: Language) -> String {
    let names = safe(names);
    language.pick(
        format!("{names}\u{a0}: même nom qu’un fichier fourni\u{202f}; les entrées de même id remplacent les siennes, les autres restent.\n"),
        format!("{names}: the name of a built-in file; entries of the same id replace its own, the others stay.\n"),
    )
}

pub(crate) fn unknown_role(id: &str, known: &str, language: Language) -> String {
    let id = safe(id);
    language.pick(
        format!("Le lexique ne connaît pas le métier {id}\u{202f}; il connaît\u{a0}: {known}."),
        format!("The lexicon does not know the role {id}; it knows: {known}."),
    )
}

pub(crate) fn unknown_skill(id: &str, language: Language) -> String {
    let id = safe(id);
    language.pick(
        format!(
            "Le lexique ne connaît pas la compétence {id}\u{202f}; « sartor keywords show » les liste toutes."
        ),
        format!("The lexicon does not know the skill {id}; “sartor keywords show” lists them all."),
    )
}

pub(crate) fn below(covered: u32, total: u32, asked: f64, language: Language) -> String {
    let asked = (asked * 1000.0).round() / 10.0;
    language.pick(
        format!(
            "sartor: couverture de {covered} sur {total}, sous le seuil de {} % [below.min_coverage]\n",
            asked.to_string().replace('.', ",")
        ),
        format!("sartor: coverage of {covered} of {total} is below {asked}% [below.min_coverage]\n"),
    )
}

pub(crate) fn at_severity(severity: &str, language: Language) -> String {
    language.pick(
        format!("sartor: au moins une remarque atteint le seuil {severity} [below.fail_on]\n"),
        format!("sartor: at least one finding reaches {severity} [below.fail_on]\n"),
    )
}

pub(crate) fn unknown_finding(code: &str, language: Language) -> String {
    let code = safe(code);
    language.pick(
        format!("Aucune remarque n’a le code {code}\u{202f}; README les nomme toutes."),
        format!("No finding has the code {code}; README names them all."),
    )
}

pub(crate) fn wrote(paths: &[String], language: Language) -> String {
    let head = language.pick("Écrit\u{a0}:", "Wrote:");
    format!("{head} {}\n", paths.join(", "))
}

pub(crate) fn nothing_to_read(language: Language) -> String {
    language
        .pick(
            "Aucun fichier dans ces dossiers\u{202f}; donnez au moins un CV.",
            "There is no file in these folders; give at least one resume.",
        )
        .to_owned()
}

pub(crate) fn profile(path: &Path, reason: &str, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!("Le profil {path} ne peut être lu ({reason})\u{202f}; c’est un fichier TOML de lignes « clé = \"valeur\" »."),
        format!("The profile {path} cannot be read ({reason}); it is a TOML file of lines key = \"value\"."),
    )
}

pub(crate) fn unknown_field(key: &str, known: &str, language: Language) -> String {
    let key = safe(key);
    language.pick(
        format!("La lettre ne connaît pas le champ {key}\u{202f}; elle connaît\u{a0}: {known}."),
        format!("A letter has no field {key}; it has: {known}."),
    )
}

pub(crate) fn missing_fields(fields: &[String], language: Language) -> String {
    let set: Vec<String> = fields.iter().map(|field| format!("--set {field}=…")).collect();
    let (fields, set) = (fields.join(", "), set.join(" "));
    language.pick(
        format!("La lettre a besoin de {fields}, que les fichiers ne disent pas\u{202f}; ajoutez {set}, ou un profil."),
        format!("The letter needs {fields}, which the files do not tell; add {set}, or a profile."),
    )
}

pub(crate) fn no_template(name: &str, language: Language) -> String {
    let name = safe(name);
    language.pick(
        format!("Il n’y a pas de modèle de lettre {name}\u{202f}; essayez --template offer."),
        format!("There is no letter template {name}; try --template offer."),
    )
}

/// The variant of letter that the facts called for, and why.
pub(crate) fn variant(id: &str, why: &str, language: Language) -> String {
    let why = safe(why);
    language.pick(
        format!("\nLettre\u{a0}: {id} ({why}). Une autre\u{a0}: --template ID.\n"),
        format!("\nLetter: {id} ({why}). Another one: --template ID.\n"),
    )
}

pub(crate) fn too_long(words: usize, limit: usize, language: Language) -> String {
    language.pick(
        format!(
            "La lettre compte {words} mots et ne doit pas dépasser {limit}\u{202f}; raccourcissez la raison."
        ),
        format!("The letter has {words} words and may have {limit}; shorten the reason."),
    )
}

#[cfg(not(feature = "pdf"))]
pub(crate) fn no_pdf(language: Language) -> String {
    language
        .pick(
            "Ce sartor a été construit sans PDF\u{202f}; demandez un DOCX, ou construisez-le avec l’option pdf.",
            "This sartor was built without PDF; ask for a DOCX, or build it with the feature pdf.",
        )
        .to_owned()
}

#[cfg(feature = "pdf")]
pub(crate) fn too_many_pages(pages: usize, language: Language) -> String {
    language.pick(
        format!("La lettre prend {pages} pages et n’en a droit qu’à une\u{202f}; raccourcissez la raison, ou demandez une lettre plus courte."),
        format!("The letter takes {pages} pages and may take one; shorten the reason, or ask for a shorter letter."),
    )
}

pub(crate) fn needs_output(language: Language) -> String {
    language
        .pick(
            "Un PDF ou un DOCX ne se lit pas dans un terminal\u{202f}; donnez un fichier avec -o.",
            "A PDF or DOCX cannot be read in a terminal; give a file with -o.",
        )
        .to_owned()
}

pub(crate) fn recovered(told: &str, language: Language) -> String {
    language.pick(
        format!("Relu, rien n’est perdu\u{a0}: {told}.\n"),
        format!("Read back, nothing is lost: {told}.\n"),
    )
}

pub(crate) fn lost(what: &str, count: usize, language: Language) -> String {
    let (fr, en) = match what {
        "letter" => ("la lettre", "the letter"),
        _ => ("le CV", "the resume"),
    };
    language.pick(
        format!("Relu, le fichier perd {count} élément(s) que {fr} contient, et n’a pas été écrit\u{202f}; --no-verify l’écrit tel quel\u{a0}:"),
        format!("Read back, the file loses {count} field(s) that {en} holds, and was not written; --no-verify writes it as it is:"),
    )
}

pub(crate) fn unplaced(fields: &[String], language: Language) -> String {
    let head = language.pick("Lu, mais pas compris comme tel\u{a0}:", "Read, but not taken for what it is:");
    format!("{head} {} [export.unplaced]\n", fields.join(language.pick("\u{202f}; ", "; ")))
}

pub(crate) fn undrawn(signs: &[char], language: Language) -> String {
    let head = language.pick(
        "Signes que la police n’a pas et qui n’y sont pas\u{a0}:",
        "Signs that the font has not, and that are left out:",
    );
    let signs: Vec<String> = signs.iter().map(char::to_string).collect();
    format!("{head} {} [export.undrawn]\n", signs.join(" "))
}

pub(crate) fn naive_failed(language: Language) -> String {
    language
        .pick(
            "Un lecteur simple n’arrive pas à lire ce fichier [export.naive_lost]\n",
            "A simple reader cannot read this file [export.naive_lost]\n",
        )
        .to_owned()
}

pub(crate) fn naive_lost(fields: &[String], language: Language) -> String {
    let head = language.pick("Un lecteur simple ne retrouve pas\u{a0}:", "A simple reader does not find:");
    format!("{head} {} [export.naive_lost]\n", fields.join(language.pick("\u{202f}; ", "; ")))
}

pub(crate) fn templates_unreadable(dir: &Path, reason: &str, language: Language) -> String {
    let dir = shown(dir);
    language.pick(
        format!("Le dossier de modèles {dir} ne peut être lu ({reason})\u{202f}; vérifiez son chemin."),
        format!("The templates folder {dir} cannot be read ({reason}); check its path."),
    )
}

pub(crate) fn no_templates(language: Language) -> &'static str {
    language.pick("aucun modèle dedans", "no template in it")
}

/// What is wrong with a template, and what to do.
pub(crate) fn template_fault(code: &str, what: &str, language: Language) -> (String, &'static str) {
    let (fr, en, do_fr, do_en) = match code {
        "templates.unknown_value" => (
            format!("aucune lettre n’a de valeur {what}"),
            format!("no letter has a value {what}"),
            "prenez une valeur que nomme le README des modèles",
            "take a value that the README of the templates names",
        ),
        "templates.unknown_file" => (
            format!("le modèle {what} n’existe pas"),
            format!("there is no template {what}"),
            "nommez un modèle du dossier, ou un modèle intégré",
            "name a template of the folder, or a built-in one",
        ),
        "templates.unknown_part" => (
            format!("une lettre n’a pas de partie [{what}]"),
            format!("a letter has no part [{what}]"),
            "prenez une partie que nomme le README des modèles",
            "take a part that the README of the templates names",
        ),
        "templates.missing_part" => (
            format!("la partie [{what}] manque"),
            format!("the part [{what}] is missing"),
            "ouvrez-la, ou partez d’un modèle intégré avec extends",
            "open it, or extend a built-in template",
        ),
        "templates.package" => (
            format!("le paquet {what} devrait être téléchargé"),
            format!("the package {what} would have to be downloaded"),
            "copiez ce qu’il vous faut dans un fichier du dossier",
            "copy what you need of it into a file of the folder",
        ),
        "templates.reads" => (
            format!("{what} lit un fichier ou exécute un texte"),
            format!("{what} reads a file or runs a text"),
            "retirez-le\u{a0}: tout ce qui s’imprime vient de sys.inputs",
            "remove it: all that is printed comes from sys.inputs",
        ),
        _ => (
            format!("ne fonctionne pas\u{a0}: {what}"),
            format!("does not work: {what}"),
            "corrigez cette ligne",
            "correct this line",
        ),
    };
    (language.pick(fr, en), language.pick(do_fr, do_en))
}

pub(crate) fn templates_checked(files: usize, faults: usize, language: Language) -> String {
    match faults {
        0 => language
            .pick(format!("{files} modèles, aucune faute.\n"), format!("{files} templates, no fault.\n")),
        n => language
            .pick(format!("{files} modèles, {n} faute(s).\n"), format!("{files} templates, {n} fault(s).\n")),
    }
}

pub(crate) fn listening(address: std::net::SocketAddr, language: Language) -> String {
    language.pick(
        format!("À l’écoute sur http://{address}/ (Ctrl+C pour finir)\n"),
        format!("Listening at http://{address}/ (Ctrl+C to stop)\n"),
    )
}

pub(crate) fn no_place(language: Language) -> String {
    language.pick(
        "Dites où sont les données\u{202f}: --data DOSSIER, ou --database-url.".to_owned(),
        "Say where the data are: --data DIR, or --database-url.".to_owned(),
    )
}

pub(crate) fn two_places(language: Language) -> String {
    language.pick(
        "Donnez un dossier (data) ou une base (database_url), pas les deux.".to_owned(),
        "Give a folder (data) or a database (database_url), not both.".to_owned(),
    )
}

pub(crate) fn password(again: bool, language: Language) -> &'static str {
    if again {
        language.pick("Encore une fois\u{a0}: ", "Once more: ")
    } else {
        language.pick("Mot de passe (au moins 12 octets)\u{a0}: ", "Password (at least 12 bytes): ")
    }
}

pub(crate) fn passwords_differ(language: Language) -> String {
    language
        .pick("Les deux saisies diffèrent\u{202f}; recommencez.", "The two entries differ; start again.")
        .to_owned()
}

pub(crate) fn user_added(name: &str, language: Language) -> String {
    language.pick(format!("Le compte {name} est créé.\n"), format!("The account {name} is made.\n"))
}

pub(crate) fn password_set(name: &str, language: Language) -> String {
    language.pick(
        format!("Le mot de passe de {name} est changé, ses sessions sont closes.\n"),
        format!("The password of {name} is set, its sessions are ended.\n"),
    )
}

pub(crate) fn role_set(name: &str, role: &str, language: Language) -> String {
    language.pick(format!("{name} a le rôle {role}.\n"), format!("{name} has the role {role}.\n"))
}

pub(crate) fn user_removed(name: &str, language: Language) -> String {
    language.pick(format!("Le compte {name} est supprimé.\n"), format!("The account {name} is removed.\n"))
}

pub(crate) fn backed_up(file: &Path, language: Language) -> String {
    let file = shown(file);
    language.pick(format!("La copie est dans {file}.\n"), format!("The copy is in {file}.\n"))
}

pub(crate) fn purged(openings: u64, applicants: u64, language: Language) -> String {
    language.pick(
        format!("Effacés\u{a0}: {openings} postes, {applicants} candidatures.\n"),
        format!("Erased: {openings} openings, {applicants} applicants.\n"),
    )
}

pub(crate) fn serve_config(path: &Path, reason: &str, language: Language) -> String {
    let path = shown(path);
    language.pick(
        format!(
            "Le fichier d’options {path} ne peut être lu ({reason})\u{202f}; `sartor serve --help` dit ce qu’il peut tenir."
        ),
        format!("The file of options {path} cannot be read ({reason}); `sartor serve --help` tells what it may hold."),
    )
}

pub(crate) fn no_header(name: &str, language: Language) -> String {
    let name = sartor_render::safe(name);
    language.pick(
        format!("«\u{a0}{name}\u{a0}» n’est pas un nom d’en-tête HTTP\u{202f}; par exemple X-Forwarded-For."),
        format!("\"{name}\" is no name of an HTTP header; one is X-Forwarded-For."),
    )
}

pub(crate) fn internal(language: Language) -> String {
    language
        .pick(
            "Ce fichier a révélé une faute de sartor\u{202f}; signalez-la avec la commande, sans le fichier s’il est privé.",
            "This file has brought out a fault of sartor; report it with the command, without the file if it is private.",
        )
        .to_owned()
}

pub(crate) fn unfinished(journal: &Path, language: Language) -> String {
    let path = shown(journal);
    language.pick(
        format!("Un traitement interrompu attend ({path})\u{202f}; ajoutez --continue pour le reprendre, ou --force pour recommencer."),
        format!("A run that was cut short is waiting ({path}); add --continue to go on with it, or --force to begin anew."),
    )
}

pub(crate) fn running(journal: &Path, language: Language) -> String {
    let path = shown(journal);
    language.pick(
        format!(
            "Un autre traitement écrit déjà {path}\u{202f}; attendez sa fin ou choisissez un autre fichier."
        ),
        format!("Another run is writing {path}; wait for its end or choose another file."),
    )
}

pub(crate) fn changed(journal: &Path, language: Language) -> String {
    let path = shown(journal);
    language.pick(
        format!("Le traitement interrompu ({path}) portait sur d’autres fichiers, annonces ou options\u{202f}; recommencez avec --force."),
        format!("The run that was cut short ({path}) was of other files, postings or options; begin anew with --force."),
    )
}

pub(crate) fn needs_file(language: Language) -> String {
    language
        .pick(
            "Cette option demande un fichier de sortie\u{202f}; ajoutez -o FICHIER.",
            "This option needs a file to write to; add -o FILE.",
        )
        .to_owned()
}

pub(crate) fn unknown_column(name: &str, known: &str, language: Language) -> String {
    let name = safe(name);
    language.pick(
        format!("La table n’a pas de colonne {name}\u{202f}; choisissez parmi\u{a0}: {known}."),
        format!("The table has no column {name}; choose among: {known}."),
    )
}

pub(crate) fn no_text_column(column: &str, language: Language) -> String {
    Row::nothing_to_read(&safe(column), language)
}

#[cfg(feature = "parquet")]
pub(crate) fn parquet(reason: &str, language: Language) -> String {
    let reason = safe(reason);
    language.pick(
        format!("La table Parquet ne se lit pas ({reason})\u{202f}; vérifiez le fichier et ses colonnes."),
        format!("The Parquet table cannot be read ({reason}); check the file and its columns."),
    )
}
