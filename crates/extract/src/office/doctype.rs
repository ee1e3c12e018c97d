//! Which DOCTYPE can be passed over: one that declares nothing but entities that stand in other files.
//!
//! Such a declaration has no text of its own to expand, and nothing is fetched: a reference to it yields nothing. All else that a DOCTYPE can hold is refused with the file:
//! entities with a text, parameter entities, attributes with defaults, elements, notations, conditional parts, a declaration in another file.

/// True when the content of a DOCTYPE is a name and a list of external general entities.
pub(super) fn declares_only_outside(doctype: &str) -> bool {
    let Some((name, subset)) = doctype.trim().split_once('[') else { return false };
    let Some(mut rest) = subset.strip_suffix(']').map(str::trim_start) else { return false };
    if !is_name(name.trim_end()) {
        return false;
    }
    while !rest.is_empty() {
        let Some(after) = outside_entity(rest) else { return false };
        rest = after.trim_start();
    }
    true
}

/// What follows `<!ENTITY name SYSTEM "…">` or `<!ENTITY name PUBLIC "…" "…">`.
fn outside_entity(text: &str) -> Option<&str> {
    let rest = blanks(text.strip_prefix("<!ENTITY")?)?;
    let (name, rest) = rest.split_at(rest.find(char::is_whitespace)?);
    if !is_name(name) {
        return None;
    }
    let rest = blanks(rest)?;
    let rest = match rest.strip_prefix("PUBLIC") {
        Some(public) => literal(blanks(public)?)?,
        None => rest.strip_prefix("SYSTEM")?,
    };
    literal(blanks(rest)?)?.trim_start().strip_prefix('>')
}

/// What follows the blanks that must stand here.
fn blanks(text: &str) -> Option<&str> {
    let rest = text.trim_start();
    (rest.len() < text.len()).then_some(rest)
}

/// What follows a quoted text.
fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (_, after) = text[1..].split_once(quote)?;
    Some(after)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::declares_only_outside;

    #[test]
    fn entities_of_other_files_are_passed_over() {
        for doctype in [
            "REMOTE [\n<!ENTITY testent SYSTEM \"http://example.org/\">\n]",
            " w:document [<!ENTITY a SYSTEM 'file:///etc/hostname'><!ENTITY b PUBLIC \"-//X//Y\" 'b.ent' >]",
            "x []",
        ] {
            assert!(declares_only_outside(doctype), "{doctype}");
        }
    }

    #[test]
    fn whatever_could_expand_is_not() {
        for doctype in [
            "x",
            "x SYSTEM \"x.dtd\"",
            "x PUBLIC \"-//X//Y\" \"x.dtd\" [<!ENTITY a SYSTEM \"a\">]",
            "x [<!ENTITY a \"text\">]",
            "x [<!ENTITY a SYSTEM \"a\"><!ENTITY b \"text\">]",
            "x [<!ENTITY % a SYSTEM \"a\">]",
            "x [<!ENTITY % a SYSTEM \"a\"> %a;]",
            "x [%a;]",
            "x [<!ENTITY a SYSTEM \"a\" NDATA gif>]",
            "x [<!ENTITY a PUBLIC \"a\">]",
            "x [<!ENTITY a SYSTEM a>]",
            "x [<!ENTITY a SYSTEM\"a\">]",
            "x [<!ELEMENT x ANY>]",
            "x [<!ATTLIST x y CDATA \"text\">]",
            "x [<!NOTATION n SYSTEM \"n\">]",
            "x [<!-- --><!ENTITY a SYSTEM \"a\">]",
            "x [<?p?><!ENTITY a SYSTEM \"a\">]",
            "x [<![INCLUDE[<!ENTITY a SYSTEM \"a\">]]>]",
            "x [<!ENTITY a SYSTEM \"a\">] y",
        ] {
            assert!(!declares_only_outside(doctype), "{doctype}");
        }
    }
}
