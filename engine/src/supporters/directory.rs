//! Keeps the index true: loaded at the first question, brought up to date before each answer with what the bus has said.
use super::index::{Answer, Index, Pick};
use super::store;
use crate::bus::{Ear, Parcel};
use crate::{Engine, Error};
use domain::events::{Event, Topic};
use domain::supporters::{Card, Search};
use domain::time::SECOND;
use domain::{AccountId, Micros};
use futures::TryStreamExt;
use moka::sync::Cache;
use std::collections::HashSet;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use tokio::sync::Mutex;
use uuid::Uuid;

/// How often the database is asked for changes that the bus has not told: another process may have made them.
const LOOK_AGAIN: Micros = 30 * SECOND;
/// Two machines' clocks and a long transaction may be this far apart.
const SLACK: Micros = 20 * SECOND;
/// From this many changes on, loading all is quicker than reading one by one.
const MANY: usize = 2_000;
/// Cards kept ready: some kilobytes each.
const CARDS: u64 = 10_000;

/// The directory of one engine.
pub struct Directory {
    index: RwLock<Index>,
    intake: Mutex<Intake>,
    cards: Cache<(u32, u32), Arc<Card>>,
}

/// What has been heard and is not yet in the index.
#[derive(Default)]
struct Intake {
    ear: Option<Ear>,
    looked_at: Micros,
    changed: HashSet<Uuid>,
}

impl Default for Directory {
    fn default() -> Self {
        Self { index: RwLock::default(), intake: Mutex::default(), cards: Cache::new(CARDS) }
    }
}

impl Directory {
    /// Answers a search, with everything in it that was announced before.
    pub async fn search(&self, engine: &Engine, search: &Search) -> Result<Answer, Error> {
        self.catch_up(engine).await?;
        Ok(self.read().search(search, engine.clock().now()))
    }

    /// One visible supporter.
    pub async fn one(&self, engine: &Engine, id: &AccountId) -> Result<Option<Pick>, Error> {
        self.catch_up(engine).await?;
        Ok(Uuid::try_parse(id.as_str()).ok().and_then(|id| self.read().one(id)))
    }

    /// The cards of these supporters in their order. One that was deleted a moment ago is left out.
    pub async fn cards(&self, engine: &Engine, picks: &[Pick]) -> Result<Vec<(Pick, Card)>, Error> {
        let held: Vec<Option<Arc<Card>>> = picks.iter().map(|pick| self.cards.get(&pick.place)).collect();
        let missing: Vec<Uuid> = picks.iter().zip(&held).filter(|(_, held)| held.is_none()).map(|(pick, _)| pick.id).collect();
        let mut read = Vec::new();
        for ten in missing.chunks(10) {
            read.extend(store::cards(engine.db(), ten).await?.into_iter().map(Arc::new));
        }
        let cards = picks.iter().zip(held).filter_map(|(pick, held)| {
            let card = held.or_else(|| {
                let id = pick.id.to_string();
                let card = read.iter().find(|card| card.id.as_str() == id).cloned();
                card.inspect(|card| self.cards.insert(pick.place, card.clone()))
            });
            Some((*pick, Card::clone(&*card?)))
        });
        Ok(cards.collect())
    }

    async fn catch_up(&self, engine: &Engine) -> Result<(), Error> {
        let now = engine.clock().now();
        let mut intake = self.intake.lock().await;
        if intake.hears_all() {
            if now - intake.looked_at >= LOOK_AGAIN {
                self.look_again(engine, &mut intake, now).await?;
            }
            if !intake.changed.is_empty() {
                self.take_in(engine, &mut intake, now).await?;
            }
        } else {
            self.load(engine, &mut intake, now).await?;
        }
        if self.read().is_behind(now) {
            self.write().turn(now);
        }
        Ok(())
    }

    /// Reads everybody. What changes meanwhile is heard by the ear, which is opened first.
    async fn load(&self, engine: &Engine, intake: &mut Intake, now: Micros) -> Result<(), Error> {
        intake.ear = None;
        let mut ear = engine.bus().listen();
        ear.add(Topic::House);
        let mut index = Index::new(self.read().generation + 1);
        let mut entries = store::entries(engine.db());
        while let Some(entry) = entries.try_next().await? {
            index.load(entry, now);
        }
        index.sort();
        *self.write() = index;
        intake.changed.clear();
        intake.looked_at = now;
        intake.ear = Some(ear);
        Ok(())
    }

    async fn look_again(&self, engine: &Engine, intake: &mut Intake, now: Micros) -> Result<(), Error> {
        let since = self.read().newest - SLACK;
        let changed = store::changed_since(engine.db(), since).await?;
        let index = self.read();
        intake.changed.extend(changed.into_iter().filter(|(id, at)| index.updated_at(*id) != Some(*at)).map(|(id, _)| id));
        intake.looked_at = now;
        Ok(())
    }

    async fn take_in(&self, engine: &Engine, intake: &mut Intake, now: Micros) -> Result<(), Error> {
        if intake.changed.len() > MANY || self.read().is_worn() {
            return self.load(engine, intake, now).await;
        }
        for id in intake.changed.clone() {
            let entry = store::entry_of(engine.db(), id).await?;
            {
                let mut index = self.write();
                match entry {
                    Some(entry) => index.put(entry, now),
                    None => index.remove(id),
                }
            }
            intake.changed.remove(&id);
        }
        Ok(())
    }

    fn read(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intake {
    /// Takes what the bus has said. `false` if nobody listened yet, or if so much was said that some of it was dropped.
    fn hears_all(&mut self) -> bool {
        let Some(ear) = &mut self.ear else { return false };
        let mut heard = 0;
        while let Ok(parcel) = ear.heard.try_recv() {
            heard += 1;
            let Parcel::Event { event, .. } = parcel else { continue };
            if let Event::SupporterChanged { supporter: id } | Event::AccountDeleted { account: id } = &*event
                && let Ok(id) = Uuid::try_parse(id.as_str())
            {
                self.changed.insert(id);
            }
        }
        heard == 0 || !ear.too_slow()
    }
}
