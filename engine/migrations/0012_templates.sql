-- What an organization plans its meetings from. `draft` is the form of a meeting as JSON: a new field of the form needs no
-- column here, and a template is never searched by what is in it.
CREATE TABLE org_templates (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    draft TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (org_id, name)
);
