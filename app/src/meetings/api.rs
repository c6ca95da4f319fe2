//! Meetings as people find them, take a seat in them, wait for them, and live with them.
use crate::AppError;
use domain::meetings::mine::MyMeetings;
use domain::meetings::{MeetingLine, MeetingPage, Step};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A meeting in the calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// The meeting.
    pub line: MeetingLine,
    /// What the viewer can do; `None` for a visitor who may register after signing in.
    pub step: Option<Step>,
    /// The day, as a heading.
    pub day: String,
    /// When it starts: "6:00 pm".
    pub clock: String,
    /// Whether it takes a password.
    pub private: bool,
    /// The word that finds the main host's meetings; empty where three lead.
    pub host_word: String,
    /// Whether it is of an organization that the viewer has nothing to do with: its page asks whether they subscribe.
    pub outside: bool,
}

/// A day of the month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayCell {
    /// Such as `2026-12-03`.
    pub day: String,
    /// Of the month.
    pub number: i64,
    /// 1 for Monday.
    pub weekday: i64,
    /// Whether it is today.
    pub today: bool,
    /// Its first meetings.
    pub entries: Vec<Entry>,
    /// How many it has besides: "4 more", or nothing.
    pub more: String,
}

/// A meeting in the month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The meeting.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it starts: "6:00 pm".
    pub clock: String,
}

/// The calendar, as list or as month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalendarView {
    /// The meetings of the list.
    pub tiles: Vec<Tile>,
    /// Where the next page of the list starts.
    pub next: Option<String>,
    /// The days of the month; empty in the list.
    pub days: Vec<DayCell>,
    /// "December 2026"; empty in the list.
    pub title: String,
    /// The zone the times are told in.
    pub zone: String,
    /// The address of this site.
    pub origin: String,
    /// Today as `2026-11`, for the way to the month.
    pub this_month: String,
    /// Whether the viewer may create meetings.
    pub creates: bool,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// The host whose meetings are asked for, by name, or nothing.
    pub hosted_by: String,
    /// The organization whose meetings are asked for, by name, or nothing.
    pub of_org: String,
}

/// An offer of a seat, by the link of its letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfferView {
    /// Where the meeting's page is.
    pub back: String,
    /// Its name.
    pub name: String,
    /// When it starts.
    pub starts: String,
    /// What it costs.
    pub price: String,
    /// Until when the offer stands.
    pub until: String,
    /// Whether it still does.
    pub stands: bool,
}

/// The room before it is a room: who is expected and when it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoomView {
    /// The meeting.
    pub meeting: MeetingPage,
    /// Who has a seat; not told to those who come while the door is shut.
    pub people: Option<Vec<String>>,
    /// Whether the door is open.
    pub open: bool,
}

#[cfg(feature = "ssr")]
fn id_of(id: &str) -> Result<domain::MeetingId, AppError> {
    domain::MeetingId::parse(id).ok_or_else(|| engine::Error::NotFound.into())
}

#[cfg(feature = "ssr")]
fn tile(tile: engine::meetings::calendar::Tile) -> Tile {
    Tile {
        line: tile.line,
        step: tile.step,
        day: tile.day,
        clock: tile.clock,
        private: tile.private,
        host_word: tile.host_word,
        outside: tile.outside,
    }
}

/// The organizations one can narrow the calendar to: the word in their address, and their name.
#[server(protocol = crate::Posted)]
pub async fn organizations_that_meet() -> Result<Vec<(String, String)>, AppError> {
    Ok(engine::meetings::calendar::organizations(&crate::ctx::engine()?).await?)
}

/// The calendar that an address asks for.
#[server(protocol = crate::Posted)]
pub async fn find_meetings(query: String, after: String) -> Result<CalendarView, AppError> {
    use crate::ctx;
    use engine::{meetings::calendar, time_labels};
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    let search = domain::meetings::search::Search::parse(&query);
    let zone = visitor.as_ref().map_or(engine::account::zones::USUAL, |actor| actor.time_zone.as_str());
    let this_month = time_labels::date(engine.clock().now(), time_labels::zone(zone)).chars().take(7).collect();
    let creates = visitor.as_ref().is_some_and(|actor| actor.role == domain::Role::Supporter);
    let (hosted_by, of_org) = calendar::narrowed(&engine, &search).await?;
    let empty = CalendarView {
        tiles: Vec::new(),
        next: None,
        days: Vec::new(),
        title: String::new(),
        zone: String::new(),
        origin: ctx::site_origin(),
        this_month,
        creates,
        signed_in: visitor.is_some(),
        hosted_by,
        of_org,
    };
    let Some(month) = search.month else {
        let after = domain::page::Cursor::parse(&after);
        let list = calendar::list(&engine, visitor.as_ref(), &search, after.as_ref()).await?;
        return Ok(CalendarView { tiles: list.tiles.into_iter().map(tile).collect(), next: list.next, zone: list.zone, ..empty });
    };
    let month = calendar::month(&engine, visitor.as_ref(), &search, month).await?;
    let cell = |day: calendar::Day| DayCell {
        number: day.day.parts().2,
        weekday: day.day.weekday(),
        today: day.day == month.today,
        day: day.day.to_string(),
        entries: day.meetings.into_iter().map(|calendar::Entry { id, name, clock }| Entry { id, name, clock }).collect(),
        more: day.more,
    };
    Ok(CalendarView { days: month.days.into_iter().map(cell).collect(), title: month.title, zone: month.zone, ..empty })
}

/// One meeting. One for invited people is not found by others.
#[server(protocol = crate::Posted)]
pub async fn show_meeting(id: String) -> Result<MeetingPage, AppError> {
    use crate::ctx;
    let (engine, visitor) = (ctx::engine()?, ctx::visitor());
    Ok(engine::meetings::page(&engine, visitor.as_ref(), &id_of(&id)?).await?)
}

/// Where a seat that was asked for leads: back to the meeting, or to the checkout.
#[cfg(feature = "ssr")]
fn way_on(meeting: &domain::MeetingId, taken: engine::meetings::seats::Taken) -> String {
    match taken {
        engine::meetings::seats::Taken::Registered => crate::account::api::go(&format!("/meetings/{meeting}?done=registered")),
        engine::meetings::seats::Taken::Pay(payment) => crate::account::api::go(&format!("/checkout/{payment}")),
    }
}

/// Subscribing to the organization of a meeting, in the same step as a seat in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Joining {
    /// `yes`.
    pub subscribe: String,
    /// The state they live in, where the organization asks.
    pub state: String,
    /// Their gender, where it asks.
    pub gender: String,
}

#[cfg(feature = "ssr")]
impl Joining {
    fn said(self) -> Option<domain::orgs::Facts> {
        (self.subscribe == "yes").then(|| domain::orgs::Facts::known(&self.state, &self.gender))
    }
}

/// Takes a seat, and subscribes with it; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn register_seat(
    meeting: String,
    #[server(default)] password: String,
    #[server(default)] coupon: String,
    #[server(default)] joining: Option<Joining>,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    let said = joining.and_then(Joining::said);
    let taken = engine::meetings::seats::register_and_subscribe(&engine, &actor, &id, &password, &coupon, said).await?;
    Ok(way_on(&id, taken))
}

/// Takes a seat in every date of a free series that has one; answers where to go. What is full stands beside the dates there.
#[server(protocol = crate::Posted)]
pub async fn register_series(meeting: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    let done = engine::meetings::seats::register_series(&engine, &actor, &id).await?;
    let (taken, full) = (done.taken.len(), done.full.len());
    if taken == 0 {
        // The form came twice: the page says what the first one did.
        return Ok(crate::account::api::go(&format!("/meetings/{id}")));
    }
    Ok(crate::account::api::go(&format!("/meetings/{id}?done=series&taken={taken}&full={full}")))
}

/// Gives one's seat back; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn cancel_seat(meeting: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    let refund = engine::meetings::seats::cancel(&engine, &actor, &id).await?;
    let done = if refund { "refunded" } else { "cancelled" };
    Ok(crate::account::api::go(&format!("/meetings/{id}?done={done}")))
}

/// Joins the line of a full meeting; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn join_waiting_list(
    meeting: String,
    #[server(default)] password: String,
    #[server(default)] joining: Option<Joining>,
) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    let said = joining.and_then(Joining::said);
    engine::meetings::waiting::join_and_subscribe(&engine, &actor, &id, &password, said).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}?done=waiting")))
}

/// Leaves the line, or lets an offer go; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn leave_waiting_list(meeting: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    engine::meetings::waiting::leave(&engine, &actor, &id).await?;
    Ok(crate::account::api::go(&format!("/meetings/{id}?done=left")))
}

/// Takes the offered seat; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn accept_seat(meeting: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&meeting)?;
    let taken = engine::meetings::waiting::accept(&engine, &actor, &id).await?;
    Ok(way_on(&id, taken))
}

/// A tab of My Meetings.
#[server(protocol = crate::Posted)]
pub async fn list_my_meetings(tab: String, past: bool, after: String) -> Result<MyMeetings, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let (tab, after) = (domain::meetings::mine::Tab::from_address(&tab), domain::page::Cursor::parse(&after));
    Ok(engine::meetings::mine::list(&engine, &actor, tab, past, after.as_ref()).await?)
}

/// One's next two meetings, and the offers that wait for an answer.
#[server(protocol = crate::Posted)]
pub async fn next_meetings() -> Result<MyMeetings, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::meetings::mine::next(&engine, &actor).await?)
}

/// The offer behind the link of a letter. Looking answers nothing.
#[server(protocol = crate::Posted)]
pub async fn show_offer(secret: String) -> Result<OfferView, AppError> {
    let offer = engine::meetings::waiting::offer(&crate::ctx::engine()?, &secret).await?;
    let back = format!("/meetings/{}", offer.meeting);
    Ok(OfferView { back, name: offer.name, starts: offer.starts, price: offer.price, until: offer.until, stands: offer.stands })
}

/// Takes or lets go the seat behind the link of a letter; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn answer_offer(secret: String, take: bool) -> Result<String, AppError> {
    use engine::meetings::waiting;
    let engine = crate::ctx::engine()?;
    if take {
        let (meeting, taken) = waiting::accept_by_link(&engine, &secret).await?;
        if crate::ctx::visitor().is_none() && taken == engine::meetings::seats::Taken::Registered {
            return Ok(crate::account::api::go(&format!("/meetings/{meeting}?done={}", super::page::SEAT_BY_LETTER)));
        }
        return Ok(way_on(&meeting, taken));
    }
    let meeting = waiting::decline_by_link(&engine, &secret).await?;
    Ok(crate::account::api::go(&format!("/meetings/{meeting}?done=left")))
}

/// Uses the link of an invitation; answers the meeting's page.
#[server(protocol = crate::Posted)]
pub async fn open_invitation(secret: String) -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let meeting = engine::meetings::invites::open(&engine, &actor, &secret).await?;
    Ok(crate::account::api::go(&format!("/meetings/{meeting}")))
}

/// The room of a meeting, for those who have a seat and its hosts.
#[server(protocol = crate::Posted)]
pub async fn show_room(id: String) -> Result<RoomView, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let id = id_of(&id)?;
    let people = engine::meetings::roster::expected(&engine, &actor, &id).await?;
    let meeting = engine::meetings::page(&engine, Some(&actor), &id).await?;
    let open = matches!(meeting.step, Some(Step::Join | Step::Host { open: true }));
    Ok(RoomView { meeting, people, open })
}

/// Whether the person has a calendar feed.
#[server(protocol = crate::Posted)]
pub async fn has_calendar_feed() -> Result<bool, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    Ok(engine::meetings::feed::has(&engine, &actor).await?)
}

/// Makes the address of one's calendar anew; answers it, this once.
#[server(protocol = crate::Posted)]
pub async fn renew_calendar_feed() -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    let address = engine::meetings::feed::renew(&engine, &actor).await?;
    if crate::ctx::wants_page() {
        crate::account::typed::keep("calendar", &[("address", &address)]);
        leptos_axum::redirect("/my-meetings?feed=new");
    }
    Ok(address)
}

/// The address that was made a moment ago, for browsers without script; once.
#[server(protocol = crate::Posted)]
pub async fn new_calendar_feed() -> Result<String, AppError> {
    let _whose = crate::ctx::signed_in()?;
    Ok(crate::account::typed::take("calendar").text("address"))
}

/// Takes the address of one's calendar away; answers where to go.
#[server(protocol = crate::Posted)]
pub async fn revoke_calendar_feed() -> Result<String, AppError> {
    let (engine, actor) = crate::ctx::signed_in()?;
    engine::meetings::feed::revoke(&engine, &actor).await?;
    Ok(crate::account::api::go("/my-meetings?feed=gone"))
}
