//! Tells people what happened to a meeting: one event and at most one letter for a person, in the transaction of the change.
use super::letters::{self, Letter};
use super::store::{self, Reader, Row};
use crate::db::Tx;
use crate::jobs::Job;
use crate::{Error, mail, outbox};
use domain::AccountId;
use domain::events::Event;
use domain::meetings::News;

/// Records the news for one person.
pub async fn tell(tx: &mut Tx, row: &Row, to: &AccountId, news: News) -> Result<(), Error> {
    let at = tx.now();
    let (meeting, host) = (row.meeting(), row.host());
    outbox::record(tx, Event::MeetingNews { meeting, name: row.name.clone(), host, to: to.clone(), news, at }).await
}

/// Records the news for the hosts.
pub async fn tell_hosts(tx: &mut Tx, row: &Row, news: News) -> Result<(), Error> {
    for host in store::hosts(tx.conn(), &row.meeting()).await? {
        tell(tx, row, &AccountId::trusted(host.account_id), news).await?;
    }
    Ok(())
}

/// Queues a letter to one person, if their address is confirmed.
pub async fn write(tx: &mut Tx, origin: &str, row: &Row, to: &AccountId, letter: Letter<'_>) -> Result<(), Error> {
    match store::reader(tx, to).await? {
        Some(reader) => write_to(tx, origin, row, &reader, letter).await,
        None => Ok(()),
    }
}

/// The same, to a reader who is known already.
pub async fn write_to(tx: &mut Tx, origin: &str, row: &Row, reader: &Reader, letter: Letter<'_>) -> Result<(), Error> {
    let Some(to) = reader.email.clone() else { return Ok(()) };
    let (subject, body) = letters::write(origin, row, reader, letter);
    outbox::enqueue(tx, &Job::SendLetter { letter: mail::Letter { to, subject, body } }).await
}
