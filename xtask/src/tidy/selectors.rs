//! The class names that have a rule in the built style sheet.

use std::collections::HashSet;

/// Every class name that stands in a selector.
pub fn classes(css: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut letters = without_comments(css).chars().collect::<Vec<_>>().into_iter().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        // `.5rem` is a number: a class does not begin with a digit, and does not follow one.
        if letter == '.' && !last.is_ascii_digit() {
            let mut name = String::new();
            while let Some(next) = letters.peek().copied() {
                if next == '\\' {
                    letters.next();
                    name.push_str(&escaped(&mut letters));
                } else if next.is_alphanumeric() || next == '-' || next == '_' {
                    letters.next();
                    name.push(next);
                } else {
                    break;
                }
            }
            if !name.is_empty() {
                found.insert(name);
            }
        }
        last = letter;
    }
    found
}

/// What stands after a backslash: a sign, or the number of one in hexadecimal and a space.
fn escaped(letters: &mut std::iter::Peekable<std::vec::IntoIter<char>>) -> String {
    let mut digits = String::new();
    while digits.len() < 6 && letters.peek().is_some_and(char::is_ascii_hexdigit) {
        digits.extend(letters.next());
    }
    if digits.is_empty() {
        return letters.next().map(String::from).unwrap_or_default();
    }
    if letters.peek() == Some(&' ') {
        letters.next();
    }
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).map(String::from).unwrap_or_default()
}

fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("/*") {
        plain.push_str(&rest[..at]);
        rest = rest[at..].find("*/").map_or("", |end| &rest[at + end + 2..]);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_without_their_escapes() {
        let css = "/* .not-this */ .p-4{padding:1rem} @media (width>=48rem){.md\\:hover\\:p-2\\.5:hover{padding:.5rem}} .w-\\[37rem\\]{} .\\32 xl\\:p-1{} .a.b > .c{}";
        let found = classes(css);
        for name in ["p-4", "md:hover:p-2.5", "w-[37rem]", "2xl:p-1", "a", "b", "c"] {
            assert!(found.contains(name), "{name} in {found:?}");
        }
        assert!(!found.contains("not-this"));
    }
}
