//! Calendar files (RFC 5545). Times are UTC instants, so that every calendar shows its owner's own hour. No file names anybody
//! but the host.
use super::store::Row;
use domain::Micros;

/// A calendar of these meetings. `updated` says when it was made.
pub fn calendar(rows: &[Row], origin: &str, updated: Micros) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(&folded(&words));
        text.push_str("\r\n");
    };
    line("BEGIN:VCALENDAR".into());
    line("VERSION:2.0".into());
    line("PRODID:-//Alongside//Meetings//EN".into());
    line("METHOD:PUBLISH".into());
    line("X-WR-CALNAME:Alongside".into());
    let host = origin.split("://").nth(1).unwrap_or(origin);
    for row in rows {
        let address = format!("{origin}/meetings/{}", row.id);
        line("BEGIN:VEVENT".into());
        line(format!("UID:{}@{host}", row.id));
        line(format!("DTSTAMP:{}", stamp(updated)));
        line(format!("DTSTART:{}", stamp(row.starts_at)));
        line(format!("DTEND:{}", stamp(row.ends_at())));
        line(format!("SEQUENCE:{}", row.sequence));
        line(format!("STATUS:{}", if row.state == "cancelled" { "CANCELLED" } else { "CONFIRMED" }));
        line(format!("SUMMARY:{}", escaped(&row.name)));
        line(format!(
            "DESCRIPTION:{}",
            escaped(&format!("With {}. {}\n{address}", row.led_by().trim_end_matches('.'), super::letters::door()))
        ));
        line(format!("URL:{address}"));
        line("CLASS:PRIVATE".into());
        line("END:VEVENT".into());
    }
    line("END:VCALENDAR".into());
    text
}

fn stamp(at: Micros) -> String {
    chrono::DateTime::from_timestamp_micros(at).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Lines of at most 75 bytes; what is longer goes on after a space.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut bytes = 0;
    for letter in line.chars() {
        if bytes + letter.len_utf8() > 74 {
            folded.push_str("\r\n ");
            bytes = 1;
        }
        folded.push(letter);
        bytes += letter.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_and_comes_back_whole() {
        let line = format!("SUMMARY:{}", "tea and \u{2014} talk ".repeat(12));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= 75));
        assert_eq!(folded.replace("\r\n ", ""), line);
    }

    #[test]
    fn signs_that_mean_something_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
        assert_eq!(stamp(1_795_348_800_000_000), "20261122T120000Z");
    }
}
