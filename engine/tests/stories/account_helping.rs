//! Staff help somebody who has lost phone and recovery codes: found by the exact name, reset with a reason, told, written down.
use crate::account_joining::{caller, fields, letters};
use crate::account_two_factor::{first_step, set_up};
use crate::bed::{PASSWORD, on_both};
use crate::orgs::staff;
use domain::account::staff_help::StaffAct;
use domain::notices::NoticeKind;
use engine::account::{self, entering, helping, leaving, sessions};
use engine::{Error, notices};

#[tokio::test]
async fn staff_find_an_account_by_its_exact_name_and_nobody_else_finds_anything() {
    on_both(async |bed| {
        let (river, boss) = (bed.member("Quiet-River").await, staff(&bed.member("boss").await));
        for typed in ["quiet-river", " Quiet-River ", "Quiet-River@bed.test", "quiet-river@BED.test"] {
            assert_eq!(helping::find(&bed.engine, &boss, typed).await, Ok(river.id.clone()), "{typed}");
        }
        for typed in ["", "quiet", "%", "quiet-river@"] {
            assert_eq!(fields(helping::find(&bed.engine, &boss, typed).await), ["who"], "{typed}");
        }
        let nul = helping::find(&bed.engine, &boss, "a\0b").await;
        assert!(matches!(nul, Err(Error::NotFound | Error::Refused(_))), "a letter that is in no name: {nul:?}");
        assert_eq!(helping::find(&bed.engine, &river, "boss").await, Err(Error::NotFound));
        assert_eq!(helping::view(&bed.engine, &river, &boss.id).await, Err(Error::NotFound));
        let seen = helping::view(&bed.engine, &boss, &river.id).await.unwrap();
        assert_eq!((seen.username.as_str(), seen.two_factor, seen.devices, seen.verified), ("Quiet-River", false, 1, true));
        assert!(!format!("{seen:?}").contains("bed.test"), "the email is not told");
    })
    .await;
}

#[tokio::test]
async fn a_lost_second_step_is_taken_away_with_a_reason_and_the_person_is_told() {
    on_both(async |bed| {
        let (river, boss) = (bed.member("river").await, staff(&bed.member("boss").await));
        let (_, codes) = set_up(&bed, &river).await;
        let cookie = sessions::open(&bed.engine, &river.id, "", None).await.unwrap();
        let waiting = first_step(&bed, "river").await;
        let reset = async |reason: &str, password: &str| helping::reset_second_step(&bed.engine, &boss, &river.id, reason, password).await;
        assert_eq!(fields(reset(" ", PASSWORD).await), ["reason"]);
        assert_eq!(fields(reset("Lost the phone.", "wrong").await), ["current_password"]);
        assert_eq!(helping::reset_second_step(&bed.engine, &river, &boss.id, "x", PASSWORD).await, Err(Error::NotFound));
        assert_eq!(helping::reset_second_step(&bed.engine, &boss, &boss.id, "x", PASSWORD).await, Err(Error::NotFound), "not one's own");
        assert!(account::who(&bed.engine, &cookie).await.unwrap().is_some(), "nothing has happened yet");

        reset("Lost the phone. Called back.", PASSWORD).await.unwrap();
        assert_eq!(account::who(&bed.engine, &cookie).await.unwrap(), None, "every device is signed out");
        let late = account::two_factor::finish(&bed.engine, &waiting, &codes[0], "", &caller("1")).await;
        assert!(late.is_err(), "a step that waited is over");
        let inside = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await.unwrap().inside().unwrap();
        let told = notices::list(&bed.engine, &inside.actor, None).await.unwrap().items;
        assert_eq!((told.len(), told[0].kind, told[0].link.as_str()), (1, NoticeKind::SecondStepReset, "/account/security/two-factor"));
        let letter = letters(&bed).await.into_iter().find(|letter| letter.body.contains("Our staff")).unwrap();
        assert_eq!(letter.to, "river@bed.test");
        assert!(!letter.body.contains("Called back"), "the reason is for staff");

        let seen = helping::view(&bed.engine, &boss, &river.id).await.unwrap();
        assert_eq!((seen.two_factor, seen.codes_left, seen.acts.len()), (false, 0, 1));
        let act = &seen.acts[0];
        assert_eq!(
            (act.act, act.by.as_deref(), act.reason.as_str()),
            (StaffAct::SecondStepReset, Some("boss"), "Lost the phone. Called back.")
        );
        assert_eq!(reset("Again.", PASSWORD).await, Err(Error::NotFound), "there is nothing left to take away");

        // The book outlives the one who wrote it, and goes with the one it is about.
        leaving::leave(&bed.engine, &boss, PASSWORD).await.unwrap();
        let other = staff(&bed.member("other").await);
        assert_eq!(helping::view(&bed.engine, &other, &river.id).await.unwrap().acts[0].by, None);
        leaving::leave(&bed.engine, &inside.actor, PASSWORD).await.unwrap();
        let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM staff_acts").fetch_one(bed.engine.db().read()).await.unwrap();
        assert_eq!(left, 0);
    })
    .await;
}
