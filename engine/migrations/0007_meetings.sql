ALTER TABLE meetings ADD COLUMN support_topic TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN focus TEXT NOT NULL DEFAULT '';
ALTER TABLE meetings ADD COLUMN comments TEXT NOT NULL DEFAULT '';   -- the host's own notes
ALTER TABLE meetings ADD COLUMN password_hash TEXT;
ALTER TABLE meetings ADD COLUMN exclusive BIGINT NOT NULL DEFAULT 0; -- off the calendar, for invited people
ALTER TABLE meetings ADD COLUMN wait_room BIGINT NOT NULL DEFAULT 0;
ALTER TABLE meetings ADD COLUMN waiting_list BIGINT NOT NULL DEFAULT 0;
ALTER TABLE meetings ADD COLUMN last_place BIGINT NOT NULL DEFAULT 0; -- the last number given in its waiting list
ALTER TABLE meetings ADD COLUMN series_id TEXT;
ALTER TABLE meetings ADD COLUMN state TEXT NOT NULL DEFAULT 'scheduled'; -- or cancelled
ALTER TABLE meetings ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;  -- rises with each change, for calendar programs
ALTER TABLE meetings ADD COLUMN reminded BIGINT NOT NULL DEFAULT 0;  -- 1 a day before, 2 an hour before, 3 counted after its end
CREATE INDEX meetings_by_series ON meetings (series_id, starts_at);

-- One main host (place 1, also in meetings.host_id) and up to two more, with equal powers.
CREATE TABLE meeting_hosts (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, account_id)
);
CREATE INDEX meeting_hosts_by_account ON meeting_hosts (account_id);
INSERT INTO meeting_hosts (meeting_id, account_id, place) SELECT id, host_id, 1 FROM meetings;

-- One row for a person and a meeting. `meetings.taken` counts the rows that are registered or held, and the offers of the
-- waiting list that stand.
CREATE TABLE registrations (
    id TEXT PRIMARY KEY NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL,                    -- held, registered, cancelled, removed, lapsed or called_off
    payment_id TEXT,
    held_until BIGINT,
    changed_at BIGINT NOT NULL,
    attendance TEXT NOT NULL DEFAULT '',    -- attended or missed
    joined_at BIGINT,
    left_at BIGINT,
    UNIQUE (meeting_id, account_id)
);
CREATE INDEX registrations_by_account ON registrations (account_id, state);

-- The line of a full meeting. A person who comes again gets a new place.
CREATE TABLE waiting (
    id TEXT PRIMARY KEY NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    state TEXT NOT NULL,                    -- waiting, offered, taken, declined, expired, left or closed
    offer_until BIGINT,
    secret_hash TEXT,                       -- of the link in the letter with the offer
    changed_at BIGINT NOT NULL,
    UNIQUE (meeting_id, account_id)
);
CREATE INDEX waiting_in_order ON waiting (meeting_id, state, place);
CREATE INDEX waiting_by_account ON waiting (account_id, state);
CREATE INDEX waiting_by_secret ON waiting (secret_hash);

-- Who may come to an exclusive meeting.
CREATE TABLE invitations (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, account_id)
);
CREATE INDEX invitations_by_account ON invitations (account_id);

-- Links that invite whoever holds them, sent by letter to an address that may have no account.
CREATE TABLE invitation_links (
    secret_hash TEXT PRIMARY KEY NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    used_by TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL
);
CREATE INDEX invitation_links_by_meeting ON invitation_links (meeting_id);

-- The secret address of somebody's own calendar.
CREATE TABLE calendar_feeds (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret_hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

-- What was asked for, and what became of it. `payer_id` and `payee_id` are emptied when the person leaves: the row stays.
CREATE TABLE payments (
    id TEXT PRIMARY KEY NOT NULL,
    thing_id TEXT NOT NULL,                 -- the meeting
    payer_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    payee_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    list_price BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    coupon_id TEXT,
    provider TEXT NOT NULL,                 -- stripe or sandbox
    session TEXT,                           -- the provider's name for the checkout
    charge TEXT,                            -- the provider's name for the money
    address TEXT,                           -- where to pay, at the provider
    state TEXT NOT NULL,
    received BIGINT NOT NULL DEFAULT 0,
    hold_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    paid_at BIGINT,
    refunded_at BIGINT,
    fault TEXT NOT NULL DEFAULT ''
);
CREATE INDEX payments_by_payer ON payments (payer_id, created_at);
CREATE INDEX payments_by_payee ON payments (payee_id, created_at);
CREATE INDEX payments_by_thing ON payments (thing_id);

-- What the provider told, each once.
CREATE TABLE payment_events (
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (provider, event_id)
);

-- The memory of the sandbox, which stands for the provider's own books.
CREATE TABLE sandbox_checkouts (
    session TEXT PRIMARY KEY NOT NULL,
    payment_id TEXT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    state TEXT NOT NULL,                    -- open, paid, expired or refunded
    created_at BIGINT NOT NULL
);

CREATE TABLE coupons (
    id TEXT PRIMARY KEY NOT NULL,
    owner_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- percent or amount
    value BIGINT NOT NULL,
    most BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0,
    until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (owner_id, code)
);
