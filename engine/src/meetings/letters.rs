//! The letters about meetings. Subjects give nothing away on a locked phone; no letter names another participant. The time
//! is told in the reader's zone, by the same words as on the page, and beside it in the host's where the two differ.
use super::store::{Reader, Row};
use crate::time_labels;
use chrono_tz::Tz;
use domain::limits::{hours, minutes};
use domain::{Micros, limits, money};

/// What a letter is about.
#[derive(Clone, Copy)]
pub enum Letter<'a> {
    /// The seat is theirs, and what was paid for it.
    Registered { paid: Option<Receipt<'a>> },
    /// Seats in these dates of a series, one a line, are theirs.
    WholeSeries { dates: &'a str },
    /// They gave the seat back. `refund` says that money comes back.
    Unregistered { refund: bool, paid: i64 },
    /// The host took the seat back.
    Removed { refund: bool },
    /// They stand in line at this place.
    Queued { place: i64 },
    /// A seat is offered; the link answers it.
    Offered { until: Micros, secret: &'a str },
    /// The offer has ended.
    OfferEnded,
    /// It starts at another time, or takes longer or shorter. `seat` says that they have one, which they may give back.
    Moved { before: Micros, lasted: i64, seat: bool },
    /// It was called off. `refund` says that money comes back.
    Cancelled { refund: bool, note: &'a str },
    /// It comes near.
    Reminder,
    /// They are one of its hosts, of so many dates.
    Hosting { dates: usize },
    /// They are the main host of so many dates now, in place of one who has left.
    LeadingOn { dates: usize },
    /// They lead so many dates on without a co-host who has left.
    CoHostLeft { dates: usize },
    /// They are invited.
    Invited { link: &'a str },
    /// The payment came too late.
    TooLate,
    /// Another amount was paid than was asked for.
    OtherAmount,
}

/// What was paid for a seat.
#[derive(Clone, Copy)]
pub struct Receipt<'a> {
    /// In cents.
    pub amount: i64,
    /// The price without a coupon, in cents.
    pub list_price: i64,
    /// The payment's id.
    pub number: &'a str,
    /// When it was heard to be paid.
    pub at: Micros,
}

/// Where hosts find what they lead.
const HOSTED: &str = "Find it under Hosted by me in My Meetings: who comes, changes, and the door to the room.";

/// When the room opens, in words.
pub fn door() -> String {
    format!("The room opens {} before the start.", minutes(limits().join_minutes))
}

/// "This is your receipt: $4 for one seat, instead of $5 with a coupon. Paid to Rosa M. on 22 November 2026. Number: …".
fn receipt(row: &Row, paid: &Receipt<'_>, zone: Tz) -> String {
    let show = |cents| money::show(cents, &row.currency);
    let instead =
        if paid.amount < paid.list_price { format!(", instead of {} with a coupon", show(paid.list_price)) } else { String::new() };
    let (amount, day) = (show(paid.amount), time_labels::written_day(paid.at, zone));
    format!("\n\nThis is your receipt: {amount} for one seat{instead}. Paid to {} on {day}. Number: {}.", row.main_host(), paid.number)
}

/// "1 hour 30 minutes".
fn length(all: i64) -> String {
    match (all / 60, all % 60) {
        (0, rest) => minutes(rest),
        (whole, 0) => hours(whole),
        (whole, rest) => format!("{} {}", hours(whole), minutes(rest)),
    }
}

/// The subject and the text.
pub fn write(origin: &str, row: &Row, to: &Reader, letter: Letter<'_>) -> (String, String) {
    let zone = time_labels::zone(&to.time_zone);
    let page = format!("{origin}/meetings/{}", row.id);
    let (ahead, door) = (hours(limits().free_cancel_hours), door());
    let (subject, says) = match letter {
        Letter::Registered { paid } => {
            let receipt = paid.map(|paid| receipt(row, &paid, zone)).unwrap_or_default();
            let rule = format!("If you can't come, please cancel at least {ahead} before, so that somebody else can:\n{page}?cancel=1");
            ("Your seat is kept", format!("You are registered.{receipt} {door}\n\n{rule}\n\nFor your calendar:\n{page}/calendar.ics"))
        }
        Letter::WholeSeries { dates } => (
            "Your seats are kept",
            format!(
                "You are registered for these dates:\n\n{dates}\n\nIf you can't come to one of them, please cancel that one at least {ahead} \
                 before. The others stay yours. The first is:"
            ),
        ),
        Letter::Unregistered { refund, paid } => {
            let says = match (refund, paid) {
                (true, paid) => format!("You gave your seat back. {} is on its way back to you.", money::show(paid, &row.currency)),
                (false, 0) => "You gave your seat back. Thank you for making room for somebody else.".to_owned(),
                (false, _) => format!("You gave your seat back less than {ahead} before the start, so nothing is paid back."),
            };
            ("Your seat is given back", says)
        }
        Letter::Removed { refund } => {
            let money = if refund { " What you paid is on its way back to you." } else { "" };
            ("About a meeting of yours", format!("The host has taken your seat back.{money}"))
        }
        Letter::Queued { place } => (
            "You are on the waiting list",
            format!("You are number {place} in line. When a seat is free for you, we write to you at once."),
        ),
        Letter::Offered { until, secret } => {
            let until = time_labels::when(until, zone);
            let link = format!("{origin}/offers/{secret}");
            (
                "A seat is free for you",
                format!("A seat is free, and it is yours until {until}.\n\nTake it, or let it go to the next in line:\n{link}"),
            )
        }
        Letter::OfferEnded => (
            "The offer of a seat has ended",
            "The seat went to the next in line. If the meeting is still full, you can join the waiting list again.".to_owned(),
        ),
        Letter::Moved { before, lasted, seat } => {
            let was = if before == row.starts_at { String::new() } else { format!(" It was {}.", time_labels::when(before, zone)) };
            let takes = if lasted == row.minutes {
                String::new()
            } else {
                format!(" It takes {} now, instead of {}.", length(row.minutes), length(lasted))
            };
            let choice = match (seat, row.price) {
                (false, _) => "",
                (true, 0) => " If that does not suit you, you can give your seat back.",
                (true, _) => " If that does not suit you, you can give your seat back until the start, and what you paid comes back to you.",
            };
            ("A meeting of yours has a new time", format!("The time has changed.{was}{takes}{choice}"))
        }
        Letter::Cancelled { refund, note } => {
            let money = if refund { " What you paid is on its way back to you." } else { "" };
            let note = if note.is_empty() { String::new() } else { format!("\n\nThe host says:\n{note}") };
            ("A meeting of yours was cancelled", format!("The host had to cancel.{money}{note}"))
        }
        Letter::Reminder => ("A meeting of yours comes near", format!("This is a reminder. {door}")),
        Letter::Hosting { dates } => {
            let series = if dates > 1 { format!(" It is one of {dates} dates; you lead all of them.") } else { String::new() };
            ("You lead a meeting", format!("You are one of the hosts of this meeting.{series}\n\n{HOSTED}"))
        }
        Letter::LeadingOn { dates } => {
            let series = if dates > 1 { format!(" It is the first of {dates} dates of which this is so.") } else { String::new() };
            let says = "The main host does not lead this meeting any more, so you are its main host now. It goes on as planned.";
            ("A meeting goes on with you", format!("{says}{series}\n\n{HOSTED}"))
        }
        Letter::CoHostLeft { dates } => {
            let series = if dates > 1 { format!(" It is the first of {dates} dates of which this is so.") } else { String::new() };
            let says = "One of your co-hosts does not lead this meeting any more. It goes on as planned, with the hosts it has left.";
            ("A co-host has left", format!("{says}{series}\n\n{HOSTED}"))
        }
        Letter::Invited { link } => {
            ("You are invited to a meeting", format!("The host invites you. Have a look, and register if you like:\n{link}"))
        }
        Letter::TooLate => (
            "Your payment came too late",
            "Your seat was held no longer when your payment came, and no other was free. The whole amount is on its way back to you. \
             We are sorry."
                .to_owned(),
        ),
        Letter::OtherAmount => (
            "Your payment is on its way back",
            "Another amount came in than the price of your seat, so the seat is not yours yet. All of it is on its way back to you. If there \
             are still seats, you can register again."
                .to_owned(),
        ),
    };
    let host_zone = time_labels::zone(&row.time_zone);
    let (here, there) = (time_labels::when(row.starts_at, zone), time_labels::when(row.starts_at, host_zone));
    let time = if here == there { here } else { format!("{here} (for the host: {there})") };
    let greeting = if to.username.is_empty() { "Hello,".to_owned() } else { format!("Hello {},", to.username) };
    let body = format!("{greeting}\n\n{says}\n\n{}\n{time}\n{page}\n\nTake care,\nAlongside\n", row.name);
    (subject.to_owned(), body)
}
