//! Organizations as members meet them: the page with all of them, one's own page, subscribing, group leaders, and what they plan.
pub mod applications;
pub mod import;
pub mod intake;
pub mod leaders;
mod letters;
pub mod manage;
pub mod people;
pub mod pictures;
mod store;
pub mod subscribers;
mod told;

pub use leaders::leaders;

use crate::{Actor, Engine, Error, account, library, meetings, outbox, time_labels};
use domain::events::Event;
use domain::meetings::MeetingList;
use domain::orgs::{
    Facts, News, OpenTo, OrgAdmin, OrgFacilitator, OrgOwner, OrgPage, OrgRole, OrgStaff, OwnOrg, Search, StaffNews, Tile, WayIn,
};
use domain::supporters::RoomLine;
use domain::time::DAY;
use domain::{AccountId, Micros, OrgId, topics};

/// How long news stands on the page of an organization.
const NEWS_STANDS: Micros = 60 * DAY;

/// Organizations that are not hidden, and those of the actor: their own first, then by name.
pub async fn find(engine: &Engine, actor: Option<&Actor>, search: &Search) -> Result<Vec<Tile>, Error> {
    let me = actor.map(|actor| &actor.id);
    let facts = match me.filter(|_| search.open_to_me) {
        Some(me) => store::facts(engine.db(), me).await?,
        None => Facts::default(),
    };
    let rows = store::list(engine.db(), me, &format!("%,{},%", search.topic)).await?;
    let fits = |row: &store::ListRow| {
        let open_to = OpenTo::from_stored(&row.states, &row.genders);
        let open = !search.open_to_me || open_to.fits(&facts) == Some(true);
        open && (search.topic.is_empty() || row.topics.split(',').any(|slug| slug == search.topic))
            && search.finds(&format!("{} {} {}", row.name, row.tagline, row.description))
    };
    Ok(rows.into_iter().filter(fits).map(store::ListRow::tile).collect())
}

/// The actor's own organizations for their first page, at most `most`: those that plan the most meetings first.
pub async fn own(engine: &Engine, actor: &Actor, most: i64) -> Result<Vec<OwnOrg>, Error> {
    store::own(engine.db(), &actor.id, engine.clock().now(), most).await
}

/// One organization's page. A hidden one is found by those who know its address.
pub async fn page(engine: &Engine, actor: Option<&Actor>, slug: &str) -> Result<OrgPage, Error> {
    let (db, me, now) = (engine.db(), actor.map(|actor| &actor.id), engine.clock().now());
    let (org, row) = store::by_slug(db, slug, me).await?.ok_or(Error::NotFound)?;
    let facts = match me {
        Some(me) => store::facts(db, me).await?,
        None => Facts::default(),
    };
    let open_to = OpenTo::from_stored(&row.states, &row.genders);
    let role = row.role.as_deref().and_then(OrgRole::from_stored);
    let subscribed = row.subscribed == 1;
    let news = if subscribed || role.is_some() { store::news(db, &org, now - NEWS_STANDS).await? } else { Vec::new() };
    let zone = time_labels::zone(actor.map_or(row.time_zone.as_str(), |actor| actor.time_zone.as_str()));
    let questions_wait = match me.filter(|_| subscribed) {
        Some(me) => intake::waits(db, &org, me).await?,
        None => false,
    };
    Ok(OrgPage {
        everybody: open_to.everybody(),
        open_to: open_to.says(),
        fits: open_to.fits(&facts),
        asks_state: !open_to.states.is_empty(),
        asks_gender: !open_to.genders.is_empty(),
        facts,
        subscribed,
        questions_wait,
        role,
        shows_leaders: row.show_leaders == 1,
        news: news.into_iter().map(|(text, at)| News { text, day: time_labels::day(at, zone, now) }).collect(),
        documents: library::shown_by_org(engine, &org).await?,
        subscribers: row.subscribers,
        topics: row.topics.split(',').filter(|slug| !slug.is_empty()).map(|slug| topics::label(slug).to_owned()).collect(),
        links: row.links.lines().map(str::to_owned).collect(),
        look: row.look(),
        tagline: row.tagline,
        description: row.description,
        email: row.email,
        website: row.website,
    })
}

/// The organization at this address.
pub async fn id_of(engine: &Engine, slug: &str) -> Result<OrgId, Error> {
    store::id_of(engine.db(), slug).await?.ok_or(Error::NotFound)
}

/// What an organization plans, soonest first: public meetings and, for its subscribers and people, those of the organization.
pub async fn meetings(engine: &Engine, actor: Option<&Actor>, slug: &str) -> Result<MeetingList, Error> {
    let (org, row) = store::by_slug(engine.db(), slug, actor.map(|actor| &actor.id)).await?.ok_or(Error::NotFound)?;
    meetings::of_org::on_page(engine, actor, &org, row.subscribed == 1 || row.role.is_some()).await
}

/// The chatrooms of an organization.
pub async fn rooms(engine: &Engine, slug: &str) -> Result<Vec<RoomLine>, Error> {
    let org = id_of(engine, slug).await?;
    store::rooms(engine.db(), &org).await
}

/// The actor subscribes. What they say of themselves is kept where the organization asks for it, and read by nobody else.
///
/// Those of the organization who may see subscribers are told that there are new ones.
///
/// Refuses, with the field, what is still unsaid, and [`domain::Refusal::NotOpenToYou`]. Subscribing again changes nothing.
pub async fn subscribe(engine: &Engine, actor: &Actor, slug: &str, said: Facts) -> Result<(), Error> {
    let org = id_of(engine, slug).await?;
    let write = engine
        .db()
        .write((org, actor.id.clone(), said), |tx, (org, me, said)| Box::pin(async move { subscribe_in(tx, org, me, said).await }));
    write.await
}

/// The same, in an open transaction.
pub async fn subscribe_in(tx: &mut crate::db::Tx, org: &OrgId, me: &AccountId, said: &Facts) -> Result<(), Error> {
    admit(tx, org, me, said).await?;
    if store::insert_subscriber(tx, org, me).await? {
        outbox::record(tx, Event::SubscriptionChanged { org: org.clone(), account: me.clone(), subscribed: true }).await?;
        told::tell_all(tx, org, me, OrgRole::sees_subscribers, StaffNews::Subscribed).await?;
    }
    Ok(())
}

/// What subscribing to an organization takes, for somebody who has not; `None` for its subscribers, as long as they have said what
/// it asks by now.
pub async fn way_in(engine: &Engine, actor: &Actor, org: &OrgId) -> Result<Option<WayIn>, Error> {
    let Some(row) = store::door(engine.db(), org, &actor.id).await? else { return Ok(None) };
    let facts = store::facts(engine.db(), &actor.id).await?;
    let open_to = OpenTo::from_stored(&row.states, &row.genders);
    let fits = open_to.fits(&facts);
    if row.subscribed == 1 && fits == Some(true) {
        return Ok(None);
    }
    Ok(Some(WayIn {
        name: row.name,
        slug: row.slug,
        open_to: open_to.says(),
        fits,
        asks_state: !open_to.states.is_empty(),
        asks_gender: !open_to.genders.is_empty(),
        facts,
    }))
}

/// The actor ends the subscription. Their answers to the intake form go with it.
pub async fn unsubscribe(engine: &Engine, actor: &Actor, slug: &str) -> Result<(), Error> {
    let org = id_of(engine, slug).await?;
    let write = engine.db().write((org, actor.id.clone()), |tx, (org, me)| {
        Box::pin(async move {
            intake::store::delete_answers(tx, org, me).await?;
            if store::delete_subscriber(tx, org, me).await? {
                outbox::record(tx, Event::SubscriptionChanged { org: org.clone(), account: me.clone(), subscribed: false }).await?;
            }
            Ok(())
        })
    });
    write.await
}

/// Lets somebody in whom the organization is for. What is newly `said` is kept once it lets them in.
async fn admit(tx: &mut crate::db::Tx, org: &OrgId, me: &AccountId, said: &Facts) -> Result<(), Error> {
    let open_to = store::open_to(tx, org).await?.ok_or(Error::NotFound)?;
    let known = store::facts_in(tx, me).await?;
    let said = Facts::known(&said.state, &said.gender);
    let or = |new: &String, old: String| if new.is_empty() { old } else { new.clone() };
    let facts = Facts { state: or(&said.state, known.state.clone()), gender: or(&said.gender, known.gender.clone()) };
    open_to.admit(&facts)?;
    // What nobody asked for is not kept.
    let kept = Facts {
        state: if open_to.states.is_empty() { known.state.clone() } else { facts.state },
        gender: if open_to.genders.is_empty() { known.gender.clone() } else { facts.gender },
    };
    if kept != known {
        store::keep_facts(tx, me, &kept).await?;
    }
    Ok(())
}

/// Whether somebody has subscribed to an organization and still fits it, as an open transaction sees it: what a seat in one
/// of its meetings asks for. Refuses [`domain::Refusal::NotOpenToYou`]; `false` is somebody who has not subscribed.
pub async fn takes_part_in(tx: &mut crate::db::Tx, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    if !store::is_subscriber(tx, org, account).await? {
        return Ok(false);
    }
    admit(tx, org, account, &Facts::default()).await?;
    Ok(true)
}

/// The actor's right to see the management pages of an organization; for everybody else they are not there. Refuses
/// [`domain::Refusal::TwoFactorFirst`] where the organization asks for two-factor sign-in and the actor has none.
pub async fn staff(engine: &Engine, actor: &Actor, slug: &str) -> Result<OrgStaff, Error> {
    let (org, role, two_factor) = store::role_of(engine.db(), slug, &actor.id).await?.ok_or(Error::NotFound)?;
    let role = OrgRole::from_stored(&role).ok_or(Error::NotFound)?;
    if two_factor && !account::two_factor::is_set_up(engine, actor).await? {
        return Err(domain::Refusal::TwoFactorFirst.into());
    }
    Ok(OrgStaff::from_stored(org, actor.id.clone(), role))
}

/// The actor's right to see the subscribers of an organization.
pub async fn facilitator(engine: &Engine, actor: &Actor, slug: &str) -> Result<OrgFacilitator, Error> {
    staff(engine, actor, slug).await?.facilitator().ok_or(Error::NotFound)
}

/// The actor's right to change an organization.
pub async fn admin(engine: &Engine, actor: &Actor, slug: &str) -> Result<OrgAdmin, Error> {
    staff(engine, actor, slug).await?.admin().ok_or(Error::NotFound)
}

/// The actor's right to hand an organization over.
pub async fn owner(engine: &Engine, actor: &Actor, slug: &str) -> Result<OrgOwner, Error> {
    staff(engine, actor, slug).await?.owner().ok_or(Error::NotFound)
}

/// Whether the actor may change every meeting of an organization, whoever leads it. Refuses
/// [`domain::Refusal::TwoFactorFirst`] as [`staff`] does.
pub async fn plans_for(engine: &Engine, actor: &Actor, org: &OrgId) -> Result<bool, Error> {
    let Some((role, two_factor)) = store::role_at(engine.db(), org, &actor.id).await? else { return Ok(false) };
    if !OrgRole::from_stored(&role).is_some_and(OrgRole::plans_for_others) {
        return Ok(false);
    }
    if two_factor && !account::two_factor::is_set_up(engine, actor).await? {
        return Err(domain::Refusal::TwoFactorFirst.into());
    }
    Ok(true)
}

/// Whether somebody plays a part in any organization: the frame shows them the way to it.
pub async fn has_part(engine: &Engine, account: &AccountId) -> Result<bool, Error> {
    store::has_part(engine.db(), account).await
}

/// Before somebody leaves the site: what they own goes to the admin who has been there longest. Refuses
/// [`domain::Refusal::OwnerStays`] where there is none. All else goes with the account.
pub(crate) async fn forget_person(tx: &mut crate::db::Tx, account: &AccountId) -> Result<(), Error> {
    people::pass_on(tx, account).await
}
