//! The rows of organizations, of those who subscribed, and what members see of the rest.
use crate::Error;
use crate::db::{Db, Tx};
use domain::orgs::{Brand, Facts, Look, OpenTo, OrgRole, OwnOrg, Tile, brand};
use domain::supporters::RoomLine;
use domain::{AccountId, Micros, OrgId, RoomId, topics};

/// How many organizations the page shows.
const MOST: i64 = 300;
/// How much news stands on its page.
const MOST_NEWS: i64 = 5;

#[derive(sqlx::FromRow)]
pub struct ListRow {
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub description: String,
    pub brand: String,
    pub logo_id: Option<String>,
    pub banner_id: Option<String>,
    pub topics: String,
    pub states: String,
    pub genders: String,
    pub hidden: i64,
    pub role: Option<String>,
    pub subscribed: i64,
}

impl ListRow {
    pub fn tile(self) -> Tile {
        let open_to = OpenTo::from_stored(&self.states, &self.genders);
        Tile {
            look: look(self.slug, self.name, &self.brand, self.logo_id, self.banner_id),
            tagline: self.tagline,
            topics: self.topics.split(',').filter(|slug| !slug.is_empty()).map(|slug| topics::label(slug).to_owned()).collect(),
            subscribed: self.subscribed == 1,
            role: self.role.as_deref().and_then(OrgRole::from_stored),
            hidden: self.hidden == 1,
            limits: (!open_to.everybody()).then(|| open_to.says()),
        }
    }
}

fn look(slug: String, name: String, brand: &str, logo: Option<String>, banner: Option<String>) -> Look {
    Look { slug, name, brand: Brand::parse(brand).unwrap_or(brand::USUAL), logo, banner }
}

/// Those that everybody sees, and those of `me`: where `me` plays a part first, then where `me` has subscribed, then by name.
/// `topic` is a pattern for the list of topics with commas around it.
pub async fn list(db: &Db, me: Option<&AccountId>, topic: &str) -> Result<Vec<ListRow>, Error> {
    let rows = sqlx::query_as(
        "SELECT g.slug, g.name, g.tagline, g.description, g.brand, g.logo_id, g.banner_id, g.topics, g.states, g.genders, g.hidden, p.role,
            CASE WHEN s.account_id IS NULL THEN 0 ELSE 1 END AS subscribed
         FROM orgs g LEFT JOIN org_people p ON p.org_id = g.id AND p.account_id = $1
            LEFT JOIN org_subscribers s ON s.org_id = g.id AND s.account_id = $1
         WHERE (g.hidden = 0 OR p.role IS NOT NULL) AND ($2 = '%,,%' OR ',' || g.topics || ',' LIKE $2)
         ORDER BY CASE WHEN p.role IS NOT NULL THEN 0 WHEN s.account_id IS NOT NULL THEN 1 ELSE 2 END, LOWER(g.name), g.id LIMIT $3",
    );
    Ok(rows.bind(me.map_or("", AccountId::as_str)).bind(topic).bind(MOST).fetch_all(db.read()).await?)
}

/// Where `me` has subscribed or plays a part, those with the most meetings to come first, then by name.
pub async fn own(db: &Db, me: &AccountId, now: Micros, most: i64) -> Result<Vec<OwnOrg>, Error> {
    type Row = (String, String, String, Option<String>, Option<String>, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT g.slug, g.name, g.brand, g.logo_id, g.banner_id,
            (SELECT COUNT(*) FROM meetings m WHERE m.org_id = g.id AND m.state = 'scheduled' AND m.exclusive = 0
                AND m.starts_at >= $2) AS coming
         FROM orgs g
         WHERE EXISTS (SELECT 1 FROM org_subscribers s WHERE s.org_id = g.id AND s.account_id = $1)
            OR EXISTS (SELECT 1 FROM org_people p WHERE p.org_id = g.id AND p.account_id = $1)
         ORDER BY coming DESC, LOWER(g.name), g.id LIMIT $3",
    )
    .bind(me.as_str())
    .bind(now)
    .bind(most)
    .fetch_all(db.read())
    .await?;
    let own = |(slug, name, brand, logo, banner, coming): Row| OwnOrg { look: look(slug, name, &brand, logo, banner), coming };
    Ok(rows.into_iter().map(own).collect())
}

#[derive(sqlx::FromRow)]
pub struct PageRow {
    pub id: String,
    pub slug: String,
    pub name: String,
    pub tagline: String,
    pub description: String,
    pub email: String,
    pub website: String,
    pub links: String,
    pub brand: String,
    pub topics: String,
    pub states: String,
    pub genders: String,
    pub time_zone: String,
    pub show_leaders: i64,
    pub logo_id: Option<String>,
    pub banner_id: Option<String>,
    pub role: Option<String>,
    pub subscribed: i64,
    pub subscribers: i64,
}

impl PageRow {
    pub fn look(&self) -> Look {
        look(self.slug.clone(), self.name.clone(), &self.brand, self.logo_id.clone(), self.banner_id.clone())
    }
}

/// One organization, and how `me` stands to it.
pub async fn by_slug(db: &Db, slug: &str, me: Option<&AccountId>) -> Result<Option<(OrgId, PageRow)>, Error> {
    let row: Option<PageRow> = sqlx::query_as(
        "SELECT g.id, g.slug, g.name, g.tagline, g.description, g.email, g.website, g.links, g.brand, g.topics, g.states, g.genders,
            g.time_zone, g.show_leaders, g.logo_id, g.banner_id, p.role, CASE WHEN s.account_id IS NULL THEN 0 ELSE 1 END AS subscribed,
            (SELECT COUNT(*) FROM org_subscribers n WHERE n.org_id = g.id) AS subscribers
         FROM orgs g LEFT JOIN org_people p ON p.org_id = g.id AND p.account_id = $2
            LEFT JOIN org_subscribers s ON s.org_id = g.id AND s.account_id = $2
         WHERE g.slug = $1",
    )
    .bind(slug)
    .bind(me.map_or("", AccountId::as_str))
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|row| (OrgId::trusted(row.id.clone()), row)))
}

/// The organization at an address.
pub async fn id_of(db: &Db, slug: &str) -> Result<Option<OrgId>, Error> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM orgs WHERE slug = $1").bind(slug).fetch_optional(db.read()).await?;
    Ok(id.map(OrgId::trusted))
}

/// The organization at an address and the part that somebody plays in it, if they play one.
pub async fn role_of(db: &Db, slug: &str, account: &AccountId) -> Result<Option<(OrgId, String, bool)>, Error> {
    let row: Option<(String, String, i64)> = sqlx::query_as(
        "SELECT g.id, p.role, g.two_factor FROM orgs g JOIN org_people p ON p.org_id = g.id WHERE g.slug = $1 AND p.account_id = $2",
    )
    .bind(slug)
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(org, role, two_factor)| (OrgId::trusted(org), role, two_factor == 1)))
}

/// Somebody's role in an organization, and whether it asks for two-factor sign-in.
pub async fn role_at(db: &Db, org: &OrgId, account: &AccountId) -> Result<Option<(String, bool)>, Error> {
    let row: Option<(String, i64)> = sqlx::query_as(
        "SELECT p.role, g.two_factor FROM orgs g JOIN org_people p ON p.org_id = g.id WHERE g.id = $1 AND p.account_id = $2",
    )
    .bind(org.as_str())
    .bind(account.as_str())
    .fetch_optional(db.read())
    .await?;
    Ok(row.map(|(role, two_factor)| (role, two_factor == 1)))
}

/// Whether somebody plays a part anywhere.
pub async fn has_part(db: &Db, account: &AccountId) -> Result<bool, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT org_id FROM org_people WHERE account_id = $1 LIMIT 1")
        .bind(account.as_str())
        .fetch_optional(db.read())
        .await?;
    Ok(row.is_some())
}

/// What stands at the door of an organization, for one person.
#[derive(sqlx::FromRow)]
pub struct DoorRow {
    pub name: String,
    pub slug: String,
    pub states: String,
    pub genders: String,
    pub subscribed: i64,
}

/// The door of an organization.
pub async fn door(db: &Db, org: &OrgId, me: &AccountId) -> Result<Option<DoorRow>, Error> {
    let row = sqlx::query_as(
        "SELECT name, slug, states, genders,
            (SELECT COUNT(*) FROM org_subscribers s WHERE s.org_id = orgs.id AND s.account_id = $2) AS subscribed
         FROM orgs WHERE id = $1",
    );
    Ok(row.bind(org.as_str()).bind(me.as_str()).fetch_optional(db.read()).await?)
}

/// Who may take part.
pub async fn open_to(tx: &mut Tx, org: &OrgId) -> Result<Option<OpenTo>, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT states, genders FROM orgs WHERE id = $1").bind(org.as_str()).fetch_optional(tx.conn()).await?;
    Ok(row.map(|(states, genders)| OpenTo::from_stored(&states, &genders)))
}

async fn facts_from<'c>(from: impl sqlx::Executor<'c, Database = sqlx::Any>, account: &AccountId) -> Result<Facts, Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT state, gender FROM org_facts WHERE account_id = $1").bind(account.as_str()).fetch_optional(from).await?;
    Ok(row.map(|(state, gender)| Facts { state, gender }).unwrap_or_default())
}

/// What somebody has said about themselves.
pub async fn facts(db: &Db, account: &AccountId) -> Result<Facts, Error> {
    facts_from(db.read(), account).await
}

/// What somebody has said about themselves, as an open transaction sees it.
pub async fn facts_in(tx: &mut Tx, account: &AccountId) -> Result<Facts, Error> {
    facts_from(tx.conn(), account).await
}

/// Keeps what somebody said about themselves.
pub async fn keep_facts(tx: &mut Tx, account: &AccountId, facts: &Facts) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO org_facts (account_id, state, gender) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, gender = excluded.gender",
    )
    .bind(account.as_str())
    .bind(&facts.state)
    .bind(&facts.gender)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a subscriber; `false` if they were one before.
pub async fn insert_subscriber(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let now = tx.now();
    insert_subscriber_at(tx, org, account, now).await
}

/// Adds somebody who subscribed at `at`; `false` if they were a subscriber before.
pub async fn insert_subscriber_at(tx: &mut Tx, org: &OrgId, account: &AccountId, at: Micros) -> Result<bool, Error> {
    let done = sqlx::query("INSERT INTO org_subscribers (org_id, account_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(org.as_str())
        .bind(account.as_str())
        .bind(at)
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a subscriber away; `false` if there was none.
pub async fn delete_subscriber(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let done = sqlx::query("DELETE FROM org_subscribers WHERE org_id = $1 AND account_id = $2")
        .bind(org.as_str())
        .bind(account.as_str())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether somebody has subscribed.
pub async fn is_subscriber(tx: &mut Tx, org: &OrgId, account: &AccountId) -> Result<bool, Error> {
    let row: Option<String> = sqlx::query_scalar("SELECT account_id FROM org_subscribers WHERE org_id = $1 AND account_id = $2")
        .bind(org.as_str())
        .bind(account.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.is_some())
}

/// What an organization wrote since a time, the newest first.
pub async fn news(db: &Db, org: &OrgId, since: Micros) -> Result<Vec<(String, Micros)>, Error> {
    let rows =
        sqlx::query_as("SELECT body, created_at FROM org_news WHERE org_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT $3")
            .bind(org.as_str())
            .bind(since)
            .bind(MOST_NEWS)
            .fetch_all(db.read())
            .await?;
    Ok(rows)
}

/// The chatrooms of an organization, the fullest first.
pub async fn rooms(db: &Db, org: &OrgId) -> Result<Vec<RoomLine>, Error> {
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
        "SELECT r.id, r.name, r.description, (SELECT COUNT(*) FROM room_members m WHERE m.room_id = r.id) AS people
         FROM rooms r WHERE r.org_id = $1 AND r.kind = 'public' ORDER BY people DESC, r.name LIMIT 50",
    )
    .bind(org.as_str())
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(id, name, description, people)| RoomLine { id: RoomId::trusted(id), name, description, people }).collect())
}
