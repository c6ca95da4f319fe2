-- One row for a pair, whoever asked: low_id < high_id makes "both asked at once" one row by the unique index.
CREATE TABLE connections (
    id TEXT PRIMARY KEY NOT NULL,
    low_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    high_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    asker_id TEXT NOT NULL,
    asked_id TEXT NOT NULL,
    state TEXT NOT NULL,                    -- nothing, pending, connected, declined or withdrawn
    note TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT,
    UNIQUE (low_id, high_id)
);
CREATE INDEX connections_by_asker ON connections (asker_id, state, asked_at);
CREATE INDEX connections_by_asked ON connections (asked_id, state, asked_at);

CREATE TABLE blocks (
    blocker_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    blocked_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
);
CREATE INDEX blocks_by_blocked ON blocks (blocked_id);

-- The requests of one person are decided one after the other, so that the limit of open requests holds.
CREATE TABLE contact_turns (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    taken_at BIGINT NOT NULL
);
