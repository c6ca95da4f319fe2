//! What people look for on the Organizations page, as the query of its address.
use crate::topics;
use serde::{Deserialize, Serialize};

/// A search.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Search {
    /// Words of the name and of what it says about itself; at most 100 characters.
    pub words: String,
    /// Slug of a topic, or empty.
    pub topic: String,
    /// Only those that the one who looks may take part in.
    pub open_to_me: bool,
}

impl Search {
    /// Puts a search together from what stands in the address. What makes no sense is left out.
    pub fn new(words: &str, topic: &str, open: &str) -> Self {
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
        Self { words, topic: topics::by_slug(topic).map(|topic| topic.slug.to_owned()).unwrap_or_default(), open_to_me: open == "me" }
    }

    /// Whether anything is looked for at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a text of an organization holds all words, in any order.
    pub fn finds(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.words.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_keeps_what_makes_sense() {
        let search = Search::new("  Harbor   lights ", "nonsense", "me");
        assert_eq!(search, Search { words: "Harbor lights".into(), topic: String::new(), open_to_me: true });
        assert!(search.finds("The LIGHTS of the harbor") && !search.finds("harbor"));
        assert!(Search::new("", "", "x").is_empty());
    }
}
