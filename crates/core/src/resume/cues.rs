//! Words that tell a title, a school, an employer from one another where the lexicon knows none of them.

use crate::text::fold_key;

/// Words of titles, folded.
const TITLE: &[&str] = &[
    "administrateur", "administratrice", "agent", "agente", "aide", "alternance", "alternant", "alternante", "analyst", "analyste",
    "animateur", "animatrice", "apprenti", "apprentice", "apprentie", "architect", "architecte", "assistant", "assistante", "barista", "benevole",
    "caissier", "caissiere", "charge", "chargee", "chef", "cheffe", "comptable", "conseiller", "conseillere", "consultant", "consultante",
    "contributor", "contributeur", "coordinateur", "coordinatrice", "cto", "data", "designer", "developer", "developpeur", "developpeuse", "devops",
    "directeur", "directrice", "director", "employe", "employee", "engineer", "enseignant", "enseignante", "equipier", "equipiere", "expert",
    "experte", "fondateur", "fondatrice", "formateur", "formatrice", "founder", "freelance", "gestionnaire", "hote", "hotesse", "infirmier", "infirmiere",
    "ingenieur", "ingenieure", "integrateur", "integratrice", "intern", "internship", "lead", "leader", "manager", "mentor", "monitrice", "moniteur", "nurse", "nursing",
    "officer", "operateur", "operatrice", "president", "presidente", "professeur", "professeure", "programmer", "programmeur", "programmeuse",
    "referent", "referente", "researcher", "responsable", "scientist", "secretaire", "serveur", "serveuse", "sre", "stage", "stagiaire",
    "specialist", "technicien", "technicienne", "technician", "teacher", "tester", "testeur", "testeuse", "trainee", "tresorier", "tresoriere", "tutor", "vendeur",
    "vendeuse", "volontaire", "volunteer", "waiter", "waitress", "placement", "graduate", "sysadmin", "chercheur", "chercheuse", "doctorant", "doctorante",
];
/// Words of degrees, folded.
const DEGREE: &[&str] = &[
    "a-levels", "associate", "ba", "baccalaureat", "bac", "bachelor", "bachelor's", "bep", "bootcamp", "bsc", "b.s.", "b.sc.", "b.a.", "btec", "bts", "but", "cap", "certificat", "certificate",
    "classes", "classe", "cpge", "cycle", "degree", "deug", "deust", "diploma", "diplome", "doctorat", "doctorate", "dut", "ecole", "formation", "gcse", "gcses", "hnd",
    "ingenieur", "licence", "m.s.", "ma", "maitrise", "master", "master's", "mastere", "mba", "meng", "beng", "mphil", "msc", "ms", "phd", "prepa", "preparatoires", "preparation", "titre", "these", "m1", "m2",
    "l3", "certification", "training", "parcours",
];
/// Words of schools, folded.
const SCHOOL: &[&str] = &[
    "academy", "academie", "afpa", "campus", "centre", "center", "cfa", "cnam", "college", "conservatoire", "ecole", "ecoles", "enib", "ensimag", "epita", "epitech", "esgi", "estiam", "faculte", "faculty",
    "greta", "high", "insa", "institut", "institute", "institution", "iut", "lycee", "openclassrooms", "polytech", "polytechnic", "polytechnique", "school", "simplon", "supinfo", "universite", "university",
    "universities", "wagon", "supelec", "centralesupelec", "utc", "utt", "utbm", "enseeiht", "telecom", "codeur", "coursera", "udemy", "udacity",
];
/// Words of employers, folded.
const EMPLOYER: &[&str] = &[
    "agence", "agency", "association", "atelier", "banque", "bank", "bv", "cabinet", "care", "chu", "cie", "clinique", "company", "conseil", "consulting", "cooperative", "corp", "corporation", "eurl", "esn", "foundation",
    "fondation", "gmbh", "groupe", "group", "hopital", "hospital", "inc", "laboratoire", "labs", "ltd", "llc", "llp", "limited", "mairie", "ministere", "plc", "sa", "sarl", "sas", "sasu", "scop", "services", "societe", "solutions",
    "startup", "studio", "studios", "technologies", "universite", "university", "institut", "library", "maison", "musee", "observatoire",
];

fn any(content: &str, list: &[&str]) -> bool {
    content.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | ':' | '·')).any(|word| {
        let folded = fold_key(word.trim_end_matches([';', '!']));
        list.contains(&folded.as_str()) || list.contains(&folded.trim_end_matches(['.', 's']))
    })
}

/// A word of a title stands in `content`.
pub(super) fn is_title(content: &str) -> bool {
    any(content, TITLE)
}

/// A word of a degree stands in `content`.
pub(super) fn is_degree(content: &str) -> bool {
    any(content, DEGREE)
}

/// A word of a school stands in `content`.
pub(super) fn is_school(content: &str) -> bool {
    any(content, SCHOOL)
}

/// A word of an employer stands in `content`.
pub(super) fn is_employer(content: &str) -> bool {
    any(content, EMPLOYER)
}

/// Most of the longer words are capitalised, as in names.
pub(super) fn is_capitalised(content: &str) -> bool {
    let (mut all, mut capital) = (0, 0);
    for word in content.split([' ', '-', '\'', '’', ',']).filter(|word| word.chars().count() > 3) {
        all += 1;
        capital += usize::from(!word.starts_with(char::is_lowercase));
    }
    capital * 2 > all || all == 0 && content.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}
