//! The people who run an organization: inviting, changing roles, taking out, leaving, handing over.
pub mod store;

use super::letters;
use super::told::{tell, tell_all};
use crate::account::tries;
use crate::db::Tx;
use crate::jobs::Job;
use crate::mail::Letter;
use crate::{Actor, Engine, Error, id, outbox, time_labels};
use domain::account::Email;
use domain::events::Event;
use domain::orgs::{INVITATION_LASTS, Invitation, OrgAdmin, OrgFacilitator, OrgOwner, OrgRole, OrgStaff, Person, StaffNews};
use domain::time::DAY;
use domain::{AccountId, OrgId, Refusal};

/// Everybody with a role, the most rights first, and the invitations that nobody has taken.
pub async fn list(engine: &Engine, actor: &Actor, admin: &OrgAdmin) -> Result<(Vec<Person>, Vec<Invitation>), Error> {
    let (now, zone) = (engine.clock().now(), time_labels::zone(&actor.time_zone));
    let people = store::people(engine.db(), admin.org()).await?;
    let people = people.into_iter().map(|row| Person {
        me: row.face.id == actor.id,
        face: row.face,
        role: row.role,
        since: time_labels::written_day(row.joined_at, zone),
        leader: row.finished,
    });
    let invitations = store::invitations(engine.db(), admin.org()).await?;
    let invitations = invitations.into_iter().map(|row| Invitation {
        id: row.id,
        email: row.email,
        role: row.role,
        expired: row.expires_at <= now,
        until: if row.expires_at <= now {
            "Has run out".to_owned()
        } else {
            format!("Can be taken until {}", time_labels::written_day(row.expires_at, zone))
        },
    });
    Ok((people.collect(), invitations.collect()))
}

struct Inviting {
    admin: OrgAdmin,
    email: String,
    role: OrgRole,
    secret: String,
    origin: String,
}

/// Sends an invitation by letter; somebody who has an account reads it among their notices too. Inviting the same address
/// again takes the place of the earlier invitation. Nothing tells the organization whether the address has an account. Refuses an address or a role that makes no sense, and more than 30 letters an hour.
pub async fn invite(engine: &Engine, admin: &OrgAdmin, email: &str, role: &str) -> Result<(), Error> {
    let email = Email::parse(email).map_err(|says| Refusal::field("email", says))?;
    let role = OrgRole::given(role).ok_or_else(|| Refusal::field("role", "Choose a role."))?;
    let _counted = tries::count(engine, tries::LETTERS_ADDRESS, admin.org().as_str()).await?.or_refuse()?;
    let _counted = tries::count(engine, tries::LETTERS, &email.key()).await?.or_refuse()?;
    send(engine, admin, email.as_str().to_owned(), role).await
}

/// Sends an invitation again, with a new link that lasts anew.
pub async fn resend(engine: &Engine, admin: &OrgAdmin, invitation: &str) -> Result<(), Error> {
    let (email, role) = store::invitation(engine.db(), admin.org(), invitation).await?.ok_or(Error::NotFound)?;
    let _counted = tries::count(engine, tries::LETTERS, &email.to_lowercase()).await?.or_refuse()?;
    send(engine, admin, email, role).await
}

async fn send(engine: &Engine, admin: &OrgAdmin, email: String, role: OrgRole) -> Result<(), Error> {
    let inviting = Inviting { admin: admin.clone(), email, role, secret: id::secret(), origin: engine.settings().origin.clone() };
    let write = engine.db().write(inviting, |tx, inviting| {
        Box::pin(async move {
            let Inviting { admin, email, role, secret, origin } = inviting;
            still(tx, admin).await?;
            let (slug, name) = store::name_of(tx, admin.org()).await?.ok_or(Error::NotFound)?;
            let now = tx.now();
            store::insert_invitation(tx, admin.org(), email, *role, &id::hash(secret), now, now + INVITATION_LASTS).await?;
            let (subject, body) = letters::invitation(origin, &name, &slug, role.label(), secret, INVITATION_LASTS / DAY);
            outbox::enqueue(tx, &Job::SendLetter { letter: Letter { to: email.clone(), subject, body } }).await?;
            // The notice holds no secret: it opens for the account of that address alone.
            match store::outsider(tx, admin.org(), email).await? {
                Some(account) => tell(tx, admin.org(), &account, StaffNews::Invited).await,
                None => Ok(()),
            }
        })
    });
    write.await
}

/// Takes an invitation back: its link opens nothing any more.
pub async fn revoke(engine: &Engine, admin: &OrgAdmin, invitation: &str) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), invitation.to_owned()), |tx, (admin, invitation)| {
        Box::pin(async move {
            still(tx, admin).await?;
            let email = store::delete_invitation(tx, admin.org(), invitation).await?.ok_or(Error::NotFound)?;
            match store::outsider(tx, admin.org(), &email).await? {
                Some(account) => tell(tx, admin.org(), &account, StaffNews::InvitationOver).await,
                None => Ok(()),
            }
        })
    });
    write.await
}

/// What an invitation offers: the organization's name, the role. Without the secret of the letter: what waits for the actor's
/// own confirmed address. [`Refusal::LinkGone`] if it was taken, taken back or is too old.
pub async fn offered(engine: &Engine, actor: Option<&Actor>, slug: &str, secret: &str) -> Result<(String, OrgRole), Error> {
    let now = engine.clock().now();
    let found = match actor {
        _ if !secret.is_empty() => store::offered(engine.db(), slug, &id::hash(secret), now).await?,
        Some(actor) => store::waits_for(engine.db(), slug, &actor.id, now).await?,
        None => None,
    };
    found.ok_or_else(|| Refusal::LinkGone.into())
}

/// The actor takes an invitation, with the secret of the letter or without it. It works once, and only for the account of the address it was sent to; somebody who
/// plays a part already keeps it. Refuses [`Refusal::LinkGone`], [`Refusal::InvitedElsewhere`], [`Refusal::NotVerified`].
pub async fn accept(engine: &Engine, actor: &Actor, slug: &str, secret: &str) -> Result<(), Error> {
    actor.verified()?;
    let (_, _) = offered(engine, Some(actor), slug, secret).await?;
    let org = super::id_of(engine, slug).await?;
    let hash = if secret.is_empty() { String::new() } else { id::hash(secret) };
    let write = engine.db().write((org, actor.id.clone(), hash), |tx, (org, me, hash)| {
        Box::pin(async move {
            let role = store::take_invitation(tx, org, me, hash).await?.ok_or(Refusal::InvitedElsewhere)?;
            join(tx, org, me, role).await?;
            tell(tx, org, me, StaffNews::InvitationOver).await?;
            tell_all(tx, org, me, OrgRole::manages, StaffNews::Joined).await
        })
    });
    write.await
}

/// Gives somebody a role. Those who lead meetings start with a leader profile that waits to be written.
pub(super) async fn join(tx: &mut Tx, org: &OrgId, account: &AccountId, role: OrgRole) -> Result<(), Error> {
    store::insert_person(tx, org, account, role).await?;
    if matches!(role, OrgRole::PeerSupporter | OrgRole::Facilitator) {
        super::leaders::store::start(tx, org, account).await?;
    }
    outbox::record(tx, Event::OrgChanged { org: org.clone() }).await
}

/// Changes a role and tells the person. The owner's is handed over instead: [`Refusal::OwnerStays`]. Somebody of another organization is not found.
pub async fn change_role(engine: &Engine, admin: &OrgAdmin, person: &AccountId, role: &str) -> Result<(), Error> {
    let role = OrgRole::given(role).ok_or_else(|| Refusal::field("role", "Choose a role."))?;
    let write = engine.db().write((admin.clone(), person.clone(), role), |tx, (admin, person, role)| {
        Box::pin(async move {
            still(tx, admin).await?;
            if !store::set_role(tx, admin.org(), person, *role).await? {
                return Err(not_changed(tx, admin.org(), person).await?);
            }
            if matches!(role, OrgRole::PeerSupporter | OrgRole::Facilitator) {
                super::leaders::store::start(tx, admin.org(), person).await?;
            }
            if person != admin.account() {
                tell(tx, admin.org(), person, StaffNews::Role(*role)).await?;
            }
            outbox::record(tx, Event::OrgChanged { org: admin.org().clone() }).await
        })
    });
    write.await
}

/// Takes somebody out, with their leader profile, and tells them. Not the owner: [`Refusal::OwnerStays`].
pub async fn remove(engine: &Engine, admin: &OrgAdmin, person: &AccountId) -> Result<(), Error> {
    let write = engine.db().write((admin.clone(), person.clone(), engine.settings().origin.clone()), |tx, (admin, person, origin)| {
        Box::pin(async move {
            still(tx, admin).await?;
            take_out(tx, admin.org(), person, admin.account(), origin).await?;
            if person == admin.account() { Ok(()) } else { tell(tx, admin.org(), person, StaffNews::Removed).await }
        })
    });
    write.await
}

/// Somebody gives up their own role. Not the owner: [`Refusal::OwnerStays`].
pub async fn leave(engine: &Engine, staff: &OrgStaff) -> Result<(), Error> {
    let input = (staff.org().clone(), staff.account().clone(), engine.settings().origin.clone());
    engine.db().write(input, |tx, (org, me, origin)| Box::pin(take_out(tx, org, me, me, origin))).await
}

async fn take_out(tx: &mut Tx, org: &OrgId, person: &AccountId, by: &AccountId, origin: &str) -> Result<(), Error> {
    if !store::delete_person(tx, org, person).await? {
        return Err(not_changed(tx, org, person).await?);
    }
    crate::meetings::seats::leave_team(tx, org, person, by, origin).await?;
    outbox::record(tx, Event::OrgChanged { org: org.clone() }).await
}

/// Hands the organization over to one of its admins, who is told. The owner becomes an admin. Anybody else is not found.
pub async fn hand_over(engine: &Engine, owner: &OrgOwner, to: &AccountId) -> Result<(), Error> {
    let write = engine.db().write((owner.clone(), to.clone()), |tx, (owner, to)| {
        Box::pin(async move {
            // In this order, so that two at once see each other: there is never a second owner.
            let given = store::move_role(tx, owner.org(), owner.account(), OrgRole::Owner, OrgRole::Admin).await?;
            let taken = store::move_role(tx, owner.org(), to, OrgRole::Admin, OrgRole::Owner).await?;
            if !(given && taken) || owner.account() == to {
                return Err(Error::NotFound);
            }
            tell(tx, owner.org(), to, StaffNews::HandedOver).await?;
            outbox::record(tx, Event::OrgChanged { org: owner.org().clone() }).await
        })
    });
    write.await
}

/// What somebody who leaves the site owns goes to the admin who has been there longest.
pub(super) async fn pass_on(tx: &mut Tx, account: &AccountId) -> Result<(), Error> {
    for org in store::owned_by(tx, account).await? {
        let heir = store::oldest_admin(tx, &org).await?.ok_or(Refusal::OwnerStays)?;
        store::move_role(tx, &org, account, OrgRole::Owner, OrgRole::Admin).await?;
        store::move_role(tx, &org, &heir, OrgRole::Admin, OrgRole::Owner).await?;
        tell(tx, &org, &heir, StaffNews::HandedOver).await?;
    }
    Ok(())
}

/// A right that was taken away between the page and the act opens nothing.
pub(super) async fn still(tx: &mut Tx, admin: &OrgAdmin) -> Result<(), Error> {
    let role = store::role_in(tx, admin.org(), admin.account()).await?;
    if role.is_some_and(OrgRole::manages) { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether somebody still plans for others, as an open transaction sees it.
pub(crate) async fn still_plans(tx: &mut Tx, right: &OrgFacilitator) -> Result<(), Error> {
    let role = store::role_in(tx, right.org(), right.account()).await?;
    if role.is_some_and(OrgRole::plans_for_others) { Ok(()) } else { Err(Error::NotFound) }
}

async fn not_changed(tx: &mut Tx, org: &OrgId, person: &AccountId) -> Result<Error, Error> {
    let role = store::role_in(tx, org, person).await?;
    Ok(if role == Some(OrgRole::Owner) { Refusal::OwnerStays.into() } else { Error::NotFound })
}
