//! RTF through the child.

use sartor_core::document::{AsideKind, Document, Format, FrameKind};
use sartor_extract::{LimitKind, Limits, ReadError};

use crate::{read, refuse};

/// A document with the tables of a head before `body`.
fn rtf(body: &str) -> Document {
    let head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial{\*\falt Helvetica};}{\f1\fnil\fcharset2 Symbol;}{\f2\fnil\fcharset238 Arial CE;}}{\colortbl;\red255\green255\blue255;\red10\green20\blue30;}{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\*\cs2 Strong;}}{\info{\title Secret}}";
    read(format!("{head}{body}}}").as_bytes())
}

fn lines(document: &Document) -> Vec<&str> {
    document.lines.iter().map(|line| line.span.of(&document.text)).collect()
}

#[test]
fn letters_in_every_way_they_are_written() {
    let document = rtf(
        r"\pard D\'e9veloppeuse \u233\'e9t\u233? \uc0\u-10179\u-8638\uc1  {\uc2\u8217\'92\'92}ici\par {\f2 \'b3\'f3d\'9f} R&D \{a\}\~b\_c \ldblquote d\rdblquote\emdash e\tab f\line g\par",
    );
    assert_eq!(lines(&document), ["Développeuse été 🙂 ’ici", "łódź R&D {a} b-c “d”—e\tf", "g"]);
    assert_eq!((document.format, document.pages), (Format::Rtf, 1));
}

#[test]
fn looks_headings_and_lists() {
    let document = rtf(
        r"{\header\pard Zoé, \'e9t\'e9\par}{\footer\pard bas\par}\pard\s1\b\fs28 Exp\'e9rience\par\pard\plain\fs20 un {\b deux}\par{\listtext\pard\f1 \'b7\tab}\pard\ls1 SQL\par\pard{\f1\'b7} Rust\par",
    );
    assert_eq!(
        lines(&document),
        ["ZoÃ©, été", "Expérience", "un deux", "SQL", "• Rust", "bas"],
        "bytes outside of ASCII are in the encoding of the font"
    );
    let line = |at: usize| &document.lines[at];
    assert_eq!((line(1).heading, line(1).bold, line(1).size), (Some(1), true, 14.0));
    assert_eq!((line(2).heading, line(2).bold, line(2).size), (None, false, 10.0));
    assert!(line(3).bullet && line(4).bullet && !line(2).bullet);
    assert!(line(0).block < line(1).block && line(4).block < line(5).block);
}

#[test]
fn tables_and_tables_in_tables() {
    let document = rtf(
        r"\pard avant\par\trowd\cellx1000\cellx2000\pard\intbl 2019\cell Rust\cell\row\trowd\pard\intbl 2021\cell\pard\intbl SQL\cell\row\pard apr\'e8s\par\trowd\pard\intbl un\par deux\cell\pard\intbl\itap2 dedans\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\itap1 suite\cell\row\pard fin\par",
    );
    assert_eq!(
        document.text,
        "avant\n\n2019\tRust\n2021\tSQL\n\naprès\n\nun\ndeux\n\ndedans\n\nsuite\n\nfin\n"
    );
}

#[test]
fn what_is_not_text_is_passed_over() {
    let document = rtf(
        r"\pard a{\pict\wmetafile8 0102}{\*\shppict{\pict 0304}}{\*\unknown secret}{\object{\*\objdata 00}{\result b}}{\deleted\deleted ôté}\bin5 {{{{{c{\xe\v index}\par{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt\pard cadre\par}}{\shprslt{\*\do{\dptxbxtext cadre}}}}d\par",
    );
    assert_eq!(lines(&document), ["abc", "d", "cadre"]);
}

#[test]
fn hidden_words_and_links() {
    let document = rtf(
        r#"\pard vu {\v cach\'e9}{\cf1 blanc}{\cf2 encre}\par{\field{\*\fldinst{HYPERLINK "mailto:zoe@example.org"}}{\fldrslt{\ul zoe@example.org}}} fin\par\pard\cbpat2{\cf1 clair}\par"#,
    );
    assert_eq!(lines(&document), ["vu encre", "zoe@example.org fin", "clair"]);
    let hidden: Vec<(&str, &str)> =
        document.hidden.iter().map(|hidden| (hidden.text.as_str(), hidden.way.as_str())).collect();
    assert_eq!(hidden, [("caché", "vanish"), ("blanc", "colour")]);
    let [link] = &document.links[..] else { panic!("{:?}", document.links) };
    assert_eq!(
        (link.target.as_str(), link.span.unwrap().of(&document.text)),
        ("mailto:zoe@example.org", "zoe@example.org")
    );
}

#[test]
fn what_stands_beside_the_flow() {
    let document = rtf(
        r"{\header\pard haut\par}\pard\cols2 corps\par{\charscalex1 serr\u233?}\par\trowd\pard\intbl 2019\cell Rust\cell\row\pard{\shp{\*\shpinst{\shptxt\pard cadre\par}}}Ku\u8203?bernetes\par",
    );
    let frames: Vec<(FrameKind, &str)> =
        document.frames.iter().map(|frame| (frame.kind, frame.span.of(&document.text).trim())).collect();
    assert_eq!(
        frames[..3],
        [(FrameKind::Header, "haut"), (FrameKind::Table, "2019\tRust"), (FrameKind::TextBox, "cadre")]
    );
    assert_eq!(frames[3].0, FrameKind::Columns);
    assert_eq!((document.hidden[0].text.as_str(), document.hidden[0].way.as_str()), ("serré", "tiny"));
    assert_eq!(document.signs.split, ["Kubernetes"]);
    assert_eq!((document.asides[0].text.as_str(), document.asides[0].kind), ("Secret", AsideKind::Metadata));
}

#[test]
fn the_worked_example_says_the_same_in_rtf() {
    let words = |text: &str| text.replace('•', " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let rtf = read(include_bytes!("../../../../fixtures/formats/worked-example.rtf"));
    let docx = read(include_bytes!("../../../../fixtures/formats/worked-example.docx"));
    assert_eq!(words(&rtf.text), words(&docx.text));
    let headings = |document: &Document| -> Vec<String> {
        let heads = document.lines.iter().filter(|line| line.heading.is_some());
        heads.map(|line| line.span.of(&document.text).to_owned()).collect()
    };
    assert_eq!(headings(&rtf), headings(&docx));
}

#[test]
fn code_pages_of_dos_are_read() {
    let text = |head: &str, body: &str| read(format!("{{\\rtf1{head} {body}\\par}}").as_bytes()).text;
    assert_eq!(text("\\pca", "Andr\\'82 \\'d2tre \\'85 No\\'89l"), "André Être à Noël\n");
    assert_eq!(text("\\ansi\\ansicpg850", "\\'90t\\'82"), "Été\n");
    assert_eq!(text("\\pc", "Ren\\'82 100 \\'9c"), "René 100 £\n");
    let fonts = "\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\cpg437 B;}}";
    assert_eq!(text(fonts, "\\f0 caf\\'e9 \\f1 caf\\'82"), "café café\n");
}

#[test]
fn hostile_rtf_ends_in_its_own_code() {
    let deep = format!("{{\\rtf1 {}", "{".repeat(5_000));
    assert_eq!(
        refuse(deep.as_bytes(), &Limits::default()),
        ReadError::Limit { what: LimitKind::XmlDepth, limit: 256 }
    );
    assert_eq!(refuse(b"{\\rtf1 {\\pict 00", &Limits::default()), ReadError::Damaged { format: Format::Rtf });
    assert_eq!(refuse(b"{\\rtf1 \\pard\\par}", &Limits::default()), ReadError::NoText);
    // Closed more often than opened, a row without a table, numbers beyond all bounds, a surrogate alone.
    let odd =
        read(br"{\rtf1 a\row\cell\nestrow}}}}\u99999999999 \itap9999 b\nestcell\u-10179 \fs-5 c\bin99999999");
    assert!(odd.text.contains('a') && odd.text.contains('b'), "{}", odd.text);
}
