//! Words that tell a title, a school, an employer from one another where the lexicon knows none of them.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;

use crate::text::with_folded;

/// Words of titles, folded.
const TITLE: &[&str] = &[
    "administrateur",
    "administratrice",
    "agent",
    "agente",
    "aide",
    "alternance",
    "alternant",
    "alternante",
    "analyst",
    "analyste",
    "animateur",
    "animatrice",
    "apprenti",
    "apprentice",
    "apprentie",
    "architect",
    "architecte",
    "assistant",
    "assistante",
    "barista",
    "benevole",
    "caissier",
    "caissiere",
    "charge",
    "chargee",
    "chef",
    "cheffe",
    "comptable",
    "conseiller",
    "conseillere",
    "consultant",
    "consultante",
    "contributor",
    "contributeur",
    "coordinateur",
    "coordinator",
    "coordinatrice",
    "cto",
    "data",
    "designer",
    "developer",
    "developpeur",
    "developpeuse",
    "devops",
    "directeur",
    "directrice",
    "director",
    "employe",
    "employee",
    "engineer",
    "enseignant",
    "enseignante",
    "equipier",
    "equipiere",
    "expert",
    "experte",
    "fondateur",
    "fondatrice",
    "formateur",
    "formatrice",
    "founder",
    "freelance",
    "gestionnaire",
    "hote",
    "hotesse",
    "infirmier",
    "infirmiere",
    "ingenieur",
    "ingenieure",
    "integrateur",
    "integratrice",
    "intern",
    "internship",
    "lead",
    "leader",
    "manager",
    "mentor",
    "monitrice",
    "moniteur",
    "nurse",
    "nursing",
    "officer",
    "operateur",
    "operatrice",
    "president",
    "presidente",
    "professeur",
    "professeure",
    "programmer",
    "programmeur",
    "programmeuse",
    "referent",
    "referente",
    "researcher",
    "responsable",
    "scientist",
    "secretaire",
    "serveur",
    "serveuse",
    "sre",
    "stage",
    "stagiaire",
    "specialist",
    "technicien",
    "technicienne",
    "technician",
    "teacher",
    "tester",
    "testeur",
    "testeuse",
    "trainee",
    "tresorier",
    "tresoriere",
    "tutor",
    "vendeur",
    "vendeuse",
    "volontaire",
    "volunteer",
    "waiter",
    "waitress",
    "placement",
    "graduate",
    "sysadmin",
    "chercheur",
    "chercheuse",
    "doctorant",
    "doctorante",
];
/// Words of degrees, folded.
const DEGREE: &[&str] = &[
    "a-levels",
    "associate",
    "ba",
    "baccalaureat",
    "bac",
    "bachelor",
    "bachelor's",
    "bep",
    "bootcamp",
    "bba",
    "bs",
    "bsc",
    "b.s.",
    "b.sc.",
    "b.a.",
    "btec",
    "bts",
    "but",
    "cap",
    "certificat",
    "certificate",
    "classes",
    "classe",
    "cpge",
    "cycle",
    "degree",
    "deug",
    "deust",
    "diploma",
    "diplome",
    "doctorat",
    "doctorate",
    "dut",
    "ecole",
    "formation",
    "gcse",
    "gcses",
    "hnd",
    "ingenieur",
    "licence",
    "m.s.",
    "ma",
    "maitrise",
    "master",
    "master's",
    "mastere",
    "mba",
    "meng",
    "beng",
    "mphil",
    "msc",
    "ms",
    "phd",
    "prepa",
    "preparatoires",
    "preparation",
    "titre",
    "these",
    "m1",
    "m2",
    "l3",
    "certification",
    "training",
    "parcours",
];
/// Words of schools, folded.
const SCHOOL: &[&str] = &[
    "academy",
    "academie",
    "afpa",
    "campus",
    "centre",
    "center",
    "cfa",
    "cnam",
    "college",
    "conservatoire",
    "ecole",
    "ecoles",
    "enib",
    "ensimag",
    "epita",
    "epitech",
    "esgi",
    "estiam",
    "faculte",
    "faculty",
    "greta",
    "high",
    "insa",
    "institut",
    "institute",
    "institution",
    "iut",
    "lycee",
    "openclassrooms",
    "polytech",
    "polytechnic",
    "polytechnique",
    "school",
    "simplon",
    "sixth",
    "supinfo",
    "universite",
    "university",
    "universities",
    "wagon",
    "supelec",
    "centralesupelec",
    "utc",
    "utt",
    "utbm",
    "enseeiht",
    "telecom",
    "codeur",
    "coursera",
    "udemy",
    "udacity",
];
/// Words of employers, folded.
const EMPLOYER: &[&str] = &[
    "agence",
    "agency",
    "association",
    "atelier",
    "banque",
    "bank",
    "bv",
    "cabinet",
    "care",
    "chu",
    "cie",
    "clinique",
    "company",
    "conseil",
    "consulting",
    "cooperative",
    "corp",
    "corporation",
    "eurl",
    "esn",
    "foundation",
    "fondation",
    "gmbh",
    "groupe",
    "group",
    "hopital",
    "hospital",
    "inc",
    "laboratoire",
    "labs",
    "ltd",
    "llc",
    "llp",
    "limited",
    "mairie",
    "ministere",
    "plc",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "scop",
    "services",
    "societe",
    "solutions",
    "startup",
    "studio",
    "studios",
    "technologies",
    "universite",
    "university",
    "institut",
    "library",
    "maison",
    "musee",
    "observatoire",
];

/// What each word tells; only looked up, never walked.
static WORDS: LazyLock<HashMap<&'static str, Told, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Told, FixedState> = HashMap::default();
    TITLE.iter().for_each(|word| words.entry(word).or_default().title = true);
    DEGREE.iter().for_each(|word| words.entry(word).or_default().degree = true);
    SCHOOL.iter().for_each(|word| words.entry(word).or_default().school = true);
    EMPLOYER.iter().for_each(|word| words.entry(word).or_default().employer = true);
    words
});

/// What the words of a text tell of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// A word of a title stands in it.
    pub(super) title: bool,
    /// A word of a degree does.
    pub(super) degree: bool,
    /// A word of a school does.
    pub(super) school: bool,
    /// A word of an employer does.
    pub(super) employer: bool,
}

impl Told {
    const fn or(self, other: Self) -> Self {
        Self {
            title: self.title || other.title,
            degree: self.degree || other.degree,
            school: self.school || other.school,
            employer: self.employer || other.employer,
        }
    }
}

/// What the words of `content` tell.
pub(super) fn told(content: &str) -> Told {
    let words = content.split(|c: char| match c {
        ' ' | ',' | '(' | ')' | '/' | ':' | '·' => true,
        _ => !c.is_ascii_alphanumeric() && c.is_whitespace(),
    });
    words.filter(|word| !word.is_empty()).fold(Told::default(), |told, word| {
        let known = |word: &str| WORDS.get(word).copied().unwrap_or_default();
        told.or(with_folded(word.trim_end_matches([';', '!']), |word| {
            let bare = word.trim_end_matches(['.', 's']);
            if bare.len() < word.len() { known(word).or(known(bare)) } else { known(word) }
        }))
    })
}

/// A word of a title stands in `content`.
pub(super) fn is_title(content: &str) -> bool {
    told(content).title
}

/// A word of a degree stands in `content`.
pub(super) fn is_degree(content: &str) -> bool {
    told(content).degree
}

/// A word of a school stands in `content`.
pub(super) fn is_school(content: &str) -> bool {
    told(content).school
}

/// A word of an employer stands in `content`.
pub(super) fn is_employer(content: &str) -> bool {
    told(content).employer
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
