-- When a meeting was last given another time. Whoever had a seat before may give it back for their money, however late.
ALTER TABLE meetings ADD COLUMN moved_at BIGINT;
