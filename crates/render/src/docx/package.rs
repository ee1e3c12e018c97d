//! The parts of a DOCX and the archive around them; nothing in it depends on the clock or on chance.

use std::io::{self, Cursor, Write};

use jiff::civil::Date;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::body::{Body, written};

pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the file says of itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Properties<'p> {
    pub(super) title: &'p str,
    pub(super) author: &'p str,
    /// `fr-FR`, `en-US`, `en-GB`.
    pub(super) locale: &'p str,
    pub(super) date: Date,
}

/// Puts the parts into an archive.
pub(super) fn pack(body: Body, styles: &str, properties: &Properties<'_>) -> io::Result<Vec<u8>> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", root()),
        ("docProps/core.xml", core(properties)),
        ("docProps/app.xml", app()),
        ("word/document.xml", body.document()),
        ("word/_rels/document.xml.rels", relations(&body.targets)),
        ("word/styles.xml", styles.to_owned()),
        ("word/numbering.xml", numbering()),
        ("word/settings.xml", settings(properties.locale)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Without a time of its own, an entry is of 1980.
        zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        zip.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn content_types() -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    let word = |name: &str| part(&format!("/word/{name}.xml"), &format!("{TYPE}.{name}+xml"));
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>{}{}{}{}{}{}</Types>",
        part("/word/document.xml", &format!("{TYPE}.document.main+xml")),
        word("styles"),
        word("numbering"),
        word("settings"),
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        part("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
}

fn root() -> String {
    related(&[
        ("document", &format!("{OFFICE}/officeDocument"), "word/document.xml", false),
        ("core", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml", false),
        ("app", &format!("{OFFICE}/extended-properties"), "docProps/app.xml", false),
    ])
}

fn relations(targets: &[String]) -> String {
    let kind = |name: &str| format!("{OFFICE}/{name}");
    let (styles, numbering, settings, link) =
        (kind("styles"), kind("numbering"), kind("settings"), kind("hyperlink"));
    let ids: Vec<String> = (1..=targets.len()).map(|at| format!("link{at}")).collect();
    let mut all: Vec<(&str, &str, &str, bool)> = vec![
        ("styles", &styles, "styles.xml", false),
        ("numbering", &numbering, "numbering.xml", false),
        ("settings", &settings, "settings.xml", false),
    ];
    all.extend(
        ids.iter().zip(targets).map(|(id, target)| (id.as_str(), link.as_str(), target.as_str(), true)),
    );
    related(&all)
}

fn related(list: &[(&str, &str, &str, bool)]) -> String {
    let one = |(id, kind, target, outside): &(&str, &str, &str, bool)| {
        let mode = if *outside { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"{mode}/>", written(target))
    };
    let inner: String = list.iter().map(one).collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
}

fn core(properties: &Properties<'_>) -> String {
    let (title, author) = (written(properties.title), written(properties.author));
    let date = format!("{}T00:00:00Z", properties.date);
    let time = |name: &str| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:{name}>");
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>{}</dc:language>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy>{}{}</cp:coreProperties>",
        properties.locale,
        time("created"),
        time("modified"),
    )
}

fn app() -> String {
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
     <Application>Sartor</Application></Properties>"
        .to_owned()
}

/// One list, of bullets.
fn numbering() -> String {
    format!(
        "<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/>\
         <w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"227\"/></w:pPr></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// No hyphenation, which cuts keywords; the layout of today's Word.
fn settings(locale: &str) -> String {
    format!(
        "<w:settings xmlns:w=\"{WORD}\"><w:autoHyphenation w:val=\"0\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{locale}\"/></w:settings>"
    )
}
