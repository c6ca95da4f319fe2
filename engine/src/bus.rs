//! Who hears what has happened. The bus carries hints and never the truth: that is in the database.
use bytes::Bytes;
use domain::events::{Event, Topic};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;

/// One thing on its way to those who listen.
#[derive(Clone, Debug)]
pub enum Parcel {
    /// An event that was committed, and the frame for browsers, made once for all of them. Of what is for the whole house they hear nothing.
    Event { event: Arc<Event>, frame: Option<Bytes> },
    /// Something that may be lost, such as typing: only the frame.
    Passing { frame: Bytes },
}

/// The bus. Local today; another process is reached by one more variant with the same three functions.
#[derive(Clone)]
pub enum Bus {
    /// Everybody listens in this process.
    Local(Arc<Local>),
}

/// The listeners of this process.
#[derive(Default)]
pub struct Local {
    topics: Mutex<HashMap<Topic, HashMap<u64, Listener>>>,
}

struct Listener {
    queue: mpsc::Sender<Parcel>,
    dropped: Arc<AtomicBool>,
}

/// A place to hear from. Dropping it stops listening.
pub struct Ear {
    bus: Bus,
    id: u64,
    topics: Vec<Topic>,
    queue: mpsc::Sender<Parcel>,
    dropped: Arc<AtomicBool>,
    /// What has been heard and not yet taken.
    pub heard: mpsc::Receiver<Parcel>,
}

/// How many parcels may wait for one listener before it is dropped.
const QUEUE: usize = 512;

impl Bus {
    /// A bus inside this process.
    pub fn local() -> Self {
        Self::Local(Arc::default())
    }

    /// Starts to listen. Topics are added and taken away on the [`Ear`].
    pub fn listen(&self) -> Ear {
        use std::sync::atomic::AtomicU64;
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let (queue, heard) = mpsc::channel(QUEUE);
        Ear { bus: self.clone(), id: NEXT.fetch_add(1, Ordering::Relaxed), topics: Vec::new(), queue, dropped: Arc::default(), heard }
    }

    /// Hands a parcel to all who listen to the topic. A listener whose queue is full is dropped: it resumes from the database.
    pub fn publish(&self, topic: &Topic, parcel: &Parcel) {
        let Self::Local(local) = self;
        let mut topics = lock(&local.topics);
        let Some(listeners) = topics.get_mut(topic) else { return };
        listeners.retain(|_, listener| {
            let kept = listener.queue.try_send(parcel.clone()).is_ok();
            if !kept {
                listener.dropped.store(true, Ordering::Release);
            }
            kept
        });
        if listeners.is_empty() {
            topics.remove(topic);
        }
    }

    /// How many listen to a topic in this process.
    pub fn listeners(&self, topic: &Topic) -> usize {
        let Self::Local(local) = self;
        lock(&local.topics).get(topic).map_or(0, HashMap::len)
    }
}

impl Ear {
    /// Hears this topic from now on; hearing it twice is hearing it once.
    pub fn add(&mut self, topic: Topic) {
        if self.topics.contains(&topic) {
            return;
        }
        let Bus::Local(local) = &self.bus;
        let listener = Listener { queue: self.queue.clone(), dropped: self.dropped.clone() };
        lock(&local.topics).entry(topic.clone()).or_default().insert(self.id, listener);
        self.topics.push(topic);
    }

    /// Hears this topic no more.
    pub fn remove(&mut self, topic: &Topic) {
        self.topics.retain(|held| held != topic);
        self.leave(topic);
    }

    fn leave(&self, topic: &Topic) {
        let Bus::Local(local) = &self.bus;
        let mut topics = lock(&local.topics);
        if let Some(listeners) = topics.get_mut(topic) {
            listeners.remove(&self.id);
            if listeners.is_empty() {
                topics.remove(topic);
            }
        }
    }

    /// Whether a topic has dropped this ear because it was too slow: it should reconnect and resume from the database.
    pub fn too_slow(&self) -> bool {
        self.dropped.load(Ordering::Acquire)
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        for topic in std::mem::take(&mut self.topics) {
            self.leave(&topic);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::RoomId;

    fn parcel() -> Parcel {
        Parcel::Passing { frame: Bytes::from_static(b"{}") }
    }

    #[test]
    fn a_listener_hears_its_topics_and_no_others() {
        let bus = Bus::local();
        let (here, there) = (Topic::Room(RoomId::trusted("a")), Topic::Room(RoomId::trusted("b")));
        let mut ear = bus.listen();
        ear.add(here.clone());
        ear.add(here.clone());
        bus.publish(&here, &parcel());
        bus.publish(&there, &parcel());
        assert!(ear.heard.try_recv().is_ok());
        assert!(ear.heard.try_recv().is_err());
        ear.remove(&here);
        bus.publish(&here, &parcel());
        assert!(ear.heard.try_recv().is_err());
    }

    #[test]
    fn a_listener_that_is_too_slow_is_dropped_and_can_tell() {
        let bus = Bus::local();
        let room = Topic::Room(RoomId::trusted("a"));
        let mut ear = bus.listen();
        ear.add(room.clone());
        for _ in 0..=QUEUE {
            bus.publish(&room, &parcel());
        }
        assert!(ear.too_slow());
        assert_eq!(bus.listeners(&room), 0);
    }
}
