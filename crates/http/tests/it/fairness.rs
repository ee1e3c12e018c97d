//! Who someone is moves no rank and no score, and a blind view does not tell it.

use std::{
    io::{Cursor, Read},
    sync::OnceLock,
};

use sartor_testkit::{Generator, Tongue};
use serde_json::Value;

use crate::{
    office::{Office, Resume},
    twins::{Person, Twins, twins},
};

/// A posting that asks for skills which are names of people too, for languages, years and a diploma: whoever is called Julia Scala, or is
/// of German nationality, or is 58 years old, could be taken for more than their work shows.
const POSTING: &str = "Développeur back-end Python (H/F)

PROFIL RECHERCHÉ
- Python exigé
- PostgreSQL exigé
- API REST exigée
- Docker exigé
- Au moins 5 ans d'expérience en développement
- Diplôme bac+5 en informatique
- Anglais courant exigé
- Allemand et espagnol appréciés
- Gestion de projet

SERAIENT UN PLUS
- Julia, Scala, Ruby, Perl ou Swift
- Jenkins, Chef, Pascal
- Redis, Kubernetes, Java, Kafka, Go, PHP, Symfony
- Power BI, SAP
";

/// The same for care, where titles have a gender more than elsewhere.
const CARE: &str = "Aide-soignant / Aide-soignante, ou infirmier / infirmière (H/F)

PROFIL RECHERCHÉ
- Diplôme d'État exigé
- Pansements complexes exigés
- Transmissions ciblées
- Au moins 3 ans d'expérience
- Permis B
- Anglais souhaité
- Animation d'équipe
";

fn all() -> &'static [Twins] {
    static ALL: OnceLock<Vec<Twins>> = OnceLock::new();
    ALL.get_or_init(twins)
}

fn people(side: fn(&Twins) -> &Person) -> Vec<&'static Person> {
    all().iter().map(side).collect()
}

async fn opening(office: &Office, posting: &str, people: &[&Person]) -> String {
    let resumes: Vec<_> = people.iter().map(|one| one.resume()).collect();
    office.opening_with(posting, &resumes).await
}

/// What a matrix holds once its labels, which are salted, are put aside; equals in any order.
fn bare(matrix: &Value) -> (Vec<String>, String) {
    let mut matrix = matrix.clone();
    let rows = matrix["applicants"].as_array_mut().expect("a list");
    let bare = rows.iter_mut().map(|row| {
        let row = row.as_object_mut().expect("an object");
        row.remove("applicant").expect("a label");
        let rank = row["rank"].as_u64().unwrap_or(u64::MAX);
        format!("{rank:05} {}", serde_json::to_string(row).expect("JSON"))
    });
    let mut bare: Vec<String> = bare.collect();
    bare.sort();
    matrix["applicants"] = Value::Null;
    (bare, matrix.to_string())
}

#[tokio::test]
async fn ranks_and_scores_of_twins_are_the_same_to_the_byte() {
    assert!(all().len() >= 40, "{} twins", all().len());
    for posting in [POSTING, CARE] {
        let office = Office::open().await;
        let own = opening(&office, posting, &people(|pair| &pair.own)).await;
        let twin = opening(&office, posting, &people(|pair| &pair.twin)).await;
        let (own, twin) = (office.matrix(&own, "view=blind").await, office.matrix(&twin, "view=blind").await);
        assert_eq!(own["applicants"].as_array().map(Vec::len), Some(all().len()), "all are read");
        let ((own, own_head), (twin, twin_head)) = (bare(&own), bare(&twin));
        assert_eq!(own_head, twin_head);
        if own != twin {
            panic!("{}", differences(&office, posting).await);
        }
    }
}

/// Which twins differ, and where: by name, since labels tell nothing.
async fn differences(office: &Office, posting: &str) -> String {
    let mut said = String::new();
    for pair in all() {
        let mut rows = Vec::new();
        for person in [&pair.own, &pair.twin] {
            let opening = opening(office, posting, &[person]).await;
            rows.push(bare(&office.matrix(&opening, "view=blind").await).0);
        }
        if rows[0] != rows[1] {
            let parts = |row: &str| row.split("{\"").map(str::to_owned).collect::<Vec<_>>();
            let (own, twin) = (parts(&rows[0][0]), parts(&rows[1][0]));
            said += &format!("\n{}:", pair.name);
            for (own, twin) in own.iter().zip(&twin).filter(|(own, twin)| own != twin).take(4) {
                said += &format!("\n  {own}\n  {twin}");
            }
        }
    }
    said
}

/// The rank of each pair of twins alone, so that a swap of two people cannot hide behind the sorted list above.
#[tokio::test]
async fn in_one_opening_twins_share_each_rank() {
    let office = Office::open().await;
    let both: Vec<&Person> = all().iter().flat_map(|pair| [&pair.own, &pair.twin]).collect();
    let id = opening(&office, POSTING, &both).await;
    let matrix = office.matrix(&id, "").await;
    let rows = matrix["applicants"].as_array().expect("a list");
    for pair in all() {
        let rank = |person: &Person| {
            let row = rows.iter().find(|row| row["document"] == person.file.as_str());
            let row = row.unwrap_or_else(|| panic!("{} is in the matrix", person.file));
            (row["rank"].clone(), row["fit"].clone(), row["coverage"].clone())
        };
        assert_eq!(rank(&pair.own), rank(&pair.twin), "{}", pair.name);
    }
}

#[tokio::test]
async fn a_blind_view_tells_nothing_of_a_person() {
    let office = Office::open().await;
    let (own, twin) = (people(|pair| &pair.own), people(|pair| &pair.twin));
    let of_no_one = said(&office, &office.opening_with(POSTING, &made()).await).await;
    for people in [own, twin] {
        let pages = said(&office, &opening(&office, POSTING, &people).await).await;
        assert!(pages.len() > 55, "pages and files: {}", pages.len());
        leaks(&people, &pages, &of_no_one);
    }
}

/// Resumes that hold none of the masked values, to learn which words the pages say of themselves.
fn made() -> Vec<Resume> {
    let skills = ["Python", "PostgreSQL", "Docker", "API REST", "Redis", "MySQL"];
    let made = (1..12).map(|at| {
        let text =
            Generator::new(at).resume(Tongue::Fr, &skills[..1 + at as usize % (skills.len() - 1)], 2_000);
        (format!("{at}.txt"), text.into_bytes())
    });
    made.collect()
}

/// All that a blind view says of an opening: where, and what.
async fn said(office: &Office, opening: &str) -> Vec<(String, String)> {
    let ids = office.ids(opening).await;
    let base = format!("/openings/{opening}");
    let mut all = Vec::new();
    for lang in ["fr", "en"] {
        all.push(format!("{base}?view=blind&lang={lang}"));
        all.push(format!("{base}/log?lang={lang}"));
        for form in ["csv", "json", "html"] {
            all.push(format!("{base}/files/matrix.{form}?view=blind&lang={lang}"));
        }
        let who: String = ids.iter().take(4).map(|id| format!("&who={id}")).collect();
        all.push(format!("{base}/compare?view=blind&lang={lang}{who}"));
    }
    all.extend(ids.iter().map(|id| format!("{base}/applicants/{id}?view=blind&lang=fr")));
    all.push(format!("/api/v1/openings/{opening}/applicants?view=blind"));
    let mut said = Vec::new();
    for path in all {
        let text = office.page(&path).await;
        assert!(text.len() > 200, "{path} says something");
        said.push((path, text));
    }
    let book = office.bytes(&format!("{base}/files/matrix.xlsx?view=blind")).await;
    said.push(("matrix.xlsx".to_owned(), unzipped(book)));
    said
}

/// The texts of all parts of a workbook.
fn unzipped(book: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook is an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        part.read_to_string(&mut all).expect("XML");
    }
    all
}

/// Panics with each masked value that shows. What pages say of no one too are their own words: "single", a name that is also a skill
/// asked for.
fn leaks(people: &[&Person], pages: &[(String, String)], of_no_one: &[(String, String)]) {
    let folded =
        |pages: &[(String, String)]| -> Vec<String> { pages.iter().map(|(_, text)| fold(text)).collect() };
    let (texts, others) = (folded(pages), folded(of_no_one).join("\n"));
    let mut shown = Vec::new();
    for (kind, value) in people.iter().flat_map(|one| &one.masked) {
        let value = fold(value);
        for ((path, _), text) in pages.iter().zip(&texts) {
            if is_said(text, &value) && !is_said(&others, &value) {
                shown.push(format!("{kind} {value} in {path}"));
            }
        }
    }
    assert!(shown.is_empty(), "{} masked values show:\n{}", shown.len(), shown.join("\n"));
}

fn fold(text: &str) -> String {
    text.to_lowercase().replace("&#x27;", "'").replace("&amp;", "&").replace('’', "'")
}

/// Whether a value stands in a text as words of its own.
fn is_said(text: &str, value: &str) -> bool {
    text.match_indices(value).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + value.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The check above finds what is there: in the view with names everyone shows.
#[tokio::test]
async fn the_check_of_masked_values_finds_them_where_names_are_shown() {
    let office = Office::open().await;
    let own: Vec<&Person> = people(|pair| &pair.own).into_iter().take(5).collect();
    let id = opening(&office, POSTING, &own).await;
    let page = fold(&office.page(&format!("/openings/{id}")).await);
    for person in own {
        assert!(
            person.masked.iter().any(|(kind, value)| kind == "name" && is_said(&page, &fold(value))),
            "{}",
            person.file
        );
    }
}
