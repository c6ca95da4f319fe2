//! Reads a Rust file into words, texts and signs, so that rules look at code and not at comments.

use super::File;

/// One piece of Rust.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum Piece {
    /// A name, a keyword or a number.
    Word(String),
    /// What stands between the quotes of a string.
    Text(String),
    /// One sign of punctuation.
    Sign(char),
}

#[derive(Debug)]
pub struct Token {
    pub piece: Piece,
    pub line: usize,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.piece, Piece::Word(own) if own == word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.piece == Piece::Sign(sign)
    }

    pub fn word(&self) -> Option<&str> {
        if let Piece::Word(word) = &self.piece { Some(word) } else { None }
    }

    pub fn text(&self) -> Option<&str> {
        if let Piece::Text(text) = &self.piece { Some(text) } else { None }
    }
}

/// A Rust file.
pub struct Source {
    pub path: String,
    pub tokens: Vec<Token>,
}

impl Source {
    pub fn read(file: &File) -> Source {
        Source { path: file.path.clone(), tokens: Reader::new(&file.text).read() }
    }

    /// True when the words of a path such as `leptos::` begin at this token: a crate's name, not a part of a longer path.
    pub fn starts_path(&self, at: usize, name: &str) -> bool {
        let sign = |at: usize, sign| self.tokens.get(at).is_some_and(|token: &Token| token.is_sign(sign));
        let inside = at >= 2 && sign(at - 1, ':') && sign(at - 2, ':');
        self.tokens[at].is_word(name) && sign(at + 1, ':') && sign(at + 2, ':') && !inside
    }

    /// The words joined by `::` that begin at this token.
    pub fn path_at(&self, at: usize) -> Vec<&str> {
        let mut words = Vec::new();
        let mut at = at;
        while let Some(word) = self.tokens.get(at).and_then(Token::word) {
            words.push(word);
            let colons = [at + 1, at + 2].iter().all(|at| self.tokens.get(*at).is_some_and(|token| token.is_sign(':')));
            if !colons {
                break;
            }
            at += 3;
        }
        words
    }
}

struct Reader<'a> {
    letters: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader { letters: text.chars().peekable(), line: 1, tokens: Vec::new() }
    }

    fn read(mut self) -> Vec<Token> {
        while let Some(letter) = self.next() {
            match letter {
                '/' if self.letters.peek() == Some(&'/') => self.skip_line(),
                '/' if self.letters.peek() == Some(&'*') => self.skip_block(),
                '"' => self.text(),
                '\'' => self.quote(),
                letter if letter.is_alphanumeric() || letter == '_' => self.word(letter),
                letter if letter.is_whitespace() => {}
                letter => self.push(Piece::Sign(letter), self.line),
            }
        }
        self.tokens
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.letters.next()?;
        if letter == '\n' {
            self.line += 1;
        }
        Some(letter)
    }

    fn push(&mut self, piece: Piece, line: usize) {
        self.tokens.push(Token { piece, line });
    }

    fn skip_line(&mut self) {
        while self.letters.peek().is_some_and(|letter| *letter != '\n') {
            self.next();
        }
    }

    fn skip_block(&mut self) {
        let mut depth = 0;
        let mut last = '/';
        while let Some(letter) = self.next() {
            match (last, letter) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
            last = letter;
        }
    }

    fn text(&mut self) {
        let line = self.line;
        let mut text = String::new();
        while let Some(letter) = self.next() {
            match letter {
                '"' => break,
                '\\' => match self.next() {
                    // A backslash at the end of a line swallows the space in front of the next one.
                    Some('\n') => {
                        while self.letters.peek().is_some_and(|letter| letter.is_whitespace()) {
                            self.next();
                        }
                    }
                    Some(escaped) => text.extend(['\\', escaped]),
                    None => break,
                },
                letter => text.push(letter),
            }
        }
        self.push(Piece::Text(text), line);
    }

    fn raw_text(&mut self) {
        let line = self.line;
        let mut hashes = 0;
        while self.letters.peek() == Some(&'#') {
            self.next();
            hashes += 1;
        }
        self.next();
        let end = format!("\"{}", "#".repeat(hashes));
        let mut text = String::new();
        while let Some(letter) = self.next() {
            text.push(letter);
            if text.ends_with(&end) {
                text.truncate(text.len() - end.len());
                break;
            }
        }
        self.push(Piece::Text(text), line);
    }

    /// A letter in quotes, or the name of a lifetime.
    fn quote(&mut self) {
        let mut ahead = self.letters.clone();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), _) => {
                self.next();
                self.next();
                while self.next().is_some_and(|letter| letter != '\'') {}
            }
            (Some(_), Some('\'')) => {
                self.next();
                self.next();
            }
            _ => {}
        }
    }

    fn word(&mut self, first: char) {
        let line = self.line;
        let mut word = String::from(first);
        while let Some(letter) = self.letters.peek().filter(|letter| letter.is_alphanumeric() || **letter == '_') {
            word.push(*letter);
            self.letters.next();
        }
        let raw = matches!(word.as_str(), "r" | "br");
        match self.letters.peek().copied() {
            Some('"') if raw => self.raw_text(),
            Some('#') if raw && self.raw_string_follows() => self.raw_text(),
            _ => self.push(Piece::Word(word), line),
        }
    }

    /// Tells `r#"text"#` from the raw name `r#type`.
    fn raw_string_follows(&self) -> bool {
        self.letters.clone().find(|letter| *letter != '#') == Some('"')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        Source::read(&File { path: "a.rs".into(), text: text.into() }).tokens.into_iter().map(|token| token.piece).collect()
    }

    fn word(word: &str) -> Piece {
        Piece::Word(word.into())
    }

    #[test]
    fn comments_are_not_code() {
        assert_eq!(pieces("a // sqlx::query\n/* b /* c */ d */ e"), [word("a"), word("e")]);
    }

    #[test]
    fn texts_are_kept_apart_from_words() {
        assert_eq!(
            pieces(r##"x("a \" b", r#"c "d""#)"##),
            [
                word("x"),
                Piece::Sign('('),
                Piece::Text("a \\\" b".into()),
                Piece::Sign(','),
                Piece::Text("c \"d\"".into()),
                Piece::Sign(')'),
            ]
        );
    }

    #[test]
    fn a_lifetime_does_not_open_a_text_and_a_quoted_quote_does_not_either() {
        assert_eq!(pieces("&'a str '\"' b"), [Piece::Sign('&'), word("a"), word("str"), word("b")]);
    }

    #[test]
    fn the_line_of_each_piece_is_known() {
        let source = Source::read(&File { path: "a.rs".into(), text: "a\n\"b\nc\"\nd".into() });
        let lines: Vec<usize> = source.tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn a_path_begins_at_its_first_word() {
        let source = Source::read(&File { path: "a.rs".into(), text: "use tower::http::Body; http::Uri".into() });
        let starts: Vec<bool> = (0..source.tokens.len()).map(|at| source.starts_path(at, "http")).collect();
        assert_eq!(starts.iter().filter(|start| **start).count(), 1);
        assert_eq!(source.path_at(1), ["tower", "http", "Body"]);
    }
}
