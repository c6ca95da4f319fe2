//! Leaving for good: the account and everything that tells of the person are deleted, not hidden.
pub mod store;

use super::{entering, sessions, tries};
use crate::{Actor, Engine, Error, chat, contacts, id, jobs, mail, meetings, notices, orgs, outbox};
use domain::AccountId;
use domain::events::Event;

/// The name in place of somebody who left.
pub const FORMER: &str = "Former member";
/// What stands in the place of their messages.
pub const REMOVED: &str = "Message removed with the account";

/// Deletes the person's account, after their password.
///
/// What goes: the account, its sessions, links, picture, profile, services, meetings, connections, blocks, notices, and
/// subscriptions and roles in organizations, events and letters that tell of it. What stays, with nothing that leads back: the reviews they wrote, without an author,
/// and the places of their messages, emptied, so that the other side's conversation keeps its order.
pub async fn leave(engine: &Engine, actor: &Actor, typed: &str) -> Result<(), Error> {
    let email = entering::prove(engine, actor, typed).await?;
    remove(engine, actor.id.clone(), email).await
}

/// Deletes an account.
pub(crate) async fn remove(engine: &Engine, account: AccountId, email: String) -> Result<(), Error> {
    // Nobody: an id that was never an account's stands in the emptied messages.
    let nobody = id::new(engine.clock().now());
    engine
        .db()
        .write((account, email, nobody, engine.settings().origin.clone()), |tx, (account, email, nobody, origin)| {
            Box::pin(async move {
                orgs::forget_person(tx, account).await?;
                sessions::end_all_but(tx, account, None).await?;
                let key = email.to_lowercase();
                for (name, who) in
                    [("sign-in", key.as_str()), ("letters", &key), ("own-password", account.as_str()), ("sign-in-code", account.as_str())]
                {
                    tries::store::forget(tx, &tries::key(name, who)).await?;
                }
                meetings::forget_person(tx, account, origin).await?;
                chat::forget_person(tx, account, nobody).await?;
                notices::forget_person(tx, account).await?;
                outbox::forget_person(tx, account).await?;
                jobs::store::forget_mentions(tx, &[account.as_str(), email]).await?;
                mail::store::forget_person(tx, email).await?;
                contacts::forget_person(tx, account).await?;
                store::delete(tx, account).await?;
                outbox::record(tx, Event::AccountDeleted { account: account.clone() }).await
            })
        })
        .await
}
