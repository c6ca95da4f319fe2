//! A table is written by its owner alone.

use std::collections::BTreeMap;

use super::Finding;
use super::floors::may_speak_sql;
use super::source::Source;

/// A statement that writes: the table, and where it stands.
struct Writing {
    table: String,
    owner: String,
    path: String,
    line: usize,
}

/// Finds tables that are written from more than one feature. The owner is who writes them most.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut tables: BTreeMap<String, Vec<Writing>> = BTreeMap::new();
    for source in sources.iter().filter(|source| may_speak_sql(&source.path)) {
        for writing in writings(source) {
            tables.entry(writing.table.clone()).or_default().push(writing);
        }
    }
    tables.into_values().flat_map(foreign_writings).collect()
}

fn foreign_writings(writings: Vec<Writing>) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for writing in &writings {
        *counts.entry(writing.owner.clone()).or_default() += 1;
    }
    let Some((owner, _)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return Vec::new() };
    writings
        .into_iter()
        .filter(|writing| writing.owner != owner)
        .map(|writing| {
            let sentence = format!("the table `{}` belongs to {owner}: write it through one of its acts", writing.table);
            Finding::new(&writing.path, writing.line, sentence)
        })
        .collect()
}

fn writings(source: &Source) -> Vec<Writing> {
    let inside = source.path.trim_start_matches("engine/src/");
    let owner = inside.split(['/', '.']).next().unwrap_or_default();
    let texts = source.tokens.iter().filter_map(|token| Some((token.text()?, token.line)));
    texts
        .filter_map(|(text, line)| {
            let table = written_table(text)?;
            Some(Writing { table, owner: owner.to_string(), path: source.path.clone(), line })
        })
        .collect()
}

/// The table that a statement writes: `INSERT INTO t`, `UPDATE t SET`, `DELETE FROM t`.
fn written_table(sql: &str) -> Option<String> {
    let words: Vec<String> = sql.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.windows(3).find_map(|words| {
        let table = match words {
            ["insert", "into", table] | ["delete", "from", table] | ["update", table, "set"] => table,
            _ => return None,
        };
        let table = table.split('(').next().unwrap_or(table);
        Some(table.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::File;

    fn source(path: &str, text: &str) -> Source {
        Source::read(&File { path: path.into(), text: text.into() })
    }

    #[test]
    fn the_written_table_is_read_from_a_statement() {
        assert_eq!(written_table("INSERT INTO rooms(id) VALUES ($1)"), Some("rooms".into()));
        assert_eq!(written_table("UPDATE rooms SET a = 1"), Some("rooms".into()));
        assert_eq!(written_table("SELECT 1 FROM rooms"), None);
        assert_eq!(written_table("insert ... on conflict do update set a = 1"), None);
    }

    #[test]
    fn a_table_that_two_features_write_is_found_at_the_guest() {
        let sources = [
            source("engine/src/chat/store.rs", "\"INSERT INTO rooms VALUES ($1)\"; \"DELETE FROM rooms WHERE a\""),
            source("engine/src/orgs/store.rs", "\n\"UPDATE rooms SET a = 1\""),
        ];
        let findings = check(&sources);
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].path.as_str(), findings[0].line), ("engine/src/orgs/store.rs", 2));
    }
}
