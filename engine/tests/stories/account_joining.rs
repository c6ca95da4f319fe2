//! Joining: sign-up, the letter, the link, and answers that tell nothing about others.
use crate::bed::{Bed, PASSWORD, on_both};
use domain::Refusal;
use domain::time::{DAY, HOUR};
use engine::account::joining::{self, SignUp};
use engine::account::{Caller, entering, profile};
use engine::mail::Letter;
use engine::{Error, jobs, mail};

pub fn caller(address: &str) -> Caller {
    Caller { address: address.into(), browser: "Firefox Android".into(), cookie: None }
}

pub fn form(username: &str, email: &str) -> SignUp {
    SignUp {
        username: username.into(),
        email: email.into(),
        password: PASSWORD.into(),
        birth_month: "6".into(),
        birth_year: "1990".into(),
        time_zone: "Europe/Berlin".into(),
        then: String::new(),
    }
}

/// The letters that have left, the newest first.
pub async fn letters(bed: &Bed) -> Vec<Letter> {
    jobs::run_due(&bed.engine).await.unwrap();
    mail::store::newest(bed.engine.db(), 100).await.unwrap().into_iter().map(|kept| kept.letter).collect()
}

/// The secret of the link in a letter.
pub fn link(letter: &Letter) -> String {
    let at = letter.body.find("?link=").unwrap() + 6;
    letter.body[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect()
}

/// The fields that a refusal names.
pub fn fields<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Vec<String> {
    match outcome {
        Err(Error::Refused(refusal)) => refusal.problems().iter().map(|problem| problem.field.clone()).collect(),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

#[tokio::test]
async fn a_stranger_signs_up_opens_the_link_and_is_in() {
    on_both(async |bed| {
        let mut form = form("River", "River@Mail.example");
        form.then = "next=%2Fsupporters&ask=x".into();
        joining::sign_up(&bed.engine, &form, &caller("1")).await.unwrap();
        let letters = letters(&bed).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, "River@Mail.example");
        assert!(letters[0].body.contains("Hello River,"));
        assert!(letters[0].body.contains("&next=%2Fsupporters&ask=x"));
        // Signing in works before the email is confirmed; writing to others does not.
        let before =
            entering::sign_in(&bed.engine, "river@mail.EXAMPLE", PASSWORD, "", &caller("1")).await.unwrap().inside().unwrap().actor;
        assert_eq!(before.verified(), Err(Refusal::NotVerified.into()));
        let after = joining::verify(&bed.engine, &link(&letters[0]), &caller("1")).await.unwrap().actor;
        assert!(after.verified);
        assert_eq!((after.id, after.time_zone.as_str()), (before.id, "Europe/Berlin"));
        let again = joining::verify(&bed.engine, &link(&letters[0]), &caller("1")).await;
        assert_eq!(again.err(), Some(Refusal::LinkGone.into()), "a link works once");
    })
    .await;
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once_and_nothing_is_made() {
    on_both(async |bed| {
        let wrong = SignUp { time_zone: "nowhere".into(), ..SignUp::default() };
        assert_eq!(fields(joining::sign_up(&bed.engine, &wrong, &caller("1")).await), ["username", "email", "password", "birth_month"]);
        let mut young = form("river", "river@mail.example");
        young.birth_year = "2009".into();
        assert_eq!(fields(joining::sign_up(&bed.engine, &young, &caller("1")).await), ["birth_month"]);
        assert!(letters(&bed).await.is_empty());
        let mut no_zone = form("river", "river@mail.example");
        no_zone.time_zone = "nowhere".into();
        joining::sign_up(&bed.engine, &no_zone, &caller("1")).await.unwrap();
        let actor = joining::verify(&bed.engine, &link(&letters(&bed).await[0]), &caller("1")).await.unwrap().actor;
        assert_eq!(actor.time_zone, "America/New_York");
    })
    .await;
}

#[tokio::test]
async fn signing_up_with_a_known_email_looks_the_same_and_its_owner_gets_a_letter() {
    on_both(async |bed| {
        let owner = bed.member("river").await;
        let known = joining::sign_up(&bed.engine, &form("stone", "RIVER@bed.test"), &caller("1")).await;
        let unknown = joining::sign_up(&bed.engine, &form("brook", "brook@bed.test"), &caller("1")).await;
        assert_eq!(known, Ok(()));
        assert_eq!(unknown, Ok(()));
        let letters = letters(&bed).await;
        let told = letters.iter().find(|letter| letter.to == "river@bed.test").unwrap();
        assert!(told.body.contains("Hello river,") && told.body.contains("nothing was changed") && !told.body.contains("?link="));
        assert!(
            entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1"))
                .await
                .is_ok_and(|entered| entered.inside().is_some_and(|all| all.actor.id == owner.id))
        );
        // The names look equally taken afterwards, so the name tells nothing about the email either.
        for name in ["stone", "Brook", "RIVER"] {
            let again = joining::sign_up(&bed.engine, &form(name, &format!("new-{name}@bed.test")), &caller("1")).await;
            assert_eq!(fields(again), ["username"], "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_letter_can_be_asked_for_again_and_only_the_newest_link_works() {
    on_both(async |bed| {
        joining::sign_up(&bed.engine, &form("river", "river@mail.example"), &caller("1")).await.unwrap();
        let first = link(&letters(&bed).await[0]);
        let actor = entering::sign_in(&bed.engine, "river@mail.example", PASSWORD, "", &caller("1")).await.unwrap().inside().unwrap().actor;
        bed.clock.advance(1);
        joining::resend(&bed.engine, &actor, "").await.unwrap();
        let second = link(&letters(&bed).await[0]);
        assert_eq!(joining::verify(&bed.engine, &first, &caller("1")).await.err(), Some(Refusal::LinkGone.into()));
        for _ in 0..3 {
            joining::resend(&bed.engine, &actor, "").await.unwrap();
        }
        assert_eq!(joining::resend(&bed.engine, &actor, "").await, Err(Refusal::TooManyTries(60).into()), "five letters an hour");
        assert_eq!(joining::verify(&bed.engine, &second, &caller("1")).await.err(), Some(Refusal::LinkGone.into()));
        bed.clock.advance(HOUR);
        joining::resend(&bed.engine, &actor, "").await.unwrap();
        let last = link(&letters(&bed).await[0]);
        bed.clock.advance(3 * DAY);
        assert_eq!(joining::verify(&bed.engine, &last, &caller("1")).await.err(), Some(Refusal::LinkGone.into()), "three days");
    })
    .await;
}

#[tokio::test]
async fn ten_accounts_an_hour_may_come_from_one_address() {
    on_both(async |bed| {
        for n in 0..10 {
            joining::sign_up(&bed.engine, &form(&format!("river{n}"), &format!("river{n}@mail.example")), &caller("1")).await.unwrap();
        }
        let more = form("stone", "stone@mail.example");
        assert_eq!(joining::sign_up(&bed.engine, &more, &caller("1")).await, Err(Refusal::TooManyTries(61).into()));
        assert_eq!(joining::sign_up(&bed.engine, &more, &caller("2")).await, Ok(()));
    })
    .await;
}

#[tokio::test]
async fn an_account_that_nobody_confirms_is_swept_away_after_a_month() {
    on_both(async |bed| {
        joining::sign_up(&bed.engine, &form("river", "river@mail.example"), &caller("1")).await.unwrap();
        let confirmed = bed.member("stone").await;
        bed.clock.advance(29 * DAY);
        sweep(&bed).await;
        assert_eq!(fields(joining::sign_up(&bed.engine, &form("river", "other@mail.example"), &caller("1")).await), ["username"]);
        bed.clock.advance(2 * DAY);
        sweep(&bed).await;
        assert_eq!(joining::sign_up(&bed.engine, &form("river", "other@mail.example"), &caller("1")).await, Ok(()));
        assert!(profile::own(&bed.engine, &confirmed).await.is_ok());
    })
    .await;
}

async fn sweep(bed: &Bed) {
    let job = jobs::Job::SweepOldRows;
    bed.engine.db().write(job, |tx, job| Box::pin(async move { engine::outbox::enqueue(tx, job).await })).await.unwrap();
    jobs::run_due(&bed.engine).await.unwrap();
}
