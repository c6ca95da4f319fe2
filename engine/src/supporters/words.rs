//! Words as the search sees them: small, without accents, and forgiving. Each known word leads to the places that hold it.
use super::bits::Bits;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that say nothing about what somebody looks for.
const SILENT: &[&str] = &["a", "an", "and", "for", "from", "i", "im", "in", "is", "my", "of", "or", "the", "to", "who", "with"];
/// From how many letters on a word may be mistyped by one letter, and by two.
const ONE_SLIP: usize = 4;
const TWO_SLIPS: usize = 8;

/// The words of a text: lowercase, accents taken off, split at everything that is no letter or digit. Apostrophes join.
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut take = |letter: char| {
        if letter.is_alphanumeric() {
            word.extend(letter.to_lowercase());
        } else if !matches!(letter, '\'' | '’') && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    };
    if text.is_ascii() {
        text.chars().for_each(&mut take);
    } else {
        text.nfkd().filter(|letter| !is_combining_mark(*letter)).for_each(&mut take);
    }
    take(' ');
    words
}

/// The words of a query that must be found: silent ones are left out unless there are no others.
pub fn asked(query: &str) -> Vec<String> {
    let all = split(query);
    let told: Vec<String> = all.iter().filter(|word| !SILENT.contains(&word.as_str())).cloned().collect();
    if told.is_empty() { all } else { told }
}

/// All known words, and where they stand.
#[derive(Default)]
pub struct Words {
    known: BTreeMap<Arc<str>, u32>,
    names: Vec<Name>,
    places: Vec<Vec<u32>>,
}

struct Name {
    word: Arc<str>,
    letters: u32,
    count: u8,
}

impl Words {
    /// Notes that `place` holds these words. Places are added in rising order.
    pub fn add(&mut self, place: u32, words: &[String]) {
        for word in words {
            let id = match self.known.get(word.as_str()) {
                Some(id) => *id as usize,
                None => {
                    let id = self.names.len();
                    let name: Arc<str> = word.as_str().into();
                    self.known.insert(name.clone(), u32::try_from(id).unwrap_or(u32::MAX));
                    self.names.push(Name { letters: letters(word), count: count(word), word: name });
                    self.places.push(Vec::new());
                    id
                }
            };
            if self.places[id].last() != Some(&place) {
                self.places[id].push(place);
            }
        }
    }

    /// Gives back what growing took too much.
    pub fn shrink(&mut self) {
        self.places.iter_mut().for_each(Vec::shrink_to_fit);
    }

    /// The places that hold the word, a word that starts with it or, when there is none, one that it is a slip of.
    pub fn find(&self, word: &str, live: &Bits) -> Bits {
        let mut found = Bits::default();
        if word.chars().nth(1).is_none() {
            self.collect(self.known.get(word).into_iter().copied(), &mut found);
        } else {
            let starting = self.known.range::<str, _>((Bound::Included(word), Bound::Unbounded));
            self.collect(starting.take_while(|(known, _)| known.starts_with(word)).map(|(_, id)| *id), &mut found);
        }
        found.keep(live);
        let length = word.chars().count();
        let slips = if length >= TWO_SLIPS { 2 } else { usize::from(length >= ONE_SLIP) };
        if !found.is_empty() || slips == 0 {
            return found;
        }
        let close = self.close_to(word, slips);
        for slips in 1..=slips {
            self.collect(close.iter().filter(|(_, away)| *away == slips).map(|(id, _)| *id), &mut found);
            found.keep(live);
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    fn collect(&self, ids: impl Iterator<Item = u32>, found: &mut Bits) {
        for id in ids {
            for place in &self.places[id as usize] {
                found.set(*place);
            }
        }
    }

    /// Known words at most `slips` away. Which letters occur and how many is compared first: that settles nearly all of them.
    fn close_to(&self, word: &str, slips: usize) -> Vec<(u32, usize)> {
        let (mine, length) = (letters(word), count(word));
        let most = u32::try_from(slips * 2).unwrap_or_default();
        let near = |name: &Name| usize::from(name.count.abs_diff(length)) <= slips && (name.letters ^ mine).count_ones() <= most;
        let names = (0_u32..).zip(&self.names).filter(|(_, name)| near(name));
        names.map(|(id, name)| (id, strsim::osa_distance(&name.word, word))).filter(|(_, away)| *away <= slips).collect()
    }
}

fn count(word: &str) -> u8 {
    u8::try_from(word.chars().count()).unwrap_or(u8::MAX)
}

/// One bit for each letter that occurs: a slip changes at most two of them.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, letter| {
        letters | 1 << if letter.is_ascii_lowercase() { letter as u32 - 'a' as u32 } else { 26 + letter as u32 % 6 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(texts: &[&str]) -> (Words, Bits) {
        let (mut words, mut live) = (Words::default(), Bits::default());
        for (place, text) in (0..).zip(texts) {
            words.add(place, &split(text));
            live.set(place);
        }
        (words, live)
    }

    fn places(found: &Bits) -> Vec<u32> {
        (0..64).filter(|place| found.has(*place)).collect()
    }

    #[test]
    fn a_text_is_split_into_plain_small_words() {
        assert_eq!(split("José's CAFÉ, night-shifts (2019)"), ["joses", "cafe", "night", "shifts", "2019"]);
        assert_eq!(split("Straße 東京"), ["straße", "東京"]);
        assert_eq!(split(" … "), Vec::<String>::new());
    }

    #[test]
    fn silent_words_are_left_out_unless_there_are_no_others() {
        assert_eq!(asked("with the grief"), ["grief"]);
        assert_eq!(asked("I"), ["i"]);
    }

    #[test]
    fn a_word_is_found_whole_by_its_start_or_with_a_slip() {
        let (words, live) = held(&["anxiety and grief", "anxious", "depression", "grit"]);
        assert_eq!(places(&words.find("anxiety", &live)), [0]);
        assert_eq!(places(&words.find("anx", &live)), [0, 1]);
        assert_eq!(places(&words.find("anxeity", &live)), [0], "two letters swapped");
        assert_eq!(places(&words.find("nxiety", &live)), [0], "the first letter missing");
        assert_eq!(places(&words.find("depresion", &live)), [2]);
        assert_eq!(places(&words.find("deperssoin", &live)), [2], "two slips in a long word");
        assert!(words.find("greif", &live).has(0));
    }

    #[test]
    fn a_short_or_a_wild_word_is_not_guessed_at() {
        let (words, live) = held(&["son", "daughter"]);
        assert!(words.find("sun", &live).is_empty());
        assert!(words.find("laughing", &live).is_empty());
    }

    #[test]
    fn what_is_gone_is_not_found_and_does_not_stop_the_guess() {
        let (words, mut live) = held(&["hopeful", "hopefull"]);
        live.clear(1);
        assert_eq!(places(&words.find("hopefull", &live)), [0]);
    }
}
