//! What a page makes the browser load: the addresses in its HTML, and the fonts in its style sheet.

/// What an address is loaded for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Code,
    Style,
    Font,
    Picture,
    Other,
}

/// The addresses that a browser loads at once, in the order of the page, each once.
pub fn in_html(html: &str) -> Vec<(Kind, String)> {
    let mut links = Vec::new();
    for tag in tags(html) {
        let attribute = |name| attribute(tag, name).unwrap_or_default();
        let kind = match tag.split([' ', '\n', '>']).next().unwrap_or_default() {
            "script" => Kind::Code,
            "img" if attribute("loading") != "lazy" => Kind::Picture,
            "link" => match (attribute("rel").as_str(), attribute("as").as_str()) {
                ("stylesheet", _) => Kind::Style,
                ("modulepreload", _) | ("preload", "fetch" | "script") => Kind::Code,
                ("preload", "font") => Kind::Font,
                ("preload", "image") | ("icon", _) => Kind::Picture,
                ("manifest", _) => Kind::Other,
                _ => continue,
            },
            _ => continue,
        };
        let source = if tag.starts_with("link") { attribute("href") } else { attribute("src") };
        if source.starts_with('/') && !links.iter().any(|(_, known)| *known == source) {
            links.push((kind, source));
        }
    }
    links
}

/// The fonts that a page in English loads: upright, and covering the letter `a`.
pub fn fonts_in_css(css: &str) -> Vec<String> {
    let mut fonts = Vec::new();
    for block in css.split("@font-face").skip(1) {
        let block = &block[..block.find('}').unwrap_or(block.len())];
        let range = value(block, "unicode-range");
        let covers = range.is_none_or(|range| range.split(',').any(|part| covers(part.trim(), u32::from('a'))));
        if !covers || value(block, "font-style").is_some_and(|style| style.trim() == "italic") {
            continue;
        }
        for part in block.split("url(").skip(1) {
            let address = part[..part.find(')').unwrap_or(part.len())].trim_matches(['"', '\'']);
            if address.starts_with('/') && !fonts.iter().any(|known| known == address) {
                fonts.push(address.to_string());
            }
        }
    }
    fonts
}

fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).map(|rest| &rest[..rest.find('>').unwrap_or(rest.len())])
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let rest = &tag[start..];
    Some(rest[..rest.find('"')?].replace("&amp;", "&"))
}

fn value<'a>(block: &'a str, name: &str) -> Option<&'a str> {
    let rest = block[block.find(name)? + name.len()..].trim_start().strip_prefix(':')?;
    Some(&rest[..rest.find(';').unwrap_or(rest.len())])
}

/// Whether a range such as `U+0000-00FF`, `U+131` or `U+??` holds a letter.
fn covers(range: &str, letter: u32) -> bool {
    let Some(range) = range.strip_prefix("U+").or_else(|| range.strip_prefix("u+")) else { return false };
    let (from, to) = range.split_once('-').unwrap_or((range, range));
    let number = |digits: &str, wild| u32::from_str_radix(&digits.replace('?', wild), 16).ok();
    matches!((number(from, "0"), number(to, "F")), (Some(from), Some(to)) if (from..=to).contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_what_it_loads() {
        let html = r#"<head><link rel="modulepreload" href="/pkg/a.js" crossorigin="x"><link id="style" rel="stylesheet" href="/pkg/a.css">
            <link rel="preload" href="/pkg/a.wasm" as="fetch"><link rel="canonical" href="/supporters"></head>
            <img alt="" src="/photo.webp"><img loading="lazy" src="/later.webp"><img src="data:x"><a href="/chat">"#;
        let links = in_html(html);
        let told: Vec<(Kind, &str)> = links.iter().map(|(kind, address)| (*kind, address.as_str())).collect();
        assert_eq!(
            told,
            [(Kind::Code, "/pkg/a.js"), (Kind::Style, "/pkg/a.css"), (Kind::Code, "/pkg/a.wasm"), (Kind::Picture, "/photo.webp"),]
        );
    }

    #[test]
    fn only_the_fonts_of_plain_text_count() {
        let css = "@font-face{src:url(/fonts/latin.woff2)format(\"woff2\");unicode-range:U+??,U+131}\
            @font-face{src:url('/fonts/ext.woff2');unicode-range:U+100-2BA}\
            @font-face{font-style:italic;src:url(/fonts/italic.woff2)}";
        assert_eq!(fonts_in_css(css), ["/fonts/latin.woff2"]);
    }
}
