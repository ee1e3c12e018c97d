//! DOCX through the child.

use sartor_core::document::{Format, FrameKind};
use sartor_extract::{Kind, Limits, ReadError, read_in_process};

use crate::outside::Outside;
use crate::{docx, read, reader, refuse};

const RELATIONS: &[u8] = br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>
    <Relationship Id="n" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/footnotes" Target="footnotes.xml"/>
    <Relationship Id="l" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/zoe" TargetMode="External"/>
    </Relationships>"#;
const HEADER: &[u8] = r#"<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Zoé Martin</w:t></w:r></w:p></w:hdr>"#.as_bytes();
const NOTES: &[u8] = r#"<w:footnotes xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:footnote><w:p><w:r><w:t>Note stricte</w:t></w:r></w:p></w:footnote></w:footnotes>"#.as_bytes();

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn every_place_where_text_stands() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&paragraph("imbriqué")));
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="Titre1"/></w:pPr><w:r><w:t>Expérience</w:t></w:r></w:p>"#.to_owned(),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&paragraph("2019 – 2021")), cell(&paragraph("Développeuse, Exemple"))),
        format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&format!("{}{}", paragraph("un"), paragraph("deux"))), cell(&inner)),
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>R&amp;D &#233;crite<w:t/></w:t><w:tab/><w:t>2020</w:t><w:br/><w:t>suite</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:ins><w:r><w:t>ajouté </w:t></w:r></w:ins><w:del><w:r><w:t>ôté</w:t><w:delText>ôté</w:delText></w:r></w:del><w:sdt><w:sdtPr><w:t>non</w:t></w:sdtPr><w:sdtContent><w:r><w:t>contrôlé</w:t></w:r></w:sdtContent></w:sdt></w:p>".to_owned(),
        format!("<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>ancre</w:t></w:r></w:p>", paragraph("cadre")),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:hyperlink r:id=\"l\"><w:r><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr><w:t>mon site</w:t></w:r></w:hyperlink></w:p>".to_owned(),
    ]
    .concat();
    let more: &[(&str, &[u8])] = &[
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/header1.xml", HEADER),
        ("word/footnotes.xml", NOTES),
    ];
    let document = read(&docx(&body, more));
    let expected = "Zoé Martin\n\nExpérience\n\n2019 – 2021\tDéveloppeuse, Exemple\n\nun\ndeux\n\nimbriqué\n\nR&D écrite\t2020\nsuite\najouté contrôlé\nancre\n\ncadre\n\nmon site\n\nNote stricte\n";
    assert_eq!(document.text, expected);
    let line = |text: &str| document.lines.iter().find(|line| line.span.of(&document.text) == text).unwrap();
    assert_eq!((document.format, line("Expérience").heading), (Format::Docx, Some(1)));
    assert!(line("R&D écrite\t2020").bullet && !line("ancre").bullet);
    assert!(line("mon site").bold && line("mon site").size == 14.0);
    assert_eq!((document.hidden[0].text.as_str(), document.hidden[0].way.as_str()), ("caché", "vanish"));
    assert_eq!(document.links[0].span.unwrap().of(&document.text), "mon site");
}

#[test]
fn entities_of_other_files_yield_nothing() {
    let outside = Outside::new();
    for address in outside.addresses() {
        let xml = format!(
            r#"<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p w:rsidR="&a;"><w:r><w:t>Zoé &a;Martin</w:t></w:r></w:p></w:body></w:document>"#
        );
        let bytes =
            crate::archive(&[("[Content_Types].xml", crate::TYPES), ("word/document.xml", xml.as_bytes())]);
        // Without the walls of the child, which would hide what the reader tries.
        let document = read_in_process(&bytes, &Limits::default(), Kind::Layout).unwrap();
        assert_eq!(document.text, "Zoé Martin\n");
        outside.assert_untouched(&document.text);
    }
}

#[test]
fn entities_of_strangers_are_refused() {
    let xml: &[u8] = br#"<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"#;
    let bytes = crate::archive(&[("[Content_Types].xml", crate::TYPES), ("word/document.xml", xml)]);
    assert_eq!(refuse(&bytes, &Limits::default()), ReadError::Damaged { format: Format::Docx });
}

#[test]
fn white_words_on_white_paper_are_hidden() {
    let white = |shade: &str| {
        format!("<w:p>{shade}<w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>blanc</w:t></w:r></w:p>")
    };
    let document = read(&docx(&format!("{}{}", paragraph("noir"), white("")), &[]));
    assert_eq!((document.text.as_str(), document.hidden[0].way.as_str()), ("noir\n", "colour"));
    let document = read(&docx(&white("<w:pPr><w:shd w:fill=\"1F3864\"/></w:pPr>"), &[]));
    assert_eq!((document.text.as_str(), document.hidden.len()), ("blanc\n", 0));
}

#[test]
fn the_naive_walk_misses_what_simple_parsers_miss() {
    let more: &[(&str, &[u8])] = &[("word/_rels/document.xml.rels", RELATIONS), ("word/header1.xml", HEADER)];
    let body =
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>{}", paragraph("cellule"), paragraph("corps"));
    let document = reader().read(&docx(&body, more), Kind::Naive).unwrap();
    assert_eq!(document.text, "corps\ncellule\n");
}

#[test]
fn a_document_without_words_is_told() {
    assert_eq!(refuse(&docx("<w:p/>", &[]), &Limits::default()), ReadError::NoText);
}

#[test]
fn what_stands_outside_the_flow_is_told() {
    let shape = format!("<w:p><w:r><w:txbxContent>{}</w:txbxContent></w:r></w:p>", paragraph("cadre"));
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("cellule"));
    let picture = r#"<w:p><w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:extent cx="1016000" cy="1270000"/><wp:docPr id="1" descr="Portrait"/><a:blip xmlns:a="urn:a"/></wp:inline></w:drawing></w:r></w:p>"#;
    let columns = r#"<w:sectPr><w:cols w:num="2"/></w:sectPr>"#;
    let body = [paragraph("corps").as_str(), &shape, &table, picture, columns].concat();
    let more: &[(&str, &[u8])] = &[("word/_rels/document.xml.rels", RELATIONS), ("word/header1.xml", HEADER)];
    let document = read(&docx(&body, more));
    let frames: Vec<(FrameKind, &str)> =
        document.frames.iter().map(|frame| (frame.kind, frame.span.of(&document.text).trim())).collect();
    assert_eq!(frames[0], (FrameKind::Header, "Zoé Martin"));
    assert!(
        frames.contains(&(FrameKind::TextBox, "cadre")) && frames.contains(&(FrameKind::Table, "cellule"))
    );
    assert!(frames.iter().any(|(kind, _)| *kind == FrameKind::Columns), "{frames:?}");
    assert_eq!(document.asides[0].text, "Portrait");
    assert!(document.pictures[0].is_portrait(), "{:?}", document.pictures);
}
