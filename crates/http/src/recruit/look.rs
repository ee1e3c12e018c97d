//! How an opening is looked at: the pairs of a query.

use sartor_core::{
    Language,
    opening::{Selection, Sort, View},
};
use sartor_store::{ApplicantId, UploadId};

use crate::form::{pairs, percent};

/// Names or labels, who is shown in which order, and who was picked.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    pub(crate) view: View,
    pub(crate) selection: Selection,
    /// Applicants to compare.
    pub(crate) picked: Vec<ApplicantId>,
    /// An upload to tell of.
    pub(crate) upload: Option<UploadId>,
    /// Something was just done that the page should say.
    pub(crate) done: Option<String>,
}

/// Most applicants that are compared side by side.
const PICKED: usize = 4;

impl Look {
    /// What a query asks; what it does not know it passes over.
    pub(crate) fn of(query: Option<&str>) -> Self {
        let pairs = pairs(query.unwrap_or_default());
        let all = |name: &'static str| {
            let own = pairs.iter().filter(move |(own, value)| own == name && !value.is_empty());
            own.map(|(_, value)| value.clone())
        };
        let first = |name| all(name).next();
        Self {
            view: if first("view").as_deref() == Some("blind") { View::Blind } else { View::Named },
            selection: Selection {
                has: all("has").collect(),
                one_missing: first("one_missing").is_some(),
                not_failed: all("not_failed").collect(),
                sort: Sort::named(&first("sort").unwrap_or_default()),
            },
            picked: all("who").filter_map(|id| ApplicantId::parse(&id)).take(PICKED).collect(),
            upload: first("upload").and_then(|id| UploadId::parse(&id)),
            done: first("done"),
        }
    }

    pub(crate) fn is_blind(&self) -> bool {
        self.view == View::Blind
    }

    /// The query of the same look, for links.
    pub(crate) fn query(&self, language: Language) -> String {
        let mut query = format!("lang={}", language.code());
        let mut add = |name: &str, value: &str| query.push_str(&format!("&{name}={}", percent(value)));
        if self.is_blind() {
            add("view", "blind");
        }
        self.selection.has.iter().for_each(|id| add("has", id));
        self.selection.not_failed.iter().for_each(|kind| add("not_failed", kind));
        if self.selection.one_missing {
            add("one_missing", "1");
        }
        if self.selection.sort != Sort::Rank {
            add("sort", self.selection.sort.name());
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_read_from_its_own_query() {
        let query =
            "view=blind&has=db.postgresql&has=tool.docker&one_missing=1&not_failed=years&sort=missing&x=y";
        let look = Look::of(Some(query));
        assert!(look.is_blind() && look.selection.one_missing);
        assert_eq!(look.selection.has, ["db.postgresql", "tool.docker"]);
        let again = Look::of(Some(&look.query(Language::Fr)));
        assert_eq!((again.selection, again.view), (look.selection, look.view));
        assert_eq!(Look::of(None).query(Language::En), "lang=en");
    }
}
