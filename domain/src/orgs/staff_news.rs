//! What people are told about an organization that they run, or are asked to run: the kinds of news and their sentences.
use super::OrgRole;
use serde::{Deserialize, Serialize};

/// A kind of news. The sentence begins with the organization's name, so no member is ever named to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffNews {
    /// To those who see subscribers: somebody subscribed.
    Subscribed,
    /// To admins: somebody took an invitation.
    Joined,
    /// To somebody who has an account: they are invited, as the letter says too.
    Invited,
    /// To the same: the invitation was taken, or taken back. What told of it goes away.
    InvitationOver,
    /// To somebody whose role was changed to this one.
    Role(OrgRole),
    /// To somebody who was taken out.
    Removed,
    /// To the new owner.
    HandedOver,
}

impl StaffNews {
    /// All kinds that are kept as notices.
    pub const KEPT: [Self; 8] = [
        Self::Subscribed,
        Self::Joined,
        Self::Invited,
        Self::Role(OrgRole::Admin),
        Self::Role(OrgRole::Facilitator),
        Self::Role(OrgRole::PeerSupporter),
        Self::Removed,
        Self::HandedOver,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subscribed => "org_subscribed",
            Self::Joined => "org_joined",
            Self::Invited => "org_invited",
            Self::InvitationOver => "org_invitation_over",
            Self::Role(OrgRole::Admin) => "org_role_admin",
            Self::Role(OrgRole::Facilitator) => "org_role_facilitator",
            Self::Role(OrgRole::PeerSupporter) => "org_role_peer_supporter",
            Self::Role(OrgRole::Owner) | Self::HandedOver => "org_handed_over",
            Self::Removed => "org_removed",
        }
    }

    /// The sentence after the organization's name.
    pub fn says(self) -> &'static str {
        match self {
            Self::Subscribed => "has new subscribers. See who has come.",
            Self::Joined => "has somebody new among its people: an invitation was taken.",
            Self::Invited => "asks you to join its people. Read what that means, then decide.",
            Self::InvitationOver => "does not wait for your answer any more.",
            Self::Role(OrgRole::Admin) => "made you an Admin. See what you can do now.",
            Self::Role(OrgRole::Facilitator) => "made you a Facilitator. See what you can do now.",
            Self::Role(OrgRole::PeerSupporter) => "made you a Peer Supporter. See what you can do now.",
            Self::Role(OrgRole::Owner) | Self::HandedOver => "was handed over to you. You are its owner now.",
            Self::Removed => "took you off its people. You can still use its page as everybody does.",
        }
    }

    /// What it is about: newer news about the same takes the place of older news, so nobody is flooded.
    pub fn about(self) -> &'static str {
        match self {
            Self::Subscribed => "subscribers",
            Self::Joined => "people",
            Self::Invited | Self::InvitationOver => "invitation",
            Self::Role(_) | Self::Removed | Self::HandedOver => "role",
        }
    }

    /// The page it leads to, below `/organizations/{slug}`.
    pub fn page(self) -> &'static str {
        match self {
            Self::Subscribed => "/manage/subscribers",
            Self::Joined => "/manage/people",
            Self::Invited | Self::InvitationOver => "/join",
            Self::Role(_) | Self::HandedOver => "/manage",
            Self::Removed => "",
        }
    }
}
