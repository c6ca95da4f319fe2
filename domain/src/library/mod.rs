//! The resource library: which files may be kept, told by what is in them, and how large they may be.
use crate::supporters::draft::tidy;
use crate::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// The largest file, in bytes (features.md 1.26, LIB-6).
pub const LARGEST: usize = 5 * 1024 * 1024;
/// All files of one person together, in bytes.
pub const QUOTA: i64 = 100 * 1024 * 1024;
/// The longest name, in characters.
pub const NAME: usize = 100;
/// The longest description.
pub const DESCRIPTION: usize = 300;

/// A kind of file that may be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kind {
    /// What it is told as when it is handed out.
    pub media_type: &'static str,
    /// What people read: "PDF".
    pub label: &'static str,
    /// The ending its file gets.
    pub ending: &'static str,
}

const PDF: Kind = Kind { media_type: "application/pdf", label: "PDF", ending: "pdf" };
const PNG: Kind = Kind { media_type: "image/png", label: "Picture", ending: "png" };
const JPEG: Kind = Kind { media_type: "image/jpeg", label: "Picture", ending: "jpg" };
const WEBP: Kind = Kind { media_type: "image/webp", label: "Picture", ending: "webp" };
const GIF: Kind = Kind { media_type: "image/gif", label: "Picture", ending: "gif" };
const TEXT: Kind = Kind { media_type: "text/plain; charset=utf-8", label: "Text", ending: "txt" };
const OFFICE: &[(&str, Kind)] = &[
    (
        "word/",
        Kind { media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", label: "Document", ending: "docx" },
    ),
    ("xl/", Kind { media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", label: "Spreadsheet", ending: "xlsx" }),
    (
        "ppt/",
        Kind { media_type: "application/vnd.openxmlformats-officedocument.presentationml.presentation", label: "Slides", ending: "pptx" },
    ),
    ("opendocument.text", Kind { media_type: "application/vnd.oasis.opendocument.text", label: "Document", ending: "odt" }),
    (
        "opendocument.spreadsheet",
        Kind { media_type: "application/vnd.oasis.opendocument.spreadsheet", label: "Spreadsheet", ending: "ods" },
    ),
    ("opendocument.presentation", Kind { media_type: "application/vnd.oasis.opendocument.presentation", label: "Slides", ending: "odp" }),
];

/// What kind of file this is, by its content alone. What is none of ours is `None`: archives, programs, web pages, macros.
pub fn kind(content: &[u8]) -> Option<Kind> {
    let starts = |sign: &[u8]| content.starts_with(sign);
    if starts(b"%PDF-") {
        return Some(PDF);
    }
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Some(PNG);
    }
    if starts(b"\xff\xd8\xff") {
        return Some(JPEG);
    }
    if starts(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return Some(WEBP);
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Some(GIF);
    }
    if starts(b"PK\x03\x04") {
        return office(content);
    }
    text(content).then_some(TEXT)
}

/// An office document is an archive whose entries say what it is. One with macros is none of ours.
fn office(content: &[u8]) -> Option<Kind> {
    let holds = |word: &str| content.windows(word.len()).any(|window| window == word.as_bytes());
    if holds("vbaProject.bin") || holds("Basic/Standard") {
        return None;
    }
    let modern = holds("[Content_Types].xml");
    OFFICE.iter().find(|(word, _)| if word.ends_with('/') { modern && holds(word) } else { holds(word) }).map(|(_, kind)| *kind)
}

/// Readable text, and no web page.
fn text(content: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(content) else { return false };
    let start = text.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let page = ["<!doctype", "<html", "<svg", "<?xml", "<script", "#!"].iter().any(|sign| start.starts_with(sign));
    !start.is_empty() && !page && !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{c}'))
}

/// What a name may be: without a path, signs that mean something to programs, or an ending of its own.
pub fn name(typed: &str, kind: Kind) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 => stem,
        _ => last,
    };
    let plain: String = stem.chars().filter(|letter| !letter.is_control() && !"\"<>|:*?;".contains(*letter)).take(NAME).collect();
    let plain = plain.trim();
    format!("{}.{}", if plain.is_empty() { "document" } else { plain }, kind.ending)
}

/// Name and description as their owner changes them.
pub fn check(typed_name: &str, description: &str) -> Result<(String, String), Refusal> {
    let (name, description) = (tidy(typed_name).replace('\n', " "), tidy(description));
    let mut problems = Vec::new();
    if !(1..=NAME).contains(&name.chars().count()) || name.contains(['/', '\\', '"', '<', '>']) {
        problems.push(Problem::new("name", format!("Name it in 1 to {NAME} characters, without slashes and quotes.")));
    }
    if description.chars().count() > DESCRIPTION {
        problems.push(Problem::new("description", format!("Keep the description to {DESCRIPTION} characters.")));
    }
    if problems.is_empty() { Ok((name, description)) } else { Err(Refusal::Invalid(problems)) }
}

/// "120 kB", "2.4 MB".
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A document as its owner sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// Its address is `/library/{id}`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// Its kind and size: "PDF, 120 kB".
    pub what: String,
    /// Whether it is shown on the profile.
    pub public: bool,
    /// When it was changed last, in the viewer's zone.
    pub updated: String,
    /// In how many meetings it is handed out.
    pub meetings: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it_whatever_it_is_called() {
        assert_eq!(kind(b"%PDF-1.7 ...").map(|kind| kind.ending), Some("pdf"));
        assert_eq!(kind(b"\xff\xd8\xff\xe0").map(|kind| kind.ending), Some("jpg"));
        assert_eq!(kind("Breathe in. \u{2014} Breathe out.\n".as_bytes()).map(|kind| kind.ending), Some("txt"));
        assert_eq!(kind(b"PK\x03\x04..[Content_Types].xml..word/document.xml").map(|kind| kind.ending), Some("docx"));
        assert_eq!(kind(b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text").map(|kind| kind.ending), Some("odt"));
    }

    #[test]
    fn what_could_run_is_not_kept() {
        for wrong in [
            b"<!DOCTYPE html><script>".as_slice(),
            b"  <svg onload=x>",
            b"#!/bin/sh",
            b"MZ\x90\x00",
            b"\x7fELF",
            b"PK\x03\x04 plain archive",
            b"PK\x03\x04..[Content_Types].xml..word/document.xml..word/vbaProject.bin",
            b"",
        ] {
            assert_eq!(kind(wrong), None, "{}", String::from_utf8_lossy(wrong));
        }
    }

    #[test]
    fn a_name_loses_its_path_and_gets_the_ending_of_its_kind() {
        assert_eq!(name("C:\\temp\\notes.exe", TEXT), "notes.txt");
        assert_eq!(name("../../etc/passwd", PDF), "passwd.pdf");
        assert_eq!(name("\"; rm.pdf", PDF), "rm.pdf");
        assert_eq!(name("", PDF), "document.pdf");
        assert_eq!(size(123_456), "123 kB");
        assert_eq!(size(2_450_000), "2.4 MB");
    }
}
