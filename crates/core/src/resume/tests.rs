use proptest::prelude::*;

use super::*;
use crate::{Month, testing::matcher};

/// Every span lies in the text, and the sections cover it.
pub(super) fn sound(resume: &Resume) {
    let text = resume.text.as_str();
    let within = |span: Span| {
        assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{span:?} of {text:?}");
    };
    let spanned = |value: &Option<Spanned>| value.iter().for_each(|value| within(value.span));
    let contact = &resume.contact;
    for value in
        [&contact.name, &contact.email, &contact.phone, &contact.city, &resume.headline, &resume.summary]
    {
        spanned(value);
    }
    contact.links.iter().for_each(|link| within(link.span));
    let mut end = 0;
    for section in &resume.sections {
        assert_eq!(section.span.start, end, "{text:?}");
        within(section.span);
        spanned(&section.heading);
        end = section.span.end;
    }
    assert!(resume.sections.is_empty() || end == text.len());
    for entry in &resume.entries {
        within(entry.span);
        spanned(&entry.title);
        spanned(&entry.organisation);
        spanned(&entry.location);
        entry.period.iter().for_each(|period| within(period.span));
        entry.bullets.iter().for_each(|bullet| within(bullet.span));
    }
    resume.languages.iter().for_each(|language| within(language.span));
}

pub(super) fn read(text: &str) -> Resume {
    let resume = ResumeParser::new(matcher().lexicon()).parse(&Document::plain(text), matcher());
    sound(&resume);
    resume
}

pub(super) fn some(value: &Option<Spanned>) -> &str {
    value.as_ref().map_or("", |value| &value.text)
}

/// Title, employer, place, start and end of each entry.
pub(super) fn entries(text: &str) -> Vec<String> {
    read(text)
        .entries
        .iter()
        .map(|entry| {
            let period = entry.period.map_or("-".to_owned(), |period| {
                let start = period.start.map_or("?".to_owned(), |month| month.to_string());
                let end = match period.end {
                    PeriodEnd::Month(month) => month.to_string(),
                    PeriodEnd::Present => "now".to_owned(),
                };
                format!("{start} {end}")
            });
            format!(
                "{} @ {} @ {} @ {period}",
                some(&entry.title),
                some(&entry.organisation),
                some(&entry.location)
            )
        })
        .collect()
}

fn kinds(text: &str) -> Vec<Vec<SectionKind>> {
    read(text).sections.into_iter().map(|section| section.kinds).collect()
}

fn spoken(text: &str) -> Vec<(String, Option<u8>, bool)> {
    read(text).languages.into_iter().map(|language| (language.id, language.level, language.native)).collect()
}

#[test]
fn french_phone_name_and_place_are_understood() {
    let resume =
        read("Zoé Martin\nDéveloppeuse back-end\n06 12 34 56 78 | zoe.martin@example.fr | Lyon, France\n");
    assert_eq!(some(&resume.contact.name), "Zoé Martin");
    assert_eq!(some(&resume.headline), "Développeuse back-end");
    assert_eq!(some(&resume.contact.phone), "06 12 34 56 78");
    assert_eq!(resume.contact.phone_e164.as_deref(), Some("+33612345678"));
    assert_eq!(some(&resume.contact.city), "Lyon");
    assert_eq!(some(&resume.contact.email), "zoe.martin@example.fr");
}

#[test]
fn names_of_many_kinds_are_names() {
    for (text, name) in [
        ("Curriculum Vitae\nJean-Noël LE GOFF\nIngénieur\njn@example.fr", "Jean-Noël LE GOFF"),
        ("CV de Anaïs d'Aubigné\nanais@example.fr", "Anaïs d'Aubigné"),
        ("DUPONT Éric\nDéveloppeur\neric.dupont@example.fr", "DUPONT Éric"),
        ("Łukasz Wiśniewski\nlukasz@example.com", "Łukasz Wiśniewski"),
        ("Zoé\nDéveloppeuse back-end\nzoe@example.fr", "Zoé"),
        ("Développeur Java\nMarc van der Berg\nmarc.vanderberg@example.fr", "Marc van der Berg"),
        (
            "CONTACT\n06 12 34 56 78\nine.kerguelen@example.fr\nIne Kerguelen\nDéveloppeuse Python\nEXPÉRIENCE\n",
            "Ine Kerguelen",
        ),
    ] {
        assert_eq!(some(&read(text).contact.name), name, "{text}");
    }
    assert_eq!(read("EXPÉRIENCE\nDéveloppeur Java, Acme\n2019 - 2020").contact.name, None);
}

#[test]
fn a_name_cut_at_its_hyphen_is_whole() {
    let text = "Nolwenn Tréguier-\nDiallo\nDéveloppeuse back-end\nnolwenn.td@example.fr\n";
    let resume = read(text);
    let name = resume.contact.name.as_ref().unwrap();
    assert_eq!(
        (name.text.as_str(), name.span.of(text)),
        ("Nolwenn Tréguier-Diallo", "Nolwenn Tréguier-\nDiallo")
    );
    assert_eq!(some(&resume.headline), "Développeuse back-end");
    let name = |text: &str| some(&read(text).contact.name).to_owned();
    assert_eq!(name("Jean-\nNoël LE GOFF\njn.legoff@example.fr"), "Jean-Noël LE GOFF");
    assert_eq!(name("Zoé Martin -\nParis\nzoe.martin@example.fr"), "Zoé Martin");
    assert_eq!(name("Zoé Martin-\nDéveloppeuse web\nzoe.martin@example.fr"), "Zoé Martin");
    assert_eq!(name("Zoé Martin-\n\nDiallo\nzoe.martin@example.fr"), "Zoé Martin");
}

#[test]
fn a_side_column_read_first_keeps_the_name() {
    let text = "CONTACT\n06 12 34 56 78\nzoe.martin@example.fr\n69003 Lyon\n\nLANGUES\nAnglais : B2\n\nLOISIRS\nVoile\nChant choral\nLecture\nCuisine\nMarche\nVélo\n\nZoé Martin\nDéveloppeuse back-end\n\nEXPÉRIENCE\nDéveloppeuse web - Acme\n2019 - 2021\n";
    let resume = read(text);
    assert_eq!(some(&resume.contact.name), "Zoé Martin");
    assert_eq!(some(&resume.headline), "Développeuse back-end");
    assert_eq!(resume.kinds_at(text.find("Zoé").unwrap()), [SectionKind::Header]);
}

#[test]
fn links_shown_and_hidden_are_kept() {
    let mut document = Document::plain("Zoé Martin\ngithub.com/zoe-exemple portfolio\n");
    document.links.push(crate::document::Link { target: "https://zoe.example.org/".to_owned(), span: None });
    let links = ResumeParser::new(matcher().lexicon()).parse(&document, matcher()).contact.links;
    let links: Vec<&str> = links.iter().map(|link| link.text.as_str()).collect();
    assert_eq!(links, ["github.com/zoe-exemple", "https://zoe.example.org/"]);
}

#[test]
fn one_line_labels_open_sections_where_they_are_headings() {
    use SectionKind::*;
    assert_eq!(
        kinds("Zoé Martin\n\nCompétences\nLangages : Python, Go\nLangues : anglais (C1)\nOutils : Docker\n"),
        [vec![Header], vec![Skills], vec![Languages], vec![Skills]]
    );
    assert_eq!(
        kinds(
            "Zoé Martin\n\nExpérience\nDéveloppeuse - Acme, Lyon\n2019 - 2021\n- API REST\nEnvironnement technique : Python, Docker\n"
        ),
        [vec![Header], vec![Experience]]
    );
    assert_eq!(kinds("SKILLS\nLanguages: Go, Python\nData: PostgreSQL\n"), [vec![Skills]]);
    assert_eq!(
        kinds("Zoé\n\nCompétences\nPython\nExpérience préalable\nen banque\n"),
        [vec![Header], vec![Skills]]
    );
}

#[test]
fn what_stands_under_a_heading_decides() {
    use SectionKind::*;
    assert_eq!(kinds("Atouts\n\nRigueur, curiosité\n")[0], [SoftSkills]);
    assert_eq!(kinds("Atouts\n\nPython, Docker, PostgreSQL\n")[0], [Skills]);
    assert_eq!(kinds("Divers\n\nPermis B\n")[0], [Misc]);
    assert_eq!(kinds("Divers\n\nLecture, escalade\n")[0], [Interests]);
    assert_eq!(kinds("Vie associative\n\nTrésorier, 2019 - 2021\n")[0], [Volunteering]);
    assert_eq!(kinds("Vie associative\n\nClub d'échecs\n")[0], [Interests]);
}

#[test]
fn heads_of_entries_come_in_many_orders() {
    let one = |text: &str| {
        let list = entries(text);
        assert_eq!(list.len(), 1, "{text}: {list:?}");
        list.into_iter().next().unwrap()
    };
    let expected = "Développeuse web @ Acme @ Lyon @ 2019-03 2021-06";
    for text in [
        "EXPÉRIENCE\nDéveloppeuse web – Acme, Lyon\nmars 2019 – juin 2021\n- API\n",
        "EXPÉRIENCE\nmars 2019 – juin 2021 : Développeuse web - Acme, Lyon\n- API\n",
        "EXPÉRIENCE\n03/2019 - 06/2021\tDéveloppeuse web\nAcme, Lyon\n- API\n",
        "EXPÉRIENCE\n03/2019 - 06/2021\nDéveloppeuse web\nAcme, Lyon\n- API\n",
        "EXPÉRIENCE\nDéveloppeuse web\nAcme, Lyon\n03/2019 - 06/2021\n- API\n",
        "EXPÉRIENCE\nAcme, Lyon      03/2019 - 06/2021\nDéveloppeuse web\n- API\n",
        "EXPÉRIENCE\nDéveloppeuse web, Acme, Lyon | 03/2019 - 06/2021\n- API\n",
        "EXPÉRIENCE\nDéveloppeuse web chez Acme, Lyon (03/2019 - 06/2021)\n- API\n",
        "EXPÉRIENCE\nDéveloppeuse web | Acme, Lyon | 03/2019 - 06/2021\n- API\n",
        "EXPÉRIENCE\nDéveloppeuse web\nAcme, Lyon (CDI) | 03/2019 – 06/2021 · 2 ans 4 mois\n- API\n",
    ] {
        assert_eq!(one(text), expected, "{text}");
    }
    for text in [
        "EXPERIENCE\nSoftware Engineer at Acme\nMar 2019 - Jun 2021\n- API\n",
        "EXPERIENCE\nAcme — Mar 2019 – Jun 2021\nSoftware Engineer\n- API\n",
        "EXPERIENCE\nSoftware Engineer, Acme\nMar 2019 to Jun 2021\n- API\n",
    ] {
        assert_eq!(one(text), "Software Engineer @ Acme @  @ 2019-03 2021-06", "{text}");
    }
}

#[test]
fn a_first_job_without_a_date_and_without_signs_of_items_is_one() {
    let text = "EXPÉRIENCE\n\nDéveloppeuse web – Acme, Lyon\ndepuis la rentrée\n\nRefonte du site en PHP\nTutorat de 2 alternants\n\nDéveloppeuse PHP – Ar Bed\n03/2019 – 08/2021\n\nMigration des serveurs\n";
    let resume = read(text);
    assert_eq!(
        entries(text),
        ["Développeuse web @ Acme @ Lyon @ -", "Développeuse PHP @ Ar Bed @  @ 2019-03 2021-08"]
    );
    assert!(resume.entries[0].bullets.iter().any(|bullet| bullet.text.contains("Tutorat de 2 alternants")));
    // A title on the first lines of a dated head opens no entry of its own.
    let text = "EXPÉRIENCE\nDéveloppeuse web\nAcme\n\nLyon\n03/2019 – 08/2021\n- API\n";
    assert_eq!(entries(text).len(), 1, "{:?}", entries(text));
}

#[test]
fn one_employer_may_have_several_roles() {
    let text = "EXPERIENCE\nAcme, Leeds\nSenior Software Engineer  2021 - Present\n- API\nSoftware Engineer  2018 - 2021\n- SQL\n";
    assert_eq!(
        entries(text),
        [
            "Senior Software Engineer @ Acme @ Leeds @ 2021-01 now",
            "Software Engineer @ Acme @  @ 2018-01 2021-12"
        ]
    );
}

#[test]
fn wrapped_items_are_one() {
    let resume = read(
        "EXPÉRIENCE\nDéveloppeuse web - Acme\n2019 - 2021\n  - développement de fonctionnalités\n    de collectivités\n  - API REST\n",
    );
    let bullets: Vec<&str> = resume.entries[0].bullets.iter().map(|bullet| bullet.text.as_str()).collect();
    assert_eq!(bullets, ["développement de fonctionnalités\n    de collectivités", "API REST"]);
}

#[test]
fn certifications_are_a_line_each() {
    assert_eq!(
        entries(
            "CERTIFICATIONS\nAWS Certified Developer –\nAssociate, juin 2024\nOpquast, 850/1000, 2023\nCKA\n"
        ),
        [
            "AWS Certified Developer – Associate @  @  @ 2024-06 2024-06",
            "Opquast @  @  @ 2023-01 2023-12",
            "CKA @  @  @ -"
        ]
    );
}

#[test]
fn an_unread_date_is_no_year_of_experience() {
    let resume = read("EXPÉRIENCE\n\nDéveloppeuse web - Acme, Lyon (il y a longtemps)\n- API\n");
    assert_eq!(resume.entries.len(), 1);
    assert_eq!(resume.entries[0].period, None);
}

#[test]
fn experience_does_not_depend_on_the_clock() {
    let resume = read("EXPÉRIENCE\nDéveloppeuse web - Acme\n01/2020 - aujourd'hui\n- API\n");
    let count = |today| months_union(resume.entries.iter().filter_map(|entry| entry.period?.months(today)));
    assert_eq!(count(Month::new(2020, 12)), 12);
    assert_eq!(count(Month::new(2026, 11)), 83);
}

#[test]
fn levels_of_languages_are_read() {
    let fr = |rest: &str| spoken(&format!("LANGUES\n{rest}\n"));
    let one = |id: &str, level: u8| vec![(id.to_owned(), Some(level), level == 7)];
    assert_eq!(fr("Anglais : courant (C1)"), one("en", 5));
    assert_eq!(fr("Espagnol (notions)"), one("es", 2));
    assert_eq!(fr("Anglais - TOEIC 945"), one("en", 5));
    assert_eq!(fr("Allemand scolaire"), one("de", 2));
    assert_eq!(fr("Anglais technique"), one("en", 3));
    assert_eq!(fr("Anglais B1-B2"), one("en", 3));
    assert_eq!(fr("Français : langue maternelle"), vec![("fr".to_owned(), Some(6), true)]);
    assert_eq!(fr("Anglais : lu, parlé, écrit"), vec![("en".to_owned(), None, false)]);
    assert_eq!(
        fr("Anglais (B2), Allemand (A2)\nitalien"),
        vec![
            ("en".to_owned(), Some(4), false),
            ("de".to_owned(), Some(2), false),
            ("it".to_owned(), None, false)
        ]
    );
    assert_eq!(
        spoken("LANGUAGES\nEnglish – fluent\nSpanish: professional working proficiency\n"),
        vec![("en".to_owned(), Some(5), false), ("es".to_owned(), Some(4), false)]
    );
    assert_eq!(
        spoken("Zoé Martin\n\nFluent in English, lives in Lyon."),
        vec![("en".to_owned(), Some(5), false)]
    );
}

#[test]
fn a_resume_without_headings_has_its_jobs() {
    let text = "Zoé Martin\nDéveloppeuse back-end\nzoe.martin@example.fr\n\nDéveloppeuse web - Acme, Lyon\n03/2019 - 06/2021\n- API REST\n";
    assert_eq!(entries(text), ["Développeuse web @ Acme @ Lyon @ 2019-03 2021-06"]);
}

#[test]
fn the_json_resume_says_what_was_read() {
    let resume = read(
        "Zoé Martin\nDéveloppeuse\n06 12 34 56 78 zoe@example.fr\n\nEXPÉRIENCE\nDéveloppeuse web - Acme, Lyon\n03/2019 - aujourd'hui\n- API\n\nLANGUES\nAnglais : B2\n",
    );
    let json = to_json_resume(&resume, matcher());
    assert_eq!(json["basics"]["name"], "Zoé Martin");
    assert_eq!(json["meta"]["sartor"]["phone_e164"], "+33612345678");
    assert_eq!(json["work"][0]["startDate"], "2019-03");
    assert_eq!(json["work"][0].get("endDate"), None);
    assert_eq!(json["languages"][0]["fluency"], "B2");
    for (pointer, span) in json["meta"]["sartor"]["spans"].as_object().unwrap() {
        let value = json.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
        let place = Span::new(span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
        if let (Some(value), false) = (value.as_str(), pointer.ends_with("Date")) {
            assert_eq!(place.of(&resume.text), value, "{pointer}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,120}") {
        let resume = parse(&Document::plain(&text), matcher());
        sound(&resume);
        to_json_resume(&resume, matcher());
    }

    #[test]
    fn no_shuffled_resume_makes_it_panic(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("EXPÉRIENCE".to_owned()), Just("Langues : anglais (C1)".to_owned()), Just("- API REST (".to_owned()),
                Just("mars 2019 – ".to_owned()), Just("(2019 - 2020)".to_owned()), Just("## Formation".to_owned()), Just("".to_owned()),
                Just("Développeuse – Acme, Lyon  2019-2021".to_owned()), Just("a@b.fr | 06 12 34 56 78 | 69003 Lyon".to_owned()),
                Just("Licence, Université de X, 2014".to_owned()), Just("Nom : ".to_owned()), Just("İ Été 20 ǅ (ESN)".to_owned()),
                "[ A-Za-zéÀ0-9(),:/|*–-]{0,40}",
            ],
            0..24,
        )
    ) {
        sound(&parse(&Document::plain(&lines.join("\n")), matcher()));
    }
}

#[test]
fn the_foot_of_the_pages_is_in_no_section_but_may_hold_the_contact() {
    let mut document = Document::plain(
        "Zoé Martin\nDéveloppeuse\n\nFormation\nLicence d'informatique, Brest, 2014\n\nzoe.martin@example.org – page 1\n",
    );
    document.lines.last_mut().unwrap().running = true;
    let resume = ResumeParser::new(matcher().lexicon()).parse(&document, matcher());
    sound(&resume);
    assert_eq!(some(&resume.contact.email), "zoe.martin@example.org");
    let studies = |section: &&Section| section.kinds == [SectionKind::Education];
    let studies = resume.sections.iter().find(studies).unwrap();
    assert!(!studies.span.of(&resume.text).contains("page 1"));
}

#[test]
fn titles_with_words_cut_short() {
    let text = "Camille Martin\nDév. back-end\nLyon | camille@example.org\n\nEXPÉRIENCE PROFESSIONNELLE\n\n\
Atelier du Port\nDév. back-end\nJanvier 2022 - aujourd'hui\n- 3 ans de dév. web avec l'équipe\n\n\
Quai Neuf\nResp. qualité\nJanvier 2019 - décembre 2021\n- Suivi des contrôles\n";
    let resume = read(text);
    assert_eq!(some(&resume.headline), "Dév. back-end");
    assert_eq!(
        entries(text),
        [
            "Dév. back-end @ Atelier du Port @  @ 2022-01 now",
            "Resp. qualité @ Quai Neuf @  @ 2019-01 2021-12",
        ]
    );
    // Prose is no headline, and a name is none.
    let resume = read(&text.replace("Camille Martin", "Ing. Petr Svoboda").replacen(
        "Dév. back-end",
        "3 ans de dév. web",
        1,
    ));
    assert_eq!(some(&resume.contact.name), "Ing. Petr Svoboda");
    assert_eq!(some(&resume.headline), "");
}

#[test]
fn what_kind_of_job_it_was_is_no_employer() {
    let text = "Zoé Martin\n\nEXPÉRIENCE\n\nStage — analyste données, Mairie de Plouzic   Été 2018\n- Tableaux de bord\n\n\
Summer job – Waiter, Quayside Café   2016\n- Served the terrace\n\nStage, Mairie de Plouzic   mai 2015\n- Archives\n";
    let found: Vec<String> = entries(text);
    let found: Vec<&str> =
        found.iter().filter_map(|entry| entry.rsplit_once(" @ ").map(|(head, _)| head)).collect();
    assert_eq!(
        found,
        [
            "analyste données @ Mairie de Plouzic @ ",
            "Waiter @ Quayside Café @ ",
            "Stage @ Mairie de Plouzic @ "
        ]
    );
}

#[test]
fn a_word_that_only_carries_grammar_is_no_employer() {
    let text = "Zoé Martin\n\nEXPÉRIENCE\n\nde 2018 à fév. 2021 · Développeuse Java pour Coriandre Conseil, en\n- Lots de nuit Oracle ramenés de 5 h à 50 min\n";
    let found = entries(text);
    assert!(found[0].starts_with("Développeuse Java pour Coriandre Conseil @  @"), "{found:?}");
}
