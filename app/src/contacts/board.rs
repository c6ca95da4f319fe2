//! What stands on the Contacts page, and how an event changes it without asking the server again.
use super::api::{ContactsView, Person};
use domain::contacts::{Counts, Standing, Tab};
use domain::events::{Event, Face};
use domain::{AccountId, Micros};

/// The lists of one tab, and the numbers of all.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    pub me: AccountId,
    pub tab: Tab,
    pub people: Vec<Person>,
    pub sent: Vec<Person>,
    pub counts: Counts,
    pub as_of: Micros,
}

fn fresh(face: &Face, standing: Standing, note: &str, since: &str) -> Person {
    Person {
        id: format!("live-{}", face.id),
        face: face.clone(),
        standing,
        note: note.to_owned(),
        since: since.to_owned(),
        from: String::new(),
    }
}

fn take(list: &mut Vec<Person>, who: &AccountId) -> Option<Person> {
    let at = list.iter().position(|person| person.face.id == *who)?;
    Some(list.remove(at))
}

impl Board {
    pub fn new(tab: Tab, view: ContactsView) -> Self {
        Self { me: view.me, tab, people: view.people, sent: view.sent, counts: view.counts, as_of: view.as_of }
    }

    /// Changes what the event changes. `true` says that the event does not hold all that the page should show now.
    pub fn hear(&mut self, event: &Event) -> bool {
        match event {
            Event::RequestSent { asker, asked, note, at, .. } if self.is_news(*at) => {
                if asker.id == self.me {
                    self.counts.sent += 1;
                    if self.tab == Tab::Pending {
                        let _again = take(&mut self.sent, &asked.id);
                        self.sent.insert(0, fresh(asked, Standing::Asked, note, "Asked just now"));
                    }
                } else {
                    self.counts.requests += 1;
                    if self.tab == Tab::Pending {
                        let _again = take(&mut self.people, &asker.id);
                        self.people.insert(0, fresh(asker, Standing::AskedYou, note, "Asked just now"));
                    }
                }
                false
            }
            Event::RequestApproved { asker, asked, automatic, at, .. } if self.is_news(*at) => {
                let other = if asker.id == self.me { asked } else { asker };
                if !automatic {
                    self.closed(&asker.id);
                }
                self.counts.active += 1;
                if self.tab == Tab::Pending {
                    self.drop_pending(&other.id);
                } else if self.tab == Tab::Active {
                    let _again = take(&mut self.people, &other.id);
                    self.people.insert(0, fresh(other, Standing::Connected, "", "Connected just now"));
                }
                false
            }
            Event::RequestDeclined { asker, asked, at, .. } if self.is_news(*at) => {
                self.closed(&asker.id);
                let i_asked = asker.id == self.me;
                if self.tab == Tab::Pending {
                    self.drop_pending(if i_asked { &asked.id } else { &asker.id });
                    if i_asked {
                        self.sent.push(fresh(asked, Standing::NotNow, "", "Not now. You may ask again in 30 days."));
                    }
                }
                false
            }
            Event::RequestWithdrawn { asker, asked, at, .. } if self.is_news(*at) => {
                self.closed(&asker.id);
                if self.tab == Tab::Pending {
                    self.drop_pending(if asker.id == self.me { &asked.id } else { &asker.id });
                }
                false
            }
            // What a block or its end takes away or leaves is not in the event: the one who did it asks again.
            Event::PersonBlocked { at, .. } | Event::PersonUnblocked { at, .. } => self.is_news(*at),
            _ => false,
        }
    }

    /// What happened before the page was read is in it already.
    fn is_news(&self, at: Micros) -> bool {
        at > self.as_of
    }

    /// A request is no longer open.
    fn closed(&mut self, asker: &AccountId) {
        let open = if *asker == self.me { &mut self.counts.sent } else { &mut self.counts.requests };
        *open = (*open - 1).max(0);
    }

    fn drop_pending(&mut self, who: &AccountId) {
        let _gone = take(&mut self.people, who);
        let _gone = take(&mut self.sent, who);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ConnectionId;

    fn face(name: &str) -> Face {
        Face { id: AccountId::trusted(name), name: name.into(), handle: None, picture: None }
    }

    fn board(tab: Tab) -> Board {
        let view = ContactsView {
            me: AccountId::trusted("rosa"),
            people: Vec::new(),
            next: None,
            sent: Vec::new(),
            counts: Counts::default(),
            as_of: 10,
            chosen: None,
        };
        Board::new(tab, view)
    }

    fn sent(asker: &str, asked: &str, at: Micros) -> Event {
        Event::RequestSent { connection: ConnectionId::trusted("c"), asker: face(asker), asked: face(asked), note: "hello".into(), at }
    }

    fn approved(asker: &str, asked: &str, at: Micros) -> Event {
        Event::RequestApproved { connection: ConnectionId::trusted("c"), asker: face(asker), asked: face(asked), automatic: false, at }
    }

    #[test]
    fn a_new_request_appears_on_top_and_goes_when_it_is_answered() {
        let mut board = board(Tab::Pending);
        board.hear(&sent("river", "rosa", 11));
        board.hear(&sent("lake", "rosa", 12));
        let names: Vec<_> = board.people.iter().map(|person| person.face.name.as_str()).collect();
        assert_eq!((names, board.counts.requests), (vec!["lake", "river"], 2));
        board.hear(&approved("river", "rosa", 13));
        assert_eq!((board.people.len(), board.counts.requests, board.counts.active), (1, 1, 1));
        let withdrawn =
            Event::RequestWithdrawn { connection: ConnectionId::trusted("c"), asker: face("lake"), asked: face("rosa"), at: 14 };
        board.hear(&withdrawn);
        assert_eq!((board.people.len(), board.counts.requests), (0, 0));
    }

    #[test]
    fn the_asker_sees_the_answer() {
        let mut active = board(Tab::Active);
        active.hear(&sent("rosa", "ben", 11));
        assert_eq!(active.counts.sent, 1);
        active.hear(&approved("rosa", "ben", 12));
        assert_eq!((active.people[0].standing, active.counts.sent, active.counts.active), (Standing::Connected, 0, 1));

        let mut pending = board(Tab::Pending);
        pending.hear(&sent("rosa", "ben", 11));
        let declined = Event::RequestDeclined { connection: ConnectionId::trusted("c"), asker: face("rosa"), asked: face("ben"), at: 12 };
        pending.hear(&declined);
        assert_eq!((pending.sent.len(), pending.sent[0].standing, pending.counts.sent), (1, Standing::NotNow, 0));
    }

    #[test]
    fn what_was_read_with_the_page_is_not_counted_twice_and_a_block_is_read_again() {
        let mut board = board(Tab::Pending);
        assert!(!board.hear(&sent("river", "rosa", 10)));
        assert_eq!(board.counts, Counts::default());
        let blocked = |at| Event::PersonBlocked { blocker: AccountId::trusted("rosa"), blocked: AccountId::trusted("x"), at };
        assert!(board.hear(&blocked(11)));
        assert!(!board.hear(&blocked(9)));
    }
}
