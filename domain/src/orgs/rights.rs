//! Who may do what in an organization (features.md OADM-2 to OADM-4). Each right is a type that only a role that has it
//! can be turned into: whoever holds the value may call the acts that ask for it, and only for that organization.
use crate::{AccountId, OrgId};
use serde::{Deserialize, Serialize};

/// The part somebody plays in one organization.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrgRole {
    /// Leads meetings: the group leader that members see.
    PeerSupporter,
    /// Plans for others as well, and sees who subscribed.
    Facilitator,
    /// Every setting but the wallet.
    Admin,
    /// All of it, and can hand it over.
    Owner,
}

impl OrgRole {
    /// All roles, from the most rights to the fewest.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Facilitator, Self::PeerSupporter];
    /// The roles that somebody can be invited to or changed to. Ownership is handed over instead.
    pub const GIVEN: [Self; 3] = [Self::Admin, Self::Facilitator, Self::PeerSupporter];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Facilitator => "facilitator",
            Self::PeerSupporter => "peer_supporter",
        }
    }

    /// Reads the word kept in the database; an unknown word has no rights at all.
    pub fn from_stored(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Reads a role that can be given, from a form.
    pub fn given(word: &str) -> Option<Self> {
        Self::GIVEN.into_iter().find(|role| role.as_str() == word)
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Facilitator => "Facilitator",
            Self::PeerSupporter => "Peer Supporter",
        }
    }

    /// What the role may do, in one sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Owner => "Everything, the wallet included. There is one owner, who can hand the organization over.",
            Self::Admin => "Every setting but the wallet: profile, people, subscribers, meetings.",
            Self::Facilitator => "Sees subscribers, adds to the library, plans and hosts public or exclusive meetings.",
            Self::PeerSupporter => "Leads groups: plans and edits their own meetings, exclusive unless somebody allows public ones.",
        }
    }

    /// Whether this role may do all that the other one may.
    fn reaches(self, other: Self) -> bool {
        self as u8 >= other as u8
    }

    /// Sees who subscribed, and adds to the library.
    pub fn sees_subscribers(self) -> bool {
        self.reaches(Self::Facilitator)
    }

    /// Plans meetings that others lead, and changes every meeting of the organization.
    pub fn plans_for_others(self) -> bool {
        self.reaches(Self::Facilitator)
    }

    /// Changes profile, settings and people.
    pub fn manages(self) -> bool {
        self.reaches(Self::Admin)
    }

    /// Sets up the wallet and hands the organization over.
    pub fn owns(self) -> bool {
        self == Self::Owner
    }
}

/// Somebody with a role in one organization, as the database knows it: the right to see its management pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrgStaff {
    org: OrgId,
    account: AccountId,
    role: OrgRole,
}

/// The right to see subscribers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrgFacilitator(OrgStaff);

/// The right to change everything but the wallet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrgAdmin(OrgStaff);

/// The right to hand the organization over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrgOwner(OrgStaff);

impl OrgStaff {
    /// The role that a row of the database gives somebody in an organization.
    pub fn from_stored(org: OrgId, account: AccountId, role: OrgRole) -> Self {
        Self { org, account, role }
    }

    /// The organization that the right is for.
    pub fn org(&self) -> &OrgId {
        &self.org
    }

    /// Who holds it.
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Their role.
    pub fn role(&self) -> OrgRole {
        self.role
    }

    /// As somebody who may see subscribers.
    pub fn facilitator(self) -> Option<OrgFacilitator> {
        self.role.sees_subscribers().then_some(OrgFacilitator(self))
    }

    /// As somebody who may change everything but the wallet.
    pub fn admin(self) -> Option<OrgAdmin> {
        self.role.manages().then_some(OrgAdmin(self))
    }

    /// As the owner.
    pub fn owner(self) -> Option<OrgOwner> {
        self.role.owns().then_some(OrgOwner(self))
    }
}

macro_rules! right {
    ($($name:ident),+) => {$(
        impl std::ops::Deref for $name {
            type Target = OrgStaff;

            fn deref(&self) -> &OrgStaff {
                &self.0
            }
        }
    )+};
}

right!(OrgFacilitator, OrgAdmin, OrgOwner);

#[cfg(test)]
mod tests {
    use super::*;

    fn with(role: OrgRole) -> OrgStaff {
        OrgStaff::from_stored(OrgId::trusted("org"), AccountId::trusted("ann"), role)
    }

    #[test]
    fn each_role_becomes_exactly_the_rights_that_it_has() {
        let rights = |role| (with(role).facilitator().is_some(), with(role).admin().is_some(), with(role).owner().is_some());
        assert_eq!(rights(OrgRole::PeerSupporter), (false, false, false));
        assert_eq!(rights(OrgRole::Facilitator), (true, false, false));
        assert_eq!(rights(OrgRole::Admin), (true, true, false));
        assert_eq!(rights(OrgRole::Owner), (true, true, true));
    }

    #[test]
    fn a_right_remembers_whose_it_is_and_for_which_organization() {
        let admin = with(OrgRole::Admin).admin().expect("an admin manages");
        assert_eq!((admin.org().as_str(), admin.account().as_str(), admin.role()), ("org", "ann", OrgRole::Admin));
    }

    #[test]
    fn nobody_is_invited_as_an_owner_and_unknown_words_give_nothing() {
        assert_eq!(OrgRole::given("owner"), None);
        assert_eq!(OrgRole::given("admin"), Some(OrgRole::Admin));
        assert_eq!(OrgRole::from_stored("boss"), None);
        for role in OrgRole::ALL {
            assert_eq!(OrgRole::from_stored(role.as_str()), Some(role));
        }
    }
}
