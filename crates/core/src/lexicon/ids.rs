//! The ids of the tables whose entries are read by name: words under any other id would say nothing.

/// Of the table `naming`.
pub(crate) const NAMING: &[&str] = &[
    "aside",
    "before_agency",
    "before_employer",
    "before_name",
    "begins_item",
    "degree",
    "duration",
    "employer",
    "kind_of_job",
    "name_particle",
    "no_town",
    "on_assignment",
    "project_detail",
    "region",
    "school",
    "title",
    "town_label",
];

/// Of the table `time`.
pub(crate) const TIME: &[&str] = &[
    "and", "duration", "first", "from", "half", "personal", "present", "quarter", "range", "second", "since",
    "until", "validity",
];

/// Of the table `month`.
pub(crate) const MONTH: &[&str] = &["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

/// The ids that a table may have, where they are fixed.
pub(super) fn of_table(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "naming" => Some(NAMING),
        "time" => Some(TIME),
        "month" => Some(MONTH),
        _ => None,
    }
}
