-- The account of somebody who receives money, at the payment service. Without one the money stays with the site until it is sent.
CREATE TABLE payout_accounts (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    destination TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

ALTER TABLE payments ADD COLUMN destination TEXT;                       -- the receiver's account when it was asked for
ALTER TABLE payments ADD COLUMN refund_tries BIGINT NOT NULL DEFAULT 0; -- how often the provider was asked for the refund in vain
ALTER TABLE payments ADD COLUMN refund_key BIGINT NOT NULL DEFAULT 0;   -- rises with each answer: an answered key answers the same again
