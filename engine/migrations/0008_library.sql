CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    owner_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL,               -- told by the content, never by the uploader
    size BIGINT NOT NULL,                   -- bytes
    public BIGINT NOT NULL DEFAULT 0,       -- shown on the profile; otherwise for attendees alone
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX documents_by_owner ON documents (owner_id, updated_at, id);

CREATE TABLE document_bodies (
    document_id TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    body TEXT NOT NULL                      -- base64
);

CREATE TABLE meeting_documents (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, document_id)
);
CREATE INDEX meeting_documents_by_document ON meeting_documents (document_id);
