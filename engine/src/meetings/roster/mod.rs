//! The roster: who is registered, held, waiting, gone; who came and who was missed; as a page and as a table to take along.
mod store;

use crate::{Actor, Engine, Error, time_labels};
use domain::account::shown_name;
use domain::meetings::{Attendance, Person, Roster};
use domain::{AccountId, MeetingId, Refusal, money};

/// The roster, for the meeting's hosts. For others there is none.
pub async fn list(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<Roster, Error> {
    let row = super::led(engine, actor, id).await?;
    let zone = time_labels::zone(&actor.time_zone);
    let now = engine.clock().now();
    let mut place = 0;
    let person = |person: store::PersonRow| {
        let state = match (person.state.as_str(), person.attendance.as_str()) {
            ("registered", "attended") => "attended",
            ("registered", "missed") => "missed",
            (state, _) => state,
        };
        if state == "waiting" {
            place += 1;
        }
        let money = match person.pay_amount.filter(|_| person.pay_state.is_some()) {
            Some(amount) => {
                let state = domain::billing::PaymentState::from_stored(person.pay_state.as_deref().unwrap_or_default());
                state.says(&money::show(amount, &row.currency))
            }
            None => String::new(),
        };
        Person {
            says: says(state, place),
            state: state.to_owned(),
            has_seat: matches!(person.state.as_str(), "registered" | "held"),
            name: shown_name(&person.username, person.first_name.as_deref().zip(person.last_initial.as_deref())),
            id: AccountId::trusted(person.account_id),
            picture: person.picture_id,
            since: time_labels::full(person.changed_at, zone),
            money,
        }
    };
    let people: Vec<Person> = store::people(engine.db(), id).await?.into_iter().map(person).collect();
    let registered = people.iter().filter(|person| matches!(person.state.as_str(), "registered" | "attended" | "missed")).count();
    Ok(Roster {
        name: row.name.clone(),
        starts: time_labels::when(row.starts_at, zone),
        seats: row.seats,
        registered: i64::try_from(registered).unwrap_or_default(),
        begun: now >= row.starts_at,
        people,
    })
}

fn says(state: &str, place: i64) -> String {
    match state {
        "registered" => "Registered".to_owned(),
        "held" => "At the checkout".to_owned(),
        "attended" => "Attended".to_owned(),
        "missed" => "Missed".to_owned(),
        "waiting" => format!("Waiting, number {place} in line"),
        "offered" => "A seat is offered".to_owned(),
        "cancelled" => "Gave the seat back".to_owned(),
        "removed" => "You took the seat back".to_owned(),
        "lapsed" => "The checkout ended".to_owned(),
        "declined" => "Let an offer go".to_owned(),
        "expired" => "Did not answer an offer".to_owned(),
        "left" => "Left the line".to_owned(),
        _ => "The meeting was cancelled".to_owned(),
    }
}

/// Notes whether somebody came, or takes the note back. Once the meeting has begun, by its hosts.
pub async fn note(engine: &Engine, actor: &Actor, id: &MeetingId, whom: &AccountId, came: Option<Attendance>) -> Result<(), Error> {
    let row = super::led(engine, actor, id).await?;
    if engine.clock().now() < row.starts_at {
        return Err(Refusal::field("attendance", "You can note who came once the meeting has begun.").into());
    }
    let write = engine.db().write((id.clone(), whom.clone(), came), |tx, (id, whom, came)| {
        Box::pin(async move {
            let word = came.map(Attendance::as_str).unwrap_or_default();
            if store::note(tx, id, whom, word).await? { Ok(()) } else { Err(Error::NotFound) }
        })
    });
    write.await
}

/// The roster as a table of comma-separated values: usernames and states, no address and no number.
pub async fn csv(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<String, Error> {
    let roster = list(engine, actor, id).await?;
    let mut table = String::from("Name,Status,Since,Payment\r\n");
    for person in roster.people {
        let cells = [person.name, person.says, person.since, person.money].map(|cell| cell_of(&cell));
        table.push_str(&cells.join(","));
        table.push_str("\r\n");
    }
    Ok(table)
}

/// A cell that no spreadsheet takes for a formula.
fn cell_of(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

/// Who has a seat and could be in the room now: names alone, for hosts and for those who have a seat themselves. The latter are
/// told while the door is open: before and after, who comes to such a meeting is nobody's business but the hosts'.
pub async fn expected(engine: &Engine, actor: &Actor, id: &MeetingId) -> Result<Option<Vec<String>>, Error> {
    let row = super::found(engine, Some(actor), id).await?;
    if row.hosting == 0 && row.my_state.as_deref() != Some("registered") {
        return Err(Error::NotFound);
    }
    if row.hosting == 0 && !row.facts().door_open(engine.clock().now()) {
        return Ok(None);
    }
    let people = store::people(engine.db(), id).await?.into_iter().filter(|person| person.state == "registered");
    let name = |person: store::PersonRow| shown_name(&person.username, person.first_name.as_deref().zip(person.last_initial.as_deref()));
    Ok(Some(people.map(name).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(cell_of("river"), "\"river\"");
        assert_eq!(cell_of("=SUM(A1)"), "\"'=SUM(A1)\"");
        assert_eq!(cell_of("say \"hi\""), "\"say \"\"hi\"\"\"");
    }
}
