//! Stories of people and the database, told on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, reason = "a test that can't go on should say where")]

mod account_entering;
mod account_helping;
mod account_joining;
mod account_leaving;
mod account_sessions;
mod account_two_factor;
mod bed;
mod chat;
mod contacts;
mod crash;
mod dashboard;
mod demo;
mod directory;
mod home;
mod jobs;
mod kill_rounds;
mod kills;
mod letters;
mod library;
mod meeting_letters;
mod meetings;
mod meetings_calendar;
mod meetings_hosts;
mod meetings_orgs;
mod orgs;
mod orgs_people;
mod orgs_told;
mod paying;
mod paying_storm;
mod paying_stripe;
mod profiles;
mod reviews;
mod stand_in;
mod standstill;
mod writing;
