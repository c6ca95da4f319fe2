CREATE TABLE rooms (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,                     -- pair or public
    pair_key TEXT UNIQUE,                   -- "low:high" of a one-to-one room
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    topic TEXT NOT NULL,
    owner_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    last_seq BIGINT NOT NULL DEFAULT 0,
    last_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX rooms_by_owner ON rooms (owner_id);
CREATE INDEX rooms_by_kind ON rooms (kind, name);

CREATE TABLE room_members (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    delivered_seq BIGINT NOT NULL DEFAULT 0,
    read_seq BIGINT NOT NULL DEFAULT 0,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (room_id, account_id)
);
CREATE INDEX room_members_by_account ON room_members (account_id);

-- A message is known by its room and its place in it: the n-th message of a room has seq n, with no gaps.
CREATE TABLE messages (
    room_id TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    author_id TEXT NOT NULL,                -- kept when the author leaves; their name is not
    client_id TEXT NOT NULL,                -- made by the sender's browser: the same line sent twice is one message
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (room_id, seq),
    UNIQUE (room_id, author_id, client_id)
);
-- For the one who leaves: their messages are found without reading everybody's.
CREATE INDEX messages_by_author ON messages (author_id);
