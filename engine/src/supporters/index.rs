//! The directory in memory: every visible supporter in a few hundred bytes, each filter a set of bits, each order kept sorted.
use super::bits::Bits;
use super::words::{self, Words};
use chrono::{Offset, TimeZone};
use chrono_tz::Tz;
use domain::Micros;
use domain::supporters::hours::{self, Window};
use domain::supporters::search::PER_PAGE;
use domain::supporters::{Gender, Opening, Rating, Search, Sort};
use domain::time::DAY;
use domain::{languages, topics};
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use uuid::Uuid;

/// What the index is told of one supporter.
pub struct Entry {
    pub id: Uuid,
    pub updated_at: Micros,
    pub name: String,
    pub gender: Option<Gender>,
    pub topics: Vec<String>,
    pub languages: Vec<String>,
    pub accepting: bool,
    pub windows: Box<[Window]>,
    pub zone: Tz,
    /// The lowest price, in cents.
    pub price: Option<i64>,
    pub rating: Rating,
    /// Headline and story.
    pub texts: [String; 2],
    pub specialties: String,
}

struct Doc {
    id: Uuid,
    updated_at: Micros,
    name: Box<str>,
    windows: Box<[Window]>,
    zone: Tz,
    reviews: u32,
    /// Thousandths of a star; 0 without reviews.
    stars: u32,
    /// In cents; -1 without services.
    price: i64,
    opening: Opening,
}

/// Without hours there is no opening, and nothing that could pass.
const NEVER: Opening = Opening { from: Micros::MAX, to: Micros::MAX };

/// One supporter on the page that was asked for.
#[derive(Clone, Copy)]
pub struct Pick {
    /// Where this version of the supporter stands: a changed supporter gets a new place.
    pub place: (u32, u32),
    pub id: Uuid,
    pub opening: Option<Opening>,
    /// The supporter's own zone.
    pub zone: Tz,
}

/// The answer to a search.
pub struct Answer {
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub picks: Vec<Pick>,
}

#[derive(Default)]
pub struct Index {
    /// Which loading this is: places of one loading mean nothing in another.
    pub generation: u32,
    /// The newest change that is in here.
    pub newest: Micros,
    docs: Vec<Doc>,
    by_id: HashMap<Uuid, u32>,
    live: Bits,
    accepting: Bits,
    topics: Vec<Bits>,
    languages: Vec<Bits>,
    genders: Vec<Bits>,
    words: Words,
    specialties: Words,
    orders: [Vec<u32>; Sort::ALL.len()],
    /// When the first of the openings has passed.
    passes_at: Micros,
}

impl Index {
    pub fn new(generation: u32) -> Self {
        Self {
            generation,
            topics: vec![Bits::default(); topics::TOPICS.len()],
            languages: vec![Bits::default(); languages::LANGUAGES.len()],
            genders: vec![Bits::default(); Gender::ALL.len()],
            passes_at: Micros::MAX,
            ..Self::default()
        }
    }

    /// Takes a supporter in, without putting it into the orders: [`Index::sort`] does that for many at once.
    pub fn load(&mut self, entry: Entry, now: Micros) -> u32 {
        let place = u32::try_from(self.docs.len()).unwrap_or(u32::MAX);
        self.live.set(place);
        if entry.accepting {
            self.accepting.set(place);
        }
        for (at, topic) in topics::TOPICS.iter().enumerate() {
            if entry.topics.iter().any(|slug| slug == topic.slug) {
                self.topics[at].set(place);
            }
        }
        for (at, language) in languages::LANGUAGES.iter().enumerate() {
            if entry.languages.iter().any(|code| code == language.code) {
                self.languages[at].set(place);
            }
        }
        if let Some(at) = Gender::ALL.iter().position(|gender| Some(*gender) == entry.gender) {
            self.genders[at].set(place);
        }
        let mut special = words::split(&entry.specialties);
        special.extend(entry.topics.iter().flat_map(|slug| words::split(topics::label(slug))));
        self.specialties.add(place, &special);
        let name = words::split(&entry.name);
        self.words.add(place, &special);
        self.words.add(place, &name);
        for text in &entry.texts {
            self.words.add(place, &words::split(text));
        }
        let reviews = u32::try_from(entry.rating.count).unwrap_or_default();
        let stars = if reviews == 0 { 0 } else { u32::try_from(entry.rating.total * 1000 / i64::from(reviews)).unwrap_or_default() };
        let doc = Doc {
            id: entry.id,
            updated_at: entry.updated_at,
            name: name.join(" ").into(),
            opening: opening(&entry.windows, entry.zone, now).unwrap_or(NEVER),
            windows: entry.windows,
            zone: entry.zone,
            reviews,
            stars,
            price: entry.price.unwrap_or(-1),
        };
        self.newest = self.newest.max(doc.updated_at);
        self.passes_at = self.passes_at.min(doc.opening.to);
        self.by_id.insert(doc.id, place);
        self.docs.push(doc);
        place
    }

    /// Puts everybody into the orders.
    pub fn sort(&mut self) {
        self.words.shrink();
        self.specialties.shrink();
        let all: Vec<u32> = self.by_id.values().copied().collect();
        for sort in Sort::ALL {
            let mut order = all.clone();
            order.sort_unstable_by(|a, b| self.compare(sort, *a, *b));
            self.orders[sort as usize] = order;
        }
    }

    /// Takes a supporter in, in place of what was known of them.
    pub fn put(&mut self, entry: Entry, now: Micros) {
        self.remove(entry.id);
        let place = self.load(entry, now);
        for sort in Sort::ALL {
            let at = self.orders[sort as usize].partition_point(|held| self.compare(sort, *held, place) == Ordering::Less);
            self.orders[sort as usize].insert(at, place);
        }
    }

    /// Forgets a supporter.
    pub fn remove(&mut self, id: Uuid) {
        let Some(place) = self.by_id.remove(&id) else { return };
        self.live.clear(place);
        for sort in Sort::ALL {
            if let Ok(at) = self.orders[sort as usize].binary_search_by(|held| self.compare(sort, *held, place)) {
                self.orders[sort as usize].remove(at);
            }
        }
        let doc = &mut self.docs[place as usize];
        doc.windows = Box::default();
        doc.name = Box::default();
    }

    /// The version that is in here.
    pub fn updated_at(&self, id: Uuid) -> Option<Micros> {
        self.by_id.get(&id).map(|place| self.docs[*place as usize].updated_at)
    }

    /// Whether changes have left more behind than is worth carrying.
    pub fn is_worn(&self) -> bool {
        self.docs.len() > self.by_id.len() + self.by_id.len() / 2 + 1000
    }

    /// Whether an opening has passed, so that [`Index::turn`] is due.
    pub fn is_behind(&self, now: Micros) -> bool {
        self.passes_at <= now
    }

    /// Looks up the next opening of those whose last one has passed.
    pub fn turn(&mut self, now: Micros) {
        self.passes_at = Micros::MAX;
        for place in self.by_id.values() {
            let doc = &mut self.docs[*place as usize];
            if doc.opening.to <= now {
                doc.opening = opening(&doc.windows, doc.zone, now).unwrap_or(NEVER);
            }
            self.passes_at = self.passes_at.min(doc.opening.to);
        }
        let mut order = std::mem::take(&mut self.orders[Sort::Opening as usize]);
        order.sort_unstable_by(|a, b| self.compare(Sort::Opening, *a, *b));
        self.orders[Sort::Opening as usize] = order;
    }

    /// Answers a search.
    pub fn search(&self, search: &Search, now: Micros) -> Answer {
        let fits = self.fitting(search, now);
        let total = fits.count();
        let per_page = u32::try_from(PER_PAGE).unwrap_or(u32::MAX);
        let pages = total.div_ceil(per_page).max(1);
        let page = search.page.min(pages - 1);
        let order = &self.orders[search.sort as usize];
        let fitting = order.iter().copied().filter(|place| fits.has(*place));
        let picks = fitting.skip(page as usize * PER_PAGE).take(PER_PAGE).map(|place| self.pick(place)).collect();
        Answer { total, page, pages, picks }
    }

    /// One supporter, if they are visible.
    pub fn one(&self, id: Uuid) -> Option<Pick> {
        self.by_id.get(&id).map(|place| self.pick(*place))
    }

    fn pick(&self, place: u32) -> Pick {
        let doc = &self.docs[place as usize];
        let opening = (doc.opening.from < Micros::MAX).then_some(doc.opening);
        Pick { place: (self.generation, place), id: doc.id, opening, zone: doc.zone }
    }

    fn fitting(&self, search: &Search, now: Micros) -> Bits {
        let mut fits = self.live.clone();
        for word in words::asked(&search.words) {
            fits.keep(&self.words.find(&word, &self.live));
        }
        for word in words::asked(&search.specialty) {
            fits.keep(&self.specialties.find(&word, &self.live));
        }
        if !search.topics.is_empty() {
            let mut any = Bits::none(self.docs.len());
            let chosen = self.topics.iter().zip(topics::TOPICS).filter(|(_, topic)| search.topics.contains(&topic.slug));
            chosen.for_each(|(bits, _)| any.add(bits));
            fits.keep(&any);
        }
        if let Some(code) = search.language
            && let Some((bits, _)) = self.languages.iter().zip(languages::LANGUAGES).find(|(_, language)| language.code == code)
        {
            fits.keep(bits);
        }
        if let Some(gender) = search.gender {
            fits.keep(&self.genders[gender as usize]);
        }
        if search.open {
            fits.keep(&self.accepting);
        }
        if search.opening {
            fits.retain(|place| self.docs[place].opening.from <= now + 7 * DAY);
        }
        if let Some(price) = search.price {
            fits.retain(|place| (0..=price.most()).contains(&self.docs[place].price));
        }
        fits
    }

    fn compare(&self, sort: Sort, a: u32, b: u32) -> Ordering {
        let (a, b) = (&self.docs[a as usize], &self.docs[b as usize]);
        let name = |a: &Doc, b: &Doc| a.name.cmp(&b.name).then(a.id.cmp(&b.id));
        match sort {
            Sort::Reviewed => (Reverse(a.reviews), Reverse(a.stars)).cmp(&(Reverse(b.reviews), Reverse(b.stars))).then_with(|| name(a, b)),
            Sort::RatingHigh => {
                (Reverse(a.stars), Reverse(a.reviews)).cmp(&(Reverse(b.stars), Reverse(b.reviews))).then_with(|| name(a, b))
            }
            Sort::RatingLow => {
                let key = |doc: &Doc| (doc.reviews == 0, doc.stars, Reverse(doc.reviews));
                key(a).cmp(&key(b)).then_with(|| name(a, b))
            }
            Sort::Opening => (a.opening.from, Reverse(a.reviews)).cmp(&(b.opening.from, Reverse(b.reviews))).then_with(|| name(a, b)),
            Sort::Name => name(a, b),
        }
    }
}

/// The next opening of somebody with these hours, by the clocks of their zone.
pub fn opening(windows: &[Window], zone: Tz, now: Micros) -> Option<Opening> {
    let offset = |at: Micros| {
        let at = chrono::DateTime::from_timestamp_micros(at).unwrap_or_default().naive_utc();
        i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()) * 1_000_000
    };
    hours::next_opening(windows, now, offset)
}
