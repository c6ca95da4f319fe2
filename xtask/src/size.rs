//! `cargo xtask size`: what a first visit to each public page downloads, as it goes over the wire.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::build;
use crate::http;
use crate::page_links::{self, Kind};
use crate::place::{Place, Profile, write};
use crate::say::{self, Explain, Outcome};
use crate::site::Site;

const PAGES: [&str; 9] = [
    "/",
    "/supporters",
    "/supporters/demo-supporter",
    "/organizations",
    "/organizations/demo-organization",
    "/meetings",
    "/sign-in",
    "/sign-up",
    "/reset-password",
];

/// In bytes; a kB is 1,000 of them.
const BUDGETS: [(Kind, &str, usize); 3] =
    [(Kind::Code, "script and WebAssembly", 250_000), (Kind::Style, "style sheet", 20_000), (Kind::Font, "fonts", 60_000)];
/// What wakes a visitor's page once it is needed has the same budget as if it was loaded at once.
const PROGRAM: usize = 250_000;
/// The parts that a visitor's pages are in, and whose pages these are.
const PARTS: [(&str, &str); 3] = [("open", "supporters, organizations"), ("doors", "sign-in, sign-up"), ("meet", "meetings")];

/// What wakes the pages of a part: its files, and what each takes.
type Program = BTreeMap<String, usize>;

/// What one page costs.
struct Visit {
    page: &'static str,
    html: usize,
    sizes: BTreeMap<String, (Kind, usize)>,
}

impl Visit {
    fn sum(&self, kind: Kind) -> usize {
        self.sizes.values().filter(|(own, _)| *own == kind).map(|(_, size)| size).sum()
    }

    fn total(&self) -> usize {
        self.html + self.sizes.values().map(|(_, size)| size).sum::<usize>()
    }
}

/// Measures, prints, writes docs/size.md, and fails when a budget is broken.
pub fn run(place: &Place) -> Outcome {
    build::all(place, Profile::Release)?;
    let site = say::timed("Starting a site with a fresh demo town", || Site::start(place, Profile::Release, "size-data"))?;
    let visits = PAGES.iter().map(|page| visit(&site.address, page)).collect::<Outcome<Vec<Visit>>>()?;
    let programs = programs(&site.address)?;
    let report = report(&visits, &programs);
    println!("{report}");
    write(&place.root.join("docs/size.md"), &report)?;
    let mut broken = broken_budgets(&visits);
    for ((part, _), program) in PARTS.iter().zip(&programs) {
        let whole: usize = program.values().sum();
        if whole > PROGRAM {
            broken.push(format!(
                "the program that wakes a page of the part {part} takes {} kB, and {} kB are the most",
                kb(whole),
                kb(PROGRAM)
            ));
        }
    }
    if broken.is_empty() { Ok(()) } else { Err(broken.join("; ")) }
}

fn visit(address: &str, page: &'static str) -> Outcome<Visit> {
    let plain = http::get(address, page, "identity")?;
    if plain.status != 200 {
        return Err(format!("{page} answers {}", plain.status));
    }
    let html = http::get(address, page, "br")?.body.len();
    let mut sizes = BTreeMap::new();
    for (kind, link) in page_links::in_html(&String::from_utf8_lossy(&plain.body)) {
        sizes.insert(link.clone(), (kind, wire_size(address, &link)?));
        if kind == Kind::Style {
            let css = http::get(address, &link, "identity")?.body;
            for font in page_links::fonts_in_css(&String::from_utf8_lossy(&css)) {
                let size = wire_size(address, &font)?;
                sizes.insert(font, (Kind::Font, size));
            }
        }
    }
    Ok(Visit { page, html, sizes })
}

/// What wakes the pages of each of the `PARTS`.
fn programs(address: &str) -> Outcome<Vec<Program>> {
    let list = http::get(address, "/pkg/files.json", "identity")?;
    let list: serde_json::Value = serde_json::from_slice(&list.body).explain("the list of files can't be read")?;
    let many = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let program = |part: &str| {
        let files = many(&list["scripts"]).into_iter().chain([list["wasm"].clone()]).chain(many(&list["parts"][part]));
        files.filter_map(|file| Some(file.as_str()?.to_owned())).map(|file| Ok((file.clone(), wire_size(address, &file)?))).collect()
    };
    PARTS.iter().map(|(part, _)| program(part)).collect()
}

fn wire_size(address: &str, path: &str) -> Outcome<usize> {
    let answer = http::get(address, path, "br")?;
    if answer.status != 200 {
        return Err(format!("{path} answers {}", answer.status));
    }
    let text = ["javascript", "wasm", "css", "svg", "json"].iter().any(|kind| answer.header("content-type").contains(kind));
    if text && answer.header("content-encoding") != "br" {
        return Err(format!("{path} is sent without brotli"));
    }
    Ok(answer.body.len())
}

fn report(visits: &[Visit], programs: &[Program]) -> String {
    let mut text = String::from(
        "# What a first visit downloads\n\n\
         Bytes over the wire with brotli, signed out, nothing cached, as `cargo xtask size` measures them on the demo town. \
         One kB is 1,000 bytes.\n\n\
         | page | HTML | script and WebAssembly | style sheet | fonts | pictures | all |\n|---|--:|--:|--:|--:|--:|--:|\n",
    );
    for visit in visits {
        let cells = [Kind::Code, Kind::Style, Kind::Font, Kind::Picture].map(|kind| kb(visit.sum(kind)));
        let _ = writeln!(text, "| `{}` | {} | {} | {} |", visit.page, kb(visit.html), cells.join(" | "), kb(visit.total()));
    }
    let budgets = BUDGETS.map(|(kind, _, most)| (kind, kb(most)));
    let _ = writeln!(text, "| *budget* | | {} | {} | {} | | |", budgets[0].1, budgets[1].1, budgets[2].1);
    let _ = writeln!(
        text,
        "\nVisitors read these pages without any program. It is fetched at the first key, field or mouse move, and what is at hand is not \
         fetched again (budget {} kB).\n\n| what wakes | files | kB |\n|---|---|--:|",
        kb(PROGRAM)
    );
    for ((_, pages), program) in PARTS.iter().zip(programs) {
        let name = |path: &String| without_hash(path.trim_start_matches("/pkg/")).trim_start_matches('/').to_owned();
        let files = program.iter().map(|(path, size)| format!("`{}` {}", name(path), kb(*size))).collect::<Vec<_>>();
        let _ = writeln!(text, "| {pages} | {} | {} |", files.join(", "), kb(program.values().sum()));
    }
    text.push_str("\n## The files\n\n| file | kB |\n|---|--:|\n");
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for (path, (kind, size)) in visits.iter().flat_map(|visit| &visit.sizes) {
        if *kind != Kind::Picture {
            files.insert(without_hash(path), *size);
        }
    }
    for (path, size) in files {
        let _ = writeln!(text, "| `{path}` | {} |", kb(size));
    }
    text
}

fn broken_budgets(visits: &[Visit]) -> Vec<String> {
    let mut broken = Vec::new();
    for visit in visits {
        for (kind, name, most) in BUDGETS {
            let size = visit.sum(kind);
            if size > most {
                broken.push(format!("{}: {name} takes {} kB, and {} kB are the most", visit.page, kb(size), kb(most)));
            }
        }
    }
    broken
}

/// Hashes change with every build; the report should change only with the sizes.
fn without_hash(path: &str) -> String {
    let is_hash = |part: &str| part.len() == 16 && part.chars().all(|digit| digit.is_ascii_hexdigit());
    let folders = path.split('/').filter(|part| !is_hash(part)).collect::<Vec<_>>().join("/");
    folders.split('.').filter(|part| !is_hash(part)).collect::<Vec<_>>().join(".")
}

fn kb(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_budget_is_told_in_a_sentence() {
        let sizes = [("/pkg/a.wasm", Kind::Code, 250_001), ("/pkg/a.css", Kind::Style, 19_000)];
        let sizes = sizes.map(|(path, kind, size)| (path.to_string(), (kind, size))).into();
        let broken = broken_budgets(&[Visit { page: "/", html: 5_000, sizes }]);
        assert_eq!(broken, ["/: script and WebAssembly takes 250.0 kB, and 250.0 kB are the most"]);
    }

    #[test]
    fn hashes_do_not_show_in_the_report() {
        assert_eq!(without_hash("/pkg/alongside.0123456789abcdef.js"), "/pkg/alongside.js");
        assert_eq!(without_hash("/pkg/0123456789abcdef/alongside.js"), "/pkg/alongside.js");
        assert_eq!(without_hash("/icon.svg"), "/icon.svg");
    }
}
