//! Resumes that hide words, each with a twin that looks alike and hides nothing.

use crate::{docx::Docx, pdf::Pdf};

/// The words that are hidden: skills that the visible resume does not have.
pub const SECRET: &str = "Kubernetes Terraform Ansible Prometheus";

/// One way of hiding words, and its twin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hiding {
    /// Its name.
    pub way: &'static str,
    /// `pdf` or `docx`.
    pub format: &'static str,
    /// The code of the finding that must come of it.
    pub code: &'static str,
    /// The file that hides.
    pub hidden: Vec<u8>,
    /// The file that looks alike and hides nothing.
    pub twin: Vec<u8>,
}

/// All ways of hiding, in PDF and in DOCX.
pub fn hidings() -> Vec<Hiding> {
    let mut all: Vec<Hiding> = PDF.iter().map(|one| one.build()).collect();
    all.extend(more_pdf());
    all.extend(docx());
    all
}

/// A way of hiding by what is drawn after the resume, and the legitimate drawing beside it.
struct Drawn {
    way: &'static str,
    code: &'static str,
    hidden: &'static str,
    twin: &'static str,
}

impl Drawn {
    fn build(&self) -> Hiding {
        let page = |content: &str| Pdf::resume().draw(&content.replace("SECRET", SECRET)).finish();
        Hiding {
            way: self.way,
            format: "pdf",
            code: self.code,
            hidden: page(self.hidden),
            twin: page(self.twin),
        }
    }
}

/// `/F1` is the font, `/Clear` a graphics state without ink, `/Pale` one of half ink, `/Im` an opaque picture.
const PDF: &[Drawn] = &[
    Drawn {
        way: "white on white",
        code: "hidden.colour",
        hidden: "1 g BT /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "0.1 0.2 0.4 rg 50 50 400 30 re f 1 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "in the colour of a box",
        code: "hidden.colour",
        hidden: "0.1 0.2 0.4 rg 50 50 400 30 re f 0.1 0.2 0.4 rg BT /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "0.9 g 50 50 400 30 re f 0 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "nearly white",
        code: "hidden.colour",
        hidden: "0.94 g BT /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "0.55 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "pale yellow on white",
        code: "hidden.colour",
        hidden: "1 1 0.93 rg BT /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "0.8 0.6 0.1 rg BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "without ink (render mode 3)",
        code: "hidden.render_mode",
        hidden: "BT 3 Tr /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "BT 2 Tr /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "transparent (alpha 0)",
        code: "hidden.colour",
        hidden: "/Clear gs BT /F1 10 Tf 60 60 Td (SECRET) Tj ET",
        twin: "/Pale gs BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "one point in size",
        code: "hidden.tiny",
        hidden: "BT /F1 1 Tf 60 60 Td (SECRET) Tj ET",
        twin: "BT /F1 6 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "shrunk by the text matrix",
        code: "hidden.tiny",
        hidden: "BT /F1 10 Tf 0.1 0 0 0.1 60 60 Tm (SECRET) Tj ET",
        twin: "BT /F1 1 Tf 9 0 0 9 60 60 Tm (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "shrunk by the page matrix",
        code: "hidden.tiny",
        hidden: "q 0.08 0 0 0.08 60 60 cm BT /F1 12 Tf 0 0 Td (SECRET) Tj ET Q",
        twin: "q 0.8 0 0 0.8 60 60 cm BT /F1 12 Tf 0 0 Td (Permis B, mobile en France) Tj ET Q",
    },
    Drawn {
        way: "left of the page",
        code: "hidden.off_page",
        hidden: "BT /F1 10 Tf -600 60 Td (SECRET) Tj ET",
        twin: "BT /F1 10 Tf 2 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "below the page",
        code: "hidden.off_page",
        hidden: "BT /F1 10 Tf 60 -90 Td (SECRET) Tj ET",
        twin: "BT /F1 10 Tf 60 6 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "under a rectangle",
        code: "hidden.covered",
        hidden: "0 g BT /F1 10 Tf 60 60 Td (SECRET) Tj ET 1 g 50 50 400 30 re f",
        twin: "1 g 50 50 400 30 re f 0 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "under a coloured banner, as text over it",
        code: "hidden.covered",
        hidden: "0 g BT /F1 10 Tf 60 60 Td (SECRET) Tj ET 0.2 0.3 0.6 rg 50 50 400 30 re f 1 g BT /F1 14 Tf 60 60 Td (Merci) Tj ET",
        twin: "0 g BT /F1 10 Tf 60 60 Td (Permis B) Tj ET /Pale gs 1 0.9 0 rg 50 50 400 30 re f",
    },
    Drawn {
        way: "under a picture",
        code: "hidden.covered",
        hidden: "0 g BT /F1 10 Tf 60 60 Td (SECRET) Tj ET q 400 0 0 30 50 50 cm /Im Do Q",
        twin: "q 20 0 0 20 30 55 cm /Im Do Q 0 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET",
    },
    Drawn {
        way: "clipped away",
        code: "hidden.clipped",
        hidden: "q 0 0 20 20 re W n BT /F1 10 Tf 60 60 Td (SECRET) Tj ET Q",
        twin: "q 50 50 400 30 re W n BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET Q",
    },
    Drawn {
        way: "clipped to nothing",
        code: "hidden.clipped",
        hidden: "q 60 60 0 0 re W n BT /F1 10 Tf 60 60 Td (SECRET) Tj ET Q",
        twin: "q 0 0 595 842 re W n BT /F1 10 Tf 0 1 -1 0 570 100 Tm (Permis B, mobile en France) Tj ET Q",
    },
    Drawn {
        way: "in the place of a sign (ActualText)",
        code: "hidden.alt_text",
        hidden: "BT /F1 10 Tf 60 60 Td /Span <</ActualText (SECRET)>> BDC (*) Tj EMC ET",
        twin: "BT /F1 10 Tf 60 60 Td /Span <</ActualText (Mail)>> BDC (*) Tj EMC ( zoe) Tj ET",
    },
    Drawn {
        way: "as the alternative text of a figure",
        code: "hidden.alt_text",
        hidden: "/Figure <</Alt (SECRET)>> BDC q 20 0 0 20 30 55 cm /Im Do Q EMC",
        twin: "/Figure <</Alt (Logo de l'association)>> BDC q 20 0 0 20 30 55 cm /Im Do Q EMC",
    },
];

/// Ways that need more than drawing.
fn more_pdf() -> Vec<Hiding> {
    let draw = format!("BT /F1 10 Tf 60 820 Td ({SECRET}) Tj ET");
    let info = |words: &str| format!("/Title (CV Zoe Martin) /Keywords ({words})");
    let wide = "0 g BT /F1 10 Tf 60 60 Td (Permis B, mobile en France) Tj ET";
    vec![
        Hiding {
            way: "outside of the crop box",
            format: "pdf",
            code: "hidden.off_page",
            hidden: Pdf::resume().crop("0 0 595 790").draw(&draw).finish(),
            twin: Pdf::resume().crop("0 0 595 840").draw(wide).finish(),
        },
        Hiding {
            way: "keywords in the properties",
            format: "pdf",
            code: "hidden.metadata",
            hidden: Pdf::resume().info(&info(SECRET)).finish(),
            twin: Pdf::resume().info(&info("CV, Python, PostgreSQL, Nantes")).finish(),
        },
    ]
}

fn docx() -> Vec<Hiding> {
    let run =
        |looks: &str, text: &str| format!("<w:p><w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let body = |content: String| Docx::resume().body(&content).finish();
    let plain = "Permis B, mobile en France";
    let cell = |fill: &str, looks: &str, text: &str| {
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val=\"clear\" w:fill=\"{fill}\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
            run(looks, text)
        )
    };
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let shaded = |fill: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:shd w:val=\"clear\" w:fill=\"{fill}\"/></w:pPr><w:r><w:rPr>{white}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let picture = |text: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"urn:wp\"><wp:docPr id=\"1\" descr=\"{text}\"/></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    // Zero-width spaces within words, and letters of another alphabet.
    let split: String = "Python".chars().map(|c| format!("{c}\u{200b}")).collect();
    let one = |way, code, hidden, twin| Hiding { way, format: "docx", code, hidden, twin };
    vec![
        one(
            "marked as hidden",
            "hidden.vanish",
            body(run("<w:vanish/>", SECRET)),
            body(run("<w:vanish w:val=\"0\"/>", plain)),
        ),
        one("white font", "hidden.colour", body(run(white, SECRET)), body(shaded("1F3864", plain))),
        one(
            "nearly white font",
            "hidden.colour",
            body(run("<w:color w:val=\"F2F2F2\"/>", SECRET)),
            body(run("<w:color w:val=\"7F7F7F\"/>", plain)),
        ),
        one(
            "in the colour of its shading",
            "hidden.colour",
            body(shaded("FFFFFF", SECRET)),
            body(shaded("808080", plain)),
        ),
        one(
            "white in a white cell",
            "hidden.colour",
            body(cell("FFFFFF", white, SECRET)),
            body(cell("1F3864", white, plain)),
        ),
        one(
            "one point in size",
            "hidden.tiny",
            body(run("<w:sz w:val=\"2\"/>", SECRET)),
            body(run("<w:sz w:val=\"12\"/>", plain)),
        ),
        one(
            "squeezed to one hundredth",
            "hidden.tiny",
            body(run("<w:w w:val=\"1\"/>", SECRET)),
            body(run("<w:w w:val=\"90\"/>", plain)),
        ),
        one(
            "white by a style",
            "hidden.colour",
            Docx::resume().style("<w:color w:val=\"FFFFFF\"/>", "").body(&styled(SECRET)).finish(),
            Docx::resume()
                .style("<w:color w:val=\"FFFFFF\"/>", "<w:shd w:val=\"clear\" w:fill=\"203040\"/>")
                .body(&styled(plain))
                .finish(),
        ),
        one(
            "zero-width characters within words",
            "hidden.zero_width",
            body(run("", &format!("{split} {split}"))),
            body(run("", "déve\u{ad}lop\u{ad}peur\u{200b} mobile")),
        ),
        one(
            "letters of another alphabet",
            "hidden.homoglyphs",
            body(run("", "Р\u{443}thon et J\u{430}v\u{430}")),
            body(run("", "Русский : bilingue · œuvre naïve, Ελληνικά")),
        ),
        one(
            "keywords in the properties",
            "hidden.metadata",
            Docx::resume().keywords(SECRET).finish(),
            Docx::resume().keywords("CV, Python").finish(),
        ),
        one(
            "as the alternative text of a picture",
            "hidden.alt_text",
            body(picture(SECRET)),
            body(picture("Logo de l’association")),
        ),
    ]
}

fn styled(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}
