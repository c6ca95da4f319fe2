//! Money is whole minor units (cents) beside a currency code; this is how people read it and type it.

/// Currencies without minor units: one yen is one unit, not a hundred.
const WHOLE: &[&str] = &["JPY", "KRW", "VND", "CLP", "ISK"];

/// What people read: `$19.99`, `$20`, `Free`. `amount` is in minor units (cents).
pub fn show(amount: i64, currency: &str) -> String {
    if amount == 0 {
        return "Free".to_owned();
    }
    let number = number(amount, currency);
    match currency {
        "USD" => format!("${number}"),
        "EUR" => format!("€{number}"),
        "GBP" => format!("£{number}"),
        other => format!("{number} {other}"),
    }
}

/// What stands in a field where a price is typed: `19.99`, `20`, `0`. `amount` is in minor units (cents).
pub fn typed(amount: i64, currency: &str) -> String {
    number(amount, currency)
}

fn number(amount: i64, currency: &str) -> String {
    if WHOLE.contains(&currency) || amount % 100 == 0 {
        let whole = if WHOLE.contains(&currency) { amount } else { amount / 100 };
        return whole.to_string();
    }
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", (amount / 100).abs(), (amount % 100).abs())
}

/// Reads a typed price as cents: `19.99`, `$20`, `20.5`, `20,50`, `free`. Anything else, or a price under zero, is `None`.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("free") {
        return Some(0);
    }
    let text = text.strip_prefix('$').unwrap_or(text).trim();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let cents = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        _ => part.parse::<i64>().ok()?,
    };
    Some(whole.parse::<i64>().ok()? * 100 + cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_shown_as_people_write_it() {
        assert_eq!(show(1999, "USD"), "$19.99");
        assert_eq!(show(2000, "USD"), "$20");
        assert_eq!(show(205, "EUR"), "€2.05");
        assert_eq!(show(1500, "JPY"), "1500 JPY");
        assert_eq!(show(1550, "CHF"), "15.50 CHF");
        assert_eq!(show(0, "USD"), "Free");
    }

    #[test]
    fn a_typed_price_is_read_in_the_usual_spellings_and_in_no_others() {
        for (text, cents) in [("19.99", 1999), ("$20", 2000), (" 20.5 ", 2050), ("20,50", 2050), ("0", 0), ("free", 0)] {
            assert_eq!(parse(text), Some(cents), "{text}");
        }
        for text in ["", "-5", "1.999", "twenty", "1e3", "99999999", ".", "1.2.3"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_in_a_field_is_read_back_as_the_same_price() {
        for cents in [0, 1, 299, 1999, 2000, 12_345] {
            assert_eq!(parse(&typed(cents, "USD")), Some(cents));
        }
    }
}
