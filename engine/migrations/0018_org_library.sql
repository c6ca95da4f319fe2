-- A library belongs to a person or to an organization: an organization's documents outlive those who put them there. The tables are made
-- anew, children first, so that nothing cascades while they are.
CREATE TABLE documents_made_anew (
    id TEXT PRIMARY KEY NOT NULL,
    owner_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    org_id TEXT REFERENCES orgs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL,               -- told by the content, never by the uploader
    size BIGINT NOT NULL,                   -- bytes
    public BIGINT NOT NULL DEFAULT 0,       -- shown on the profile or page; otherwise for attendees alone
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK ((owner_id IS NULL) <> (org_id IS NULL))
);
INSERT INTO documents_made_anew (id, owner_id, name, description, media_type, size, public, created_at, updated_at)
    SELECT id, owner_id, name, description, media_type, size, public, created_at, updated_at FROM documents;

CREATE TABLE document_bodies_made_anew (
    document_id TEXT PRIMARY KEY NOT NULL REFERENCES documents_made_anew (id) ON DELETE CASCADE,
    body TEXT NOT NULL                      -- base64
);
INSERT INTO document_bodies_made_anew (document_id, body) SELECT document_id, body FROM document_bodies;

CREATE TABLE meeting_documents_made_anew (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    document_id TEXT NOT NULL REFERENCES documents_made_anew (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, document_id)
);
INSERT INTO meeting_documents_made_anew (meeting_id, document_id, place) SELECT meeting_id, document_id, place FROM meeting_documents;

DROP TABLE meeting_documents;
DROP TABLE document_bodies;
DROP TABLE documents;
ALTER TABLE documents_made_anew RENAME TO documents;
ALTER TABLE document_bodies_made_anew RENAME TO document_bodies;
ALTER TABLE meeting_documents_made_anew RENAME TO meeting_documents;
CREATE INDEX documents_by_owner ON documents (owner_id, updated_at, id);
CREATE INDEX documents_by_org ON documents (org_id, updated_at, id);
CREATE INDEX meeting_documents_by_document ON meeting_documents (document_id);
