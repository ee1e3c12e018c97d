//! Which parts of the package hold text, and in what order.

use std::collections::BTreeMap;

use sartor_core::document::FrameKind;

use super::archive::{Archive, damaged};
use super::xml::{Node, walk};
use crate::{Limits, ReadError};

/// The parts of a DOCX that are read.
#[derive(Debug)]
pub(crate) struct Package {
    /// Headers, body, notes, footers.
    pub(crate) parts: Vec<Part>,
    pub(crate) styles: String,
    /// The parts that hold the properties of the file.
    pub(crate) properties: Vec<String>,
}

/// A part that holds text.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) path: String,
    pub(crate) body: bool,
    /// A header or footer: the same one may be there several times.
    pub(crate) repeats: Option<FrameKind>,
}

/// Targets of relations by their id.
pub(crate) type Relations = BTreeMap<String, Relation>;

/// Where a relation points.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) target: String,
    pub(crate) external: bool,
}

impl Package {
    pub(crate) fn open(archive: &mut Archive<'_>) -> Result<Self, ReadError> {
        let root = relations(archive, "")?;
        let main = root
            .values()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "word/document.xml".to_owned(), |relation| resolve("", &relation.target));
        if archive.text(&main)?.is_none() {
            return Err(damaged());
        }
        let inner = relations(archive, &main)?;
        let of = |kind: &str| {
            let mut paths: Vec<String> = inner
                .values()
                .filter(|relation| relation.kind.ends_with(kind) && !relation.external)
                .map(|relation| resolve(&main, &relation.target))
                .collect();
            paths.sort();
            paths.dedup();
            paths
        };
        let part = |repeats| move |path| Part { path, body: false, repeats };
        let mut parts: Vec<Part> = of("/header").into_iter().map(part(Some(FrameKind::Header))).collect();
        parts.push(Part { path: main.clone(), body: true, repeats: None });
        parts.extend(of("/footnotes").into_iter().chain(of("/endnotes")).map(part(None)));
        parts.extend(of("/footer").into_iter().map(part(Some(FrameKind::Footer))));
        let styles = of("/styles").into_iter().next().unwrap_or_else(|| "word/styles.xml".to_owned());
        let mut properties: Vec<String> = root
            .values()
            .filter(|relation| relation.kind.contains("-properties"))
            .map(|relation| resolve("", &relation.target))
            .collect();
        properties.sort();
        Ok(Self { parts, styles, properties })
    }
}

/// The relations of a part; of the package itself for the empty path.
pub(crate) fn relations(archive: &mut Archive<'_>, path: &str) -> Result<Relations, ReadError> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let place =
        if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    let mut out = Relations::new();
    let Some(xml) = archive.text(&place)? else { return Ok(out) };
    walk(&xml, &Limits::default(), |node| {
        let Node::Start(element) = node else { return };
        if element.name != "Relationship" {
            return;
        }
        if let (Some(id), Some(kind), Some(target)) =
            (element.get("Id"), element.get("Type"), element.get("Target"))
        {
            let external = element.get("TargetMode").as_deref() == Some("External");
            out.insert(id, Relation { kind, target, external });
        }
    })?;
    Ok(out)
}

/// The path of a target, as seen from the part at `from`; it can only name an entry of the archive.
fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_stay_in_the_archive() {
        assert_eq!(resolve("word/document.xml", "header1.xml"), "word/header1.xml");
        assert_eq!(resolve("word/document.xml", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
    }
}
