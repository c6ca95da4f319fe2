//! Class names in the views that no rule of the style sheet answers to: a slip of the finger, or a name built at run time.

use std::collections::{BTreeSet, HashSet};

use super::Finding;
use super::source::{Piece, Source, Token};

/// Names without a rule of their own that other rules look for.
const MARKERS: [&str; 2] = ["group", "peer"];

pub fn check(sources: &[Source], known: &HashSet<String>) -> Vec<Finding> {
    let views: Vec<&Source> = sources.iter().filter(|source| source.path.starts_with("app/src/")).collect();
    let mut found = Found::default();
    for source in &views {
        found.class_attributes(source);
    }
    // Names that stand in a class list lead to the constants and functions that hold the list.
    for source in &views {
        found.definitions(source);
    }
    let mut findings: Vec<Finding> = found.names.into_iter().filter_map(|name| name.judge(known)).collect();
    findings.dedup();
    findings
}

/// A candidate: one word of a class list.
struct Name {
    path: String,
    line: usize,
    word: String,
}

impl Name {
    fn judge(self, known: &HashSet<String>) -> Option<Finding> {
        let word = self.word.as_str();
        let marker = MARKERS.iter().any(|marker| word == *marker || word.strip_prefix(marker).is_some_and(|rest| rest.starts_with('/')));
        if marker || known.contains(word) {
            return None;
        }
        let sentence = if word.contains('{') {
            format!("the class name `{word}` is put together at run time, where Tailwind cannot see it: write the names out in full")
        } else {
            format!("the class name `{word}` has no rule in the style sheet")
        };
        Some(Finding::new(&self.path, self.line, sentence))
    }
}

#[derive(Default)]
struct Found {
    names: Vec<Name>,
    /// Constants and functions that a class list mentions.
    mentioned: BTreeSet<String>,
}

impl Found {
    fn class_attributes(&mut self, source: &Source) {
        for (at, token) in source.tokens.iter().enumerate() {
            let part_of_longer = at > 0 && ['-', '.', ':'].iter().any(|sign| source.tokens[at - 1].is_sign(*sign));
            if !token.is_word("class") || part_of_longer {
                continue;
            }
            let sign = |ahead: usize, sign| source.tokens.get(at + ahead).is_some_and(|token| token.is_sign(sign));
            if sign(1, '=') && !sign(2, '=') && !sign(2, '>') {
                self.value(source, at + 2);
            } else if sign(1, ':') && !sign(2, ':') {
                self.switch(source, at + 2);
            }
        }
    }

    /// `class:md:flex=condition`: the name is in the attribute's own name.
    fn switch(&mut self, source: &Source, from: usize) {
        let mut word = String::new();
        for token in source.tokens.iter().skip(from) {
            match &token.piece {
                Piece::Word(part) => word.push_str(part),
                Piece::Sign('=') => break,
                Piece::Sign(sign) if "-:./[]%".contains(*sign) => word.push(*sign),
                _ => return,
            }
        }
        // A type after a colon is no class: `let class: String = …`.
        if !word.starts_with(char::is_uppercase) {
            self.words(source, source.tokens[from].line, &word);
        }
    }

    /// The expression behind `class=`, up to the next attribute or the end of the tag.
    fn value(&mut self, source: &Source, from: usize) {
        let tokens = &source.tokens;
        let sign = |at: usize, sign| tokens.get(at).is_some_and(|token: &Token| token.is_sign(sign));
        let mut depth = 0;
        for at in from..tokens.len() {
            match &tokens[at].piece {
                Piece::Sign('(' | '[' | '{') => depth += 1,
                Piece::Sign(')' | ']' | '}') => depth -= 1,
                Piece::Sign('>') if depth == 0 && !sign(at - 1, '=') && !sign(at - 1, '-') => return,
                Piece::Sign('/') if depth == 0 && sign(at + 1, '>') => return,
                Piece::Sign(',' | ';') if depth == 0 => return,
                Piece::Word(_) if depth == 0 && at > from && starts_attribute(tokens, at) => return,
                Piece::Word(word) => self.mention(word, sign(at + 1, '(')),
                Piece::Text(text) if is_class_list(tokens, at) => self.words(source, tokens[at].line, text),
                _ => {}
            }
            if depth < 0 || (depth == 0 && at == from && tokens[at].text().is_some()) {
                return;
            }
        }
    }

    fn mention(&mut self, word: &str, called: bool) {
        let constant = word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
        if constant || called {
            self.mentioned.insert(word.to_string());
        }
    }

    fn definitions(&mut self, source: &Source) {
        for at in 0..source.tokens.len() {
            let named = |ahead: usize| source.tokens.get(at + ahead).and_then(Token::word);
            if !named(1).is_some_and(|name| self.mentioned.contains(name)) {
                continue;
            }
            if source.tokens[at].is_word("const") {
                self.texts_until(source, at, |token, depth| token.is_sign(';') && depth == 0);
            } else if source.tokens[at].is_word("fn") && returns_text(source, at) {
                self.texts_until(source, at, |token, depth| token.is_sign('}') && depth == 0);
            }
        }
    }

    fn texts_until(&mut self, source: &Source, from: usize, ends: impl Fn(&Token, i32) -> bool) {
        let mut depth = 0;
        for at in from..source.tokens.len() {
            let token = &source.tokens[at];
            match &token.piece {
                Piece::Sign('(' | '[' | '{') => depth += 1,
                Piece::Sign(')' | ']' | '}') => depth -= 1,
                Piece::Text(text) if is_class_list(&source.tokens, at) => self.words(source, token.line, text),
                _ => {}
            }
            if ends(token, depth) {
                return;
            }
        }
    }

    fn words(&mut self, source: &Source, line: usize, text: &str) {
        for word in text.split_whitespace() {
            // `{tone}` alone stands for a full name from somewhere else.
            let whole_hole = word.starts_with('{') && word.find('}') == Some(word.len() - 1);
            if !whole_hole {
                self.names.push(Name { path: source.path.clone(), line, word: word.to_string() });
            }
        }
    }
}

/// `name=`, `on:click`, `aria-label`: the next attribute begins here.
fn starts_attribute(tokens: &[Token], at: usize) -> bool {
    let sign = |at: usize, sign| tokens.get(at).is_some_and(|token: &Token| token.is_sign(sign));
    let follows_value =
        tokens[at - 1].word().is_some() || tokens[at - 1].text().is_some() || [')', '}', ']'].iter().any(|end| sign(at - 1, *end));
    let assigns = sign(at + 1, '=') && !sign(at + 2, '=') && !sign(at + 2, '>');
    let namespaced = sign(at + 1, ':') && !sign(at + 2, ':');
    follows_value && (assigns || namespaced || sign(at + 1, '-'))
}

/// A text that is compared, matched on or given to a method is no class list.
fn is_class_list(tokens: &[Token], at: usize) -> bool {
    let sign = |at: Option<usize>, sign| at.and_then(|at| tokens.get(at)).is_some_and(|token: &Token| token.is_sign(sign));
    let before = |back: usize| at.checked_sub(back);
    let compared =
        sign(before(1), '=') && (sign(before(2), '=') || sign(before(2), '!')) || sign(Some(at + 1), '=') && sign(Some(at + 2), '=');
    let pattern = sign(Some(at + 1), '=') && sign(Some(at + 2), '>') || sign(Some(at + 1), '|');
    let method = sign(before(1), '(') && before(2).is_some_and(|at| tokens[at].word().is_some()) && sign(before(3), '.');
    !compared && !pattern && !method
}

/// True when the function that begins here gives back a text.
fn returns_text(source: &Source, at: usize) -> bool {
    let signature = source.tokens[at..].iter().take_while(|token| !token.is_sign('{') && !token.is_sign(';'));
    let arrow = signature.skip_while(|token| !token.is_sign('>'));
    arrow.into_iter().any(|token| token.is_word("str") || token.is_word("String"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::File;

    fn unknown(text: &str) -> Vec<String> {
        let known = ["p-4", "flex", "md:flex", "bg-leaf/50", "hidden"].map(String::from).into();
        let source = Source::read(&File { path: "app/src/chat/page.rs".into(), text: text.into() });
        let names = check(&[source], &known).into_iter();
        names.map(|finding| finding.sentence.split('`').nth(1).unwrap_or_default().to_string()).collect()
    }

    #[test]
    fn a_name_without_a_rule_is_found_and_one_with_a_rule_is_not() {
        assert_eq!(unknown(r#"<p class="p-4 flexx bg-leaf/50 group peer/name" id="no-class">"#), ["flexx"]);
    }

    #[test]
    fn every_form_of_the_attribute_is_read() {
        assert_eq!(unknown(r#"<p class:md:flex=a class:md:flexx=b>"#), ["md:flexx"]);
        assert_eq!(unknown(r#"<p class=("bg-x", move || on.get()) id="y">"#), ["bg-x"]);
        assert_eq!(unknown(r#"<p class=["p-4", "p-x"]>"text"</p>"#), ["p-x"]);
        assert_eq!(unknown(r#"<p class=move || if open.get() { "flex" } else { "hiddenn" } title="words in a title">"#), ["hiddenn"]);
    }

    #[test]
    fn texts_that_are_no_class_list_are_left_alone() {
        assert!(unknown(r#"<p class=move || if tab.get() == "pending" { "flex" } else { "p-4" } aria-label="Close">"#).is_empty());
        assert!(unknown(r#"<p class=move || match tab.get("tab") { "a" | "b" => "flex", _ => "p-4" }>"#).is_empty());
        assert!(unknown("fn a(class: &str, other: u8) { let class: String = b; }").is_empty());
    }

    #[test]
    fn constants_and_functions_are_followed() {
        assert_eq!(unknown("<p class=CARD>; const CARD: &str = \"p-4 rounded-x\";"), ["rounded-x"]);
        assert_eq!(
            unknown("<p class=tone(kind)> fn tone(kind: Kind) -> &'static str { match kind { Kind::A => \"flex\", _ => \"gren\" } }"),
            ["gren"]
        );
    }

    #[test]
    fn a_name_built_at_run_time_is_found() {
        assert_eq!(unknown(r#"<p class=format!("p-4 bg-{tone} {more}")>"#), ["bg-{tone}"]);
    }
}
