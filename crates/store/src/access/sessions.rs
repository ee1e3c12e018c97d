//! Signing in and out, and who a request comes from.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use sqlx::Row;

use super::{Role, attempts};
use crate::{
    Backend, Store, StoreError,
    id::{hex, is_hex, random},
    store::instant,
};

/// What came of signing in.
#[derive(Debug)]
pub enum SignIn {
    /// It is the person.
    Done(NewSession),
    /// Name or password is wrong; which of them is not told.
    Refused,
    /// Too many attempts: not even looked at.
    Wait {
        /// The seconds after which another attempt is looked at.
        seconds: u64,
    },
}

/// A session that has begun. The token goes to the browser, in a cookie, and is kept nowhere else.
pub struct NewSession {
    /// 256 random bits as 64 hexadecimal digits.
    pub token: String,
    /// What the token allows.
    pub session: Session,
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSession").field("session", &self.session).finish_non_exhaustive()
    }
}

/// A session that holds.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The name of the account.
    pub user: String,
    /// What it may do, as of now.
    pub role: Role,
    /// When the session ends.
    pub expires: Timestamp,
    /// To be put into each form, and asked back from it. It is derived from the token, so that whoever reads the store cannot make it.
    csrf: blake3::Hash,
}

impl Session {
    /// What each form carries: 64 hexadecimal digits.
    pub fn csrf(&self) -> String {
        self.csrf.to_hex().to_string()
    }

    /// Whether a form came from a page of this session; takes the same time whatever is given.
    pub fn csrf_holds(&self, given: &str) -> bool {
        // The comparison of hashes is of constant time.
        blake3::Hash::from_hex(given).is_ok_and(|given| given == self.csrf)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = f.debug_struct("Session");
        told.field("user", &self.user)
            .field("role", &self.role)
            .field("expires", &self.expires)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Signs in. `client` is what tells clients apart (an address, or nothing where a proxy hides them); the session lasts for `lasts`.
    ///
    /// ```
    /// use jiff::SignedDuration;
    /// use sartor_store::{Place, Role, SignIn, Store};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let store = Store::open(&Place::Memory).await?;
    /// let now = "2026-11-22T09:00:00Z".parse()?;
    /// store.add_user("anne", "a long enough phrase", Role::Recruiter, now).await?;
    /// let day = SignedDuration::from_hours(24);
    /// let SignIn::Done(new) = store.sign_in("anne", "a long enough phrase", "192.0.2.1", day, now).await? else { panic!() };
    /// let session = store.session(&new.token, now).await?.expect("it has just begun");
    /// assert!(session.csrf_holds(&session.csrf()));
    /// assert_eq!(store.session(&new.token, now + day).await?, None);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.random`.
    pub async fn sign_in(
        &self,
        name: &str,
        password: &str,
        client: &str,
        lasts: SignedDuration,
        now: Timestamp,
    ) -> Result<SignIn, StoreError> {
        let postgres = self.backend() == Backend::Postgres;
        let mut transaction = self.begin().await?;
        let wait = attempts::count(&mut transaction, postgres, name, client, now).await?;
        transaction.commit().await?;
        if let Some(seconds) = wait {
            return Ok(SignIn::Wait { seconds });
        }
        let row = sqlx::query("SELECT password FROM account WHERE name = $1")
            .bind(crate::store::clean(name))
            .fetch_optional(self.read())
            .await?;
        let hash = row.map(|row| row.try_get::<String, _>("password")).transpose()?;
        if !self.holds(password, hash.clone()).await? {
            return Ok(SignIn::Refused);
        }

        let token = hex(&random::<32>()?);
        let expires = now.saturating_add(lasts).unwrap_or(now);
        let mut transaction = self.begin().await?;
        attempts::succeeded(&mut transaction, name, client).await?;
        // Only where the password is still the one that was compared: it may have been changed in the meantime.
        let row = sqlx::query(
            "INSERT INTO signed_in (token, account, begun, expires) \
             SELECT $1, name, $3, $4 FROM account WHERE name = $2 AND password = $5 RETURNING account",
        )
        .bind(kept(&token))
        .bind(name)
        .bind(now.as_millisecond())
        .bind(expires.as_millisecond())
        .bind(hash)
        .fetch_optional(&mut *transaction)
        .await?;
        transaction.commit().await?;
        if row.is_none() {
            return Ok(SignIn::Refused);
        }
        Ok(self
            .session(&token, now)
            .await?
            .map_or(SignIn::Refused, |session| SignIn::Done(NewSession { token, session })))
    }

    /// The session of a token; none where it is none, is over, was ended, or its account is gone.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn session(&self, token: &str, now: Timestamp) -> Result<Option<Session>, StoreError> {
        if !is_hex(token, 64) {
            return Ok(None);
        }
        let row = sqlx::query(
            "SELECT account.name, account.role, signed_in.expires FROM signed_in \
             JOIN account ON account.name = signed_in.account WHERE signed_in.token = $1 AND signed_in.expires > $2",
        )
        .bind(kept(token))
        .bind(now.as_millisecond())
        .fetch_optional(self.read())
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Session {
            user: row.try_get("name")?,
            role: Role::stored(&row.try_get::<String, _>("role")?)?,
            expires: instant(row.try_get("expires")?, "signed_in.expires")?,
            csrf: blake3::Hash::from_bytes(blake3::derive_key("sartor form", token.as_bytes())),
        }))
    }

    /// Ends the session of a token, where there is one.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM signed_in WHERE token = $1").bind(kept(token)).execute(self.write()).await?;
        Ok(())
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn sign_out_everywhere(&self, name: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM signed_in WHERE account = $1").bind(name).execute(self.write()).await?;
        Ok(())
    }
}

/// What the store keeps of a token. It is random enough to need no salt.
fn kept(token: &str) -> String {
    hex(&blake3::derive_key("sartor session", token.as_bytes()))
}
