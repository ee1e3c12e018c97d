//! Events of XML that nobody vouches for.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::archive::damaged;
use super::doctype::declares_only_outside;
use crate::{LimitKind, Limits, ReadError};

/// What a walker gets to see.
#[derive(Debug)]
pub(crate) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element ends; an empty one ends at once.
    End(Space, String),
    /// Text, its entities resolved.
    Text(String),
}

/// An element with its attributes.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) space: Space,
    pub(crate) name: String,
    start: BytesStart<'a>,
}

/// The namespaces that matter, the transitional and the strict one as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML.
    Word,
    /// Markup compatibility: `AlternateContent`, `Choice`, `Fallback`.
    Compatibility,
    /// Any other.
    Other,
}

impl Element<'_> {
    /// The value of an attribute by its local name.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let attribute = self
            .start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)?;
        attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    /// A toggle such as `<w:b/>` or `<w:b w:val="0"/>`.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks a part from start to end, giving each node to `see`.
///
/// No entity but the five of XML has a text: a DOCTYPE is refused unless all it declares stands in other files, which are never looked at.
/// Too deep a nesting is refused.
pub(crate) fn walk(xml: &str, limits: &Limits, mut see: impl FnMut(Node<'_>)) -> Result<(), ReadError> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_u32;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| damaged())?;
        let space = space_of(&namespace);
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.xml_depth {
                    return Err(ReadError::Limit {
                        what: LimitKind::XmlDepth,
                        limit: u64::from(limits.xml_depth),
                    });
                }
                let name = start.local_name().as_ref().to_owned();
                see(Node::Start(Element { space, name, start }));
            }
            Event::Empty(start) => {
                let name = start.local_name().as_ref().to_owned();
                see(Node::Start(Element { space, name: name.clone(), start }));
                see(Node::End(space, name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                see(Node::End(space, end.local_name().as_ref().to_owned()));
            }
            Event::Text(text) => see(Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => see(Node::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let resolved = match entity.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    Ok(None) => quick_xml::escape::resolve_predefined_entity(&entity.xml10_content())
                        .map(str::to_owned),
                    Err(_) => None,
                };
                see(Node::Text(resolved.unwrap_or_default()));
            }
            Event::DocType(doctype) if declares_only_outside(&doctype.xml10_content()) => {}
            Event::DocType(_) => return Err(damaged()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn space_of(namespace: &ResolveResult<'_>) -> Space {
    match namespace {
        ResolveResult::Bound(Namespace(uri))
            if uri.contains("wordprocessingml/main") || uri.contains("wordprocessingml/2006/main") =>
        {
            Space::Word
        }
        ResolveResult::Bound(Namespace(uri)) if uri.contains("markup-compatibility") => Space::Compatibility,
        _ => Space::Other,
    }
}
