//! The questions an organization asks those who join, and their answers (features.md ACC-5).
use super::draft::tidy;
use crate::{Problem, Refusal};
use serde::{Deserialize, Serialize};

/// How many questions a form may have.
pub const MOST_FIELDS: usize = 20;
/// The longest question.
pub const LABEL: usize = 200;
/// The longest answer in words.
pub const ANSWER: usize = 1000;
/// How many choices a question may offer.
pub const MOST_CHOICES: usize = 12;
/// The longest choice.
pub const CHOICE: usize = 80;

/// How a question is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// In their own words.
    #[default]
    Text,
    /// One of several.
    Choice,
    /// Yes or no.
    YesNo,
}

impl FieldKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Text, Self::Choice, Self::YesNo];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
        }
    }

    /// What people read.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "In their own words",
            Self::Choice => "One of several",
            Self::YesNo => "Yes or no",
        }
    }

    /// Reads the word kept in the database.
    pub fn from_stored(word: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word).unwrap_or_default()
    }
}

/// A question as an admin types it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FieldDraft {
    /// The id of a question that was there before, or empty.
    pub id: String,
    /// The question. Left empty, the row is taken out.
    pub label: String,
    /// A word of [`FieldKind`].
    pub kind: String,
    /// What can be chosen, one a line.
    pub choices: String,
    /// Whether it must be answered.
    pub required: bool,
}

/// A question of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IntakeField {
    /// Its id.
    pub id: String,
    /// The question.
    pub label: String,
    /// How it is answered.
    pub kind: FieldKind,
    /// What can be chosen.
    pub choices: Vec<String>,
    /// Whether it must be answered.
    pub required: bool,
}

/// An answer as typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The id of the question.
    pub id: String,
    /// The answer.
    pub text: String,
}

/// Reads the form as an admin typed it; rows without a question are left out. The field of a problem is `fields-N`.
pub fn check_fields(rows: &[FieldDraft]) -> Result<Vec<IntakeField>, Refusal> {
    let mut problems = Vec::new();
    let mut fields = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let label = tidy(&row.label).replace('\n', " ");
        if label.is_empty() {
            continue;
        }
        let field = format!("fields-{place}");
        let kind = FieldKind::from_stored(&row.kind);
        let mut choices: Vec<String> = Vec::new();
        for choice in tidy(&row.choices).lines().filter(|line| !line.is_empty()) {
            if !choices.iter().any(|held| held == choice) {
                choices.push(choice.to_owned());
            }
        }
        if label.chars().count() > LABEL {
            problems.push(Problem::new(&field, format!("Keep each question to {LABEL} characters.")));
        }
        match kind {
            FieldKind::Choice if choices.len() < 2 => problems.push(Problem::new(&field, "Write at least two choices, one a line.")),
            FieldKind::Choice if choices.len() > MOST_CHOICES || choices.iter().any(|choice| choice.chars().count() > CHOICE) => {
                problems.push(Problem::new(&field, format!("Write at most {MOST_CHOICES} choices of {CHOICE} characters.")));
            }
            FieldKind::Choice => {}
            _ => choices.clear(),
        }
        fields.push(IntakeField { id: row.id.clone(), label, kind, choices, required: row.required });
    }
    if fields.len() > MOST_FIELDS {
        problems.push(Problem::new("fields-0", format!("Ask at most {MOST_FIELDS} questions.")));
    }
    if problems.is_empty() { Ok(fields) } else { Err(Refusal::Invalid(problems)) }
}

/// Reads the answers of a member. Required ones must be there; the field of a problem is `answers-N`. Unanswered ones are left out.
pub fn check_answers(fields: &[IntakeField], typed: &[Answer]) -> Result<Vec<Answer>, Refusal> {
    let mut problems = Vec::new();
    let mut answers = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let text = typed.iter().find(|answer| answer.id == field.id).map(|answer| tidy(&answer.text)).unwrap_or_default();
        let name = format!("answers-{place}");
        let fits = match field.kind {
            FieldKind::Text => text.chars().count() <= ANSWER,
            FieldKind::Choice => text.is_empty() || field.choices.contains(&text),
            FieldKind::YesNo => matches!(text.as_str(), "" | "Yes" | "No"),
        };
        if !fits {
            let says =
                if field.kind == FieldKind::Text { format!("Use at most {ANSWER} characters.") } else { "Choose one of these.".into() };
            problems.push(Problem::new(&name, says));
        } else if text.is_empty() && field.required {
            problems.push(Problem::new(&name, "Please answer this question."));
        } else if !text.is_empty() {
            answers.push(Answer { id: field.id.clone(), text });
        }
    }
    if problems.is_empty() { Ok(answers) } else { Err(Refusal::Invalid(problems)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(label: &str, kind: &str, choices: &str, required: bool) -> FieldDraft {
        FieldDraft { id: label.to_owned(), label: label.into(), kind: kind.into(), choices: choices.into(), required }
    }

    fn form() -> Vec<IntakeField> {
        check_fields(&[
            row("What brings you here?", "text", "", true),
            row("", "choice", "", true),
            row("Which evening?", "choice", "Tuesday\n\nThursday\nTuesday", false),
            row("May we write?", "yes_no", "left over", true),
        ])
        .expect("a good form")
    }

    #[test]
    fn rows_without_a_question_are_left_out_and_choices_are_kept_only_where_there_is_a_choice() {
        let form = form();
        assert_eq!(form.iter().map(|field| field.choices.len()).collect::<Vec<_>>(), [0, 2, 0]);
        let Err(refusal) = check_fields(&[row("Which?", "choice", "one", false)]) else { panic!("one choice is none") };
        assert_eq!(refusal.problems()[0].field, "fields-0");
    }

    #[test]
    fn required_questions_must_be_answered_with_what_was_offered() {
        let answer = |id: &str, text: &str| Answer { id: id.into(), text: text.into() };
        let Err(refusal) = check_answers(&form(), &[answer("Which evening?", "Sunday"), answer("May we write?", "Perhaps")]) else {
            panic!("three wrong answers were taken")
        };
        let fields: Vec<&str> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["answers-0", "answers-1", "answers-2"]);
        let kept =
            check_answers(&form(), &[answer("What brings you here?", " Grief "), answer("May we write?", "Yes"), answer("other", "x")]);
        assert_eq!(
            kept.map(|answers| answers.into_iter().map(|answer| answer.text).collect::<Vec<_>>()),
            Ok(vec!["Grief".into(), "Yes".into()])
        );
    }
}
