//! What a supporter offers: a name, a length, a price.
use crate::{Problem, Refusal, money};
use serde::{Deserialize, Serialize};

/// How many services a profile may list.
pub const MOST_SERVICES: usize = 8;
/// The lowest price that is not free, in cents: under it, fees eat the price.
pub const LOWEST_PRICE: i64 = 299;
/// The highest price, in cents.
pub const HIGHEST_PRICE: i64 = 50_000;

/// One row of the form, as typed. A row without a name says nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ServiceDraft {
    /// 3 to 60 characters.
    #[serde(default)]
    pub name: String,
    /// 15 to 240.
    #[serde(default)]
    pub minutes: String,
    /// `0`, `free`, or a price such as `19.99` in US dollars.
    #[serde(default)]
    pub price: String,
}

/// A service that keeps the rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Service {
    /// What it is called.
    pub name: String,
    /// How long it takes.
    pub minutes: i64,
    /// In cents; 0 is free.
    pub price: i64,
}

/// Reads the form. Problems are about `services[n][name]`, `services[n][minutes]` and `services[n][price]`, n being the row.
pub fn check(drafts: &[ServiceDraft]) -> Result<Vec<Service>, Refusal> {
    let mut problems = Vec::new();
    let mut services = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let name = draft.name.trim();
        if name.is_empty() && draft.price.trim().is_empty() {
            continue;
        }
        let mut say = |field: &str, says: &str| problems.push(Problem::new(&format!("services[{place}][{field}]"), says));
        if !(3..=60).contains(&name.chars().count()) {
            say("name", "Name it in 3 to 60 characters.");
        } else if super::draft::gives_contact_details(name) {
            say("name", super::draft::NO_CONTACT_DETAILS);
        }
        let minutes = draft.minutes.trim().parse().ok().filter(|minutes| (15..=240).contains(minutes));
        if minutes.is_none() {
            say("minutes", "Choose a length from 15 minutes to 4 hours.");
        }
        let price = money::parse(&draft.price).filter(|price| *price == 0 || (LOWEST_PRICE..=HIGHEST_PRICE).contains(price));
        if price.is_none() {
            say("price", "Use 0 for free, or a price from 2.99 to 500.");
        }
        services.push(Service { name: name.to_owned(), minutes: minutes.unwrap_or_default(), price: price.unwrap_or_default() });
    }
    if services.len() > MOST_SERVICES {
        problems.push(Problem::new("services", format!("A profile can list {MOST_SERVICES} services.")));
    }
    if problems.is_empty() { Ok(services) } else { Err(Refusal::Invalid(problems)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, minutes: &str, price: &str) -> ServiceDraft {
        ServiceDraft { name: name.into(), minutes: minutes.into(), price: price.into() }
    }

    #[test]
    fn services_are_read_and_empty_rows_are_left_out() {
        let services = check(&[draft("A first talk", "30", "0"), draft(" ", "60", ""), draft("Walk along", "60", "$19.99")]);
        assert_eq!(
            services,
            Ok(vec![
                Service { name: "A first talk".into(), minutes: 30, price: 0 },
                Service { name: "Walk along".into(), minutes: 60, price: 1999 },
            ])
        );
    }

    #[test]
    fn a_price_is_free_or_at_least_2_99() {
        assert!(check(&[draft("Talk", "30", "2.99")]).is_ok());
        for price in ["2.98", "500.01", "-1", "x", ""] {
            let Err(refusal) = check(&[draft("Talk", "30", price)]) else { panic!("{price} was taken") };
            assert_eq!(refusal.problems()[0].field, "services[0][price]");
        }
    }

    #[test]
    fn every_problem_is_marked_at_its_field() {
        let Err(refusal) = check(&[draft("Talk", "30", "0"), draft("ab", "5", "1")]) else { panic!("a refusal was expected") };
        let fields: Vec<&str> = refusal.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["services[1][name]", "services[1][minutes]", "services[1][price]"]);
    }
}
