//! JSON of no known kind: its texts, one a line.

use serde_json::Value;

use crate::builder::{Builder, Looks};
use crate::clean::clean;

/// Adds `name: value` for what has a name, the value for what has none; depth is that of the parser, 128 at most.
pub(crate) fn write(builder: &mut Builder, value: &Value) {
    leaf(builder, "", value);
}

fn leaf(builder: &mut Builder, name: &str, value: &Value) {
    let mut line = |text: &str| {
        let text = clean(text);
        let text = if name.is_empty() { text } else { format!("{name}: {text}") };
        builder.line(&text, Looks::default());
    };
    match value {
        Value::Null => {}
        Value::Bool(truth) => line(&truth.to_string()),
        Value::Number(number) => line(&number.to_string()),
        Value::String(text) => line(text),
        Value::Array(items) => items.iter().for_each(|item| leaf(builder, name, item)),
        Value::Object(fields) => {
            builder.blank();
            fields.iter().for_each(|(name, value)| leaf(builder, name, value));
            builder.blank();
        }
    }
}

/// The text of a field, trimmed; numbers count as text, nothing and empty text do not.
pub(crate) fn text_of(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::String(text) => Some(clean(text).trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
