use jiff::{SignedDuration, Timestamp};
use sartor_store::{Attempts, Role, SignIn, Store};

use crate::kit::{Site, now, on};

on!(all: accounts_come_and_go a_session_ends_when_it_should guessing_is_braked clients_are_braked_too what_is_stored_opens_nothing);

const PASSWORD: &str = "une phrase assez longue";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

async fn sign_in(store: &Store, name: &str, password: &str, client: &str, at: Timestamp) -> SignIn {
    store.sign_in(name, password, client, HOUR, at).await.unwrap()
}

async fn token(store: &Store, name: &str, password: &str) -> String {
    match sign_in(store, name, password, "192.0.2.1", now()).await {
        SignIn::Done(new) => new.token,
        other => panic!("{other:?}"),
    }
}

async fn accounts_come_and_go(site: &Site) {
    let store = site.open().await;
    assert!(!store.has_users().await.unwrap());
    store.add_user("zoe", PASSWORD, Role::Viewer, now()).await.unwrap();
    store.add_user("anne", PASSWORD, Role::Recruiter, now()).await.unwrap();
    assert!(store.has_users().await.unwrap());
    let users = store.users().await.unwrap();
    let told: Vec<_> = users.iter().map(|user| (user.name.as_str(), user.role, user.created)).collect();
    assert_eq!(told, [("anne", Role::Recruiter, now()), ("zoe", Role::Viewer, now())]);
    let code = async |name: &str, password: &str| {
        store.add_user(name, password, Role::Viewer, now()).await.unwrap_err().code()
    };
    assert_eq!(code("anne", PASSWORD).await, "store.user_exists");
    assert_eq!(code("local", PASSWORD).await, "store.user_name");
    assert_eq!(code("paul", "11 octets !").await, "store.password");
    assert_eq!(code("paul", &"a".repeat(1_025)).await, "store.password");
    store.add_user("paul", "12 octets !!", Role::Viewer, now()).await.unwrap();
    store.remove_user("paul").await.unwrap();
    for error in [
        store.remove_user("paul").await.unwrap_err(),
        store.set_role("paul", Role::Viewer).await.unwrap_err(),
        store.set_password("paul", PASSWORD).await.unwrap_err(),
    ] {
        assert_eq!(error.code(), "store.missing");
    }
}

async fn a_session_ends_when_it_should(site: &Site) {
    let store = site.open().await;
    store.add_user("anne", PASSWORD, Role::Viewer, now()).await.unwrap();
    let first = token(&store, "anne", PASSWORD).await;
    let second = token(&store, "anne", PASSWORD).await;
    assert_ne!(first, second);
    let session = store.session(&first, now()).await.unwrap().unwrap();
    assert_eq!((session.user.as_str(), session.role, session.expires), ("anne", Role::Viewer, now() + HOUR));
    let other = store.session(&second, now()).await.unwrap().unwrap();
    assert!(
        session.csrf_holds(&session.csrf()) && !session.csrf_holds(&other.csrf()) && !session.csrf_holds("")
    );
    // A role is as of now.
    store.set_role("anne", Role::Recruiter).await.unwrap();
    assert_eq!(store.session(&first, now()).await.unwrap().unwrap().role, Role::Recruiter);
    // At its end it is over, and not before.
    let instant = SignedDuration::from_millis(1);
    assert!(store.session(&first, now() + HOUR - instant).await.unwrap().is_some());
    assert!(store.session(&first, now() + HOUR).await.unwrap().is_none());
    for none in ["", "x", &first[1..], &first.to_uppercase(), &"0".repeat(64)] {
        assert!(store.session(none, now()).await.unwrap().is_none(), "{none}");
    }
    store.sign_out(&first).await.unwrap();
    assert!(store.session(&first, now()).await.unwrap().is_none());
    assert!(store.session(&second, now()).await.unwrap().is_some());
    // A forgotten password: the new one ends what the old one began.
    store.set_password("anne", "une autre phrase longue").await.unwrap();
    assert!(store.session(&second, now()).await.unwrap().is_none());
    assert!(matches!(sign_in(&store, "anne", PASSWORD, "", now()).await, SignIn::Refused));
    let third = token(&store, "anne", "une autre phrase longue").await;
    store.sign_out_everywhere("anne").await.unwrap();
    assert!(store.session(&third, now()).await.unwrap().is_none());
    let fourth = token(&store, "anne", "une autre phrase longue").await;
    store.remove_user("anne").await.unwrap();
    assert!(store.session(&fourth, now()).await.unwrap().is_none());
}

async fn guessing_is_braked(site: &Site) {
    let store = site.open().await;
    store.add_user("anne", PASSWORD, Role::Viewer, now()).await.unwrap();
    for _ in 0..Attempts::PER_NAME_AND_CLIENT {
        assert!(matches!(sign_in(&store, "anne", "wrong", "a", now()).await, SignIn::Refused));
    }
    // Not even the right password is looked at, and the client next door is not concerned.
    let told = sign_in(&store, "anne", PASSWORD, "a", now()).await;
    assert!(matches!(told, SignIn::Wait { seconds } if seconds == 15 * 60), "{told:?}");
    assert!(matches!(sign_in(&store, "anne", PASSWORD, "b", now()).await, SignIn::Done(_)));
    let window = SignedDuration::from_secs(Attempts::WINDOW_SECONDS);
    let nearly = now() + window - SignedDuration::from_secs(1);
    assert!(matches!(sign_in(&store, "anne", PASSWORD, "a", nearly).await, SignIn::Wait { seconds: 1 }));
    assert!(matches!(sign_in(&store, "anne", PASSWORD, "a", now() + window).await, SignIn::Done(_)));
    // Who signs in begins anew.
    for _ in 1..Attempts::PER_NAME_AND_CLIENT {
        assert!(matches!(sign_in(&store, "anne", "wrong", "b", now()).await, SignIn::Refused));
    }
    assert!(matches!(sign_in(&store, "anne", PASSWORD, "b", now()).await, SignIn::Done(_)));
    assert!(matches!(sign_in(&store, "anne", "wrong", "b", now()).await, SignIn::Refused));
}

async fn clients_are_braked_too(site: &Site) {
    let store = site.open().await;
    for number in 0..Attempts::PER_CLIENT {
        let told = sign_in(&store, &format!("nobody{number}"), "wrong", "a", now()).await;
        assert!(matches!(told, SignIn::Refused), "{told:?}");
    }
    assert!(matches!(sign_in(&store, "someone", "wrong", "a", now()).await, SignIn::Wait { .. }));
    assert!(matches!(sign_in(&store, "some\0one", "wrong", "b", now()).await, SignIn::Refused));
}

/// Whoever reads the tables finds no token, no password and no name that was typed.
async fn what_is_stored_opens_nothing(site: &Site) {
    let store = site.open().await;
    store.add_user("anne", PASSWORD, Role::Viewer, now()).await.unwrap();
    let token = token(&store, "anne", PASSWORD).await;
    sign_in(&store, "mypassword1234", "wrong", "a", now()).await;
    let told = format!("{:?}", store.session(&token, now()).await.unwrap().unwrap());
    assert!(!told.contains("csrf") && told.contains("anne"), "{told}");
    if let sartor_store::Place::Folder(folder) = &site.place {
        let csrf = store.session(&token, now()).await.unwrap().unwrap().csrf();
        let bytes = crate::erasure::bytes_of(folder);
        for secret in [token.as_str(), &csrf, PASSWORD, "mypassword1234"] {
            assert!(!crate::erasure::holds(&bytes, secret), "{secret}");
        }
        assert!(crate::erasure::holds(&bytes, "$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
