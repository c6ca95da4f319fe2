-- What staff of the site did about an account, by whom and why. It goes with the account.
CREATE TABLE staff_acts (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    staff_id TEXT REFERENCES accounts (id) ON DELETE SET NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX staff_acts_by_account ON staff_acts (account_id, created_at, id);
CREATE INDEX staff_acts_by_staff ON staff_acts (staff_id);
