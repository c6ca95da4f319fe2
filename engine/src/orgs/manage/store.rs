//! The rows of an organization as its people change them. Every statement names the organization.
use crate::Error;
use crate::db::{Db, Tx};
use domain::orgs::{Attention, Brand, Look, OrgDraft, SettingsDraft, brand};
use domain::{Micros, OrgId};

fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How it looks.
pub async fn look(db: &Db, org: &OrgId) -> Result<Option<Look>, Error> {
    type Row = (String, String, String, Option<String>, Option<String>);
    let row: Option<Row> = sqlx::query_as("SELECT slug, name, brand, logo_id, banner_id FROM orgs WHERE id = $1")
        .bind(org.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.map(|(slug, name, colour, logo, banner)| Look {
        slug,
        name,
        brand: Brand::parse(&colour).unwrap_or(brand::USUAL),
        logo,
        banner,
    }))
}

/// What waits for its people: counted in one read. `new` is since when a subscriber is new, `late` before when a request waits too long.
pub async fn attention(db: &Db, org: &OrgId, now: Micros, new: Micros, late: Micros) -> Result<Attention, Error> {
    let row: (i64, i64, i64, i64, i64, i64, Option<String>, String) = sqlx::query_as(
        "SELECT
            (SELECT COUNT(*) FROM org_leaders l WHERE l.org_id = g.id AND l.hidden = 0
                AND (l.greeting = '' OR l.motivation = '' OR l.recovery = '' OR l.qualification = '')),
            (SELECT COUNT(*) FROM org_invitations i WHERE i.org_id = g.id AND i.expires_at <= $2),
            (SELECT COUNT(*) FROM connections c WHERE c.source = g.id AND c.state = 'pending'),
            (SELECT COUNT(*) FROM connections c WHERE c.source = g.id AND c.state = 'pending' AND c.asked_at < $4),
            (SELECT COUNT(*) FROM org_subscribers s WHERE s.org_id = g.id),
            (SELECT COUNT(*) FROM org_subscribers s WHERE s.org_id = g.id AND s.created_at > $3),
            g.logo_id, g.description
         FROM orgs g WHERE g.id = $1",
    )
    .bind(org.as_str())
    .bind(now)
    .bind(new)
    .bind(late)
    .fetch_optional(db.read())
    .await?
    .ok_or(Error::NotFound)?;
    let (unfinished, expired, requests, late_requests, subscribers, new_subscribers, logo, description) = row;
    Ok(Attention {
        unfinished,
        expired,
        requests,
        late_requests,
        subscribers,
        new_subscribers,
        no_logo: logo.is_none(),
        no_description: description.is_empty(),
    })
}

/// The profile, to edit.
pub async fn draft(db: &Db, org: &OrgId) -> Result<Option<OrgDraft>, Error> {
    type Row = (String, String, String, String, String, String, String, String);
    let row: Option<Row> =
        sqlx::query_as("SELECT name, tagline, description, email, website, links, brand, topics FROM orgs WHERE id = $1")
            .bind(org.as_str())
            .fetch_optional(db.read())
            .await?;
    Ok(row.map(|(name, tagline, description, email, website, links, brand, topics)| OrgDraft {
        name,
        tagline,
        description,
        email,
        website,
        links,
        brand,
        topics: list(&topics),
    }))
}

/// Writes the profile.
pub async fn update_profile(tx: &mut Tx, org: &OrgId, draft: &OrgDraft) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "UPDATE orgs SET name = $2, tagline = $3, description = $4, email = $5, website = $6, links = $7, brand = $8, topics = $9,
            updated_at = $10 WHERE id = $1",
    )
    .bind(org.as_str())
    .bind(&draft.name)
    .bind(&draft.tagline)
    .bind(&draft.description)
    .bind(&draft.email)
    .bind(&draft.website)
    .bind(&draft.links)
    .bind(&draft.brand)
    .bind(draft.topics.join(","))
    .bind(now)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The settings, to edit.
pub async fn settings(db: &Db, org: &OrgId) -> Result<Option<SettingsDraft>, Error> {
    type Row = (String, String, String, i64, i64, i64, i64, i64, i64);
    let row: Option<Row> = sqlx::query_as(
        "SELECT states, genders, time_zone, join_minutes, hidden, public_meetings, show_leaders, show_ratings, two_factor
         FROM orgs WHERE id = $1",
    )
    .bind(org.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(states, genders, time_zone, minutes, hidden, public, leaders, ratings, two_factor)| SettingsDraft {
        states: list(&states),
        genders: list(&genders),
        time_zone,
        join_minutes: minutes.to_string(),
        hidden: hidden == 1,
        public_meetings: public == 1,
        show_leaders: leaders == 1,
        show_ratings: ratings == 1,
        two_factor: two_factor == 1,
    }))
}

/// Writes the settings.
pub async fn update_settings(tx: &mut Tx, org: &OrgId, draft: &SettingsDraft) -> Result<(), Error> {
    let now = tx.now();
    sqlx::query(
        "UPDATE orgs SET states = $2, genders = $3, time_zone = $4, join_minutes = $5, hidden = $6, public_meetings = $7,
            show_leaders = $8, show_ratings = $9, updated_at = $10, two_factor = $11 WHERE id = $1",
    )
    .bind(org.as_str())
    .bind(draft.states.join(","))
    .bind(draft.genders.join(","))
    .bind(&draft.time_zone)
    .bind(draft.join_minutes.parse::<i64>().map_err(Error::fault)?)
    .bind(i64::from(draft.hidden))
    .bind(i64::from(draft.public_meetings))
    .bind(i64::from(draft.show_leaders))
    .bind(i64::from(draft.show_ratings))
    .bind(now)
    .bind(i64::from(draft.two_factor))
    .execute(tx.conn())
    .await?;
    Ok(())
}
