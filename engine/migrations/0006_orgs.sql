CREATE TABLE orgs (
    id TEXT PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL,                  -- one sentence for the tile
    description TEXT NOT NULL,
    email TEXT NOT NULL,                    -- where people write to; public
    website TEXT NOT NULL,
    links TEXT NOT NULL,                    -- further links, one a line
    brand TEXT NOT NULL,                    -- #rrggbb
    topics TEXT NOT NULL,                   -- slugs, comma-separated
    states TEXT NOT NULL DEFAULT '',        -- who may take part: codes, comma-separated; empty is everybody
    genders TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL,
    join_minutes BIGINT NOT NULL DEFAULT 10, -- a leader who comes later than so many minutes before the start is late
    hidden BIGINT NOT NULL DEFAULT 0,       -- not on the Organizations page
    public_meetings BIGINT NOT NULL DEFAULT 0, -- meetings of peer supporters may be public
    show_leaders BIGINT NOT NULL DEFAULT 1,
    show_ratings BIGINT NOT NULL DEFAULT 0,
    logo_id TEXT,
    banner_id TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX orgs_by_name ON orgs (name);

CREATE TABLE org_pictures (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                     -- logo or banner
    media_type TEXT NOT NULL,
    body TEXT NOT NULL,                     -- base64
    created_at BIGINT NOT NULL,
    UNIQUE (org_id, kind)
);

-- Who runs it. There is one owner at any time: ownership is handed over, never shared.
CREATE TABLE org_people (
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,                     -- owner, admin, facilitator or peer_supporter
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, account_id)
);
CREATE INDEX org_people_by_account ON org_people (account_id);

-- The profile of somebody as a group leader of one organization.
CREATE TABLE org_leaders (
    org_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    greeting TEXT NOT NULL DEFAULT '',
    motivation TEXT NOT NULL DEFAULT '',
    recovery TEXT NOT NULL DEFAULT '',
    qualification TEXT NOT NULL DEFAULT '',
    age TEXT NOT NULL DEFAULT '',
    local_resources BIGINT NOT NULL DEFAULT 0,
    accepting BIGINT NOT NULL DEFAULT 1,
    auto_approve BIGINT NOT NULL DEFAULT 0,
    hosting BIGINT NOT NULL DEFAULT 1,
    hidden BIGINT NOT NULL DEFAULT 0,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, account_id),
    FOREIGN KEY (org_id, account_id) REFERENCES org_people (org_id, account_id) ON DELETE CASCADE
);
CREATE INDEX org_leaders_by_account ON org_leaders (account_id);

CREATE TABLE org_subscribers (
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (org_id, account_id)
);
CREATE INDEX org_subscribers_by_account ON org_subscribers (account_id);
CREATE INDEX org_subscribers_by_time ON org_subscribers (org_id, created_at, account_id);

-- Only the SHA-256 of the secret in the letter is kept.
CREATE TABLE org_invitations (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    UNIQUE (org_id, email_key)
);

-- The questions of the intake form, and what those who join have answered.
CREATE TABLE org_fields (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,                     -- text, choice or yes_no
    label TEXT NOT NULL,
    choices TEXT NOT NULL,                  -- one a line
    required BIGINT NOT NULL
);
CREATE INDEX org_fields_by_org ON org_fields (org_id, place);

CREATE TABLE org_answers (
    field_id TEXT NOT NULL REFERENCES org_fields (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (field_id, account_id)
);
CREATE INDEX org_answers_by_account ON org_answers (account_id);

-- What an organization has written to its subscribers.
CREATE TABLE org_news (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX org_news_by_org ON org_news (org_id, created_at);

-- Somebody asks for an organization of their own here; staff decide.
CREATE TABLE org_applications (
    id TEXT PRIMARY KEY NOT NULL,
    applicant_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    tagline TEXT NOT NULL,
    website TEXT NOT NULL,
    topics TEXT NOT NULL,
    why TEXT NOT NULL,
    state TEXT NOT NULL,                    -- waiting, approved or declined
    answer TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    decided_at BIGINT
);
CREATE INDEX org_applications_by_state ON org_applications (state, created_at);
CREATE INDEX org_applications_by_applicant ON org_applications (applicant_id);

-- What a member has told to show that an organization is open to them. Nobody else reads it.
CREATE TABLE org_facts (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    gender TEXT NOT NULL
);

ALTER TABLE meetings ADD COLUMN org_id TEXT;
ALTER TABLE meetings ADD COLUMN visibility TEXT NOT NULL DEFAULT 'public'; -- public, organization or exclusive
CREATE INDEX meetings_by_org ON meetings (org_id, starts_at);
ALTER TABLE rooms ADD COLUMN org_id TEXT;
CREATE INDEX rooms_by_org ON rooms (org_id);
-- Where a connection comes from: the organization through which it was asked for, or empty.
ALTER TABLE connections ADD COLUMN source TEXT NOT NULL DEFAULT '';
CREATE INDEX connections_by_source ON connections (source, state);
