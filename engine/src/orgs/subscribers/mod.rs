//! Those who have subscribed, as the people who run an organization see them: by the names that everybody sees, never by
//! email, phone or real name.
pub mod store;

use crate::{Actor, Engine, Error, id, notices, outbox, time_labels};
use domain::events::Event;
use domain::orgs::{OrgAdmin, OrgFacilitator, Subscriber, csv};
use domain::page::{Cursor, Page};

/// Subscribers on one page.
pub const PAGE: usize = 30;
/// The most lines of the file.
const MOST_LINES: i64 = 100_000;

/// A page of subscribers whose name holds `words`, the newest first. Answers are read by admins only.
pub async fn list(
    engine: &Engine,
    actor: &Actor,
    facilitator: &OrgFacilitator,
    words: &str,
    after: Option<&Cursor>,
) -> Result<Page<Subscriber>, Error> {
    let zone = time_labels::zone(&actor.time_zone);
    let page = store::page(engine.db(), facilitator.org(), &pattern(words), after, PAGE).await?;
    let mut people = Vec::with_capacity(page.items.len());
    for row in page.items {
        let answers =
            if facilitator.role().manages() { store::answers(engine.db(), facilitator.org(), &row.face.id).await? } else { Vec::new() };
        people.push(Subscriber { face: row.face, since: time_labels::written_day(row.created_at, zone), answers });
    }
    Ok(Page { items: people, next: page.next })
}

/// A pattern that finds the words as they stand.
fn pattern(words: &str) -> String {
    let plain: String = words.trim().to_lowercase().chars().take(100).collect();
    format!("%{}%", plain.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// All subscribers with their answers, as a file for spreadsheets in which no cell can be a formula.
pub async fn export(engine: &Engine, actor: &Actor, admin: &OrgAdmin) -> Result<String, Error> {
    let zone = time_labels::zone(&actor.time_zone);
    let questions = super::intake::store::fields(engine.db(), admin.org()).await?;
    let rows = store::all(engine.db(), admin.org(), MOST_LINES).await?;
    let mut answers = store::all_answers(engine.db(), admin.org()).await?;
    let head = ["Name", "Subscribed on"].into_iter().chain(questions.iter().map(|field| field.label.as_str()));
    let mut file = csv::line(head);
    for (account, name, since) in rows {
        let since = time_labels::date(since, zone);
        let own = answers.remove(&account).unwrap_or_default();
        let cells = questions.iter().map(|field| own.get(&field.id).map_or("", String::as_str));
        file.push_str(&csv::line([name.as_str(), since.as_str()].into_iter().chain(cells)));
    }
    Ok(file)
}

/// Writes to all subscribers: a notice for each, and the words on the organization's page, where subscribers read them.
pub async fn write_to_all(engine: &Engine, admin: &OrgAdmin, typed: &str) -> Result<(), Error> {
    let text = domain::orgs::news(typed)?;
    let _counted = crate::account::tries::count(engine, crate::account::tries::NEWS, admin.org().as_str()).await?.or_refuse()?;
    let news = id::new(engine.clock().now());
    let write = engine.db().write((admin.clone(), news, text), |tx, (admin, news, text)| {
        Box::pin(async move {
            super::people::still(tx, admin).await?;
            let (slug, name) = super::people::store::name_of(tx, admin.org()).await?.ok_or(Error::NotFound)?;
            store::insert_news(tx, admin.org(), news, text).await?;
            notices::tell_subscribers(tx, admin.org(), news, &name, &format!("/organizations/{slug}")).await?;
            outbox::record(tx, Event::NewsSent { org: admin.org().clone() }).await
        })
    });
    write.await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_as_they_stand() {
        assert_eq!(pattern(" River_1% "), "%river\\_1\\%%");
    }
}
