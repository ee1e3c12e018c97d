//! Rich Text Format.
//!
//! `tokens` cuts the bytes, `charset` reads them, `state` keeps what is in force and the tables of the head, `pages` puts paragraphs, tables and parts together.

mod charset;
mod pages;
mod state;
mod tokens;

use sartor_core::Span;
use sartor_core::document::{AsideKind, Document, Format, FrameKind};

use super::styles::{Ground, Styles, heading_by_name};
use super::write;
use crate::builder::Builder;
use crate::clean::{clean, is_zero_width, split_words, symbol_bullet};
use crate::{LimitKind, Limits, ReadError};
use charset::Charset;
use pages::{Pages, Paragraph, Part};
use state::{Group, Place, Tables};
use tokens::{Token, Tokens};

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut reader = Reader::default();
    for token in Tokens::new(bytes) {
        reader.see(token);
        if reader.groups.len() > limits.xml_depth as usize {
            return Err(ReadError::Limit { what: LimitKind::XmlDepth, limit: u64::from(limits.xml_depth) });
        }
    }
    reader.flush();
    let cut = !reader.groups.is_empty();
    let mut builder = Builder::default();
    for (kind, part) in reader.pages.finish() {
        write::write_part(&mut builder, &part, kind);
    }
    if reader.columns {
        builder.frame(FrameKind::Columns, Span::new(0, builder.here()));
    }
    for property in &reader.properties {
        builder.aside(property, AsideKind::Metadata);
    }
    if cut && builder.text().is_empty() {
        return Err(ReadError::Damaged { format: Format::Rtf });
    }
    Ok(builder.finish(Format::Rtf, 1))
}

#[derive(Default)]
struct Reader {
    tables: Tables,
    styles: Styles,
    /// What the groups around the open one hold in force.
    groups: Vec<Group>,
    now: Group,
    pages: Pages,
    fields: Vec<Field>,
    /// Text in the encoding of its font, until something else comes.
    bytes: Vec<u8>,
    /// The first half of a character that takes two `\u`.
    half: Option<u16>,
    /// Characters that are still to be passed over after a `\u`.
    twins: i32,
    /// `\*` came: a word that is not known opens something that is not text.
    starred: bool,
    /// The style that is being named.
    style: i32,
    /// A section is set in columns.
    columns: bool,
    /// What the head tells of the file: title, author, keywords.
    properties: Vec<String>,
}

/// A field that is open.
struct Field {
    depth: usize,
    code: String,
    linked: bool,
}

impl Reader {
    fn see(&mut self, token: Token<'_>) {
        if self.twins > 0 && !matches!(token, Token::Open | Token::Close) {
            self.twins -= 1;
            return;
        }
        if let Token::Byte(byte) = token {
            self.starred = false;
            self.bytes.push(byte);
            return;
        }
        self.flush();
        match token {
            Token::Open => {
                self.twins = 0;
                self.groups.push(self.now.clone());
            }
            Token::Close => self.close(),
            Token::Sign(b'*') => self.starred = true,
            Token::Sign(sign) => match sign {
                b'~' => self.text("\u{a0}"),
                b'_' => self.text("-"),
                b'{' | b'}' | b'\\' => self.text(&char::from(sign).to_string()),
                b'\r' | b'\n' => self.paragraph("par", None),
                _ => {}
            },
            Token::Word(name, number) => self.word(name, number),
            Token::Byte(_) => {}
        }
    }

    fn close(&mut self) {
        self.twins = 0;
        let depth = self.groups.len();
        if self.fields.last().is_some_and(|field| field.depth >= depth)
            && let Some(field) = self.fields.pop()
            && field.linked
            && let Some(draft) = self.pages.body.stack.draft()
        {
            draft.close_link();
        }
        self.pages.leave(depth);
        if let Some(outer) = self.groups.pop() {
            self.now = outer;
        }
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let starred = std::mem::take(&mut self.starred);
        match self.now.place {
            Place::Nowhere => return,
            Place::Properties if is_property(name) => {
                self.now.place = Place::Property;
                self.properties.push(String::new());
                return;
            }
            Place::Properties => {
                self.now.place = Place::Nowhere;
                return;
            }
            Place::Property => return self.letters(name, number),
            Place::Fonts if name == "f" => self.now.font = number.unwrap_or(0),
            Place::Fonts if !starred => self.tables.note_font(self.now.font, name, number),
            Place::Colours => self.tables.note_colour(name, number),
            Place::Styles if name == "s" => self.style = number.unwrap_or(0),
            _ => {}
        }
        if !self.destination(name, starred) {
            self.letters(name, number);
            self.paragraph(name, number);
        }
    }

    /// Words that say where the text of their group goes.
    fn destination(&mut self, name: &str, starred: bool) -> bool {
        let depth = self.groups.len();
        let part = match name {
            "header" | "headerl" | "headerr" | "headerf" => Some(Part::Header),
            "footer" | "footerl" | "footerr" | "footerf" => Some(Part::Footer),
            "footnote" => Some(Part::Note),
            "shptxt" | "dptxbxtext" => Some(Part::Box),
            _ => None,
        };
        if let Some(part) = part {
            self.pages.enter(part, depth);
            self.now.place = Place::Body;
            return true;
        }
        self.now.place = match name {
            "fonttbl" => Place::Fonts,
            "colortbl" => Place::Colours,
            "stylesheet" => Place::Styles,
            "fldinst" => Place::Code,
            "shpinst" | "do" => Place::Shape,
            "listtext" | "pntext" => {
                self.pages.body.paragraph.list = true;
                Place::Nowhere
            }
            "info" => Place::Properties,
            "nesttableprops" => return true,
            _ if starred || is_no_text(name) => Place::Nowhere,
            "field" => {
                self.fields.push(Field { depth, code: String::new(), linked: false });
                return true;
            }
            "fldrslt" => {
                self.link();
                return true;
            }
            _ => return false,
        };
        true
    }

    /// Opens the link that the code of a field holds.
    fn link(&mut self) {
        let Some(field) = self.fields.last_mut() else { return };
        let Some((_, rest)) = field.code.split_once("HYPERLINK") else { return };
        let quoted = rest.split('"').nth(1);
        let Some(target) = quoted.or_else(|| rest.split_whitespace().next()) else { return };
        self.pages.body.begin();
        if let Some(draft) = self.pages.body.stack.draft() {
            draft.open_links.push((target.to_owned(), draft.done.text.len()));
            field.linked = true;
        }
    }

    /// Words about letters.
    fn letters(&mut self, name: &str, number: Option<i32>) {
        let on = number != Some(0);
        let tables = &mut self.tables;
        let now = &mut self.now;
        match name {
            "mac" => tables.charset = Charset::MAC,
            "pc" => tables.charset = Charset::PC,
            "pca" => tables.charset = Charset::PS2,
            "ansicpg" => tables.charset = number.and_then(Charset::of_page).unwrap_or(tables.charset),
            "deff" => tables.default_font = number.unwrap_or(0),
            "plain" => now.plain(tables.default_font),
            "f" => now.font = number.unwrap_or(0),
            "b" => now.bold = on,
            "fs" => now.size = number.unwrap_or(24).clamp(0, 4_000),
            "v" => now.hidden = on,
            "deleted" => now.deleted = on,
            "cf" => now.colour = tables.colour_of(number),
            "highlight" | "cb" | "chcbpat" => now.ground = tables.ground_of(number),
            "charscalex" => now.narrow = number.is_some_and(|percent| (1..10).contains(&percent)),
            "uc" => now.twins = number.unwrap_or(1).clamp(0, 8),
            "u" => self.unicode(number.unwrap_or(0)),
            _ => {
                if let Some(sign) = sign(name) {
                    self.text(sign);
                }
            }
        }
    }

    fn unicode(&mut self, number: i32) {
        self.twins = self.now.twins;
        let unit = number as u16;
        let units = self.half.take().into_iter().chain([unit]);
        let mut text = String::new();
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(c) => text.push(c),
                Err(lone) if lone.unpaired_surrogate() == unit => self.half = Some(unit),
                Err(_) => {}
            }
        }
        self.text(&text);
    }

    /// Words about paragraphs, tables and lines.
    fn paragraph(&mut self, name: &str, number: Option<i32>) {
        if self.now.place != Place::Body {
            return;
        }
        let flow = &mut self.pages.body;
        match name {
            "pard" => flow.paragraph = Paragraph::default(),
            "par" => {
                flow.begin();
                flow.end_paragraph();
            }
            "sect" => flow.end_paragraph(),
            "cell" => flow.end_cell(1),
            "nestcell" => flow.end_cell(flow.paragraph.depth.clamp(2, 8)),
            "row" | "nestrow" => flow.end_row(),
            "intbl" => flow.paragraph.in_table = true,
            "itap" => {
                flow.paragraph.depth = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                flow.paragraph.in_table = flow.paragraph.depth > 0;
            }
            "ls" => flow.paragraph.list = number.unwrap_or(0) > 0,
            "s" => flow.paragraph.heading = heading_by_name(self.tables.style(number.unwrap_or(0))),
            "outlinelevel" => {
                let level = number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9);
                flow.paragraph.heading = level.map(|level| (level + 1).min(6)).or(flow.paragraph.heading);
            }
            "cbpat" => flow.paragraph.ground = self.tables.ground_of(number),
            "shading" => {
                flow.paragraph.ground = number.filter(|share| *share > 0).map(|_| Ground::Unknown);
            }
            "cols" => self.columns |= number.unwrap_or(1) > 1,
            _ => {}
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.tables.is_of_signs(self.now.font) && self.now.place == Place::Body {
            let signs = bytes.iter().map(|byte| match byte {
                b' ' => ' ',
                _ => char::from_u32(0xf000 + u32::from(*byte)).unwrap_or(' '),
            });
            self.text(&signs.collect::<String>());
        } else {
            let text = self.tables.charset_of(self.now.font).decode(&bytes);
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        match self.now.place {
            Place::Body => self.push(text),
            Place::Colours => text.matches(';').for_each(|_| self.tables.end_colour()),
            Place::Styles => text.chars().for_each(|c| self.tables.name_style(self.style, c)),
            Place::Code => {
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(text);
                }
            }
            Place::Property => {
                if let Some(property) = self.properties.last_mut() {
                    property.push_str(text);
                }
            }
            Place::Fonts | Place::Nowhere | Place::Shape | Place::Properties => {}
        }
    }

    fn push(&mut self, text: &str) {
        let split = split_words(text);
        let seam = !text.is_empty() && text.chars().all(is_zero_width);
        let signs = |c| symbol_bullet(c).unwrap_or(c);
        let text = clean(&text.chars().map(signs).collect::<String>());
        let flow = &mut self.pages.body;
        let between = !flow.open && text.trim().is_empty();
        if let (true, Some(draft)) = (seam && flow.open, flow.stack.draft()) {
            draft.seams.push(draft.done.text.len());
        }
        if self.now.deleted || between || text.is_empty() {
            return;
        }
        flow.begin();
        let (ground, in_table) = (flow.paragraph.ground, flow.paragraph.in_table);
        let on_paper = !in_table && !self.pages.is_in_box();
        let Some(draft) = self.pages.body.stack.draft() else { return };
        draft.ground = ground;
        draft.run.bold = Some(self.now.bold);
        draft.run.size = Some(self.now.size as f32 / 2.0);
        draft.run.vanish = Some(self.now.hidden);
        draft.run.narrow = self.now.narrow;
        (draft.run.colour, draft.run.ground) = (self.now.colour, self.now.ground);
        draft.done.split.extend(split);
        let paper = if on_paper { Ground::PAPER } else { Ground::Unknown };
        draft.push(&text, &self.styles, paper);
    }
}

/// Properties of the file that a writer may fill with words.
fn is_property(name: &str) -> bool {
    matches!(name, "title" | "subject" | "author" | "keywords" | "doccomm" | "category")
}

/// Destinations that are not text, beside those marked by a star.
fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "pict"
            | "nonshppict"
            | "shprslt"
            | "sp"
            | "annotation"
            | "xe"
            | "rxe"
            | "tc"
            | "tcn"
            | "txe"
            | "objdata"
            | "nonesttables"
            | "ftnsep"
            | "ftnsepc"
            | "ftncn"
            | "aftnsep"
            | "aftnsepc"
            | "aftncn"
            | "filetbl"
            | "private"
    )
}

/// Words that stand for a sign.
fn sign(name: &str) -> Option<&'static str> {
    Some(match name {
        "tab" | "ptabldot" | "ptablnone" => "\t",
        "line" | "lbr" | "page" | "column" | "softline" | "softpage" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}
