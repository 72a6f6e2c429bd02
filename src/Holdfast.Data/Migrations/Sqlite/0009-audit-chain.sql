-- Entries of the audit log are sealed one after the other, so that a later change of them is noticed. Keep in step with the Postgres file.

-- Null: not yet sealed.
ALTER TABLE audit ADD COLUMN number INTEGER;
ALTER TABLE audit ADD COLUMN seal BLOB;
CREATE INDEX audit_by_number ON audit (number) WHERE number IS NOT NULL;
CREATE INDEX audit_unsealed ON audit (at, id) WHERE number IS NULL;

-- Both ends of the chain: 'head' is the newest entry that was sealed, 'floor' the newest that was sealed and is forgotten.
CREATE TABLE audit_chain (
    name TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    seal BLOB NOT NULL
) STRICT, WITHOUT ROWID;
