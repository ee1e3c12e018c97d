//! The styles of a DOCX, by design.

use std::fmt::Write;

use super::package::WORD;
use crate::paper::Design;

/// How a style looks; sizes in half points, spaces in twentieths of a point.
#[derive(Clone, Copy)]
struct Style {
    id: &'static str,
    /// As word processors show it in their own language.
    name: &'static str,
    base: &'static str,
    paragraph: &'static str,
    run: &'static str,
}

const fn style(
    id: &'static str,
    name: &'static str,
    base: &'static str,
    paragraph: &'static str,
    run: &'static str,
) -> Style {
    Style { id, name, base, paragraph, run }
}

/// Those that look alike in every design.
const COMMON: &[Style] = &[
    style(
        "ListBullet",
        "List Bullet",
        "Normal",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"40\"/><w:ind w:left=\"340\" w:hanging=\"227\"/>",
        "",
    ),
    style("BodyText", "Body Text", "Normal", "<w:spacing w:after=\"160\"/>", ""),
    style("Sender", "Sender", "Normal", "<w:spacing w:after=\"0\"/>", ""),
    style("Recipient", "Recipient", "Normal", "<w:spacing w:after=\"0\"/><w:ind w:left=\"5100\"/>", ""),
    style(
        "RecipientFirst",
        "Recipient First",
        "Recipient",
        "<w:spacing w:before=\"360\" w:after=\"0\"/>",
        "",
    ),
    style("Address", "Inside Address", "Normal", "<w:spacing w:after=\"0\"/>", ""),
    style(
        "AddressFirst",
        "Inside Address First",
        "Address",
        "<w:spacing w:before=\"240\" w:after=\"0\"/>",
        "",
    ),
    style(
        "PlaceDate",
        "Place and Date",
        "Normal",
        "<w:spacing w:before=\"360\" w:after=\"360\"/><w:ind w:left=\"5100\"/>",
        "",
    ),
    style("Date", "Date", "Normal", "<w:spacing w:before=\"300\" w:after=\"0\"/>", ""),
    style("Subject", "Subject", "Normal", "<w:spacing w:before=\"240\" w:after=\"240\"/>", "<w:b/>"),
    style("Salutation", "Salutation", "Normal", "<w:spacing w:before=\"240\" w:after=\"160\"/>", ""),
    style("Enclosure", "Enclosure", "Normal", "<w:spacing w:before=\"240\" w:after=\"0\"/>", ""),
];

const CLASSIC: &[Style] = &[
    style(
        "Title",
        "Title",
        "Normal",
        "<w:spacing w:after=\"40\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"42\"/>",
    ),
    style(
        "Subtitle",
        "Subtitle",
        "Normal",
        "<w:spacing w:after=\"60\"/><w:jc w:val=\"center\"/>",
        "<w:i/><w:sz w:val=\"24\"/>",
    ),
    style(
        "Contact",
        "Contact",
        "Normal",
        "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"20\"/>",
    ),
    style(
        "Heading1",
        "heading 1",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>\
         <w:spacing w:before=\"260\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:sz w:val=\"25\"/>",
    ),
    style("Employer", "Employer", "Normal", "<w:spacing w:after=\"50\"/>", "<w:i/>"),
];

const MODERN: &[Style] = &[
    style(
        "Title",
        "Title",
        "Normal",
        "<w:spacing w:after=\"40\"/>",
        "<w:b/><w:color w:val=\"17495C\"/><w:sz w:val=\"44\"/>",
    ),
    style("Subtitle", "Subtitle", "Normal", "<w:spacing w:after=\"60\"/>", "<w:sz w:val=\"25\"/>"),
    style(
        "Contact",
        "Contact",
        "Normal",
        "<w:spacing w:after=\"120\"/>",
        "<w:color w:val=\"46535C\"/><w:sz w:val=\"20\"/>",
    ),
    style(
        "Heading1",
        "heading 1",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"9FB4BD\"/></w:pBdr>\
         <w:spacing w:before=\"260\" w:after=\"100\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:color w:val=\"17495C\"/><w:sz w:val=\"25\"/>",
    ),
    style("Employer", "Employer", "Normal", "<w:spacing w:after=\"50\"/>", "<w:color w:val=\"46535C\"/>"),
];

/// The part `word/styles.xml`; `width` is that of the text, where the periods end.
pub(super) fn sheet(design: Design, locale: &str, french: bool, width: u32) -> String {
    let (font, size, own) = match design {
        // Fonts that every word processor has, or has a twin of.
        Design::Classic => ("Cambria", 22, CLASSIC),
        Design::Modern => ("Calibri", 22, MODERN),
    };
    let mut out = format!(
        "<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" \
         w:eastAsia=\"{font}\" w:cs=\"{font}\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"{locale}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/><w:spacing w:after=\"80\" w:line=\"259\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Period\"><w:name w:val=\"Period\"/><w:rPr><w:b w:val=\"0\"/></w:rPr></w:style>"
    );
    for style in COMMON.iter().chain(own) {
        let Style { id, name, base, paragraph, run } = style;
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    // An employer with items under it stays with them.
    out.push_str(
        "<w:style w:type=\"paragraph\" w:styleId=\"EmployerKept\"><w:name w:val=\"Employer Kept\"/><w:basedOn w:val=\"Employer\"/>\
         <w:pPr><w:keepNext/></w:pPr></w:style>",
    );
    // A French signature stands at the right, under place and date.
    let at = if french { 5_100 } else { 0 };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"Signature\"><w:name w:val=\"Signature\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:spacing w:before=\"560\"/><w:ind w:left=\"{at}\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"right\" w:pos=\"{width}\"/></w:tabs>\
         <w:spacing w:before=\"140\" w:after=\"20\"/><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>"
    );
    out
}
