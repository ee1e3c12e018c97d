//! Accounts, passwords, sessions, and the brake on guessing.

mod attempts;
mod password;
mod sessions;
mod users;

pub use attempts::Attempts;
pub(crate) use password::HASHES_AT_ONCE;
pub use password::PASSWORD_BYTES;
pub use sessions::{NewSession, Session, SignIn};
pub use users::{Role, User};
