//! The name that others see.

/// A supporter's first name and initial ("Rosa M."), otherwise the username. `supporter` holds first name and initial.
pub fn shown_name(username: &str, supporter: Option<(&str, &str)>) -> String {
    match supporter {
        Some((first, initial)) if !first.is_empty() => match initial.trim_end_matches('.') {
            "" => first.to_owned(),
            initial => format!("{first} {initial}."),
        },
        _ => username.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supporters_are_seen_by_first_name_and_initial_and_members_by_username() {
        assert_eq!(shown_name("rosa-m", Some(("Rosa", "M"))), "Rosa M.");
        assert_eq!(shown_name("rosa-m", Some(("Rosa", "M."))), "Rosa M.");
        assert_eq!(shown_name("rosa-m", Some(("Rosa", ""))), "Rosa");
        assert_eq!(shown_name("river", None), "river");
    }
}
