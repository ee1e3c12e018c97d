//! Passwords become argon2id hashes, and are compared with them.

use std::ops::RangeInclusive;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::{Store, StoreError};

/// How many bytes a password has: 12 to 1024. No other rule is made, since others make people choose worse.
pub const PASSWORD_BYTES: RangeInclusive<usize> = 12..=1024;

/// Hashes made at once: each takes 19 MiB and a core, and strangers can ask for them.
pub(crate) const HASHES_AT_ONCE: usize = 2;

/// A hash of nobody's password, of the same cost as the others, so that an unknown name takes as long as a wrong password.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2FydG9yIG5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl Store {
    /// The PHC string of a password: argon2id, 19 MiB, two passes.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, StoreError> {
        if !PASSWORD_BYTES.contains(&password.len()) {
            return Err(StoreError::Password);
        }
        let password = password.to_owned();
        self.apart(move || {
            Argon2::default()
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|_| StoreError::Random)
        })
        .await?
    }

    /// Whether a password has this hash. Without a hash it never has, and takes as long.
    pub(crate) async fn holds(&self, password: &str, hash: Option<String>) -> Result<bool, StoreError> {
        if password.len() > *PASSWORD_BYTES.end() {
            return Ok(false);
        }
        let password = password.to_owned();
        self.apart(move || {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODY);
            let hash =
                PasswordHash::new(hash).map_err(|_| StoreError::Damaged { place: "account.password" })?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && known)
        })
        .await?
    }

    /// Runs on a thread where it holds up nobody else, a few at a time.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let broken = StoreError::Damaged { place: "account.password" };
        let Ok(place) = self.hashing.clone().acquire_owned().await else { return Err(broken) };
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.map_err(|_| broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_nobody_costs_what_the_others_cost() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let other = Argon2::default().hash_password(b"correct horse battery").unwrap();
        assert_eq!(nobody.params.to_string(), other.params.to_string());
        assert_eq!(nobody.algorithm, other.algorithm);
        assert_eq!(nobody.hash.unwrap().len(), other.hash.unwrap().len());
    }
}
