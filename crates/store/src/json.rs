//! JSON that is kept as it is.

use serde::{Serialize, de::DeserializeOwned};

use crate::StoreError;

/// A value as JSON text, which the store keeps without reading it.
///
/// ```
/// use sartor_store::Json;
/// let kept = Json::of(&vec![3, 5])?;
/// assert_eq!(kept.as_str(), "[3,5]");
/// assert_eq!(kept.read::<Vec<u8>>()?, [3, 5]);
/// # Ok::<(), sartor_store::StoreError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// The JSON of a value.
    ///
    /// # Errors
    ///
    /// `store.json` where the value has no JSON, as a map with keys that are no texts.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, StoreError> {
        Ok(Self(serde_json::to_string(value)?))
    }

    /// The value of the JSON.
    ///
    /// # Errors
    ///
    /// `store.json` where it has another shape than `T`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        Ok(serde_json::from_str(&self.0)?)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What was stored, taken as it stands.
    pub(crate) const fn stored(text: String) -> Self {
        Self(text)
    }
}
