//! Long lists are read in pages, by a cursor that names the last row seen: fast at any length, and nothing is skipped
//! or shown twice when rows come in between.
use crate::Micros;
use serde::{Deserialize, Serialize};

/// One page of a list, and where the next one starts, if there is more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The cursor for the next page.
    pub next: Option<Cursor>,
}

/// The place of a row in a list that is ordered by time and then by id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Cursor {
    /// The row's time.
    pub at: Micros,
    /// The row's id.
    pub id: String,
}

impl Cursor {
    /// Reads a cursor from an address. Anything else is `None`, which callers answer with the first page.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('_')?;
        let fits = id.len() <= 40 && !id.is_empty() && id.bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric());
        Some(Self { at: at.parse().ok().filter(|_| fits)?, id: id.to_owned() })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.at, self.id)
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.to_string()
    }
}

impl TryFrom<String> for Cursor {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a cursor")
    }
}

impl<T> Page<T> {
    /// Cuts rows that were read with a limit of `size + 1` into a page: the surplus row only says that there is more.
    pub fn cut(mut items: Vec<T>, size: usize, place: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > size;
        items.truncate(size);
        Self { next: items.last().filter(|_| more).map(place), items }
    }

    /// The same page of something made from each row.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(make).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address_bar_and_nothing_else_is_one() {
        let cursor = Cursor { at: -5, id: "0190b6f0-7c1e".into() };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        for wrong in ["", "5", "x_y", "5_", "5_a'b", "99999999999999999999_a"] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_surplus_row_only_says_that_there_is_more() {
        let place = |n: &i64| Cursor { at: *n, id: "x".into() };
        assert_eq!(Page::cut(vec![3, 2, 1], 2, place), Page { items: vec![3, 2], next: Some(place(&2)) });
        assert_eq!(Page::cut(vec![3, 2], 2, place), Page { items: vec![3, 2], next: None });
    }
}
