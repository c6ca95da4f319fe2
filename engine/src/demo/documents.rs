//! The documents in the libraries of the town: small true files, of which some are handed out in meetings.
use super::dice::Dice;
use super::orgs::Houses;
use super::people::Supporter;
use super::words::{Paper, PaperKind, Words};
use crate::library::import::{NewDocument, Whose};
use crate::meetings::import::NewMeeting;
use domain::Micros;
use domain::time::DAY;

/// Lines on one page of a PDF.
const LINES: usize = 44;

/// All documents, each with the meetings to come that hand it out.
pub fn plan(words: &Words, supporters: &[Supporter], houses: &Houses, meetings: &[NewMeeting], now: Micros) -> Vec<NewDocument> {
    let mut dice = Dice::for_subject("documents");
    let mut all = Vec::new();
    for paper in &words.papers {
        let person =
            supporters.iter().find(|supporter| supporter.person.handle == paper.owner).map(|owner| Whose::Person(owner.id.clone()));
        let org = || houses.orgs.iter().find(|org| org.slug == paper.owner).map(|org| Whose::Org(org.id.clone()));
        let Some(owner) = person.or_else(org) else { continue };
        let theirs = |meeting: &NewMeeting| match &owner {
            Whose::Person(host) => meeting.host == *host,
            Whose::Org(org) => houses.meetings.iter().any(|(id, of, _)| *id == meeting.id && of == org),
        };
        let given = |meeting: &&NewMeeting| theirs(meeting) && meeting.starts_at > now && paper.meetings.contains(&meeting.name);
        let at = now - dice.between(20, 200) * DAY;
        all.push(NewDocument {
            id: dice.id(at),
            meetings: meetings.iter().filter(given).map(|meeting| meeting.id.clone()).collect(),
            owner,
            name: paper.name.clone(),
            description: paper.description.clone(),
            public: paper.public,
            content: content(paper),
        });
    }
    all
}

fn content(paper: &Paper) -> Vec<u8> {
    match paper.kind {
        PaperKind::Text => paper.lines.join("\n").into_bytes(),
        PaperKind::Pdf => pdf(&paper.lines),
    }
}

/// A PDF of plain lines in one of the typefaces that every reader has. The first line is its title.
fn pdf(lines: &[String]) -> Vec<u8> {
    let pages: Vec<&[String]> = lines.chunks(LINES).collect();
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + page * 2)).collect();
    objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()));
    objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned());
    for (page, lines) in pages.into_iter().enumerate() {
        let words: String = lines
            .iter()
            .enumerate()
            .map(|(line, text)| {
                let size = if page == 0 && line == 0 { 16 } else { 11 };
                format!("/F1 {size} Tf ({}) Tj T*\n", text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)"))
            })
            .collect();
        let shown = format!("BT 56 780 Td 16 TL\n{words}ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            5 + page * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len()));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_says_where_each_of_its_objects_stands() {
        let lines: Vec<String> = (0..100).map(|line| format!("Line {line} (of many) \\ more")).collect();
        let file = String::from_utf8(pdf(&lines)).expect("plain letters");
        let table: usize =
            file.rsplit("startxref\n").next().and_then(|rest| rest.lines().next()).and_then(|at| at.parse().ok()).expect("a place");
        assert!(file[table..].starts_with("xref\n0 10\n"), "three pages: a catalog, a list, a font, and two objects for each");
        for (number, entry) in file[table..].lines().skip(3).take(9).enumerate() {
            let at: usize = entry[..10].parse().expect("a place");
            assert!(file[at..].starts_with(&format!("{} 0 obj\n", number + 1)), "object {}", number + 1);
        }
        assert!(file.contains("Line 99 \\(of many\\) \\\\ more"));
        let streams = file.split("<< /Length ").skip(1);
        for stream in streams {
            let (length, rest) = stream.split_once(" >>\nstream\n").expect("a stream");
            assert_eq!(rest.find("\nendstream"), length.parse().ok());
        }
    }
}
