//! Accounts of people who may see applicants.

use jiff::Timestamp;
use sqlx::{Row, any::AnyRow};

use crate::{Missing, Store, StoreError, store::instant};

/// What an account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Role {
    /// Look.
    Viewer,
    /// Look, and change, export and erase.
    Recruiter,
}

impl Role {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Recruiter => "recruiter",
        }
    }

    /// The role of a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Viewer, Self::Recruiter].into_iter().find(|role| role.as_str() == name)
    }

    pub(crate) fn stored(name: &str) -> Result<Self, StoreError> {
        Self::parse(name).ok_or(StoreError::Damaged { place: "account.role" })
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its name.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was made.
    pub created: Timestamp,
}

impl Store {
    /// Makes an account.
    ///
    /// # Errors
    ///
    /// `store.user_name`, `store.password`, `store.user_exists`; `store.busy`, `store.database`.
    pub async fn add_user(
        &self,
        name: &str,
        password: &str,
        role: Role,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let name = account_name(name)?;
        let hash = self.hash(password).await?;
        let added = sqlx::query(
            "INSERT INTO account (name, password, role, created) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO NOTHING",
        )
        .bind(name)
        .bind(hash)
        .bind(role.as_str())
        .bind(now.as_millisecond())
        .execute(self.write())
        .await?;
        if added.rows_affected() == 0 { Err(StoreError::UserExists) } else { Ok(()) }
    }

    /// All accounts, by name.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`, `store.damaged`.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        let rows = sqlx::query("SELECT name, role, created FROM account ORDER BY name")
            .fetch_all(self.read())
            .await?;
        let mut users = rows.iter().map(user).collect::<Result<Vec<_>, _>>()?;
        // Databases order texts each in its own way.
        users.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(users)
    }

    /// Whether there is any account: without one a server asks nobody to sign in.
    ///
    /// # Errors
    ///
    /// `store.busy`, `store.database`.
    pub async fn has_users(&self) -> Result<bool, StoreError> {
        Ok(sqlx::query("SELECT name FROM account LIMIT 1").fetch_optional(self.read()).await?.is_some())
    }

    /// Gives an account another password, ends its sessions, and forgets the attempts to sign in to it.
    ///
    /// # Errors
    ///
    /// `store.missing`, `store.password`; `store.busy`, `store.database`.
    pub async fn set_password(&self, name: &str, password: &str) -> Result<(), StoreError> {
        let hash = self.hash(password).await?;
        let mut transaction = self.begin().await?;
        let done = sqlx::query("UPDATE account SET password = $2 WHERE name = $1")
            .bind(name)
            .bind(hash)
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Missing(Missing::User));
        }
        sqlx::query("DELETE FROM signed_in WHERE account = $1").bind(name).execute(&mut *transaction).await?;
        super::attempts::forget(&mut transaction, name).await?;
        Ok(transaction.commit().await?)
    }

    /// Gives an account another role; its sessions have it at once.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn set_role(&self, name: &str, role: Role) -> Result<(), StoreError> {
        let done = sqlx::query("UPDATE account SET role = $2 WHERE name = $1")
            .bind(name)
            .bind(role.as_str())
            .execute(self.write())
            .await?;
        if done.rows_affected() == 0 { Err(StoreError::Missing(Missing::User)) } else { Ok(()) }
    }

    /// Removes an account and ends its sessions. Its notes and its entries of the log stay.
    ///
    /// # Errors
    ///
    /// `store.missing`; `store.busy`, `store.database`.
    pub async fn remove_user(&self, name: &str) -> Result<(), StoreError> {
        let done =
            sqlx::query("DELETE FROM account WHERE name = $1").bind(name).execute(self.write()).await?;
        if done.rows_affected() == 0 { Err(StoreError::Missing(Missing::User)) } else { Ok(()) }
    }
}

/// A name that is free of look-alikes, and no name that the log has for others.
fn account_name(name: &str) -> Result<&str, StoreError> {
    let fits = (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-@".contains(&byte))
        && !["local", "retention"].contains(&name);
    if fits { Ok(name) } else { Err(StoreError::UserName) }
}

fn user(row: &AnyRow) -> Result<User, StoreError> {
    Ok(User {
        name: row.try_get("name")?,
        role: Role::stored(&row.try_get::<String, _>("role")?)?,
        created: instant(row.try_get("created")?, "account.created")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert!(account_name("anne.martin@example.org").is_ok() && account_name(&"a".repeat(64)).is_ok());
        for bad in ["", "Anne", "a b", "аnne", "local", "retention", "a/b", "a\n", &"a".repeat(65)] {
            assert_eq!(account_name(bad).unwrap_err().code(), "store.user_name", "{bad}");
        }
    }
}
