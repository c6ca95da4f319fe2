//! Inviting: people one is connected with, people of one's earlier meetings, or whoever holds a letter. An invitation opens an
//! exclusive meeting to its receiver and to nobody else.
mod store;

use super::letters::{self, Letter};
use super::store::{Reader, whole};
use super::told;
use crate::account::tries;
use crate::jobs::Job;
use crate::{Actor, Engine, Error, id, mail, outbox};
use domain::account::shown_name;
use domain::meetings::News;
use domain::{AccountId, MeetingId, Refusal};

/// Somebody who can be invited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guest {
    /// Their account.
    pub id: AccountId,
    /// Their name as others see it.
    pub name: String,
    /// Whether they are invited already, or have a seat.
    pub invited: bool,
}

/// Whom the actor can invite: connected people, and those who had a seat in a meeting of theirs.
pub async fn guests(engine: &Engine, actor: &Actor, meeting: &MeetingId) -> Result<Vec<Guest>, Error> {
    super::led(engine, actor, meeting).await?;
    let rows = store::guests(engine.db(), &actor.id, meeting).await?;
    let guest = |row: store::GuestRow| Guest {
        name: shown_name(&row.username, row.first_name.as_deref().zip(row.last_initial.as_deref())),
        id: AccountId::trusted(row.id),
        invited: row.invited > 0,
    };
    let mut guests: Vec<Guest> = rows.into_iter().map(guest).collect();
    guests.sort_by_key(|guest| guest.name.to_lowercase());
    Ok(guests)
}

/// Invites people who can be invited; answers how many are new. Others are left out without a word. Refuses to invite nobody.
pub async fn invite(engine: &Engine, actor: &Actor, meeting: &MeetingId, people: &[AccountId]) -> Result<usize, Error> {
    let known = guests(engine, actor, meeting).await?;
    if people.is_empty() {
        return Err(Refusal::field("people", "Choose whom to invite.").into());
    }
    let wanted: Vec<AccountId> =
        known.into_iter().filter(|guest| !guest.invited && people.contains(&guest.id)).map(|guest| guest.id).collect();
    let input = (meeting.clone(), wanted, engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (meeting, wanted, origin)| {
        Box::pin(async move {
            let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
            let link = format!("{origin}/meetings/{meeting}");
            let mut new = 0;
            for whom in wanted {
                if store::insert(tx, meeting, whom).await? {
                    new += 1;
                    told::tell(tx, &row, whom, News::Invited).await?;
                    told::write(tx, origin, &row, whom, Letter::Invited { link: &link }).await?;
                }
            }
            Ok(new)
        })
    });
    write.await
}

/// Sends a link to an address that may have no account; where it has one, the letter tells the time in its zone. At most 50 letters a day; the address is kept nowhere but in the letter.
pub async fn invite_by_letter(engine: &Engine, actor: &Actor, meeting: &MeetingId, email: &str) -> Result<(), Error> {
    super::led(engine, actor, meeting).await?;
    let email = domain::account::Email::parse(email).map_err(|says| Refusal::field("email", says))?;
    let _counted = tries::count(engine, tries::INVITING, actor.id.as_str()).await?.or_refuse()?;
    let secret = id::secret();
    let zone = store::zone_of(engine.db(), &email.key()).await?.unwrap_or_else(|| actor.time_zone.clone());
    let input = (meeting.clone(), email.as_str().to_owned(), secret, zone, engine.settings().origin.clone());
    let write = engine.db().write(input, |tx, (meeting, email, secret, zone, origin)| {
        Box::pin(async move {
            let row = whole(tx.conn(), meeting).await?.ok_or(Error::NotFound)?;
            store::insert_link(tx, meeting, &id::hash(secret)).await?;
            let reader = Reader { account_id: String::new(), email: Some(email.clone()), username: String::new(), time_zone: zone.clone() };
            let link = format!("{origin}/invitations/{secret}");
            let (subject, body) = letters::write(origin, &row, &reader, Letter::Invited { link: &link });
            outbox::enqueue(tx, &Job::SendLetter { letter: mail::Letter { to: email.clone(), subject, body } }).await
        })
    });
    write.await
}

/// The actor opens the link of a letter: they are invited, and the link is used up. Answers the meeting.
pub async fn open(engine: &Engine, actor: &Actor, secret: &str) -> Result<MeetingId, Error> {
    let input = (actor.id.clone(), id::hash(secret));
    let write = engine.db().write(input, |tx, (me, secret_hash)| {
        Box::pin(async move {
            let meeting = store::use_link(tx, secret_hash, me).await?.ok_or(Error::Refused(Refusal::LinkGone))?;
            store::insert(tx, &meeting, me).await?;
            Ok(meeting)
        })
    });
    write.await
}
