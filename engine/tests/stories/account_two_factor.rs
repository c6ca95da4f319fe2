//! Two-factor sign-in: set up with an app, asked for at the door, used once a code, and what organizations ask of their staff.
use crate::account_joining::{caller, fields, letters};
use crate::bed::{Bed, PASSWORD, on_both};
use crate::orgs::{org, set, take_in};
use domain::Refusal;
use domain::account::two_factor::STEP_LASTS;
use domain::orgs::SettingsDraft;
use domain::time::{MINUTE, SECOND};
use engine::account::{self, Entered, entering, export, leaving, two_factor};
use engine::settings::KeySettings;
use engine::{Actor, Engine, Error, Settings, orgs};
use totp_rs::{Builder, Secret};

/// What the app of somebody with this secret shows at this time.
fn code(bed: &Bed, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let app = Builder::new().with_secret(secret).build().unwrap();
    app.generate(u64::try_from(bed.clock.now() / SECOND).unwrap()).to_string()
}

/// Sets it up; answers the secret and the recovery codes.
pub async fn set_up(bed: &Bed, who: &Actor) -> (String, Vec<String>) {
    two_factor::start(&bed.engine, who, PASSWORD).await.unwrap();
    let secret = two_factor::standing(&bed.engine, who).await.unwrap().setting_up.unwrap().secret;
    let codes = two_factor::confirm(&bed.engine, who, &code(bed, &secret)).await.unwrap();
    bed.clock.advance(30 * SECOND);
    (secret, codes)
}

pub async fn first_step(bed: &Bed, name: &str) -> String {
    match entering::sign_in(&bed.engine, &format!("{name}@bed.test"), PASSWORD, "", &caller("1")).await.unwrap() {
        Entered::Step(secret) => secret,
        Entered::Inside(_) => panic!("no code was asked for"),
    }
}

#[tokio::test]
async fn a_member_sets_it_up_and_needs_a_code_of_the_app_from_then_on() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        assert_eq!(fields(two_factor::start(&bed.engine, &river, "not the password").await), ["current_password"]);
        two_factor::start(&bed.engine, &river, PASSWORD).await.unwrap();
        let secret = two_factor::standing(&bed.engine, &river).await.unwrap().setting_up.unwrap().secret;
        let inside = entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await.unwrap();
        assert!(inside.inside().is_some(), "what is not confirmed is not asked for");
        assert_eq!(fields(two_factor::confirm(&bed.engine, &river, "12345").await), ["code"]);
        let other = code(&bed, &Secret::from([9; 20]).to_base32());
        assert_eq!(fields(two_factor::confirm(&bed.engine, &river, &other).await), ["code"]);
        let typed = code(&bed, &secret);
        assert_eq!(two_factor::confirm(&bed.engine, &river, &typed).await.unwrap().len(), 10);
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("switched on")));
        let now = two_factor::standing(&bed.engine, &river).await.unwrap();
        assert_eq!((now.since.is_some(), now.codes_left, now.setting_up), (true, 10, None));

        let step = first_step(&bed, "river").await;
        assert_eq!(account::who(&bed.engine, &step).await.unwrap(), None, "the first step opens no page");
        assert!(two_factor::step_waits(&bed.engine, &step).await.unwrap());
        let again = two_factor::finish(&bed.engine, &step, &typed, "", &caller("1")).await;
        assert_eq!(fields(again), ["code"], "the code that set it up is used");
        bed.clock.advance(30 * SECOND);
        let inside = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "Asia/Tokyo", &caller("1")).await.unwrap();
        assert_eq!((&inside.actor.id, inside.actor.time_zone.as_str()), (&river.id, "Asia/Tokyo"));
        let twice = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await;
        assert_eq!(twice.err(), Some(Refusal::StepGone.into()));
    })
    .await;
}

#[tokio::test]
async fn no_code_works_twice_even_for_two_who_have_the_password() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        let (secret, _) = set_up(&bed, &river).await;
        let (here, there) = (first_step(&bed, "river").await, first_step(&bed, "river").await);
        let typed = code(&bed, &secret);
        assert!(two_factor::finish(&bed.engine, &here, &typed, "", &caller("1")).await.is_ok());
        assert_eq!(fields(two_factor::finish(&bed.engine, &there, &typed, "", &caller("2")).await), ["code"]);
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_new_ones_end_the_old_ones() {
    on_both(async |bed| {
        let (river, lake) = (bed.member("river").await, bed.member("lake").await);
        let (_, codes) = set_up(&bed, &river).await;
        let (_, others) = set_up(&bed, &lake).await;
        let stored: Vec<String> = sqlx::query_scalar("SELECT hash FROM recovery_codes").fetch_all(bed.engine.db().read()).await.unwrap();
        assert!(stored.iter().all(|hash| !codes.iter().any(|code| hash.contains(&code.replace('-', "")))));
        let step = first_step(&bed, "river").await;
        assert_eq!(fields(two_factor::finish(&bed.engine, &step, &others[0], "", &caller("1")).await), ["code"]);
        assert!(two_factor::finish(&bed.engine, &step, &codes[0].to_uppercase(), "", &caller("1")).await.is_ok());
        assert_eq!(two_factor::standing(&bed.engine, &river).await.unwrap().codes_left, 9);
        let step = first_step(&bed, "river").await;
        assert_eq!(fields(two_factor::finish(&bed.engine, &step, &codes[0], "", &caller("1")).await), ["code"]);
        assert_eq!(fields(two_factor::renew_codes(&bed.engine, &river, "wrong").await), ["current_password"]);
        let new = two_factor::renew_codes(&bed.engine, &river, PASSWORD).await.unwrap();
        assert_eq!(fields(two_factor::finish(&bed.engine, &step, &codes[1], "", &caller("1")).await), ["code"]);
        assert!(two_factor::finish(&bed.engine, &step, &new[9], "", &caller("1")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_second_step_rests_after_six_wrong_codes_and_ends_after_ten_minutes_or_with_the_password() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        let (secret, _) = set_up(&bed, &river).await;
        let step = first_step(&bed, "river").await;
        let wrong = code(&bed, &Secret::from([9; 20]).to_base32());
        for _ in 0..6 {
            assert_eq!(fields(two_factor::finish(&bed.engine, &step, &wrong, "", &caller("1")).await), ["code"]);
        }
        let right = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("2")).await;
        assert!(matches!(right.err(), Some(Error::Refused(Refusal::TooManyTries(_)))));
        bed.clock.advance(15 * MINUTE);
        assert!(!two_factor::step_waits(&bed.engine, &step).await.unwrap());
        let step = first_step(&bed, "river").await;
        bed.clock.advance(STEP_LASTS);
        let late = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await;
        assert_eq!(late.err(), Some(Refusal::StepGone.into()));
        let step = first_step(&bed, "river").await;
        entering::change_password(&bed.engine, &river, PASSWORD, "seven stale muffins").await.unwrap();
        assert!(!two_factor::step_waits(&bed.engine, &step).await.unwrap());
        assert_eq!(two_factor::finish(&bed.engine, "made up", "123456", "", &caller("1")).await.err(), Some(Refusal::StepGone.into()));
    })
    .await;
}

#[tokio::test]
async fn it_is_switched_off_with_the_password_and_starting_again_leaves_one_that_is_on_alone() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        let (secret, _) = set_up(&bed, &river).await;
        two_factor::start(&bed.engine, &river, PASSWORD).await.unwrap();
        assert!(two_factor::standing(&bed.engine, &river).await.unwrap().since.is_some());
        let step = first_step(&bed, "river").await;
        assert_eq!(fields(two_factor::turn_off(&bed.engine, &river, "wrong").await), ["current_password"]);
        two_factor::turn_off(&bed.engine, &river, PASSWORD).await.unwrap();
        assert!(letters(&bed).await.iter().any(|letter| letter.body.contains("switched off")));
        assert_eq!(two_factor::standing(&bed.engine, &river).await.unwrap(), two_factor::Standing::default());
        let over = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await;
        assert_eq!(over.err(), Some(Refusal::StepGone.into()));
        assert_eq!(two_factor::renew_codes(&bed.engine, &river, PASSWORD).await, Err(Error::NotFound));
        assert!(entering::sign_in(&bed.engine, "river@bed.test", PASSWORD, "", &caller("1")).await.unwrap().inside().is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_of_it_is_told_in_the_export_and_goes_with_the_account() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        assert!(export::own_data(&bed.engine, &river).await.unwrap()["two_factor_sign_in"].is_null());
        set_up(&bed, &river).await;
        first_step(&bed, "river").await;
        let own = export::own_data(&bed.engine, &river).await.unwrap();
        assert_eq!(
            (&own["two_factor_sign_in"]["recovery_codes_left"], &own["two_factor_sign_in"]["since"]),
            (&10.into(), &"2026-11-22T12:00:00Z".into())
        );
        leaving::leave(&bed.engine, &river, PASSWORD).await.unwrap();
        for table in ["second_factors", "recovery_codes", "sign_in_steps"] {
            let left: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")))
                .fetch_one(bed.engine.db().read())
                .await
                .unwrap();
            assert_eq!(left, 0, "{table}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_email_that_is_not_confirmed_can_not_set_it_up() {
    on_both(async |bed| {
        let river = Actor { verified: false, ..bed.member("river").await };
        assert_eq!(two_factor::start(&bed.engine, &river, PASSWORD).await, Err(Refusal::NotVerified.into()));
        assert_eq!(fields(two_factor::confirm(&bed.engine, &river, "123456").await), ["code"], "nothing was started");
    })
    .await;
}

#[tokio::test]
async fn an_organization_that_asks_for_it_lets_only_those_in_who_use_it() {
    on_both(async |bed| {
        let (owner, fay, pia) = (bed.member("owner").await, bed.member("fay").await, bed.member("pia").await);
        let slug = org(&bed, "Harbor Lights", &owner).await;
        let other = org(&bed, "Alder", &fay).await;
        take_in(&bed, &slug, &owner, &fay, "facilitator").await;
        take_in(&bed, &slug, &owner, &pia, "peer_supporter").await;
        let admin = orgs::admin(&bed.engine, &owner, &slug).await.unwrap();
        let stored = orgs::manage::settings(&bed.engine, &admin).await.unwrap();
        let on = SettingsDraft { two_factor: true, ..stored };
        let early = orgs::manage::save_settings(&bed.engine, &admin, on.clone()).await;
        assert_eq!(fields(early), ["two_factor"], "nobody locks themselves out");
        let (_, _) = set_up(&bed, &owner).await;
        set(&bed, &slug, &owner, |settings| SettingsDraft { two_factor: true, ..settings }).await;

        let first = Err(Refusal::TwoFactorFirst.into());
        assert_eq!(orgs::staff(&bed.engine, &fay, &slug).await, first);
        assert_eq!(orgs::staff(&bed.engine, &pia, &slug).await, first);
        assert_eq!(orgs::facilitator(&bed.engine, &fay, &slug).await.err(), Some(Refusal::TwoFactorFirst.into()));
        assert_eq!(orgs::admin(&bed.engine, &fay, &slug).await.err(), Some(Refusal::TwoFactorFirst.into()));
        assert!(orgs::admin(&bed.engine, &owner, &slug).await.is_ok());
        assert!(orgs::admin(&bed.engine, &fay, &other).await.is_ok(), "what one organization asks holds for it alone");
        let river = bed.member("river").await;
        assert_eq!(orgs::staff(&bed.engine, &river, &slug).await, Err(Error::NotFound), "strangers are told nothing");
        assert!(orgs::page(&bed.engine, Some(&fay), &slug).await.unwrap().role.is_some(), "the page itself is open to all");

        two_factor::start(&bed.engine, &fay, PASSWORD).await.unwrap();
        assert_eq!(orgs::staff(&bed.engine, &fay, &slug).await, first, "started is not set up");
        set_up(&bed, &fay).await;
        assert!(orgs::facilitator(&bed.engine, &fay, &slug).await.is_ok());
        two_factor::turn_off(&bed.engine, &owner, PASSWORD).await.unwrap();
        assert_eq!(orgs::owner(&bed.engine, &owner, &slug).await.err(), Some(Refusal::TwoFactorFirst.into()));
    })
    .await;
}

#[tokio::test]
async fn the_database_does_not_give_the_key_of_the_app_away_and_what_was_in_the_clear_is_sealed_at_its_next_use() {
    on_both(async |bed| {
        let river = bed.member("river").await;
        let (secret, codes) = set_up(&bed, &river).await;
        let plain = secret.replace(' ', "");
        let stored =
            async || -> String { sqlx::query_scalar("SELECT secret FROM second_factors").fetch_one(bed.engine.db().read()).await.unwrap() };
        let write = async |text: String| {
            let write = bed.engine.db().write(text, |tx, text| {
                Box::pin(async move {
                    sqlx::query("UPDATE second_factors SET secret = $1").bind(text.clone()).execute(tx.conn()).await?;
                    Ok(())
                })
            });
            write.await.unwrap();
        };
        assert!(stored().await.starts_with("sealed1:") && !stored().await.contains(&plain));
        assert!(two_factor::key_fits(&bed.engine).await.unwrap());

        // As an earlier version stored it.
        write(plain.clone()).await;
        let step = first_step(&bed, "river").await;
        two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await.unwrap();
        let sealed = stored().await;
        assert!(sealed.starts_with("sealed1:") && !sealed.contains(&plain));

        // Sealed for somebody else: the app's codes open nothing, a recovery code does.
        write(bed.engine.vault().seal("somebody else", &plain).unwrap()).await;
        assert!(!two_factor::key_fits(&bed.engine).await.unwrap());
        bed.clock.advance(30 * SECOND);
        let step = first_step(&bed, "river").await;
        assert_eq!(fields(two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await), ["code"]);
        assert!(two_factor::finish(&bed.engine, &step, &codes[3], "", &caller("1")).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn once_the_key_is_lost_recovery_codes_open_the_door_and_what_was_begun_is_begun_anew() {
    on_both(async |bed| {
        let (river, lake) = (bed.member("river").await, bed.member("lake").await);
        let (secret, codes) = set_up(&bed, &river).await;
        two_factor::start(&bed.engine, &lake, PASSWORD).await.unwrap();
        bed.engine.close().await;
        let settings = Settings { key: KeySettings::Given([7; 32]), ..bed.engine.settings().clone() };
        let bed = Bed { engine: Engine::open(settings, bed.clock.clone()).await.unwrap(), ..bed };
        assert!(!two_factor::key_fits(&bed.engine).await.unwrap());

        let step = first_step(&bed, "river").await;
        let says = Refusal::field("code", "Codes of your app can't be checked just now. Use a recovery code.");
        for _ in 0..7 {
            let refused = two_factor::finish(&bed.engine, &step, &code(&bed, &secret), "", &caller("1")).await;
            assert_eq!(refused.err(), Some(says.clone().into()), "it never counts as a try");
        }
        assert!(two_factor::finish(&bed.engine, &step, &codes[0], "", &caller("1")).await.is_ok());

        let nothing = two_factor::standing(&bed.engine, &lake).await.unwrap();
        assert_eq!(nothing, two_factor::Standing::default(), "what no key opens was not started");
        assert_eq!(fields(two_factor::confirm(&bed.engine, &lake, "123456").await), ["code"]);
        set_up(&bed, &lake).await;
        assert!(!two_factor::key_fits(&bed.engine).await.unwrap(), "a newer one under the new key does not hide it");
        two_factor::turn_off(&bed.engine, &river, PASSWORD).await.unwrap();
        set_up(&bed, &river).await;
        assert!(two_factor::key_fits(&bed.engine).await.unwrap());
    })
    .await;
}
