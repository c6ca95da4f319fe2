//! A table as a file for spreadsheets, in which no cell can be a formula (OWASP, "CSV Injection").

/// One line of the file, with its line end.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// One cell: always in quotes, and with an apostrophe in front of anything that a spreadsheet would run.
fn cell(text: &str) -> String {
    let starts = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    let runs =
        text.starts_with(['\t', '\r', '\n']) || starts.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    format!("\"{}{}\"", if runs { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_and_line_ends_stay_inside_their_cell() {
        assert_eq!(line(["river", "she said \"yes\"", "two\nlines"]), "\"river\",\"she said \"\"yes\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(\"x\")", "\u{ff1d}1"] {
            assert!(cell(formula).starts_with("\"'"), "{formula}");
        }
        assert_eq!(cell("a-b"), "\"a-b\"");
    }

    proptest! {
        #[test]
        fn no_cell_ends_before_its_own_end(text in ".{0,40}") {
            let cell = cell(&text);
            let inside = &cell[1..cell.len() - 1];
            prop_assert_eq!(inside.replace("\"\"", "").matches('"').count(), 0);
        }
    }
}
