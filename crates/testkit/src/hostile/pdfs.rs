//! PDF.

use super::Hostile;
use super::pdf::{Pdf, WORDS, flate, flate_blanks, lzw_blanks};

const BROKEN: &[&str] = &["input.damaged"];
const NO_TEXT: &[&str] = &["input.no_text"];
const READ: &[&str] = &["ok"];

/// Bombs, loops and traps in the structure, the streams, the fonts and the pictures of PDF files.
pub fn pdfs() -> Vec<Hostile> {
    let mut all = bombs();
    all.extend(tables());
    all.extend(trees());
    all.extend(drawings());
    all.extend(fonts());
    all.extend(pictures());
    all.extend(damage());
    all
}

fn bombs() -> Vec<Hostile> {
    let filtered =
        |filter: &str, data: &[u8]| Pdf::page("").stream(4, &format!("/Filter{filter}"), data).end("");
    let once = flate_blanks(24 << 20);
    let deep = flate(&flate_blanks(700 << 20));
    let hex = b"20".repeat(1 << 20);
    let eighty = "/ASCIIHexDecode".repeat(80);
    vec![
        Hostile::new("a Flate stream of 158 to 1", filtered("/FlateDecode", &once), NO_TEXT),
        // Which of its limits it meets first is a matter of the machine.
        Hostile::new(
            "Flate in Flate, to 700 MiB",
            filtered("[/FlateDecode/FlateDecode]", &deep),
            &["input.no_text", "input.crashed", "input.timeout"],
        ),
        // Next to the other one that takes all of its time, so that a test can have both read at once.
        Hostile::new("forms in forms, 10^10 times", forms_in_forms(), &["input.timeout"]),
        Hostile::new("LZW in Flate", filtered("[/FlateDecode/LZWDecode]", &flate(&lzw_blanks(600))), NO_TEXT),
        Hostile::new("eighty filters", filtered(&format!("[{eighty}]"), &hex), NO_TEXT),
        Hostile::new("an object stream of 158 to 1", object_stream(&once), BROKEN),
        Hostile::new(
            "210,000 letters",
            filtered("/FlateDecode", &flate(&letters(210_000))),
            &["input.limit"],
        ),
    ]
}

fn letters(count: usize) -> Vec<u8> {
    let row = b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) ' ";
    [b"BT /F 9 Tf 9 TL 50 700 Td ".as_slice(), &row.repeat(count / 100), b"ET"].concat()
}

fn object_stream(packed: &[u8]) -> Vec<u8> {
    Pdf::new()
        .object(1, "<</Type/Catalog/Pages 2 0 R>>")
        .stream(7, "/Type/ObjStm/N 100000000/First 10/Filter/FlateDecode", packed)
        .end("")
}

fn tables() -> Vec<Hostile> {
    let sound = || Pdf::page("").stream(4, "", WORDS);
    let start = sound().len();
    let chain = |prev: usize| sound().end(&format!("/Prev {prev}"));
    let stream_loop = {
        let keys = format!("/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Prev {start}");
        let mut bytes = sound().stream(8, &keys, &[0; 36]).end("");
        let table = bytes.windows(5).rposition(|window| window == b"xref\n").unwrap_or_default();
        bytes.truncate(table);
        bytes.extend(format!("startxref\n{start}\n%%EOF").bytes());
        bytes
    };
    vec![
        Hostile::new("a table of places that precedes itself", chain(start), READ),
        Hostile::new("a table of places far behind the end", chain(usize::MAX / 2), READ),
        Hostile::new("a stream of places that precedes itself", stream_loop, READ),
        Hostile::new("a size of 2^31", sound().end("/Size 2147483648"), READ),
        Hostile::new(
            "a length that is itself",
            Pdf::page("").raw(4, b"<</Length 4 0 R>>\nstream\nBT ET\nendstream").end(""),
            NO_TEXT,
        ),
        Hostile::new(
            "an object that is itself",
            Pdf::page("/X 6 0 R").object(6, "6 0 R").stream(4, "", WORDS).end(""),
            READ,
        ),
        Hostile::new("10,000 nested arrays", nest(b"[", 10_000), READ),
        Hostile::new("200,000 nested arrays", nest(b"[", 200_000), READ),
        Hostile::new("100,000 nested dictionaries", nest(b"<</A", 100_000), READ),
    ]
}

fn nest(open: &[u8], times: usize) -> Vec<u8> {
    Pdf::page("/X 6 0 R").raw(6, &open.repeat(times)).stream(4, "", WORDS).end("")
}

fn trees() -> Vec<Hostile> {
    let catalog = || Pdf::new().object(1, "<</Type/Catalog/Pages 2 0 R>>");
    let own = catalog()
        .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .object(3, "<</Type/Page/Parent 3 0 R/Contents 4 0 R/MediaBox[0 0 600 800]>>")
        .stream(4, "", WORDS);
    let round = catalog().object(2, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>");
    let mut doubling = catalog();
    for at in 2..40 {
        let next = at + 1;
        doubling = doubling.object(at, &format!("<</Type/Pages/Kids[{next} 0 R {next} 0 R]/Count 2>>"));
    }
    let doubling = doubling.object(40, "<</Type/Page/MediaBox[0 0 9 9]>>");
    let many = catalog()
        .object(2, &format!("<</Type/Pages/Kids[{}]/Count 100000>>", "3 0 R ".repeat(100_000)))
        .object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>");
    let deep = (2..20_000).fold(catalog(), |pdf, at| {
        pdf.object(at, &format!("<</Type/Pages/Parent {} 0 R/Kids[{} 0 R]/Count 1>>", at - 1, at + 1))
    });
    vec![
        Hostile::new("a page that is its own parent", own.end(""), READ),
        Hostile::new("a tree of pages that holds itself", round.end(""), BROKEN),
        Hostile::new("a tree of 2^38 pages", doubling.end(""), NO_TEXT),
        Hostile::new("one page 100,000 times", many.end(""), NO_TEXT),
        Hostile::new("a tree of 20,000 levels", deep.end(""), BROKEN),
        Hostile::new(
            "contents that hold themselves",
            Pdf::page("").object(4, "[4 0 R 4 0 R]").end(""),
            NO_TEXT,
        ),
    ]
}

/// A page with the content `data`, which can draw and paint with object 10.
fn drawing(data: &[u8]) -> Pdf {
    Pdf::page("/XObject<</X 10 0 R>>/Pattern<</P 10 0 R>>").stream(4, "", data)
}

/// Object `number`, a form that can draw the object `next`.
fn form(pdf: Pdf, number: u32, next: u32, data: &[u8]) -> Pdf {
    let keys = format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X {next} 0 R>>>>");
    pdf.stream(number, &keys, data)
}

fn forms_in_forms() -> Vec<u8> {
    let draw = b"/X Do ".repeat(10);
    (10..20).fold(drawing(b"/X Do"), |pdf, at| form(pdf, at, at + 1, &draw)).end("")
}

fn drawings() -> Vec<Hostile> {
    let own = form(drawing(&[WORDS, b"/X Do"].concat()), 10, 10, b"/X Do /X Do");
    let pattern = drawing(&[WORDS, b"/Pattern cs /P scn 0 0 600 800 re f"].concat()).stream(
        10,
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 10 0 R>>>>",
        b"/Pattern cs /P scn 0 0 600 800 re f",
    );
    let plain = |data: Vec<u8>| Pdf::page("").stream(4, "/Filter/FlateDecode", &flate(&data)).end("");
    let paths = [WORDS, &b"1 1 m 2 2 l S ".repeat(100_000)].concat();
    vec![
        Hostile::new("a form that draws itself", own.end(""), READ),
        Hostile::new("a pattern that paints itself", pattern.end(""), READ),
        Hostile::new("200,000 saved states", plain([&b"q ".repeat(200_000), WORDS].concat()), READ),
        Hostile::new("200,000 marks", plain([&b"/A BMC ".repeat(200_000), WORDS].concat()), READ),
        Hostile::new("100,000 nested operands", plain([&b"[".repeat(100_000), WORDS].concat()), NO_TEXT),
        Hostile::new("100,000 paths", plain(paths), READ),
    ]
}

fn fonts() -> Vec<Hostile> {
    let with = |font: &str| Pdf::page("/X 1 0 R").object(5, font).stream(4, "", WORDS);
    let drawn = Pdf::page("/Font<</F 6 0 R>>")
        .object(6, "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[1]/Encoding<</Differences[0/a 90/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F 6 0 R>>>>>>")
        .stream(7, "", b"1 0 d0 BT /F 1 Tf (ZZZZ) Tj ET")
        .stream(4, "", WORDS);
    let range = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap";
    let own = b"begincmap /Own usecmap endcmap";
    let mapped = |map: &[u8]| {
        with("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 8 0 R>>")
            .stream(8, "/UseCMap 8 0 R", map)
            .end("")
    };
    let program = with("<</Type/Font/Subtype/TrueType/BaseFont/A/FontDescriptor 8 0 R>>")
        .object(8, "<</Type/FontDescriptor/FontName/A/FontFile2 9 0 R>>")
        .stream(9, "", &[0, 1, 0, 0, 0xff, 0xff].repeat(2000));
    let parts = with("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]>>");
    vec![
        Hostile::new("a letter that draws itself", drawn.end(""), NO_TEXT),
        Hostile::new("a table of letters from 0 to 2^32", mapped(range), READ),
        Hostile::new("a table of letters that uses itself", mapped(own), READ),
        Hostile::new("a font of 65,535 tables that are not there", program.end(""), READ),
        Hostile::new("a font that is its own part", parts.end(""), READ),
    ]
}

fn pictures() -> Vec<Hostile> {
    let with = |keys: &str, data: &[u8]| {
        Pdf::page("/XObject<</X 10 0 R>>")
            .stream(4, "", &[WORDS, b"q 90 0 0 90 9 9 cm /X Do Q"].concat())
            .stream(10, &format!("/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB{keys}"), data)
            .end("")
    };
    let noise: Vec<u8> = (0_u32..50_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let blank = flate_blanks(64 << 20);
    vec![
        Hostile::new("a picture of 10 GB", with("/Filter/FlateDecode", &blank), READ),
        Hostile::new("noise as JPEG 2000", with("/Filter/JPXDecode", &noise), READ),
        Hostile::new("noise as JPEG", with("/Filter/DCTDecode", &noise), READ),
        Hostile::new("noise as JBIG2", with("/Filter/JBIG2Decode", &noise), READ),
        Hostile::new(
            "noise as a fax",
            with("/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000/Rows 60000>>", &noise),
            READ,
        ),
        Hostile::new("a mask that is its own mask", with("/SMask 10 0 R", &noise), READ),
    ]
}

fn damage() -> Vec<Hostile> {
    let sound = Pdf::page("").stream(4, "", WORDS).end("");
    let scan = Pdf::page("/XObject<</X 10 0 R>>")
        .stream(4, "", b"q 600 0 0 800 0 0 cm /X Do Q")
        .stream(
            10,
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
            b"a",
        )
        .end("");
    let recoded: String = sound.iter().map(|byte| char::from(*byte)).collect();
    let mut archive = sound.clone();
    archive.extend(b"PK\x03\x04rest\x00PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    vec![
        Hostile::new("a sound page", sound.clone(), READ),
        Hostile::new(
            "a PDF under a password",
            Pdf::page("").stream(4, "", WORDS).end("/Encrypt<</Filter/Own/V 9>>"),
            &["input.encrypted"],
        ),
        Hostile::new("a PDF cut in its first object", &sound[..40], BROKEN),
        Hostile::new("a PDF cut before its page", &sound[..100], BROKEN),
        Hostile::new("a PDF sent as if it were text", recoded, READ),
        Hostile::new("nothing but a first line", b"%PDF-1.7\n".as_slice(), BROKEN),
        Hostile::new("a PDF that is an archive as well", archive, READ),
        Hostile::new("a page that is a picture", scan, &["input.scanned"]),
        Hostile::new("a page without words", Pdf::page("").stream(4, "", b"0 0 m 9 9 l S").end(""), NO_TEXT),
    ]
}
