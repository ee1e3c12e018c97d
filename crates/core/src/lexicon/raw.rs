//! The files of `keywords/` as they are written.
//!
//! These types are the JSON Schema that `sartor keywords schema` prints. A wrong key is an error.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;

macro_rules! concept {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Stable id: lower case, digits and `_`, dots between parts.
            pub id: String,
            /// Preferred French name.
            pub fr: String,
            /// Preferred English name.
            pub en: String,
            $($(#[$field_doc])* pub $field: $type,)*
            /// Other forms, in any language.
            #[serde(default)]
            pub alt: Vec<String>,
            /// Other French forms.
            #[serde(default)]
            pub alt_fr: Vec<String>,
            /// Other English forms.
            #[serde(default)]
            pub alt_en: Vec<String>,
            /// French forms found under any inflection.
            #[serde(default)]
            pub stem_fr: Vec<String>,
            /// English forms found under any inflection.
            #[serde(default)]
            pub stem_en: Vec<String>,
            /// The labels are only shown; they are no forms.
            #[serde(default)]
            pub hidden: bool,
            /// Conditions under which a form is a mention.
            #[serde(default)]
            pub guard: Vec<Guard>,
        }

        impl $name {
            /// The parts that all concepts share.
            pub fn forms(&self) -> Forms<'_> {
                Forms {
                    id: &self.id, fr: &self.fr, en: &self.en, alt: &self.alt, alt_fr: &self.alt_fr, alt_en: &self.alt_en,
                    stem_fr: &self.stem_fr, stem_en: &self.stem_en, hidden: self.hidden, guards: &self.guard,
                }
            }
        }
    };
}

/// The forms of a concept, whatever its kind.
#[derive(Debug, Clone, Copy)]
pub struct Forms<'a> {
    /// Stable id.
    pub id: &'a str,
    /// French label.
    pub fr: &'a str,
    /// English label.
    pub en: &'a str,
    /// Forms of any language.
    pub alt: &'a [String],
    /// French forms.
    pub alt_fr: &'a [String],
    /// English forms.
    pub alt_en: &'a [String],
    /// French forms by stem.
    pub stem_fr: &'a [String],
    /// English forms by stem.
    pub stem_en: &'a [String],
    /// The labels are no forms.
    pub hidden: bool,
    /// Conditions.
    pub guards: &'a [Guard],
}

concept! {
    /// A skill of the inventory.
    Skill {
        /// What it is; decides its weight.
        kind: Kind,
        /// Version numbers written glued to the labels.
        #[serde(default)]
        versions: Vec<String>,
        /// Ids that this one implies.
        #[serde(default)]
        broader: Vec<String>,
        /// Ids that are near, and no proof.
        #[serde(default)]
        related: Vec<String>,
        /// Address of the same concept in ESCO, the European classification, where it has one.
        #[serde(default)]
        esco: Option<String>,
    }
}

concept! {
    /// A job title. The labels are masculine or epicene; feminine forms stand in `fr_f`.
    Title {
        /// Preferred French feminine name, where it differs.
        #[serde(default)]
        fr_f: Option<String>,
        /// Id of the role it names, where it names one.
        #[serde(default)]
        role: Option<String>,
        /// Level it tells: `junior`, `mid`, `senior` or `lead`.
        #[serde(default)]
        level: Option<String>,
    }
}

concept! {
    /// A diploma, a field of study, a school or a training.
    Diploma {
        /// `diploma`, `field`, `school` or `training`.
        kind: DiplomaKind,
        /// Level, EQF 3 to 8.
        #[serde(default)]
        level: Option<u8>,
    }
}

concept! {
    /// A kind of employer, a way of working, or a word of recruiting.
    Context {
        /// What it tells of.
        kind: ContextKind,
    }
}

/// What an entry of `diplomas.toml` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DiplomaKind {
    /// A diploma with a level.
    Diploma,
    /// A field of study.
    Field,
    /// A school.
    School,
    /// A course, a boot camp, self-teaching, an internship.
    Training,
}

/// What an entry of `contexts.toml` tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContextKind {
    /// A kind of employer.
    Employer,
    /// A way of working.
    Work,
    /// A word of recruiting itself.
    Recruiting,
    /// A word of career change.
    Switch,
}

/// A condition under which some forms are mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// The forms it holds for.
    pub forms: Vec<String>,
    /// How the form must be written.
    #[serde(default)]
    pub case: Option<Case>,
    /// A technical mention must be near.
    #[serde(default)]
    pub context: bool,
    /// Words of the same line that admit the form.
    #[serde(default)]
    pub cues: Vec<String>,
    /// Words right before the form that reject it.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Words right after the form that reject it.
    #[serde(default)]
    pub not_before: Vec<String>,
}

impl Guard {
    /// False for a guard that admits its forms wherever they stand.
    pub fn has_condition(&self) -> bool {
        let lists = [&self.cues, &self.not_after, &self.not_before];
        self.case.is_some() || self.context || lists.iter().any(|list| !list.is_empty())
    }
}

/// How a guarded form must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// As in the guard.
    Exact,
    /// The first letter is upper case.
    Capital,
    /// No letter is lower case.
    Upper,
}

/// A role: what an opening of this name asks, and where one comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stable id.
    pub id: String,
    /// French name, masculine or epicene.
    pub fr: String,
    /// French feminine name, where it differs.
    #[serde(default)]
    pub fr_f: Option<String>,
    /// English name.
    pub en: String,
    /// What the role does, one or two sentences.
    pub summary_fr: String,
    /// The same in English.
    pub summary_en: String,
    /// What postings under this title really seek, and under which other titles the same work hides.
    #[serde(default)]
    pub hides_fr: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub hides_en: Option<String>,
    /// Roles whose experience counts as of the same family; both sides name each other.
    #[serde(default)]
    pub neighbours: Vec<String>,
    /// Ids of the skills the role cannot do without; count as required.
    pub essential: Vec<String>,
    /// Ids of skills that help; count as preferred.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Ids of diplomas that lead there.
    #[serde(default)]
    pub diplomas: Vec<String>,
    /// Ids of certifications (skills) that are valued.
    #[serde(default)]
    pub certifications: Vec<String>,
    /// Ids of contexts where it is found.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// Ids of titles that come next.
    #[serde(default)]
    pub next: Vec<String>,
    /// Skills of which one does: six languages of the same use are asked as one, since nobody needs them all.
    #[serde(default)]
    pub alternatives: Vec<Alternatives>,
    /// Where the facts come from.
    #[serde(default)]
    pub source: Vec<Source>,
    /// Levels, one entry a source.
    #[serde(default)]
    pub level: Vec<Level>,
    /// Salaries not tied to a level.
    #[serde(default)]
    pub salary: Vec<Salary>,
    /// What one does.
    #[serde(default)]
    pub mission: Vec<Mission>,
    /// Where one comes from in a career change.
    #[serde(default)]
    pub origin: Vec<Origin>,
    /// Advice for applicants.
    #[serde(default)]
    pub advice: Vec<Advice>,
    /// Ids of the titles to search postings for; they say what the official title hides.
    #[serde(default)]
    pub search: Vec<String>,
    /// What a resume for the role is made of, section by section, in order.
    #[serde(default)]
    pub structure: Vec<Structure>,
    /// Ids of the skills whose words a resume for the role should show where they are true, the weightiest first.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Other facts on the job: how one works, what the market is, how long the studies are.
    #[serde(default)]
    pub fact: Vec<Fact>,
}

/// Skills of a role that stand in for each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alternatives {
    /// Their ids; all stand in one list of the role: `essential`, `optional` or `certifications`.
    pub skills: Vec<String>,
}

/// One section of a resume for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Id of a heading of `headings.toml`.
    pub section: String,
    /// What to put there, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
}

/// A fact on a role that has no place of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// `conditions`, `market`, `remote`, `training` or `entry_salary`.
    pub kind: String,
    /// Id of the source.
    pub source: String,
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// A source of facts on a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Id that the facts refer to.
    pub id: String,
    /// French description.
    pub fr: String,
    /// English description.
    pub en: String,
}

/// A level as one source tells it. Bounds of years: lower inclusive, upper exclusive where another level begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// `junior`, `mid`, `senior` or `lead`.
    pub id: String,
    /// Id of the source.
    pub source: String,
    /// French name in this source.
    pub fr: String,
    /// English name.
    pub en: String,
    /// Least years.
    #[serde(default)]
    pub years_min: Option<u8>,
    /// Most years.
    #[serde(default)]
    pub years_max: Option<u8>,
    /// Least gross pay in euros.
    #[serde(default)]
    pub salary_min: Option<u32>,
    /// Most gross pay in euros.
    #[serde(default)]
    pub salary_max: Option<u32>,
    /// What the source says of this level, in French.
    #[serde(default)]
    pub note_fr: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub note_en: Option<String>,
}

/// A salary band that a source gives for the role as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Salary {
    /// Id of the source.
    pub source: String,
    /// Least gross pay in euros.
    pub min: u32,
    /// Most gross pay in euros.
    pub max: u32,
    /// `year` or `month`.
    pub per: String,
    /// A remark, in French.
    #[serde(default)]
    pub note_fr: Option<String>,
    /// The same in English.
    #[serde(default)]
    pub note_en: Option<String>,
}

/// One thing the role does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mission {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
    /// Id of the source.
    pub source: String,
    /// Ids of the skills it takes.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// A role that people come from, and what they bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Id of the title they come from.
    pub title: String,
    /// What transfers, in French.
    pub fr: String,
    /// The same in English.
    pub en: String,
    /// Ids of the skills that transfer.
    #[serde(default)]
    pub skills: Vec<String>,
}

/// Advice of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// `career_change`, `resume` or `search`.
    pub kind: String,
    /// Id of the source.
    pub source: String,
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// Any file of `keywords/` but those of `roles/`: tables of one or more kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Tables {
    /// Skills.
    pub skill: Vec<Skill>,
    /// Titles.
    pub title: Vec<Title>,
    /// Words of titles as they are cut short before a stop: `id` is the whole word, without accents.
    pub abbreviation: Vec<Words>,
    /// Diplomas.
    pub diploma: Vec<Diploma>,
    /// Contexts.
    pub context: Vec<Context>,
    /// Spoken languages.
    pub spoken: Vec<Words>,
    /// Levels of spoken languages: ids `A1` to `C2` and `native`.
    pub spoken_level: Vec<Words>,
    /// Headings of resumes: ids are the kinds of sections.
    pub heading: Vec<Words>,
    /// Headings of postings: ids are the kinds of segments.
    pub segment: Vec<Words>,
    /// Cues of modality: see `cues.toml`.
    pub cue: Vec<Words>,
    /// How sentences of resumes tell a job or studies: `employed_as`, `employed_at`, `graduated`, `school`, `article`; and what is no
    /// job, `leave`, no part of a degree, `grade`.
    pub telling: Vec<Words>,
    /// Words that tell a `title`, a `degree`, a `school`, an `employer`, a `region` from one another; `town_label`, after which a town
    /// stands, and `no_town`, what is none; `before_employer`, `before_name`, `name_particle`; and what names nothing: an `aside` of an
    /// entry, a `duration`, a `project_detail`.
    pub naming: Vec<Words>,
    /// Months: ids `01` to `12`.
    pub month: Vec<Words>,
    /// Seasons and parts of a year: id is `first-last` month.
    pub season: Vec<Words>,
    /// Words of time: `present`, `since`, `until`, `range` …
    pub time: Vec<Words>,
    /// Contracts.
    pub contract: Vec<Words>,
    /// Remote work: `remote`, `hybrid`, `on_site`.
    pub remote: Vec<Words>,
    /// What the audit of a resume looks for: see `audit.toml`.
    pub audit: Vec<Words>,
    /// Words that stand where a company could, and are none: `common` as a whole, `opening` as the first word.
    pub not_company: Vec<Words>,
    /// What words do around the terms of a trade: see `terms.toml`.
    pub term: Vec<Words>,
    /// How common words are: see `background.toml`. Each item holds many words.
    pub background: Vec<Words>,
}

/// Words or phrases of one meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What they mean.
    pub id: String,
    /// French words; the first is the label.
    #[serde(default)]
    pub fr: Vec<String>,
    /// English words; the first is the label.
    #[serde(default)]
    pub en: Vec<String>,
}

impl Words {
    /// Of an entry of `background.toml` the lower bound of its band, in tenths of the Zipf scale: 45 of `zipf_4.5`.
    pub fn zipf(&self) -> Option<u8> {
        let (whole, part) = self.id.strip_prefix("zipf_")?.split_once('.')?;
        whole.parse::<u8>().ok()?.checked_mul(10)?.checked_add(part.parse().ok()?)
    }
}
