//! What a source may not do, told before it is set: take packages, read files, run text as code.

use typst::syntax::{
    LinkedNode, Source, SyntaxKind,
    ast::{Expr, Ident, ModuleImport, ModuleInclude},
};

/// A fault of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFault {
    /// Name of the source.
    pub name: String,
    /// Line, from 1.
    pub line: usize,
    /// What it is.
    pub kind: SourceFaultKind,
    /// The words at fault.
    pub what: String,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceFaultKind {
    /// It takes a package, which would have to be downloaded.
    Package,
    /// It takes a source that is not there.
    UnknownSource,
    /// It reads a file, or would run text as code.
    Reads,
}

/// Functions that open a file or run a text.
const FORBIDDEN: &[&str] =
    &["read", "json", "csv", "toml", "yaml", "xml", "cbor", "image", "plugin", "bibliography", "eval"];

/// Checks sources, by name and text, without setting them: [`typeset`](crate::typeset) tells what does not parse or does not exist.
///
/// ```
/// let faults = sartor_typeset::lint(&[("letter.typ", "Hello\n#import \"@preview/cetz:0.3.0\"\n#read(\"/etc/passwd\")")]);
/// let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
/// assert_eq!(lines, [2, 3]);
/// ```
pub fn lint(sources: &[(&str, &str)]) -> Vec<SourceFault> {
    let mut faults = Vec::new();
    for (name, text) in sources {
        let source = Source::detached(*text);
        walk(&LinkedNode::new(source.root()), &mut |node| {
            let Some((kind, what)) = fault(node, text, sources) else { return };
            let line = source.lines().byte_to_line(node.offset()).map_or(0, |line| line + 1);
            faults.push(SourceFault { name: (*name).to_owned(), line, kind, what });
        });
    }
    faults
}

fn walk(node: &LinkedNode<'_>, look: &mut impl FnMut(&LinkedNode<'_>)) {
    look(node);
    for child in node.children() {
        walk(&child, look);
    }
}

fn fault(node: &LinkedNode<'_>, text: &str, sources: &[(&str, &str)]) -> Option<(SourceFaultKind, String)> {
    let taken = match node.kind() {
        SyntaxKind::ModuleImport => Some(node.cast::<ModuleImport<'_>>()?.source()),
        SyntaxKind::ModuleInclude => Some(node.cast::<ModuleInclude<'_>>()?.source()),
        _ => None,
    };
    match taken {
        Some(Expr::Str(path)) => {
            let path = path.get();
            if path.starts_with('@') {
                Some((SourceFaultKind::Package, path.to_string()))
            } else if sources.iter().any(|(name, _)| *name == path.trim_start_matches('/')) {
                None
            } else {
                Some((SourceFaultKind::UnknownSource, path.to_string()))
            }
        }
        // Which source it is, is known only when it is set; then only those at hand can be had.
        Some(_) => None,
        None => {
            let name = node.cast::<Ident<'_>>()?;
            let parent = node.parent()?;
            // The key of a dictionary and the name of an argument are no function; nor is a field, but of the library itself.
            let names_itself = match parent.kind() {
                SyntaxKind::Named => node.index() == 0,
                SyntaxKind::FieldAccess => node.index() > 0 && !text[parent.range()].starts_with("std."),
                _ => false,
            };
            (FORBIDDEN.contains(&name.as_str()) && !names_itself)
                .then(|| (SourceFaultKind::Reads, name.as_str().to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_no_fault() {
        let fine = [
            (
                "a.typ",
                "#import \"b.typ\": x\n#let d = (image: 1, json: 2)\nread and eval are words. #d.image",
            ),
            ("b.typ", "#let x = 1 // #read(\"x\")"),
        ];
        assert_eq!(lint(&fine), []);
    }

    #[test]
    fn every_way_out_is_told() {
        for (text, kind) in [
            ("#include \"other.typ\"", SourceFaultKind::UnknownSource),
            ("#let r = read\n#r(\"/etc/passwd\")", SourceFaultKind::Reads),
            ("#eval(sys.inputs.name)", SourceFaultKind::Reads),
            ("#std.read(\"x\")", SourceFaultKind::Reads),
            ("#import \"@local/x:1.0.0\": y", SourceFaultKind::Package),
        ] {
            let faults = lint(&[("a.typ", text)]);
            assert_eq!(faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [kind], "{text}");
        }
    }
}
