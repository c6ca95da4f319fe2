//! Finds the addresses in a message. Only `http` and `https` become links; everything else stays text, whatever it says.

/// A piece of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words.
    Text(String),
    /// An address that may be clicked, as it was written.
    Link(String),
}

/// Cuts a message into words and links, losing nothing: the pieces joined are the message.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(next_scheme).map(|at| from + at) {
        let end = at + address_len(&text[at..]);
        let inside_a_word = text[..at].chars().next_back().is_some_and(|before| before.is_ascii_alphanumeric() || before == '@');
        if inside_a_word || !is_safe(&text[at..end]) {
            from = at + "http".len();
            continue;
        }
        if done < at {
            pieces.push(Piece::Text(text[done..at].to_owned()));
        }
        pieces.push(Piece::Link(text[at..end].to_owned()));
        done = end;
        from = end;
    }
    if done < text.len() {
        pieces.push(Piece::Text(text[done..].to_owned()));
    }
    pieces
}

/// Where the next `http://` or `https://` starts, in whatever case.
fn next_scheme(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|&at| scheme_len(&bytes[at..]).is_some())
}

fn scheme_len(bytes: &[u8]) -> Option<usize> {
    ["https://", "http://"]
        .into_iter()
        .map(str::as_bytes)
        .find(|scheme| bytes.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
        .map(<[u8]>::len)
}

/// How far the address goes: to the next space or bracket, without the full stop or comma that ends the sentence, and
/// without a closing parenthesis that was opened before it.
fn address_len(text: &str) -> usize {
    let stops = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(
                letter,
                '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^' | '。' | '、' | '，' | '」' | '』' | '“' | '”' | '«' | '»'
            )
    };
    let mut end = text.find(stops).unwrap_or(text.len());
    while let Some(last) = text[..end].chars().next_back() {
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '’' => true,
            ')' => unopened(&text[..end], '(', ')'),
            ']' => unopened(&text[..end], '[', ']'),
            _ => false,
        };
        if !drop {
            break;
        }
        end -= last.len_utf8();
    }
    end
}

fn unopened(text: &str, open: char, close: char) -> bool {
    text.matches(close).count() > text.matches(open).count()
}

/// A host with a name, and nobody's name before it: `https://bank.example@evil.example` leads elsewhere than it looks.
fn is_safe(address: &str) -> bool {
    let Some(scheme) = scheme_len(address.as_bytes()) else { return false };
    let authority = address[scheme..].split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    !authority.contains('@') && host.chars().next().is_some_and(char::is_alphanumeric) && !host.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links(text: &str) -> Vec<String> {
        pieces(text).into_iter().filter_map(|piece| if let Piece::Link(link) = piece { Some(link) } else { None }).collect()
    }

    #[test]
    fn an_address_in_a_sentence_becomes_a_link_without_the_sentences_own_marks() {
        let cases = [
            ("See https://example.org/a.", "https://example.org/a"),
            ("(see https://example.org/a)", "https://example.org/a"),
            ("https://en.wikipedia.org/wiki/Grief_(song)", "https://en.wikipedia.org/wiki/Grief_(song)"),
            ("(https://en.wikipedia.org/wiki/Grief_(song))", "https://en.wikipedia.org/wiki/Grief_(song)"),
            ("Really? https://example.org/?q=1&b=2!", "https://example.org/?q=1&b=2"),
            ("<https://example.org>", "https://example.org"),
            ("HTTPS://Example.org/X", "HTTPS://Example.org/X"),
            ("https://münchen.example/straße", "https://münchen.example/straße"),
            ("看https://example.org/路。再见", "https://example.org/路"),
            ("\"https://example.org\"", "https://example.org"),
            ("http://localhost:3000/x,", "http://localhost:3000/x"),
            ("wait...https://", ""),
        ];
        for (text, expected) in cases {
            let found = links(text);
            assert_eq!(found.first().map(String::as_str).unwrap_or_default(), expected, "{text}");
        }
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,<script>",
            "ftp://example.org",
            "example.org",
            "xhttps://example.org",
            "https://",
            "https:///x",
            "https://bank.example@evil.example/",
            "https://.example",
            "mailto:a@b.example",
            "view-source:javascript:x",
            "https:/example.org",
        ] {
            assert_eq!(links(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn several_links_keep_the_words_between_them() {
        assert_eq!(
            pieces("a https://x.example b https://y.example, c"),
            vec![
                Piece::Text("a ".into()),
                Piece::Link("https://x.example".into()),
                Piece::Text(" b ".into()),
                Piece::Link("https://y.example".into()),
                Piece::Text(", c".into()),
            ]
        );
        assert_eq!(pieces(""), Vec::new());
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_every_link_is_http(text in "(\\PC|https?://|[().@/ ]){0,60}") {
            let pieces = pieces(&text);
            let joined: String = pieces.iter().map(|piece| match piece { Piece::Text(text) | Piece::Link(text) => text.as_str() }).collect();
            prop_assert_eq!(joined, text);
            for piece in pieces {
                if let Piece::Link(link) = piece {
                    let link = link.to_lowercase();
                    prop_assert!(link.starts_with("http://") || link.starts_with("https://"));
                }
            }
        }
    }
}
