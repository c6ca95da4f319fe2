CREATE TABLE events (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,                     -- JSON
    writer TEXT NOT NULL,                   -- the process that wrote it, and announces it
    created_at BIGINT NOT NULL,
    announced_at BIGINT
);
CREATE INDEX events_by_announced ON events (announced_at, created_at);

CREATE TABLE jobs (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,                     -- JSON
    run_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    leased_until BIGINT NOT NULL DEFAULT 0,
    state TEXT NOT NULL,                    -- waiting, done or dead
    fault TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (state, run_at);

-- Letters of the sandbox, shown at /sandbox/mail on a demo site.
CREATE TABLE sandbox_letters (
    id TEXT PRIMARY KEY NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX sandbox_letters_by_time ON sandbox_letters (created_at);

-- The notification centre: what a person has been told, derived from events. One row for each thing (key): a request
-- that is taken back and made again is told once, as new.
CREATE TABLE notices (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    from_id TEXT REFERENCES accounts (id) ON DELETE CASCADE, -- whom it tells of: it goes when they go
    about TEXT NOT NULL,                    -- a name or title, for the sentence
    link TEXT NOT NULL,                     -- where it leads on this site
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (account_id, key)
);
CREATE INDEX notices_by_account ON notices (account_id, created_at, id);
CREATE INDEX notices_unread ON notices (account_id, read_at);
CREATE INDEX notices_by_from ON notices (from_id);
