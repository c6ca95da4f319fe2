-- A review is about a meeting that its author was at; those that came from elsewhere name none.
ALTER TABLE reviews ADD COLUMN meeting_id TEXT;
ALTER TABLE reviews ADD COLUMN edited_at BIGINT;
ALTER TABLE reviews ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE reviews ADD COLUMN answered_at BIGINT;
ALTER TABLE reviews ADD COLUMN hidden TEXT NOT NULL DEFAULT ''; -- why staff have hidden it; empty while everybody can read it
CREATE UNIQUE INDEX reviews_once ON reviews (meeting_id, author_id);
CREATE INDEX reviews_by_time ON reviews (created_at, id);
