//! A PDF written by hand: one page, one font, what a test draws on it.

use std::fmt::Write;

/// A page under construction; coordinates as PDF has them, from the lower left, in points.
///
/// ```
/// let bytes = sartor_testkit::Pdf::resume().draw("BT /F1 9 Tf 60 60 Td (Permis B) Tj ET").finish();
/// assert!(bytes.starts_with(b"%PDF-1.7"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    content: String,
    crop: Option<String>,
    info: String,
}

/// The lines of a short resume of an invented person, in the order in which one reads them.
pub(crate) const LINES: &[&str] = &[
    "Zoé Martin",
    "Développeuse Python",
    "zoe.martin@example.fr - 06 39 98 12 34 - Nantes",
    "",
    "EXPÉRIENCE PROFESSIONNELLE",
    "Développeuse Python, Atelier Solène, Nantes - mars 2021 à aujourd'hui",
    "- Reprise de l'API de facturation en Python et PostgreSQL pour 40 agences",
    "- Passage de 3 à 1 jour du délai de clôture mensuelle",
    "Développeuse web, Coopérative du Lez, Montpellier - janvier 2018 à février 2021",
    "- Site de réservation de 12 gîtes en Python et SQL",
    "",
    "FORMATION",
    "Master informatique, Université de Nantes - 2017",
    "",
    "COMPÉTENCES",
    "Python, PostgreSQL, SQL, Git",
    "",
    "LANGUES",
    "Français (langue maternelle), anglais (B2)",
];

impl Pdf {
    /// An empty page of A4.
    pub fn new() -> Self {
        Self { content: String::new(), crop: None, info: String::new() }
    }

    /// A page with a short resume of an invented person.
    pub fn resume() -> Self {
        let mut content = String::from("0 g BT /F1 10 Tf 14 TL 60 780 Td ");
        for line in LINES {
            let _ = write!(content, "({}) Tj T* ", literal(line));
        }
        Self { content: content + "ET\n", ..Self::new() }
    }

    /// A page with the lines of a text, long ones cut between words, in letters as large as all of them allow.
    ///
    /// ```
    /// let bytes = sartor_testkit::Pdf::page("Zoé Martin\n\nCompétences\nPython, Docker").finish();
    /// assert!(bytes.windows(6).any(|window| window == b"Python"));
    /// ```
    pub fn page(text: &str) -> Self {
        let mut lines = Vec::new();
        for line in text.lines() {
            let mut cut = String::new();
            for word in line.split(' ') {
                if cut.len() + word.len() > 100 {
                    lines.push(std::mem::take(&mut cut));
                }
                if !cut.is_empty() {
                    cut.push(' ');
                }
                cut.push_str(word);
            }
            lines.push(cut);
        }
        let leading = (740 / lines.len().max(1)).clamp(2, 14);
        let size = leading * 3 / 4;
        let mut content = format!("0 g BT /F1 {size} Tf {leading} TL 50 790 Td ");
        for line in lines {
            let _ = write!(content, "({}) Tj T* ", literal(&line));
        }
        Self { content: content + "ET\n", ..Self::new() }
    }

    /// Adds operators to the content of the page.
    #[must_use]
    pub fn draw(mut self, operators: &str) -> Self {
        self.content.push_str(operators);
        self.content.push('\n');
        self
    }

    /// Sets the crop box.
    #[must_use]
    pub fn crop(mut self, corners: &str) -> Self {
        self.crop = Some(corners.to_owned());
        self
    }

    /// Sets entries of the dictionary of properties.
    #[must_use]
    pub fn info(mut self, entries: &str) -> Self {
        self.info = entries.to_owned();
        self
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        let crop = self.crop.map(|corners| format!("/CropBox[{corners}]")).unwrap_or_default();
        let content = latin(&self.content);
        let objects: Vec<Vec<u8>> = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{crop}/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>\
                 /ExtGState<</Clear<</ca 0/CA 0>>/Pale<</ca 0.5/CA 0.5>>>>/XObject<</Im 6 0 R>>>>>>"
            )
            .into_bytes(),
            stream("", &content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
            stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", &[200]),
            format!("<<{}>>", self.info).into_bytes(),
        ];
        assemble(&objects)
    }
}

impl Default for Pdf {
    fn default() -> Self {
        Self::new()
    }
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<<{entries}/Length {}>>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

/// Objects from number 1 on: the first is the catalogue, the last the properties.
fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(tail, "{place:010} 00000 n ");
    }
    let _ = writeln!(
        tail,
        "trailer\n<</Size {}/Root 1 0 R/Info {} 0 R>>\nstartxref\n{start}\n%%EOF",
        objects.len() + 1,
        objects.len()
    );
    out.extend(tail.bytes());
    out
}

fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)")
}

/// Text as the font has it: one byte a letter.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}
