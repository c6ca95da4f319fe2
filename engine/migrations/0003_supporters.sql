CREATE TABLE supporters (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    handle TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    last_initial TEXT NOT NULL,
    credential TEXT NOT NULL,
    gender TEXT NOT NULL,                   -- woman, man, nonbinary or unsaid
    headline TEXT NOT NULL,
    greeting TEXT NOT NULL,
    about TEXT NOT NULL,
    story TEXT NOT NULL,
    motivation TEXT NOT NULL,
    topics TEXT NOT NULL,                   -- slugs, comma-separated, in the order the supporter chose
    specialties TEXT NOT NULL DEFAULT '',   -- in their own words, comma-separated
    languages TEXT NOT NULL,
    accepting BIGINT NOT NULL,
    auto_approve BIGINT NOT NULL,
    hidden BIGINT NOT NULL,
    weekly_hours TEXT NOT NULL DEFAULT '',  -- "1 540 720;3 1080 1260": weekday from Monday 1, minutes from and to
    groups_led BIGINT NOT NULL DEFAULT 0,
    sessions_led BIGINT NOT NULL DEFAULT 0,
    review_count BIGINT NOT NULL DEFAULT 0,
    rating_total BIGINT NOT NULL DEFAULT 0, -- the sum of the stars
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX supporters_by_change ON supporters (updated_at);

CREATE TABLE services (
    id TEXT PRIMARY KEY NOT NULL,
    supporter_id TEXT NOT NULL REFERENCES supporters (account_id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    price BIGINT NOT NULL,
    currency TEXT NOT NULL
);
CREATE INDEX services_by_supporter ON services (supporter_id, place);

CREATE TABLE reviews (
    id TEXT PRIMARY KEY NOT NULL,
    supporter_id TEXT NOT NULL REFERENCES supporters (account_id) ON DELETE CASCADE,
    author_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    stars BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX reviews_by_supporter ON reviews (supporter_id, created_at, id);
CREATE INDEX reviews_by_author ON reviews (author_id);

-- What a profile tells of the next weeks. Registering comes with its own feature.
CREATE TABLE meetings (
    id TEXT PRIMARY KEY NOT NULL,
    host_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    description TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- group or one_to_one
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    price BIGINT NOT NULL,
    currency TEXT NOT NULL,
    seats BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    private BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX meetings_by_host ON meetings (host_id, starts_at);
CREATE INDEX meetings_by_start ON meetings (starts_at);
