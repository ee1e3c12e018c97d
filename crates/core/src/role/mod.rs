//! Roles told to people: the card of a role, the resume to fill in for it, and the roles that a resume fits best.
//!
//! | to change | go to |
//! | --- | --- |
//! | what a card holds | `model.rs`, `card.rs`; its facts are in `keywords/roles/` |
//! | how skills are grouped | `group.rs` |
//! | the table of all roles | `overview.rs` |
//! | the resume to fill in | `blank.rs`; its words are in `templates/resumes/blank.toml` |
//! | the ranking | `ranking.rs`; it scores as `scoring/` does |

mod blank;
mod card;
mod group;
mod model;
mod overview;
mod ranking;

pub use blank::{Blank, BlankEntry, BlankError, BlankLine, BlankSection, BlankWords, blank};
pub use card::card;
pub use group::SkillGroup;
pub use model::{
    Advised, Card, CardLevel, CardMission, CardOrigin, CardSalary, CardSection, Fact, Grouped, Named,
    RoleCard, Standing, Transferable,
};
pub use overview::{RoleCounts, french_share, overview};
pub use ranking::{Ranked, Ranking, rank};
