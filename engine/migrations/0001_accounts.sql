-- One text for SQLite and PostgreSQL: TEXT and BIGINT only. Ids are UUIDv7 as text, times are UTC microseconds,
-- money is minor units beside a currency code, flags are 0 or 1, lists of slugs are comma-separated text.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,                     -- member, supporter or staff
    verified_at BIGINT,
    birth_year BIGINT NOT NULL,
    birth_month BIGINT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    pronouns TEXT NOT NULL DEFAULT '',
    languages TEXT NOT NULL DEFAULT 'en',
    interests TEXT NOT NULL DEFAULT '',
    picture_id TEXT,
    time_zone TEXT NOT NULL,
    time_zone_chosen BIGINT NOT NULL DEFAULT 0,
    theme TEXT NOT NULL DEFAULT 'system',
    locale TEXT NOT NULL DEFAULT 'en-US',
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Only the SHA-256 of a session id is kept: a stolen database opens no session.
CREATE TABLE sessions (
    hash TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id, seen_at);

-- Links in letters: verify an address, reset a password.
CREATE TABLE letter_links (
    hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX letter_links_by_account ON letter_links (account_id, purpose);

CREATE TABLE pictures (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL,
    body TEXT NOT NULL,                     -- base64
    created_at BIGINT NOT NULL
);
CREATE INDEX pictures_by_account ON pictures (account_id);

-- How often something was tried in a window; the key holds no address in clear.
CREATE TABLE tries (
    key TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (key, window_start)
);
