//! A storm of the provider's words: each told three times, shuffled, many at once. It ends as the calm does.
use crate::bed::{Bed, drop_database, postgres};
use crate::meetings::{letters, plan};
use crate::paying::{money_adds_up, paid};
use crate::paying_stripe::{at_checkout, wait};
use crate::stand_in::{StandIn, on_both_with_stripe};
use domain::meetings::MeetingDraft;
use domain::time::MINUTE;
use engine::meetings::paying;
use engine::{Error, jobs};
use serde_json::Value;

/// How it all ended, without ids: for each person the seat, the payments, and how often they were written to.
async fn ending(bed: &Bed) -> Vec<String> {
    let mut ending = Vec::new();
    let seats: Vec<(String, String)> =
        sqlx::query_as("SELECT a.username, r.state FROM registrations r JOIN accounts a ON a.id = r.account_id")
            .fetch_all(bed.engine.db().read())
            .await
            .unwrap();
    ending.extend(seats.into_iter().map(|(name, state)| format!("{name} seat {state}")));
    let payments: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT a.username, p.state, p.received FROM payments p JOIN accounts a ON a.id = p.payer_id")
            .fetch_all(bed.engine.db().read())
            .await
            .unwrap();
    ending.extend(payments.into_iter().map(|(name, state, received)| format!("{name} payment {state} {received}")));
    ending.extend(letters(bed).await.into_iter().map(|letter| format!("{} letter {}", letter.to, letter.subject)));
    ending.sort();
    ending
}

/// Twelve people in one meeting: eight pay, one of them too little; two let it go, two turn back. Answers what the provider tells.
async fn crowd(bed: &Bed, stripe: &StandIn) -> Vec<Value> {
    let rosa = bed.supporter("rosa").await;
    let id = plan(bed, &rosa, &MeetingDraft { seats: "12".into(), ..paid() }).await;
    for n in 0..12 {
        let person = bed.member(&format!("person{n}")).await;
        let payment = at_checkout(bed, &person, &id).await;
        match n {
            0..=6 => drop(stripe.pay(&payment)),
            7 => drop(stripe.pay_another(&payment, Some(100), None)),
            8 | 9 => {}
            _ => drop(paying::turn_back(&bed.engine, &person, &payment).await.unwrap()),
        }
    }
    jobs::run_due(&bed.engine).await.unwrap();
    stripe.events()
}

#[tokio::test]
async fn a_storm_of_words_repeated_and_shuffled_ends_as_the_calm_does() {
    on_both_with_stripe(async |bed, stripe| {
        let server = match bed.engine.settings().database {
            engine::settings::Database::Sqlite(_) => None,
            engine::settings::Database::Postgres(_) => postgres(),
        };
        for event in crowd(&bed, &stripe).await {
            stripe.deliver(&bed, &event).await.unwrap();
        }
        wait(&bed, 16 * MINUTE).await;
        for event in stripe.events() {
            stripe.deliver(&bed, &event).await.unwrap();
        }
        let calm = ending(&bed).await;
        assert_eq!(calm.iter().filter(|line| line.ends_with("seat registered")).count(), 7);
        assert_eq!(calm.iter().filter(|line| line.contains("payment refunded 100")).count(), 1);
        money_adds_up(&bed).await;

        for seed in [1_usize, 2, 3] {
            let again = StandIn::start().await;
            let bed = Bed::paying(server.clone(), again.settings()).await;
            again.starts_with(&bed);
            let told = crowd(&bed, &again).await;
            storm(&bed, &again, &told, seed).await;
            wait(&bed, 16 * MINUTE).await;
            storm(&bed, &again, &again.events(), seed + 7).await;
            wait(&bed, 0).await;
            assert_eq!(ending(&bed).await, calm, "seed {seed}");
            money_adds_up(&bed).await;
            drop_database(&bed.engine.settings().database).await;
        }
    })
    .await;
}

/// Delivers every event three times, in an order that the seed chooses, eight at a time.
async fn storm(bed: &Bed, stripe: &StandIn, told: &[Value], seed: usize) {
    let mut events: Vec<Value> = told.iter().cycle().take(told.len() * 3).cloned().collect();
    let mut dice = seed;
    for at in (1..events.len()).rev() {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        events.swap(at, (dice >> 33) % (at + 1));
    }
    for some in events.chunks(8) {
        let together = some.iter().map(|event| async {
            while let Err(error) = stripe.deliver(bed, event).await {
                assert_eq!(error, Error::Busy);
            }
        });
        futures::future::join_all(together).await;
    }
}
