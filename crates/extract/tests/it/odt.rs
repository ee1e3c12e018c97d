//! ODT through the child.

use sartor_core::document::{AsideKind, Format, FrameKind};
use sartor_extract::{Kind, Limits, ReadError, read_in_process};

use crate::outside::Outside;
use crate::{archive, read, reader};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:draw""#;

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        r##"<office:document-content {SPACES}><office:automatic-styles><style:style style:name="G"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>
        <style:style style:name="X"><style:text-properties text:display="none"/></style:style>
        <style:style style:name="W"><style:text-properties fo:color="#fefefe"/></style:style>
        <style:style style:name="D" style:parent-style-name="W"><style:paragraph-properties fo:background-color="#203040"/></style:style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"##
    );
    let styles = format!(
        "<office:document-styles {SPACES}><style:header><text:p>Zoé Martin</text:p></style:header></office:document-styles>"
    );
    let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
    let meta = format!(
        "<office:document-meta {SPACES}><office:meta><meta:keyword xmlns:meta=\"urn:meta\">Rust</meta:keyword></office:meta></office:document-meta>"
    );
    let parts = [("content.xml", content), ("styles.xml", styles), ("meta.xml", meta)];
    let parts = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    archive(&[("mimetype", kind)].into_iter().chain(parts).collect::<Vec<_>>())
}

#[test]
fn every_place_where_text_stands() {
    let body = r#"<text:tracked-changes><text:p>ôté</text:p></text:tracked-changes><text:h text:outline-level="2">Expérience</text:h>
        <text:p>R&amp;D   et
        suite<text:tab/>2020<text:line-break/>fin<text:s text:c="2"/>ici</text:p>
        <text:list><text:list-item><text:p><text:span text:style-name="G">gras</text:span></text:p></text:list-item></text:list>
        <table:table><table:table-row><table:table-cell><text:p>2019</text:p></table:table-cell><table:table-cell><text:p>Cheffe</text:p></table:table-cell></table:table-row></table:table>
        <text:p><draw:frame><draw:text-box><text:p>cadre</text:p></draw:text-box></draw:frame><text:a xlink:href="mailto:zoe@example.org">écrire</text:a><text:span text:style-name="X">caché</text:span></text:p>"#;
    let document = read(&odt(body));
    let expected =
        "Zoé Martin\n\nExpérience\nR&D et suite\t2020\nfin  ici\ngras\n\n2019\tCheffe\n\nécrire\n\ncadre\n";
    assert_eq!(document.text, expected);
    assert_eq!((document.format, document.lines[1].heading), (Format::Odt, Some(2)));
    let bold = document.lines.iter().find(|line| line.bold).unwrap();
    assert!(bold.bullet && bold.size == 14.0 && bold.span.of(&document.text) == "gras");
    assert_eq!((document.hidden[0].text.as_str(), document.hidden[0].way.as_str()), ("caché", "vanish"));
    assert_eq!(document.links[0].span.unwrap().of(&document.text), "écrire");
}

#[test]
fn what_is_not_seen_and_what_stands_beside_the_flow() {
    let white = r#"<text:p text:style-name="W">blanc</text:p>"#;
    let zero = '\u{200b}';
    let body = format!(
        r#"<text:p>vu</text:p>{white}<text:p text:style-name="D">clair</text:p>
        <table:table><table:table-row><table:table-cell>{white}</table:table-cell></table:table-row></table:table>
        <text:p>Ku{zero}bernetes<draw:frame><svg:desc xmlns:svg="urn:svg">logo</svg:desc><draw:text-box><text:p>cadre</text:p></draw:text-box></draw:frame></text:p>"#
    );
    let document = read(&odt(&body));
    assert_eq!(document.text, "Zoé Martin\n\nvu\nclair\n\nblanc\n\nKubernetes\n\ncadre\n");
    let hidden: Vec<_> = document.hidden.iter().map(|hidden| (&*hidden.text, &*hidden.way)).collect();
    assert_eq!(hidden, [("blanc", "colour")]);
    let frames: Vec<_> =
        document.frames.iter().map(|frame| (frame.kind, frame.span.of(&document.text).trim())).collect();
    assert_eq!(
        frames,
        [(FrameKind::Header, "Zoé Martin"), (FrameKind::Table, "blanc"), (FrameKind::TextBox, "cadre")]
    );
    let asides: Vec<_> = document.asides.iter().map(|aside| (&*aside.text, aside.kind)).collect();
    assert_eq!(asides, [("logo", AsideKind::AltText), ("Rust", AsideKind::Metadata)]);
    assert_eq!(document.signs.split, ["Kubernetes"]);
}

#[test]
fn entities_of_other_files_yield_nothing() {
    let outside = Outside::new();
    for address in outside.addresses() {
        let content = format!(
            "<!DOCTYPE x [<!ENTITY a PUBLIC \"-//X//Y\" \"{address}\">]><office:document-content {SPACES}><office:body><office:text><text:p text:id=\"&a;\">Zoé &a;Martin</text:p></office:text></office:body></office:document-content>"
        );
        let kind: &[u8] = b"application/vnd.oasis.opendocument.text";
        let bytes = archive(&[("mimetype", kind), ("content.xml", content.as_bytes())]);
        let document = read_in_process(&bytes, &Limits::default(), Kind::Layout).unwrap();
        assert_eq!(document.text, "Zoé Martin\n");
        outside.assert_untouched(&document.text);
    }
}

#[test]
fn entities_of_strangers_are_refused() {
    let xml: &[u8] = b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>";
    let bytes = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml)]);
    assert_eq!(reader().read(&bytes, Kind::Layout).unwrap_err(), ReadError::Damaged { format: Format::Odt });
}
