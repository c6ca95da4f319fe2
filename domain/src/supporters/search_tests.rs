//! The searches people type, click and share.
use super::Gender;
use super::search::*;
use proptest::prelude::*;

#[test]
fn a_search_is_read_from_its_address_and_written_back() {
    let search =
        Search::parse("?q=caf%C3%A9+night&topic=grief&topic=anxiety&language=es&gender=man&open=1&opening=1&price=25&sort=name&page=3");
    assert_eq!(search.words, "café night");
    assert_eq!(search.topics, ["grief", "anxiety"]);
    assert_eq!(search.language, Some("es"));
    assert_eq!(search.gender, Some(Gender::Man));
    assert_eq!((search.open, search.opening, search.price), (true, true, Some(Price::UpTo25)));
    assert_eq!((search.sort, search.page), (Sort::Name, 2));
    assert_eq!(Search::parse(&search.to_query()), search);
}

#[test]
fn what_is_unknown_is_ignored() {
    let search = Search::parse("topic=gold&language=xx&gender=y&open=yes&price=1&sort=up&page=-4&nothing&=&q=%zz%");
    assert_eq!(search, Search { words: "%zz%".into(), ..Search::default() });
    assert_eq!(Search::parse("page=0").page, 0);
    assert_eq!(Search::default().address(), "/supporters");
}

#[test]
fn the_sentence_says_what_was_asked_for() {
    let says = |query: &str| format!("{}{}", how_many(18), Search::parse(query).sentence());
    assert_eq!(says(""), "18 supporters");
    assert_eq!(says("topic=grief&open=1"), "18 supporters for grief and loss, open to connect");
    assert_eq!(says("topic=lgbtq&topic=work"), "18 supporters for LGBTQ+ or work and burnout");
    assert_eq!(says("open=1"), "18 supporters open to connect");
    assert_eq!(says("q=night+shifts&language=es"), "18 supporters matching “night shifts”, speaking Spanish");
    assert_eq!(how_many(1), "1 supporter");
}

#[test]
fn a_chip_takes_away_its_own_filter_and_goes_back_to_the_first_page() {
    let search = Search::parse("q=rosa&topic=grief&topic=anxiety&open=1&sort=name&page=4");
    let chips = search.chips();
    let labels: Vec<&str> = chips.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["“rosa”", "Grief and loss", "Anxiety", "Open to connect"]);
    assert_eq!(chips[1].1.to_query(), "q=rosa&topic=anxiety&open=1&sort=name");
}

proptest! {
    #[test]
    fn reading_any_address_never_fails_and_settles_at_once(query in "\\PC{0,200}") {
        let search = Search::parse(&query);
        prop_assert_eq!(&Search::parse(&search.to_query()), &search);
    }
}
