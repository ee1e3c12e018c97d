//! The styles of a DOCX: which are headings, bold, large, hidden, lists.

use std::collections::BTreeMap;

use super::xml::{Element, Node, Space, walk};
use crate::{Limits, ReadError};

/// The styles of a document.
#[derive(Debug)]
pub(crate) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// Size of the letters where nothing says otherwise, in points.
    pub(crate) size: f32,
}

/// What a style says; what it does not say comes from the one it is based on.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Style {
    pub(crate) heading: Option<u8>,
    pub(crate) bold: Option<bool>,
    pub(crate) size: Option<f32>,
    pub(crate) vanish: Option<bool>,
    pub(crate) list: Option<bool>,
    pub(crate) colour: Option<[u8; 3]>,
    pub(crate) ground: Option<Ground>,
    based_on: Option<String>,
}

impl Default for Styles {
    fn default() -> Self {
        Self { by_id: BTreeMap::new(), size: 10.0 }
    }
}

impl Styles {
    /// A style with all it inherits.
    pub(crate) fn get(&self, id: &str) -> Style {
        let mut style = self.by_id.get(id).cloned().unwrap_or_default();
        let mut parent = style.based_on.clone();
        // A style may be based on itself by mistake.
        for _ in 0..12 {
            let Some(next) = parent.as_deref().and_then(|id| self.by_id.get(id)) else { break };
            style.heading = style.heading.or(next.heading);
            style.bold = style.bold.or(next.bold);
            style.size = style.size.or(next.size);
            style.vanish = style.vanish.or(next.vanish);
            style.list = style.list.or(next.list);
            style.colour = style.colour.or(next.colour);
            style.ground = style.ground.or(next.ground);
            parent = next.based_on.clone();
        }
        style.heading = style.heading.or_else(|| heading_by_name(id));
        style
    }
}

/// Reads `styles.xml`.
pub(crate) fn read(xml: &str, limits: &Limits) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    let mut defaults = false;
    walk(xml, limits, |node| match node {
        Node::Start(element) if element.space == Space::Word => match element.name.as_str() {
            "style" => open = Some((element.get("styleId").unwrap_or_default(), Style::default())),
            "rPrDefault" => defaults = true,
            "sz" if defaults => styles.size = half_points(&element).unwrap_or(styles.size),
            _ => {
                if let Some((_, style)) = &mut open {
                    note(style, &element);
                }
            }
        },
        Node::End(Space::Word, name) if name == "style" => {
            if let Some((id, style)) = open.take() {
                styles.by_id.insert(id, style);
            }
        }
        Node::End(Space::Word, name) if name == "rPrDefault" => defaults = false,
        _ => {}
    })?;
    Ok(styles)
}

fn note(style: &mut Style, element: &Element<'_>) {
    match element.name.as_str() {
        "name" => style.heading = style.heading.or(element.get("val").as_deref().and_then(heading_by_name)),
        "basedOn" => style.based_on = element.get("val"),
        "outlineLvl" => style.heading = outline(element).or(style.heading),
        "b" => style.bold = Some(element.is_on()),
        "sz" => style.size = half_points(element),
        "vanish" => style.vanish = Some(element.is_on()),
        "numId" => style.list = Some(element.get("val").as_deref() != Some("0")),
        "color" => style.colour = colour(element.get("val").as_deref()),
        "shd" => style.ground = Ground::of(element).or(style.ground),
        _ => {}
    }
}

/// What lies under words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    /// One colour.
    Colour([u8; 3]),
    /// Something that is not told here: a pattern, a theme, a picture.
    Unknown,
}

impl Ground {
    /// White paper.
    pub(crate) const PAPER: Self = Self::Colour([255; 3]);

    /// What a `shd` or a `highlight` paints; nothing where it paints nothing.
    pub(crate) fn of(element: &Element<'_>) -> Option<Self> {
        if element.name == "highlight" {
            return (element.get("val").as_deref() != Some("none")).then_some(Self::Unknown);
        }
        let plain = matches!(element.get("val").as_deref(), None | Some("clear" | "nil"));
        match (element.get("fill").as_deref(), plain) {
            (None | Some("auto"), true) => None,
            (fill, true) => Some(colour(fill).map_or(Self::Unknown, Self::Colour)),
            (_, false) => Some(Self::Unknown),
        }
    }

    /// True when letters of a colour cannot be read on it.
    pub(crate) fn swallows(self, letters: [u8; 3]) -> bool {
        matches!(self, Self::Colour(ground) if crate::pdf::alike(letters, ground))
    }
}

/// A colour written as six hexadecimal digits; `auto` is none.
pub(crate) fn colour(value: Option<&str>) -> Option<[u8; 3]> {
    let value = value.filter(|value| value.len() == 6 && value.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&value[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The heading level of an outline level; 9 is body text.
pub(crate) fn outline(element: &Element<'_>) -> Option<u8> {
    let level: u8 = element.get("val")?.parse().ok()?;
    (level < 9).then(|| (level + 1).min(6))
}

/// A size told in half points.
pub(crate) fn half_points(element: &Element<'_>) -> Option<f32> {
    element
        .get("val")?
        .parse::<f32>()
        .ok()
        .map(|half| half / 2.0)
        .filter(|size| (0.0..=2_000.0).contains(size))
}

/// "heading 1", "Heading1", "Titre1", "Titre 2", "Title", "Überschrift1" …
pub(crate) fn heading_by_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let level = name[word.len()..].trim().parse::<u8>().ok();
    match word {
        "heading" | "titre" | "überschrift" | "berschrift" | "título" | "titolo" => {
            level.filter(|level| (1..=9).contains(level)).map(|level| level.min(6))
        }
        "title" if level.is_none() => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_by_name_outline_and_inheritance() {
        let xml = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:styleId="Rubrique"><w:basedOn w:val="Titre2"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
            <w:style w:styleId="Titre2"><w:name w:val="heading 2"/><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
            <w:style w:styleId="Boucle"><w:basedOn w:val="Boucle"/></w:style></w:styles>"#;
        let styles = read(xml, &Limits::default()).unwrap();
        let style = styles.get("Rubrique");
        assert_eq!((style.heading, style.bold, style.size), (Some(2), Some(false), Some(14.0)));
        assert_eq!(styles.get("Titre1").heading, Some(1));
        assert_eq!(styles.get("Boucle").heading, None);
        assert_eq!(styles.size, 11.0);
    }
}
