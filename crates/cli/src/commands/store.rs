//! `sartor user` and `sartor store`: accounts, copies, the end of a term.

use std::{
    future::Future,
    io::{BufRead, IsTerminal},
};

use jiff::Timestamp;
use sartor_core::Language;
use sartor_store::{Actor, Place, Role, Store, StoreError};

use super::Done;
use crate::{
    args::{RoleName, StoreAction, StoreCare, StorePlace, User, UserAction},
    failure::Failure,
    messages, output,
    session::Session,
};

pub(crate) fn user(args: User, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    // Asked before anything is opened, so that nothing waits for a person.
    let password = match &args.action {
        UserAction::Add { .. } | UserAction::Password { .. } => Some(password(language)?),
        _ => None,
    };
    let password = password.unwrap_or_default();
    let said = within(&args.place, language, async |store| {
        let now = Timestamp::now();
        Ok(match &args.action {
            UserAction::Add { name, role } => {
                store.add_user(name, &password, of(*role), now).await?;
                messages::user_added(name, language)
            }
            UserAction::List => {
                let users = store.users().await?;
                let line = |user: &sartor_store::User| {
                    format!("{}\t{}\t{}\n", user.name, user.role.as_str(), user.created)
                };
                users.iter().map(line).collect()
            }
            UserAction::Password { name } => {
                store.set_password(name, &password).await?;
                messages::password_set(name, language)
            }
            UserAction::Role { name, role } => {
                store.set_role(name, of(*role)).await?;
                messages::role_set(name, of(*role).as_str(), language)
            }
            UserAction::Remove { name } => {
                store.remove_user(name).await?;
                messages::user_removed(name, language)
            }
        })
    })?;
    output::print(&said, language)?;
    Ok(Done::Well)
}

pub(crate) fn care(args: StoreCare, session: &Session) -> Result<Done, Failure> {
    let language = session.language;
    let said = within(&args.place, language, async |store| {
        let now = Timestamp::now();
        Ok(match &args.action {
            StoreAction::Backup { file } => {
                store.backup(file, &Actor::Local, now).await?;
                messages::backed_up(file, language)
            }
            StoreAction::Purge => {
                let erased = store.purge(now).await?;
                messages::purged(erased.openings, erased.applicants, language)
            }
        })
    })?;
    output::print(&said, language)?;
    Ok(Done::Well)
}

/// The place that the options name; `None` where they name none.
pub(crate) fn place(place: &StorePlace) -> Option<Place> {
    let folder = place.data.clone().map(Place::Folder);
    place.database_url.clone().map(Place::Database).or(folder)
}

/// What of the store goes wrong, for a person at the terminal.
pub(crate) fn failed(error: &StoreError, language: Language) -> Failure {
    Failure::usage(error.code(), error.message(language))
}

/// Opens the store, does one thing with it, and closes it.
fn within<T>(
    named: &StorePlace,
    language: Language,
    work: impl AsyncFnOnce(&Store) -> Result<T, StoreError>,
) -> Result<T, Failure> {
    let place = place(named).ok_or_else(|| Failure::usage("store.place", messages::no_place(language)))?;
    let done = async {
        let store = Store::open(&place).await?;
        let done = work(&store).await;
        store.close().await;
        done
    };
    run(done)?.map_err(|error| failed(&error, language))
}

fn run<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::usage("store.place", error.to_string()))?;
    Ok(runtime.block_on(work))
}

/// One line of standard input, not shown where it is a terminal.
fn password(language: Language) -> Result<String, Failure> {
    let failed = |error: std::io::Error| Failure::usage("store.password", error.to_string());
    if std::io::stdin().is_terminal() {
        let asked = |again| rpassword::prompt_password(messages::password(again, language)).map_err(failed);
        let (first, second) = (asked(false)?, asked(true)?);
        return if first == second {
            Ok(first)
        } else {
            Err(Failure::usage("store.password", messages::passwords_differ(language)))
        };
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(failed)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

const fn of(role: RoleName) -> Role {
    match role {
        RoleName::Viewer => Role::Viewer,
        RoleName::Recruiter => Role::Recruiter,
    }
}
