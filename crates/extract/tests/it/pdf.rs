//! PDF through the child.

use sartor_core::document::Format;
use sartor_extract::{Kind, Limits, ReadError};

use crate::{read, reader, refuse};

const TWO_COLUMNS: &[u8] = include_bytes!("../data/two_columns.pdf");

#[test]
fn two_columns_are_read_one_after_the_other() {
    let document = read(TWO_COLUMNS);
    insta::assert_snapshot!(document.text);
    let line = |text: &str| document.lines.iter().find(|line| line.span.of(&document.text) == text).unwrap();
    assert_eq!((document.format, document.pages), (Format::Pdf, 1));
    assert!(line("Zoé Martin").bold && line("Zoé Martin").size > 19.0);
    assert!(line("COMPÉTENCES").bold && !line("Kubernetes").bold);
    assert!(line("• Tests de charge et supervision").bullet && !line("2014 – 2019").bullet);
    assert!(line("EXPÉRIENCE PROFESSIONNELLE").x > line("CONTACT").x + 100.0);
    assert!(document.hidden.is_empty(), "white on blue is to be seen: {:?}", document.hidden);
}

#[test]
fn links_lie_on_their_words() {
    let document = read(TWO_COLUMNS);
    let [link] = &document.links[..] else { panic!("{:?}", document.links) };
    assert_eq!(link.target, "mailto:zoe.martin@example.org");
    assert_eq!(link.span.unwrap().of(&document.text), "zoe.martin@example.org");
}

#[test]
fn hidden_text_is_kept_apart() {
    let document = read(include_bytes!("../data/hidden.pdf"));
    let ways: Vec<(&str, &str)> =
        document.hidden.iter().map(|hidden| (hidden.way.as_str(), hidden.text.as_str())).collect();
    let expected = [
        ("colour", "blanc python java"),
        ("render_mode", "invisible scala"),
        ("tiny", "minuscule docker"),
        ("off_page", "dehors kafka"),
    ];
    assert_eq!(ways, expected);
    assert!(
        document.text.contains("comptable à Nantes") && document.text.contains("Titre en blanc sur bleu")
    );
    assert!(!expected.iter().any(|(_, text)| document.text.contains(text)));
}

#[test]
fn what_cannot_be_read_is_told() {
    let error = |bytes: &[u8]| reader().read(bytes, Kind::Layout).unwrap_err();
    assert_eq!(error(include_bytes!("../data/encrypted.pdf")), ReadError::Encrypted);
    assert_eq!(error(include_bytes!("../data/scanned.pdf")), ReadError::Scanned);
    assert_eq!(error(&TWO_COLUMNS[..TWO_COLUMNS.len() / 4]), ReadError::Damaged { format: Format::Pdf });
    assert_eq!(error(b"%PDF-1.4\n% nothing\n%%EOF"), ReadError::Damaged { format: Format::Pdf });
    let behind: Vec<u8> = [&[b' '; 900][..], b"text before ", TWO_COLUMNS].concat();
    assert_eq!(refuse(&behind, &Limits::default()), ReadError::TypeMismatch);
}

#[test]
fn the_naive_reader_is_another_one() {
    let document = reader().read(TWO_COLUMNS, Kind::Naive).unwrap();
    assert!(
        document.text.contains("Master informatique") && document.lines.iter().all(|line| line.size == 0.0)
    );
    assert_eq!(
        reader().read(include_bytes!("../data/encrypted.pdf"), Kind::Naive).unwrap_err().code(),
        "input.encrypted"
    );
}

/// A page of 600 by 800 points that draws `text` with the font `F`.
fn pdf(text: &str, font: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
        3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n\
        4 0 obj\n<</Length {}>>\nstream\n{text}\nendstream\nendobj\n5 0 obj\n{font}\nendobj\ntrailer\n<</Root 1 0 R>>",
        text.len()
    )
    .into_bytes()
}

#[test]
fn a_font_that_is_not_in_the_file_keeps_its_own_widths() {
    let widths = "480 ".repeat(91);
    let font = format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/Calibri/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 122/Widths[{widths}]>>"
    );
    let text = "BT /F 11 Tf 50 700 Td (Responsable des achats MWMWM) Tj ET";
    assert_eq!(read(&pdf(text, &font)).text, "Responsable des achats MWMWM\n");
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

#[test]
fn a_file_may_say_what_its_signs_stand_for() {
    let told = |actual: &str| {
        let text = format!(
            "BT /F 11 Tf 50 700 Td /Span <</ActualText({actual})>> BDC (@@) Tj EMC ( zoe.martin) Tj ET"
        );
        read(&pdf(&text, HELVETICA)).text
    };
    assert_eq!(told("GitHub:"), "GitHub: zoe.martin\n");
    let stuffed = "Kubernetes Terraform Scala Kafka Hadoop Spark";
    assert_eq!(told(stuffed), "@@ zoe.martin\n", "more than one sees is not there");
}

#[test]
fn a_passage_in_the_place_of_words_is_kept_apart() {
    let told = |actual: &str| {
        read(&pdf(
            &format!(
                "BT /F 11 Tf 50 700 Td /Span <</ActualText({actual})>> BDC (Conseil et vente) Tj EMC ET"
            ),
            HELVETICA,
        ))
    };
    let honest = told("Conseil & vente");
    assert_eq!((honest.text.as_str(), honest.asides.len()), ("Conseil & vente\n", 0));
    let stuffed = told("Kubernetes Terraform");
    assert_eq!(
        (stuffed.text.as_str(), stuffed.asides[0].text.as_str()),
        ("Conseil et vente\n", "Kubernetes Terraform")
    );
}

#[test]
fn words_that_run_over_the_edge_of_their_column_stay_whole() {
    let text = "0.1 0.2 0.4 rg 40 600 100 130 re f 1 g BT /F 11 Tf 50 700 Td (zoe.martin@example.com) Tj 0 -60 Td (Kubernetes Terraform Prometheus) Tj ET";
    let document = read(&pdf(text, HELVETICA));
    assert!(document.text.starts_with("zoe.martin@example.com\n"), "{}", document.text);
    assert!(document.hidden[0].text.contains("Prometheus"), "{:?}", document.hidden);
}

#[test]
fn text_across_the_page_does_not_break_its_lines() {
    let text = "BT /F 40 Tf 0.7071 0.7071 -0.7071 0.7071 150 250 Tm (DOCUMENT PROVISOIRE) Tj ET \
        BT /F 11 Tf 50 500 Td (Comptable chez Exemple depuis 2019) Tj 0 -14 Td (Tenue des comptes de trois agences) Tj ET";
    let document = read(&pdf(text, HELVETICA));
    assert_eq!(
        document.text,
        "Comptable chez Exemple depuis 2019\nTenue des comptes de trois agences\n\nDOCUMENT PROVISOIRE\n"
    );
}
