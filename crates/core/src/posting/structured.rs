//! A schema.org `JobPosting`, where the document holds one.

use std::cell::OnceCell;

use serde_json::Value;

use crate::{
    Span, Spanned,
    text::{Folded, fold},
};

/// What the data tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) title: Option<String>,
    pub(super) company: Option<String>,
    pub(super) city: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) salary: Option<String>,
    pub(super) contract: Option<&'static str>,
    pub(super) remote: bool,
    pub(super) months: Option<u32>,
    pub(super) diploma: Option<u8>,
    /// Text of `skills` and `qualifications`.
    pub(super) skills: String,
}

/// Reads the first `JobPosting` of the data, in arrays and in `@graph`, too.
pub(super) fn read(data: Option<&Value>) -> Option<Told> {
    let posting = find(data?, 0)?;
    let text = |value: &Value| match value {
        Value::String(text) => Some(unescaped(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let field = |name: &str| posting.get(name).and_then(text).filter(|text| !text.is_empty());
    let organisation = first(posting.get("hiringOrganization"));
    let place = first(posting.get("jobLocation"));
    let identifier = first(posting.get("identifier"));
    let types = strings(posting.get("employmentType"));
    let is = |name: &str| types.iter().any(|known| known.eq_ignore_ascii_case(name));
    Some(Told {
        title: field("title"),
        company: organisation.and_then(|value| value.get("name").map_or_else(|| text(value), text)),
        city: place.and_then(|place| {
            let address = place.get("address")?;
            address.get("addressLocality").map_or_else(|| text(address), text)
        }),
        reference: identifier.and_then(|value| value.get("value").map_or_else(|| text(value), text)),
        salary: salary(first(posting.get("baseSalary")).or_else(|| first(posting.get("estimatedSalary")))),
        contract: if is("INTERN") {
            Some("internship")
        } else if is("CONTRACTOR") {
            Some("freelance")
        } else if is("TEMPORARY") {
            Some("fixed_term")
        } else {
            None
        },
        remote: strings(posting.get("jobLocationType"))
            .iter()
            .any(|kind| kind.eq_ignore_ascii_case("TELECOMMUTE")),
        months: first(posting.get("experienceRequirements")).and_then(|value| {
            let months = value.get("monthsOfExperience")?;
            let months = months.as_f64().or_else(|| months.as_str()?.trim().parse().ok())?;
            (0.0..=600.0).contains(&months).then_some(months as u32)
        }),
        diploma: first(posting.get("educationRequirements"))
            .and_then(|value| value.get("credentialCategory")?.as_str())
            .and_then(|category| {
                Some(match category.to_lowercase().as_str() {
                    "high school" => 4,
                    "associate degree" => 5,
                    "bachelor degree" => 6,
                    "postgraduate degree" => 7,
                    _ => return None,
                })
            }),
        skills: ["skills", "qualifications"]
            .iter()
            .flat_map(|name| strings(posting.get(*name)))
            .map(|text| unescaped(&text))
            .collect::<Vec<_>>()
            .join("\n"),
    })
}

/// Finds the words of the data in the text, which is folded once and only where something is looked for.
pub(super) struct Places<'t> {
    text: &'t str,
    folded: OnceCell<Folded>,
}

impl<'t> Places<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, folded: OnceCell::new() }
    }

    /// Where `wanted` stands in whole words, whatever case, accents and spaces; an empty span at 0 where it is not seen.
    pub(super) fn locate(&self, wanted: &str) -> Spanned {
        let wanted = wanted.trim();
        let key = fold(wanted);
        let folded = self.folded.get_or_init(|| fold(self.text));
        match whole_words(folded.text(), key.text()) {
            Some(at) => Spanned::at(self.text, folded.original(Span::new(at, at + key.text().len()))),
            None => Spanned { text: wanted.to_owned(), span: Span::new(0, 0) },
        }
    }
}

/// The first place of `key` that is no part of a longer word.
fn whole_words(text: &str, key: &str) -> Option<usize> {
    if key.is_empty() {
        return None;
    }
    text.match_indices(key).map(|(at, _)| at).find(|at| {
        let open = !text[..*at].ends_with(char::is_alphanumeric) || !key.starts_with(char::is_alphanumeric);
        let rest = &text[at + key.len()..];
        open && (!rest.starts_with(char::is_alphanumeric) || !key.ends_with(char::is_alphanumeric))
    })
}

fn find(value: &Value, depth: u8) -> Option<&Value> {
    if depth > 8 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|value| find(value, depth + 1)),
        Value::Object(map) => {
            let is_posting = strings(map.get("@type"))
                .iter()
                .any(|kind| kind.rsplit(['/', ':']).next() == Some("JobPosting"));
            if is_posting {
                return Some(value);
            }
            map.values()
                .filter(|value| value.is_object() || value.is_array())
                .find_map(|value| find(value, depth + 1))
        }
        _ => None,
    }
}

fn first(value: Option<&Value>) -> Option<&Value> {
    match value? {
        Value::Array(list) => list.first(),
        Value::Null => None,
        value => Some(value),
    }
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(list)) => list.iter().flat_map(|value| strings(Some(value))).collect(),
        Some(Value::Object(map)) => {
            map.get("name").or_else(|| map.get("description")).map_or_else(Vec::new, |value| match value {
                Value::String(text) => vec![text.clone()],
                _ => Vec::new(),
            })
        }
        _ => Vec::new(),
    }
}

fn salary(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let currency = value.get("currency").and_then(Value::as_str).unwrap_or_default();
    let amount = first(value.get("value"))?;
    let number = |name: &str| {
        amount.get(name).and_then(|value| match value {
            Value::Number(number) => Some(number.to_string()),
            Value::String(text) => Some(text.clone()),
            _ => None,
        })
    };
    let range = match (number("minValue"), number("maxValue"), number("value")) {
        (Some(low), Some(high), _) => format!("{low}–{high}"),
        (Some(one), None, _) | (None, Some(one), _) | (None, None, Some(one)) => one,
        (None, None, None) => amount.as_f64()?.to_string(),
    };
    let unit = amount.get("unitText").and_then(Value::as_str).unwrap_or_default().to_lowercase();
    Some(
        [range.as_str(), currency, &unit]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" "),
    )
}

fn unescaped(text: &str) -> String {
    let mut out = text.to_owned();
    // Descriptions are often escaped twice.
    for _ in 0..2 {
        for (entity, sign) in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        {
            out = out.replace(entity, sign);
        }
    }
    let mut plain = String::with_capacity(out.len());
    let mut inside = false;
    for c in out.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                plain.push(' ');
            }
            _ if !inside => plain.push(c),
            _ => {}
        }
    }
    plain.trim().to_owned()
}
