//! Writes an organization with its people, leaders and subscribers.
use crate::Error;
use crate::account::pictures::Picture;
use crate::db::Tx;
use crate::orgs::{applications, intake, leaders, people, pictures, store};
use domain::orgs::{ApplicationDraft, FieldKind, INVITATION_LASTS, IntakeField, LeaderDraft, OrgDraft, OrgRole, SettingsDraft};
use domain::{AccountId, Micros, OrgId};

/// An organization, already checked.
#[derive(Clone, Debug)]
pub struct NewOrg {
    /// Made by the one who imports.
    pub id: OrgId,
    /// The word in its address.
    pub slug: String,
    /// What it says of itself.
    pub draft: OrgDraft,
    /// Its settings.
    pub settings: SettingsDraft,
    /// Its logo and the id of it, if it has one.
    pub logo: Option<(String, Picture)>,
    /// Who runs it, the owner first.
    pub people: Vec<(AccountId, OrgRole)>,
    /// Who leads its meetings.
    pub leaders: Vec<NewLeader>,
    /// Who has subscribed, and when.
    pub subscribers: Vec<(AccountId, Micros)>,
    /// The questions of its intake form.
    pub questions: Vec<(String, FieldKind, Vec<String>, bool)>,
    /// Since when it is here.
    pub created_at: Micros,
}

/// A leader's profile.
#[derive(Clone, Debug)]
pub struct NewLeader {
    /// Who.
    pub account: AccountId,
    /// What they say of themselves.
    pub draft: LeaderDraft,
}

/// An invitation that nobody has taken.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// Of which organization.
    pub org: OrgId,
    /// Where the letter went.
    pub email: String,
    /// The role it gives.
    pub role: OrgRole,
    /// What its link held.
    pub secret: String,
    /// When it was sent; it lasts [`INVITATION_LASTS`] from then.
    pub at: Micros,
}

/// Adds an organization.
pub(crate) async fn add(tx: &mut Tx, new: &NewOrg) -> Result<(), Error> {
    let (draft, settings) = (&new.draft, &new.settings);
    sqlx::query(
        "INSERT INTO orgs (id, slug, name, tagline, description, email, website, links, brand, topics, states, genders, time_zone,
            join_minutes, hidden, public_meetings, show_leaders, show_ratings, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)",
    )
    .bind(new.id.as_str())
    .bind(&new.slug)
    .bind(&draft.name)
    .bind(&draft.tagline)
    .bind(&draft.description)
    .bind(&draft.email)
    .bind(&draft.website)
    .bind(&draft.links)
    .bind(&draft.brand)
    .bind(draft.topics.join(","))
    .bind(settings.states.join(","))
    .bind(settings.genders.join(","))
    .bind(&settings.time_zone)
    .bind(settings.join_minutes.parse::<i64>().map_err(Error::fault)?)
    .bind(i64::from(settings.hidden))
    .bind(i64::from(settings.public_meetings))
    .bind(i64::from(settings.show_leaders))
    .bind(i64::from(settings.show_ratings))
    .bind(new.created_at)
    .execute(tx.conn())
    .await?;
    if let Some((id, picture)) = &new.logo {
        pictures::store::put(tx, &new.id, pictures::Kind::Logo, id, picture).await?;
    }
    for (account, role) in &new.people {
        people::store::insert_person(tx, &new.id, account, *role).await?;
    }
    for leader in &new.leaders {
        leaders::store::save(tx, &new.id, &leader.account, &leader.draft).await?;
    }
    for (account, at) in &new.subscribers {
        store::insert_subscriber_at(tx, &new.id, account, *at).await?;
    }
    for (place, (label, kind, choices, required)) in (0_i64..).zip(&new.questions) {
        let field = IntakeField { id: String::new(), label: label.clone(), kind: *kind, choices: choices.clone(), required: *required };
        intake::store::insert_field(tx, &new.id, place, &field).await?;
    }
    Ok(())
}

/// Adds an invitation.
pub(crate) async fn add_invitation(tx: &mut Tx, new: &NewInvitation) -> Result<(), Error> {
    let hash = crate::id::hash(&new.secret);
    people::store::insert_invitation(tx, &new.org, &new.email, new.role, &hash, new.at, new.at + INVITATION_LASTS).await
}

/// Adds an application that waits.
pub(crate) async fn add_application(tx: &mut Tx, applicant: &AccountId, draft: &ApplicationDraft) -> Result<(), Error> {
    applications::store::insert(tx, applicant, draft, applications::MOST_WAITING).await?;
    Ok(())
}
