-- The addresses of logos and banners that were replaced: a page that is still open finds the new one there.
CREATE TABLE former_org_pictures (
    id TEXT PRIMARY KEY NOT NULL,
    org_id TEXT NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL
);
CREATE INDEX former_org_pictures_by_org ON former_org_pictures (org_id);
