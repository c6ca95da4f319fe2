//! Rules about the floors of the house: who may mention whom.

use super::Finding;
use super::source::{Source, Token};

/// Crates that a floor never mentions, and why.
const STRANGERS: [(&str, &[&str], &str); 3] = [
    (
        "domain/src/",
        &["leptos", "axum", "http", "sqlx", "tokio", "chrono", "rand", "engine", "app"],
        "rules know no framework, no clock and no database",
    ),
    ("engine/src/", &["leptos", "leptos_axum", "axum", "http", "app"], "acts know neither pages nor HTTP"),
    ("app/src/", &["sqlx"], "screens know no database"),
];

/// What `domain` may not reach even in the standard library.
const IMPURE: [(&str, &str); 6] =
    [("std", "fs"), ("std", "net"), ("std", "env"), ("std", "process"), ("std", "thread"), ("time", "SystemTime")];

/// The features: folders of the screens, except the parts that all share.
pub fn features(sources: &[Source]) -> Vec<String> {
    let mut names: Vec<String> = sources
        .iter()
        .filter_map(|source| source.path.strip_prefix("app/src/")?.split_once('/'))
        .map(|(folder, _)| folder.to_string())
        .filter(|folder| folder != "ui")
        .collect();
    names.sort();
    names.dedup();
    names
}

pub fn check(source: &Source, features: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in 0..source.tokens.len() {
        strangers(source, at, &mut findings);
        database(source, at, &mut findings);
        doorways(source, at, &mut findings);
        engine_in_views(source, at, &mut findings);
        shared_parts(source, at, features, &mut findings);
        foreign_store(source, at, &mut findings);
    }
    findings
}

fn strangers(source: &Source, at: usize, findings: &mut Vec<Finding>) {
    let line = source.tokens[at].line;
    for (floor, crates, why) in STRANGERS {
        if !source.path.starts_with(floor) {
            continue;
        }
        for name in crates {
            if source.starts_path(at, name) {
                findings.push(Finding::new(&source.path, line, format!("`{name}::` on this floor: {why}")));
            }
        }
    }
    if source.path.starts_with("domain/src/") {
        let path = source.path_at(at);
        for (first, second) in IMPURE {
            if path.len() >= 2 && path[0] == first && path[1] == second {
                findings.push(Finding::new(
                    &source.path,
                    line,
                    format!("`{first}::{second}`: rules get time and chance as arguments and touch nothing"),
                ));
            }
        }
    }
}

fn database(source: &Source, at: usize, findings: &mut Vec<Finding>) {
    // Tests make and drop whole databases, benchmarks compare with plain sqlx; engine/src/error.rs is where a database's error becomes ours.
    let elsewhere = ["engine/tests/", "server/tests/", "engine/src/error.rs", "server/src/bin/bench/", "app/src/"]
        .iter()
        .any(|place| source.path.starts_with(place));
    if source.starts_path(at, "sqlx") && !may_speak_sql(&source.path) && !elsewhere {
        let sentence = "`sqlx::` belongs in a feature's store.rs, in engine/src/db, outbox.rs or jobs";
        findings.push(Finding::new(&source.path, source.tokens[at].line, sentence));
    }
}

/// The places where SQL lives.
pub fn may_speak_sql(path: &str) -> bool {
    let Some(inside) = path.strip_prefix("engine/src/") else { return false };
    inside.ends_with("/store.rs")
        || inside.contains("/store/")
        || ["db/", "db.rs", "outbox.rs", "outbox/", "jobs/", "jobs.rs"].iter().any(|place| inside.starts_with(place))
}

fn doorways(source: &Source, at: usize, findings: &mut Vec<Finding>) {
    let is = |ahead: usize, sign| source.tokens.get(at + ahead).is_some_and(|token| token.is_sign(sign));
    if !source.path.starts_with("app/src/") || !is(0, '#') || !is(1, '[') {
        return;
    }
    let line = source.tokens[at].line;
    let name = source.tokens.get(at + 2).and_then(|token| token.word()).unwrap_or_default();
    if name == "server" && !is_doorway(&source.path) {
        findings.push(Finding::new(&source.path, line, "`#[server]` belongs in the feature's api.rs"));
    }
    // `#[server(default)]` stands before a field of one.
    let is_known = |token: &Token| token.is_word("protocol") || token.is_word("default");
    if name == "server" && !(is(3, '(') && source.tokens.get(at + 4).is_some_and(is_known)) {
        findings.push(Finding::new(
            &source.path,
            line,
            "this `#[server]` would be a downloaded client of its own: `#[server(protocol = crate::Posted)]`",
        ));
    }
    if name == "component" && is_doorway(&source.path) {
        findings.push(Finding::new(&source.path, line, "a `#[component]` does not belong in api.rs"));
    }
}

fn is_doorway(path: &str) -> bool {
    path.ends_with("/api.rs") || path.contains("/api/")
}

fn engine_in_views(source: &Source, at: usize, findings: &mut Vec<Finding>) {
    let Some(inside) = source.path.strip_prefix("app/src/") else { return };
    // error.rs is where the engine's refusals become what a page can show.
    let allowed = ["ctx.rs", "ctx/", "error.rs"].iter().any(|place| inside.starts_with(place)) || is_doorway(&source.path);
    // Another crate's module of that name, such as base64's.
    let elsewhere = at >= 2 && source.tokens[at - 1].is_sign(':') && source.tokens[at - 2].is_sign(':');
    if !allowed && !elsewhere && source.tokens[at].is_word("engine") {
        let sentence = "a view cannot reach the engine: ask through the feature's api.rs";
        findings.push(Finding::new(&source.path, source.tokens[at].line, sentence));
    }
}

fn shared_parts(source: &Source, at: usize, features: &[String], findings: &mut Vec<Finding>) {
    if !source.path.starts_with("app/src/ui/") || !source.starts_path(at, "crate") {
        return;
    }
    let path = source.path_at(at);
    if let Some(feature) = path.get(1).filter(|name| features.iter().any(|feature| feature == *name)) {
        let sentence = format!("the shared parts know no feature, and this one knows `{feature}`");
        findings.push(Finding::new(&source.path, source.tokens[at].line, sentence));
    }
}

fn foreign_store(source: &Source, at: usize, findings: &mut Vec<Finding>) {
    let Some(inside) = source.path.strip_prefix("engine/src/") else { return };
    let own = inside.split(['/', '.']).next().unwrap_or_default();
    if !source.starts_path(at, "crate") {
        return;
    }
    if let ["crate", feature, "store", ..] = source.path_at(at).as_slice()
        && *feature != own
    {
        let sentence = format!("`{feature}::store` is private to {feature}: call one of its acts");
        findings.push(Finding::new(&source.path, source.tokens[at].line, sentence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::File;

    fn sentences(path: &str, text: &str) -> Vec<String> {
        let source = Source::read(&File { path: path.into(), text: text.into() });
        check(&source, &["chat".to_string()]).into_iter().map(|finding| finding.sentence).collect()
    }

    fn broken(path: &str, text: &str) -> bool {
        !sentences(path, text).is_empty()
    }

    #[test]
    fn sql_stays_in_the_stores() {
        assert!(broken("engine/src/chat/mod.rs", "sqlx::query(x)"));
        assert!(broken("server/src/main.rs", "use sqlx::Row;"));
        assert!(!broken("engine/src/chat/store.rs", "sqlx::query(x)"));
        assert!(!broken("engine/src/db/pool.rs", "use sqlx::Row;"));
        assert!(!broken("engine/src/chat/mod.rs", "// sqlx::query(x)\nlet a = \"sqlx::query\";"));
    }

    #[test]
    fn each_floor_knows_only_those_below() {
        assert!(broken("domain/src/meetings/mod.rs", "use chrono::Utc;"));
        assert!(broken("domain/src/meetings/mod.rs", "std::fs::read(x)"));
        assert!(broken("engine/src/mail/mod.rs", "use axum::Json;"));
        assert!(!broken("engine/src/mail/mod.rs", "use tower::http::Body;"));
        assert!(broken("app/src/chat/page.rs", "use sqlx::Row;"));
    }

    #[test]
    fn the_engine_is_reached_through_the_doorways() {
        assert!(broken("app/src/chat/page.rs", "use engine::chat;"));
        assert!(!broken("app/src/chat/api.rs", "use engine::chat;"));
        assert!(!broken("app/src/ctx.rs", "use engine::Engine;"));
        assert!(!broken("app/src/chat/page.rs", "// the engine decides\n"));
    }

    #[test]
    fn server_functions_and_components_have_their_own_files() {
        assert!(broken("app/src/chat/page.rs", "#[server]\nasync fn a() {}"));
        assert!(broken("app/src/chat/api.rs", "#[server(input = Json)]\nasync fn a() {}"));
        assert!(broken("app/src/chat/api.rs", "#[server]\nasync fn a() {}"));
        assert!(!broken("app/src/chat/api.rs", "#[server(protocol = crate::Posted)]\nasync fn a() {}"));
        assert!(broken("app/src/chat/api.rs", "#[component]\nfn A() {}"));
    }

    #[test]
    fn shared_parts_know_no_feature() {
        assert!(broken("app/src/ui/button.rs", "use crate::chat::Line;"));
        assert!(!broken("app/src/ui/button.rs", "use crate::ui::icon::Icon;"));
    }

    #[test]
    fn a_store_is_private_to_its_feature() {
        assert!(broken("engine/src/chat/mod.rs", "crate::contacts::store::by_id(x)"));
        assert!(!broken("engine/src/contacts/mod.rs", "crate::contacts::store::by_id(x)"));
        assert!(!broken("engine/src/chat/mod.rs", "crate::contacts::state(x)"));
    }

    #[test]
    fn features_are_the_folders_of_the_screens() {
        let sources = ["app/src/chat/page.rs", "app/src/ui/button.rs", "app/src/lib.rs", "engine/src/db/mod.rs"]
            .map(|path| Source::read(&File { path: path.into(), text: String::new() }));
        assert_eq!(features(&sources), ["chat"]);
    }
}
