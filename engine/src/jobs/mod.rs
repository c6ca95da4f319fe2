//! Work that happens after an act: rows in the same database, claimed with a lease, safe to run twice, backed off,
//! and set aside when they keep failing. Jobs run in lanes, one after the other in each: a mail server or a payment service
//! that does not answer holds up its own lane and no other.
pub mod store;

use crate::{Engine, Error, account, billing, meetings, outbox, supporters};
use domain::MeetingId;
use domain::Micros;
use domain::meetings::News;
use domain::time::{DAY, MINUTE, SECOND};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Something to do, in the imperative. Each must be safe to run twice.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Hand a letter to the post office.
    SendLetter { letter: crate::mail::Letter },
    /// Write to the owner of an email who forgot the password, if it has an owner.
    AnswerReset { email: String },
    /// Tell those who have a seat that a meeting comes near, if it still starts then.
    Remind { meeting: MeetingId, starts_at: Micros, news: News },
    /// Count a meeting among those its hosts have led, if it took place and ended then.
    CountMeeting { meeting: MeetingId, ends_at: Micros },
    /// Give the seat to the next in line, if the offer was not answered.
    EndOffer { place: String },
    /// Give the seat back, if the checkout did not end in money.
    EndHold { payment: String },
    /// Ask the provider what became of a checkout that nothing was heard of.
    AskAboutPayment { payment: String, times: i64 },
    /// End a checkout at the provider.
    ShutCheckout { payment: String },
    /// Send money back.
    SendRefund { payment: String },
    /// Pay in the sandbox, later than the seat is held.
    PayInSandbox { payment: String },
    /// Delete sessions, links, tries, events and finished jobs that are too old to matter.
    SweepOldRows,
}

impl Job {
    /// The job's name in the database and in logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SendLetter { .. } => "send_letter",
            Self::AnswerReset { .. } => "answer_reset",
            Self::Remind { .. } => "remind",
            Self::CountMeeting { .. } => "count_meeting",
            Self::EndOffer { .. } => "end_offer",
            Self::EndHold { .. } => "end_hold",
            Self::AskAboutPayment { .. } => "ask_about_payment",
            Self::ShutCheckout { .. } => "shut_checkout",
            Self::SendRefund { .. } => "send_refund",
            Self::PayInSandbox { .. } => "pay_in_sandbox",
            Self::SweepOldRows => "sweep_old_rows",
        }
    }

    /// The lane it runs in.
    pub fn lane(&self) -> Lane {
        match self {
            Self::SendLetter { .. } | Self::AnswerReset { .. } => Lane::Letters,
            Self::AskAboutPayment { .. } | Self::ShutCheckout { .. } | Self::SendRefund { .. } | Self::PayInSandbox { .. } => Lane::Money,
            Self::Remind { .. } | Self::CountMeeting { .. } | Self::EndOffer { .. } | Self::EndHold { .. } | Self::SweepOldRows => {
                Lane::House
            }
        }
    }
}

/// What jobs wait for. Those of one lane run one after the other, the lanes beside each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// The mail server.
    Letters,
    /// The payment service.
    Money,
    /// Nobody but this house: seats, reminders, counts.
    House,
}

impl Lane {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letters => "letters",
            Self::Money => "money",
            Self::House => "house",
        }
    }
}

/// How long a worker holds a job before another may take it.
const LEASE: Micros = 2 * MINUTE;
/// A job that takes longer has failed: nobody else may have taken it before that.
const PATIENCE: Duration = Duration::from_secs(90);
/// After this many failures a job is set aside for a person to look at.
const MOST_TRIES: i64 = 8;

/// How long to wait after the n-th failure: 30 seconds, doubling, at most six hours.
pub fn back_off(tries: i64) -> Micros {
    let doublings = u32::try_from(tries.clamp(1, 10) - 1).unwrap_or_default();
    (30 * SECOND).saturating_mul(2_i64.saturating_pow(doublings)).min(360 * MINUTE)
}

/// Runs every job that is due, and what comes due by it; answers how many were run.
pub async fn run_due(engine: &Engine) -> Result<usize, Error> {
    let mut run = 0;
    let on = || true;
    loop {
        let (letters, money, house) =
            futures::join!(run_lane(engine, Lane::Letters, on), run_lane(engine, Lane::Money, on), run_lane(engine, Lane::House, on));
        let more = letters? + money? + house?;
        run += more;
        if more == 0 {
            return Ok(run);
        }
    }
}

/// Runs the jobs of one lane that are due, one after the other, and takes up the next one only if `on` says so; answers how
/// many were run, or given up.
async fn run_lane(engine: &Engine, lane: Lane, on: impl Fn() -> bool + Send + Sync) -> Result<usize, Error> {
    let mut run = 0;
    while on() {
        let Some(claimed) = store::claim(engine.db(), lane, engine.clock().now(), LEASE).await? else { break };
        run += 1;
        let job = match claimed.job() {
            Ok(job) => job,
            Err(error) => {
                // Trying again would not help. What is wrong may quote the job, so it stays in the row and out of the logs.
                tracing::error!(id = %claimed.id, kind = %claimed.kind, "a job can't be read and is given up");
                store::fail(engine.db(), claimed.id, MOST_TRIES, None, format!("it can't be read: {error}")).await?;
                continue;
            }
        };
        let outcome = tokio::time::timeout(PATIENCE, work(engine, &job)).await;
        // The time after the work: counted from before it, a short wait could be over already.
        let now = engine.clock().now();
        match outcome.unwrap_or_else(|_| Err(Error::fault("it took too long"))) {
            Ok(()) => store::finish(engine.db(), claimed.id, now).await?,
            Err(fault) => {
                let tries = claimed.tries + 1;
                tracing::warn!(kind = job.kind(), tries, %fault, "a job failed");
                let again = (tries < MOST_TRIES).then(|| now + back_off(tries));
                store::fail(engine.db(), claimed.id, tries, again, fault.to_string()).await?;
            }
        }
    }
    Ok(run)
}

async fn work(engine: &Engine, job: &Job) -> Result<(), Error> {
    match job {
        Job::SendLetter { letter } => engine.mail().send(letter, engine.clock().now()).await,
        Job::AnswerReset { email } => account::entering::answer_reset(engine, email).await,
        Job::Remind { meeting, starts_at, news } => meetings::planning::remind(engine, meeting, *starts_at, *news).await,
        Job::CountMeeting { meeting, ends_at } => supporters::count_meeting(engine, meeting, *ends_at).await,
        Job::EndOffer { place } => meetings::waiting::end_offer(engine, place).await,
        Job::EndHold { payment } => meetings::paying::end_hold(engine, payment).await,
        Job::AskAboutPayment { payment, times } => meetings::paying::ask(engine, payment, *times).await,
        Job::ShutCheckout { payment } => billing::shut(engine, payment).await,
        Job::SendRefund { payment } => billing::send_refund(engine, payment).await,
        Job::PayInSandbox { payment } => meetings::paying::sandbox(engine, payment, billing::SandboxAct::Pay).await,
        Job::SweepOldRows => sweep(engine).await,
    }
}

async fn sweep(engine: &Engine) -> Result<(), Error> {
    let now = engine.clock().now();
    outbox::forget(engine.db(), now - 7 * DAY).await?;
    store::forget_done(engine.db(), now - 7 * DAY).await?;
    account::sweep(engine).await
}

/// The workers of this process: they run jobs and the relay every second, and each hour the sweep, until they are stopped.
pub struct Workers {
    stop: watch::Sender<bool>,
    running: JoinHandle<()>,
}

/// Sets the workers going.
pub fn start(engine: Engine) -> Workers {
    let (stop, stopping) = watch::channel(false);
    Workers { stop, running: tokio::spawn(run_until(engine, stopping)) }
}

impl Workers {
    /// Whoever calls what this answers keeps the workers from taking up another job. What they are at goes on.
    pub fn halt(&self) -> impl FnOnce() + Send + use<> {
        let stop = self.stop.clone();
        move || {
            stop.send_replace(true);
        }
    }

    /// Takes up no other job and waits for those that run, at most so long. What is not done by then is dropped, and runs
    /// again once its lease is over. Answers whether all of it was done.
    pub async fn finish(mut self, patience: Duration) -> bool {
        self.stop.send_replace(true);
        let done = tokio::time::timeout(patience, &mut self.running).await.is_ok();
        if !done {
            tracing::warn!("a job takes too long to wait for, and runs again later");
            self.running.abort();
        }
        done
    }
}

async fn run_until(engine: Engine, stop: watch::Receiver<bool>) {
    futures::join!(
        run_lane_until(&engine, Lane::Letters, stop.clone()),
        run_lane_until(&engine, Lane::Money, stop.clone()),
        run_lane_until(&engine, Lane::House, stop.clone()),
        look_after(&engine, stop)
    );
}

/// Waits for the next beat; `false` says that the workers are to stop, before another one.
async fn next(beat: &mut tokio::time::Interval, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        biased;
        () = asked(stop) => false,
        _ = beat.tick() => true,
    }
}

/// Waits until the workers are asked to stop, or there is nobody left to ask them.
async fn asked(stop: &mut watch::Receiver<bool>) {
    let _asked = stop.wait_for(|stop| *stop).await;
}

fn beat() -> tokio::time::Interval {
    let mut beat = tokio::time::interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    beat
}

async fn run_lane_until(engine: &Engine, lane: Lane, mut stop: watch::Receiver<bool>) {
    let mut beat = beat();
    while next(&mut beat, &mut stop).await {
        // A failure here is logged where it arose; the next beat tries again.
        let _logged = run_lane(engine, lane, || !*stop.borrow()).await;
    }
}

async fn look_after(engine: &Engine, mut stop: watch::Receiver<bool>) {
    let mut ticks: u64 = 0;
    let mut beat = beat();
    while next(&mut beat, &mut stop).await {
        if ticks.is_multiple_of(5) {
            let _logged = outbox::relay(engine.db(), engine.clock().now()).await;
        }
        if ticks.is_multiple_of(3600) {
            let _logged = sweep(engine).await;
        }
        ticks += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_can_be_read_is_taken_up_and_no_other() {
        // What can be read is told by the refusal of what can't.
        let refused = serde_json::from_str::<Job>(r#"{"job":"none"}"#).unwrap_err().to_string();
        let (_, readable) = refused.split_once("expected one of").expect("a list of kinds");
        let readable: Vec<&str> = readable.split('`').skip(1).step_by(2).collect();
        assert_eq!(readable, store::KINDS);
    }

    #[test]
    fn failures_wait_longer_and_longer_but_never_more_than_six_hours() {
        assert_eq!(back_off(1), 30 * SECOND);
        assert_eq!(back_off(2), MINUTE);
        assert_eq!(back_off(3), 2 * MINUTE);
        assert_eq!(back_off(100), 256 * MINUTE);
        assert!((1..100).all(|tries| back_off(tries) <= back_off(tries + 1)));
    }
}
