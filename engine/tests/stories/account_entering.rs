//! Entering: right and wrong passwords, limits, forgotten and changed passwords.
use crate::account_joining::{caller, fields, letters, link};
use crate::bed::{PASSWORD, on_both};
use domain::Refusal;
use domain::time::{HOUR, MINUTE};
use engine::account::links::Purpose;
use engine::account::{self, Caller, entering, sessions, tries};

const NEW: &str = "seven stale muffins";

#[tokio::test]
async fn a_wrong_email_and_a_wrong_password_get_the_same_answer() {
    on_both(async |bed| {
        bed.member("river").await;
        let unknown = entering::sign_in(&bed.engine, "nobody@bed.test", PASSWORD, "", &caller("1")).await.err();
        let wrong = entering::sign_in(&bed.engine, "river@bed.test", "not the password", "", &caller("1")).await.err();
        let empty = entering::sign_in(&bed.engine, "", "", "", &caller("1")).await.err();
        assert_eq!(unknown, Some(Refusal::WrongSignIn.into()));
        assert_eq!(wrong, unknown);
        assert_eq!(empty, unknown);
    })
    .await;
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_ends_the_one_the_browser_had() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        let first =
            entering::sign_in(&bed.engine, " RIVER@bed.test ", PASSWORD, "Asia/Tokyo", &caller("1")).await.unwrap().inside().unwrap();
        assert_eq!((&first.actor.id, first.actor.time_zone.as_str()), (&member.id, "Asia/Tokyo"));
        let again = Caller { cookie: Some(first.secret.clone()), ..caller("1") };
        let second = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &again).await.unwrap().inside().unwrap();
        assert_ne!(first.secret, second.secret);
        assert_eq!(account::who(&bed.engine, &first.secret).await.unwrap(), None);
        account::profile::save_preferences(&bed.engine, &second.actor, "dark", "Europe/Paris", "en-GB").await.unwrap();
        let third = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "Asia/Tokyo", &caller("1")).await.unwrap().inside().unwrap();
        assert_eq!(third.actor.time_zone, "Europe/Paris", "what a person chose wins over what a browser tells");
        assert_eq!((third.actor.theme.as_str(), third.actor.locale.as_str()), ("dark", "en-GB"));
    })
    .await;
}

#[tokio::test]
async fn after_ten_wrong_tries_an_account_rests_for_a_quarter_of_an_hour() {
    on_both(async |bed| {
        bed.member("river").await;
        for _ in 0..12 {
            let right = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await;
            assert!(right.is_ok(), "right tries do not count");
        }
        for _ in 0..10 {
            let wrong = entering::sign_in(&bed.engine, "river@bed.test", "not the password", "", &caller("1")).await;
            assert_eq!(wrong.err(), Some(Refusal::WrongSignIn.into()));
        }
        let right = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("2")).await;
        assert_eq!(right.err(), Some(Refusal::TooManyTries(16).into()));
        bed.member("stone").await;
        assert!(entering::sign_in(&bed.engine, "stone@bed.test", PASSWORD, "", &caller("1")).await.is_ok());
        bed.clock.advance(15 * MINUTE);
        assert!(entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_email_rests_like_a_known_one_and_an_address_after_fifty() {
    on_both(async |bed| {
        for n in 0..50 {
            assert!(tries::count(&bed.engine, tries::SIGN_IN_ADDRESS, "1").await.unwrap().allowed, "{n}");
        }
        for n in 0..10 {
            assert!(tries::count(&bed.engine, tries::SIGN_IN_ACCOUNT, "nobody@bed.test").await.unwrap().allowed, "{n}");
        }
        let rests = entering::sign_in(&bed.engine, "nobody@bed.test", "x", "", &caller("2")).await;
        assert_eq!(rests.err(), Some(Refusal::TooManyTries(16).into()));
        let full = entering::sign_in(&bed.engine, "fresh@bed.test", "x", "", &caller("1")).await;
        assert_eq!(full.err(), Some(Refusal::TooManyTries(16).into()));
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_once_and_all_devices_are_signed_out() {
    on_both(async |bed| {
        let member = bed.member("river").await;
        assert_eq!(entering::ask_for_reset(&bed.engine, "nobody@bed.test", &caller("1")).await, Ok(()));
        assert!(letters(&bed).await.is_empty());
        assert_eq!(entering::ask_for_reset(&bed.engine, "River@bed.test", &caller("1")).await, Ok(()));
        let secret = link(&letters(&bed).await[0]);
        assert!(entering::link_works(&bed.engine, Purpose::Reset, &secret).await.unwrap());
        assert!(!entering::link_works(&bed.engine, Purpose::Verify, &secret).await.unwrap());
        assert_eq!(fields(entering::reset(&bed.engine, &secret, "short").await), ["password"]);
        assert_eq!(fields(entering::reset(&bed.engine, &secret, "my river runs").await), ["password"]);
        entering::reset(&bed.engine, &secret, NEW).await.unwrap();
        assert_eq!(sessions::list(&bed.engine, &member).await.unwrap(), []);
        assert_eq!(entering::reset(&bed.engine, &secret, NEW).await, Err(Refusal::LinkGone.into()));
        assert!(entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await.is_err());
        assert!(entering::sign_in(&bed.engine, "river@bed.test", NEW, "", &caller("1")).await.is_ok());
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("password was just changed")));
    })
    .await;
}

#[tokio::test]
async fn a_reset_link_works_for_an_hour_and_five_letters_leave_in_one() {
    on_both(async |bed| {
        bed.member("river").await;
        for _ in 0..8 {
            entering::ask_for_reset(&bed.engine, "river@bed.test", &caller("1")).await.unwrap();
        }
        let letters = letters(&bed).await;
        assert_eq!(letters.len(), 5);
        let mut works = 0;
        for letter in &letters {
            works += usize::from(entering::link_works(&bed.engine, Purpose::Reset, &link(letter)).await.unwrap());
        }
        assert_eq!(works, 1, "only the newest link works");
        bed.clock.advance(HOUR);
        for letter in &letters {
            assert_eq!(entering::reset(&bed.engine, &link(letter), NEW).await, Err(Refusal::LinkGone.into()));
        }
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_asks_for_the_current_one_and_signs_the_other_devices_out() {
    on_both(async |bed| {
        let here = bed.member("river").await;
        let there = sessions::open(&bed.engine, &here.id, "", None).await.unwrap();
        assert_eq!(fields(entering::change_password(&bed.engine, &here, "wrong", NEW).await), ["current_password"]);
        assert_eq!(fields(entering::change_password(&bed.engine, &here, PASSWORD, "short").await), ["new_password"]);
        entering::change_password(&bed.engine, &here, PASSWORD, NEW).await.unwrap();
        assert_eq!(account::who(&bed.engine, &there).await.unwrap(), None);
        assert_eq!(sessions::list(&bed.engine, &here).await.unwrap().len(), 1);
        for _ in 0..9 {
            assert_eq!(fields(entering::change_password(&bed.engine, &here, PASSWORD, NEW).await), ["current_password"]);
        }
        assert_eq!(entering::change_password(&bed.engine, &here, NEW, PASSWORD).await, Err(Refusal::TooManyTries(16).into()));
    })
    .await;
}
