//! Wakes the page.
