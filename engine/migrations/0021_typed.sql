-- What somebody typed into a form that was refused, when it is longer than a cookie can be: for a moment, until the form has come
-- back with it. Only the SHA-256 of the secret in their browser is kept.
CREATE TABLE typed (
    hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX typed_by_account ON typed (account_id);
