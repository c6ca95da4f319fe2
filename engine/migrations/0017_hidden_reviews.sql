-- Who of the staff has hidden a review, and when. What was hidden before names nobody.
ALTER TABLE reviews ADD COLUMN hidden_by TEXT REFERENCES accounts (id) ON DELETE SET NULL;
ALTER TABLE reviews ADD COLUMN hidden_at BIGINT;
CREATE INDEX reviews_by_hider ON reviews (hidden_by);
