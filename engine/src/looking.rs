//! Words that somebody looks for in what others wrote: each has to be found somewhere, small or large, and stands as it is.
use domain::topics::TOPICS;

/// Words that are looked for; further ones are passed over.
const MOST: usize = 6;

/// Whether each word is found by `$found`, which reads it as [`said`] or [`about`] do. `$values` are six rows of four parameters,
/// which [`values`] are bound to.
macro_rules! each_word {
    ($values:literal, $found:expr) => {
        concat!("NOT EXISTS (SELECT 1 FROM (VALUES ", $values, ") AS w WHERE w.column1 <> '' AND NOT (", $found, "))")
    };
}

/// Whether the word is in a text. SQLite's `LOWER` knows no letters beyond ASCII: É stays É. So a word with such letters is
/// looked for in the other ways that it may be written, too.
macro_rules! said {
    ($text:literal) => {
        concat!(
            "(LOWER(",
            $text,
            ") LIKE w.column1 ESCAPE '\\' OR w.column2 <> '' AND LOWER(",
            $text,
            ") LIKE w.column2 ESCAPE '\\' OR w.column3 <> '' AND LOWER(",
            $text,
            ") LIKE w.column3 ESCAPE '\\')"
        )
    };
}

/// Whether the word is in the label of a topic.
macro_rules! about {
    ($topic:literal) => {
        concat!("w.column4 LIKE '%,' || ", $topic, " || ',%'")
    };
}
pub(crate) use {about, each_word, said};

/// What to bind for the words of a query: for each the patterns that find it, and the topics whose labels hold it (",grief,work,").
pub fn values(query: &str) -> Vec<String> {
    let mut values: Vec<String> = query.split_whitespace().take(MOST).flat_map(ways).collect();
    values.resize(MOST * 4, String::new());
    values
}

fn ways(word: &str) -> [String; 4] {
    let small = word.to_lowercase();
    let mut letters = small.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    // As SQLite sees a word that begins a sentence, and one that is written large.
    let begins = format!("{first}{}", letters.as_str()).to_ascii_lowercase();
    let large = word.to_uppercase().to_ascii_lowercase();
    let other = |way: String, known: &[&str]| if known.contains(&way.as_str()) { String::new() } else { pattern(&way) };
    let topics: Vec<&str> = TOPICS.iter().filter(|topic| topic.label.to_lowercase().contains(&small)).map(|topic| topic.slug).collect();
    [pattern(&small), other(begins.clone(), &[&small]), other(large, &[&small, &begins]), format!(",{},", topics.join(","))]
}

/// A pattern that finds a word as it is.
fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for letter in word.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_letters_beyond_ascii_is_looked_for_in_every_way_it_is_written() {
        for typed in ["Élève", "élève", "ÉLÈVE"] {
            assert_eq!(values(typed)[..4], ["%élève%", "%Élève%", "%ÉlÈve%", ",,"], "{typed}");
        }
        assert_eq!(values("École")[..4], ["%école%", "%École%", "", ",,"]);
    }

    #[test]
    fn words_stand_as_they_are_and_the_seventh_is_passed_over() {
        let values = values(" GRIEF 100%_\\ three four five six seven");
        assert_eq!(values.len(), 24);
        assert_eq!(values[..4], ["%grief%", "", "", ",grief,"]);
        assert_eq!(values[4], "%100\\%\\_\\\\%");
        assert_eq!(values[20], "%six%");
    }
}
