use super::*;
use crate::testing::lexicon;

fn told(text: &str) -> Vec<String> {
    periods(text, lexicon())
        .iter()
        .map(|period| {
            assert!(text.get(period.span.start..period.span.end).is_some());
            let start = period.start.map_or("?".to_owned(), |month| month.to_string());
            let end = match period.end {
                PeriodEnd::Month(end) => end.to_string(),
                PeriodEnd::Present => "now".to_owned(),
            };
            format!("{start} {end}{}", if period.year_only { " y" } else { "" })
        })
        .collect()
}

fn one(text: &str) -> String {
    let list = told(text);
    assert_eq!(list.len(), 1, "{text}: {list:?}");
    list.into_iter().next().unwrap_or_default()
}

#[test]
fn slashed_dates_and_french_open_ends_give_experience() {
    assert_eq!(one("03/2019 - 12/2021"), "2019-03 2021-12");
    assert_eq!(one("janv. 2021 – aujourd’hui"), "2021-01 now");
    assert_eq!(one("2020/01 - Aujourd'hui"), "2020-01 now");
    assert_eq!(one("01/2020 à 03/2022"), "2020-01 2022-03");
    assert_eq!(one("nov. 2020 – à ce jour"), "2020-11 now");
    assert_eq!(one("2012-actuel"), "2012-01 now y");
    assert_eq!(one("fev. 2025 a aujourd'hui : DEV"), "2025-02 now");
    assert_eq!(one("2019 -- Présent"), "2019-01 now y");
    assert_eq!(one("05.2018 - 06.2019"), "2018-05 2019-06");
    assert_eq!(one("mars 2020 à ce jour"), "2020-03 now");
    assert_eq!(one("Jan 2020 to date"), "2020-01 now");
    assert_eq!(one("March 2020 till now"), "2020-03 now");
    assert_eq!(one("mai 2019 jusqu'à aujourd'hui"), "2019-05 now");
    assert_eq!(one("2021 (en cours)"), "2021-01 now y");
}

#[test]
fn how_long_something_holds_is_no_period() {
    for text in [
        "CACES R489 (valide 2028)",
        "valide jusqu'en 2028",
        "Validité : 12/2027",
        "AWS, valid until June 2027",
    ] {
        assert_eq!(told(text), [""; 0], "{text}");
    }
    assert_eq!(told("CACES R489 (valide), 2021"), ["2021-01 2021-12 y"]);
}

#[test]
fn a_word_cut_short_keeps_its_stop() {
    let written = |text: &'static str| periods(text, lexicon())[0].span.of(text);
    assert_eq!(written("03.2022 → auj. Développeuse"), "03.2022 → auj.");
    assert_eq!(written("depuis mars 2019. Développeuse"), "depuis mars 2019");
    assert_eq!(written("2019 - aujourd'hui. Développeuse"), "2019 - aujourd'hui");
}

#[test]
fn dashes_of_all_lengths_are_ranges() {
    for dash in ["-", "–", "—", "‒", "−", "--", "---", "->", "→", "=>"] {
        assert_eq!(one(&format!("mars 2019 {dash} juin 2020")), "2019-03 2020-06", "{dash}");
        assert_eq!(one(&format!("2012{dash}2015")), "2012-01 2015-12 y", "{dash}");
    }
    assert_eq!(one("Avr.--Sep. 2009"), "2009-04 2009-09");
    assert_eq!(one("septembre 2019 – février\n2022"), "2019-09 2022-02");
}

#[test]
fn one_year_serves_both_months() {
    assert_eq!(one("Juin à Septembre 2013"), "2013-06 2013-09");
    assert_eq!(one("Avril-Août 2015"), "2015-04 2015-08");
    assert_eq!(one("Mars - Juin 2016"), "2016-03 2016-06");
    assert_eq!(one("de mars à août 2019"), "2019-03 2019-08");
    assert_eq!(one("févr. – août 2013"), "2013-02 2013-08");
    assert_eq!(one("Novembre - Février 2016"), "2015-11 2016-02");
    assert_eq!(one("Juillet/Août 2011-2012"), "2011-07 2012-08");
    assert_eq!(one("de mars 2019 à juin 2021"), "2019-03 2021-06");
}

#[test]
fn since_and_until_leave_one_end_open() {
    assert_eq!(one("Depuis Septembre 2016"), "2016-09 now");
    assert_eq!(one("depuis 2019"), "2019-01 now y");
    assert_eq!(one("Since March 2019"), "2019-03 now");
    assert_eq!(one("jusqu'en 2018"), "? 2018-12 y");
    assert_eq!(one("until June 2018"), "? 2018-06");
    assert_eq!(one("depuis avril 2021"), "2021-04 now");
}

#[test]
fn parts_of_years_are_months() {
    assert_eq!(one("Q3 2020"), "2020-07 2020-09");
    assert_eq!(one("T4 2024"), "2024-10 2024-12");
    assert_eq!(one("S1 2015"), "2015-01 2015-06");
    assert_eq!(one("1er semestre 2015"), "2015-01 2015-06");
    assert_eq!(one("Summer 2019"), "2019-06 2019-08 y");
    assert_eq!(one("Été 2019"), "2019-06 2019-08 y");
    assert_eq!(one("Étés 2019 -- 2021"), "2019-06 2021-08 y");
    assert_eq!(one("Étés 2023 et 2024"), "2023-06 2024-08 y");
    assert_eq!(one("2020-01-15"), "2020-01 2020-01");
    assert_eq!(one("2008-12"), "2008-12 2008-12");
    assert_eq!(one("2012-15"), "2012-01 2015-12 y");
    assert_eq!(one("juin 2024"), "2024-06 2024-06");
    assert_eq!(one("2017"), "2017-01 2017-12 y");
    assert_eq!(one("1er mars 2020 - 3 mai 2021"), "2020-03 2021-05");
    assert_eq!(one("Sept '21 to Jun '22"), "2021-09 2022-06");
}

#[test]
fn a_year_of_two_digits_after_a_month_is_read() {
    assert_eq!(one("depuis sept. 21"), "2021-09 now");
    assert_eq!(one("Depuis sept. 21 Développeuse Symfony"), "2021-09 now");
    assert_eq!(one("since Sept 21"), "2021-09 now");
    assert_eq!(one("mars 19 - juin 21"), "2019-03 2021-06");
    assert_eq!(one("de mars 19 à juin 21"), "2019-03 2021-06");
    assert_eq!(one("janv. 2020 – déc. 21"), "2020-01 2021-12");
    assert_eq!(one("oct. 98 – déc. 2001"), "1998-10 2001-12");
    assert_eq!(one("Sept 21 – present"), "2021-09 now");
    assert_eq!(one("Sept 21 to date"), "2021-09 now");
    assert_eq!(one("Sep-21 – Dec-22"), "2021-09 2022-12");
    assert_eq!(one("mars/19 - juin/21"), "2019-03 2021-06");
    assert_eq!(one("mars\u{a0}19 - 03/21"), "2019-03 2021-03");
    assert_eq!(one("fe\u{301}vr. 19 – aou\u{302}t 20"), "2019-02 2020-08");
    assert_eq!(one("juin à septembre 13"), "2013-06 2013-09");
    assert_eq!(one("until June 18"), "? 2018-06");
    assert_eq!(one("Baccalauréat S, juin 14, Quimper"), "2014-06 2014-06");
    assert_eq!(one("Internship (Sept 21)"), "2021-09 2021-09");
    assert_eq!(one("Internship\nSept. 21\nBrest"), "2021-09 2021-09");
    assert_eq!(one("Migration, Jan 99"), "1999-01 1999-01");
    assert_eq!(one("sept. '21 – déc. ’22"), "2021-09 2022-12");
}

#[test]
fn days_and_hours_are_no_years() {
    assert_eq!(one("21 septembre 2020"), "2020-09 2020-09");
    assert_eq!(one("March 21, 2020"), "2020-03 2020-03");
    assert_eq!(one("Jan 15 2020 – Feb 20 2021"), "2020-01 2021-02");
    assert_eq!(one("Jan 15 – Feb 20, 2021"), "2021-02 2021-02");
    assert_eq!(one("January 5, 2020 – March 14"), "2020-01 2020-01");
    assert_eq!(one("mars 2020 – Sept 14"), "2020-03 2020-03");
    for text in [
        "le 3 mars 19h",
        "le 3 mars 19 h",
        "le 3 mars 19:30",
        "le 3 mars 19",
        "le 1er mars 19",
        "12 mars",
        "en mars 21 personnes ont été formées",
        "depuis mars 21 clients",
        "en mars 21 % de plus",
        "mars 12 000 €",
        "en mars, 21 recrues",
        "the concert of March 21",
        "Open from March 21",
        "Sept 21-23",
        "Oct 31 – Nov 2",
        "Aug 30 – Sept 12",
        "juin 45",
        "a été 21 fois",
        "Java 11, Spring 23",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

proptest::proptest! {
    /// Of any month and year, written short, the same is read as written in full; of any day, nothing else.
    #[test]
    fn a_short_year_is_the_year(month in 0_usize..12, from in 1990_i32..2030, years in 0_i32..10, dot in 0_usize..3) {
        const FRENCH: [&str; 12] = [
            "janv.", "février", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ];
        let name = FRENCH[month];
        let dash = [" – ", " à ", "-"][dot];
        let to = from + years;
        let short = format!("{name} {:02}{dash}{name} {:02}", from % 100, to % 100);
        let full = format!("{name} {from}{dash}{name} {to}");
        proptest::prop_assert_eq!(told(&short), told(&full));
        let day = format!("le {} {} 20{:02}", 1 + from % 28, name, years);
        proptest::prop_assert_eq!(one(&day), format!("20{years:02}-{:02} 20{years:02}-{:02}", month + 1, month + 1));
        proptest::prop_assert_eq!(told(&format!("le {} {name} {:02} h", 1 + from % 28, years + 10)), Vec::<String>::new());
    }
}

#[test]
fn ends_in_the_wrong_order_are_sorted() {
    assert_eq!(one("Septembre 2007 - Décembre 2006"), "2006-12 2007-09");
    assert_eq!(one("Juin 2011 /\nAvril 2010"), "2010-04 2011-06");
}

#[test]
fn linkedin_writes_the_duration_beside() {
    assert_eq!(one("Jan 2020 - Present · 3 yrs 2 mos"), "2020-01 now");
    assert_eq!(one("mai 2018 - juil. 2020 · 2 ans 3 mois"), "2018-05 2020-07");
    assert_eq!(told("3 ans 2 mois"), Vec::<String>::new());
    assert_eq!(told("1 yr 3 mos, depuis 3 ans"), Vec::<String>::new());
}

#[test]
fn births_ages_and_licences_are_no_experience() {
    for text in [
        "né le 02/08/1988",
        "Née en 1990 à Lyon",
        "12 Février 1985 - Permis B",
        "Permis B depuis 2006",
        "Âge : 39",
        "Date of birth: 3 May 1990",
        "Date de naissance : 1988-08-02",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn numbers_are_no_dates() {
    for text in [
        "06 12 34 56 78",
        "555-2019",
        "14 000 fiches",
        "2000 € HT",
        "PostgreSQL 11 vers 15",
        "ES2015",
        "850/1000",
        "99,95 %",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn overlapping_jobs_count_once() {
    let range = |a, b, c, d| (Month::new(a, b), Month::new(c, d));
    assert_eq!(months_union([range(2020, 1, 2020, 12), range(2020, 1, 2020, 12)].into_iter()), 12);
    assert_eq!(months_union([range(2018, 10, 2021, 3), range(2020, 1, 2023, 6)].into_iter()), 57);
    assert_eq!(months_union([range(2010, 1, 2020, 12), range(2012, 1, 2012, 12)].into_iter()), 132);
}

#[test]
fn all_stints_count_not_the_longest() {
    let range = |a, b, c, d| (Month::new(a, b), Month::new(c, d));
    let stints = [range(2021, 1, 2021, 6), range(2015, 1, 2016, 12), range(2012, 3, 2012, 3)];
    assert_eq!(months_union(stints.into_iter()), 31);
    assert_eq!(months_union(std::iter::empty()), 0);
}
