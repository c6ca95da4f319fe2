//! What people are told about a meeting: the kinds of news and their sentences.
use serde::{Deserialize, Serialize};

/// A kind of news. The sentence begins with the meeting's name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// To hosts: somebody registered.
    Registered,
    /// To hosts: somebody gave their seat back.
    Unregistered,
    /// To registrants: it starts at another time, or takes longer.
    Moved,
    /// To everybody on the roster: it was called off.
    Cancelled,
    /// To a registrant: the host took the seat back.
    Removed,
    /// To the first in line: a seat is free.
    Offered,
    /// To the one whose offer has ended.
    OfferEnded,
    /// To registrants: it starts within a day.
    Tomorrow,
    /// To registrants: it starts within the hour.
    Soon,
    /// To somebody whom the host invites.
    Invited,
    /// To somebody whose payment came after the seat was gone.
    TooLate,
    /// To the host: somebody who was there said how it was.
    Reviewed,
    /// To the one who wrote: the host has answered.
    Answered,
    /// To somebody who was made a host.
    Hosting,
    /// To somebody who is a host no longer.
    HostingEnded,
    /// To a co-host who is the main host now, because the one before has left.
    LeadingOn,
    /// To the main host: a co-host has left.
    CoHostLeft,
}

impl News {
    /// All kinds.
    pub const ALL: [Self; 17] = [
        Self::Registered,
        Self::Unregistered,
        Self::Moved,
        Self::Cancelled,
        Self::Removed,
        Self::Offered,
        Self::OfferEnded,
        Self::Tomorrow,
        Self::Soon,
        Self::Invited,
        Self::TooLate,
        Self::Reviewed,
        Self::Answered,
        Self::Hosting,
        Self::HostingEnded,
        Self::LeadingOn,
        Self::CoHostLeft,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "meeting_registered",
            Self::Unregistered => "meeting_unregistered",
            Self::Moved => "meeting_moved",
            Self::Cancelled => "meeting_cancelled",
            Self::Removed => "meeting_removed",
            Self::Offered => "meeting_offered",
            Self::OfferEnded => "meeting_offer_ended",
            Self::Tomorrow => "meeting_tomorrow",
            Self::Soon => "meeting_soon",
            Self::Invited => "meeting_invited",
            Self::TooLate => "meeting_too_late",
            Self::Reviewed => "meeting_reviewed",
            Self::Answered => "meeting_answered",
            Self::Hosting => "meeting_hosting",
            Self::HostingEnded => "meeting_hosting_ended",
            Self::LeadingOn => "meeting_leading_on",
            Self::CoHostLeft => "meeting_co_host_left",
        }
    }

    /// The sentence after the meeting's name.
    pub fn says(self) -> &'static str {
        match self {
            Self::Registered => "has a new registration.",
            Self::Unregistered => "has a seat that was given back.",
            Self::Moved => "has a new time. Please check that it still suits you.",
            Self::Cancelled => "was cancelled. If you paid, your money is on its way back.",
            Self::Removed => "will go on without you: the host took the seat back.",
            Self::Offered => "has a seat for you. Take it before the offer ends.",
            Self::OfferEnded => "had a seat for you. The offer has ended; you may join the waiting list again.",
            Self::Tomorrow => "starts within a day.",
            Self::Soon => "starts within the hour.",
            Self::Invited => "is a meeting you are invited to.",
            Self::TooLate => "was full when your payment came. Your money is on its way back.",
            Self::Reviewed => "has a new review. You can answer it once.",
            Self::Answered => "has an answer to what you wrote about it.",
            Self::Hosting => "is yours to lead: you are one of its hosts.",
            Self::HostingEnded => "is led by others now. You need not come.",
            Self::LeadingOn => "goes on with you as its main host: the one before does not lead it any more.",
            Self::CoHostLeft => "goes on without one of its co-hosts, who does not lead it any more.",
        }
    }

    /// Whether hosts are told, not registrants.
    pub fn for_hosts(self) -> bool {
        matches!(self, Self::Registered | Self::Unregistered)
    }

    /// Whether it tells of reviews.
    pub fn of_reviews(self) -> bool {
        matches!(self, Self::Reviewed | Self::Answered)
    }
}
