//! schema.org `JobPosting`.

use serde_json::Value;

use super::html::Page;
use super::json::text_of;
use crate::builder::{Builder, Looks};
use crate::{Limits, ReadError, plain};

/// The first `JobPosting` in a value: itself, an item of an array, or of a `@graph`.
pub(crate) fn find(value: &Value) -> Option<&Value> {
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kind.rsplit('/').next() == Some("JobPosting"));
    match value {
        Value::Array(items) => items.iter().find_map(find),
        Value::Object(fields) => {
            let kind = fields.get("@type")?;
            if is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is)) {
                Some(value)
            } else {
                None
            }
        }
        _ => None,
    }
    .or_else(|| find(value.get("@graph")?))
}

/// Adds title, organisation, place, contract and description.
pub(crate) fn write(builder: &mut Builder, posting: &Value, limits: &Limits) -> Result<(), ReadError> {
    let title = text_of(posting, "title").or_else(|| text_of(posting, "name"));
    if let Some(title) = title {
        builder.line(&title, Looks { heading: Some(1), ..Looks::default() });
    }
    let mut line = |text: Option<String>| {
        if let Some(text) = text {
            builder.line(&text, Looks::default());
        }
    };
    let organisation = posting.get("hiringOrganization");
    line(organisation.and_then(|organisation| {
        text_of(organisation, "name").or_else(|| organisation.as_str().map(str::to_owned))
    }));
    for place in list(posting.get("jobLocation")) {
        line(place_of(place));
    }
    for kind in list(posting.get("employmentType")) {
        line(kind.as_str().map(str::to_owned));
    }
    line(text_of(posting, "jobLocationType"));
    for name in [
        "description",
        "responsibilities",
        "qualifications",
        "skills",
        "experienceRequirements",
        "educationRequirements",
        "jobBenefits",
    ] {
        for value in list(posting.get(name)) {
            let Some(text) = value.as_str() else { continue };
            builder.blank();
            write_text(builder, text, limits)?;
        }
    }
    Ok(())
}

/// True when a page shows what its posting tells: most of the longer words of the description.
pub(crate) fn is_shown(told: &str, page: &str) -> bool {
    let page = page.to_lowercase();
    let (mut all, mut there) = (0_u32, 0_u32);
    for word in told.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 5).take(400)
    {
        all += 1;
        there += u32::from(page.contains(&word.to_lowercase()));
    }
    there * 10 >= all * 8
}

/// A description is HTML, HTML written as entities, or plain text.
fn write_text(builder: &mut Builder, text: &str, limits: &Limits) -> Result<(), ReadError> {
    let unescaped =
        if text.contains("&lt;") { Page::parse(text, limits)?.document.text } else { text.to_owned() };
    if !unescaped.contains('<') && !unescaped.contains('&') {
        plain::lines_into(builder, &crate::clean::clean(&unescaped));
        return Ok(());
    }
    let page = Page::parse(&unescaped, limits)?.document;
    let mut last = 0;
    for line in &page.lines {
        if page.text.get(last..line.span.start).is_some_and(|gap| gap.contains("\n\n")) {
            builder.blank();
        }
        let looks = Looks { heading: line.heading, bullet: line.bullet, bold: line.bold, ..Looks::default() };
        builder.line(line.span.of(&page.text), looks);
        last = line.span.end;
    }
    for link in &page.links {
        builder.link(&link.target, None);
    }
    Ok(())
}

fn place_of(place: &Value) -> Option<String> {
    let address = place.get("address").unwrap_or(place);
    if let Some(text) = address.as_str() {
        return Some(text.to_owned());
    }
    let country = address.get("addressCountry");
    let country =
        country.and_then(|country| country.as_str().map(str::to_owned).or_else(|| text_of(country, "name")));
    let parts: Vec<String> = ["streetAddress", "postalCode", "addressLocality", "addressRegion"]
        .iter()
        .filter_map(|name| text_of(address, name))
        .chain(country)
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn list(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
}
