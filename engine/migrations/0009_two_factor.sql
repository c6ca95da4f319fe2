-- The second step of signing in. The secret is shared with the app on the person's phone, so it can't be a hash.
CREATE TABLE second_factors (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,                   -- base32
    confirmed_at BIGINT,                    -- empty until a first code has shown that the app has it
    last_step BIGINT NOT NULL DEFAULT 0,    -- the 30 seconds whose code was used last: no code works twice
    created_at BIGINT NOT NULL
);

-- Only the SHA-256 of a recovery code is kept, and each is deleted when it is used.
CREATE TABLE recovery_codes (
    hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Somebody has typed the right password and is asked for a code. Only the SHA-256 of the secret is kept; it opens no page.
CREATE TABLE sign_in_steps (
    hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_in_steps_by_account ON sign_in_steps (account_id);

ALTER TABLE orgs ADD COLUMN two_factor BIGINT NOT NULL DEFAULT 0; -- its staff need a second step to open the management
