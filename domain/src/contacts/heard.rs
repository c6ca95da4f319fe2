//! What an event means for how two people stand, so that an open page changes without asking again.
use super::Standing;
use crate::AccountId;
use crate::events::Event;

/// What `them` are to the one who hears the event, if it tells. Only the two people of a connection hear its events.
pub fn heard(event: &Event, them: &AccountId) -> Option<Standing> {
    let (asker, asked) = match event {
        Event::RequestSent { asker, asked, .. }
        | Event::RequestApproved { asker, asked, .. }
        | Event::RequestDeclined { asker, asked, .. }
        | Event::RequestWithdrawn { asker, asked, .. } => (&asker.id, &asked.id),
        Event::PersonBlocked { blocked, .. } if blocked == them => return Some(Standing::YouBlocked),
        Event::PersonUnblocked { blocked, .. } if blocked == them => return Some(Standing::Open),
        _ => return None,
    };
    if asker != them && asked != them {
        return None;
    }
    let i_asked = asked == them;
    Some(match event {
        Event::RequestSent { .. } if i_asked => Standing::Asked,
        Event::RequestSent { .. } => Standing::AskedYou,
        Event::RequestApproved { .. } => Standing::Connected,
        Event::RequestDeclined { .. } if i_asked => Standing::NotNow,
        _ => Standing::Open,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ConnectionId;
    use crate::events::Face;

    #[test]
    fn both_sides_of_an_event_understand_it_and_others_are_not_concerned() {
        let face = |id: &str| Face { id: AccountId::trusted(id), name: id.into(), handle: None, picture: None };
        let (asker, asked, connection) = (face("river"), face("rosa"), ConnectionId::trusted("c"));
        let (river, rosa, lake) = (&asker.id.clone(), &asked.id.clone(), &AccountId::trusted("lake"));
        let sent =
            Event::RequestSent { connection: connection.clone(), asker: asker.clone(), asked: asked.clone(), note: String::new(), at: 0 };
        let declined = Event::RequestDeclined { connection, asker, asked, at: 0 };
        let blocked = Event::PersonBlocked { blocker: rosa.clone(), blocked: river.clone(), at: 0 };
        assert_eq!((heard(&sent, rosa), heard(&sent, river)), (Some(Standing::Asked), Some(Standing::AskedYou)));
        assert_eq!((heard(&declined, rosa), heard(&declined, river)), (Some(Standing::NotNow), Some(Standing::Open)));
        assert_eq!((heard(&blocked, river), heard(&blocked, rosa)), (Some(Standing::YouBlocked), None));
        assert_eq!(heard(&sent, lake), None);
    }
}
