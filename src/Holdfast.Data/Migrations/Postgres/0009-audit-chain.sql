-- Entries of the audit log are sealed one after the other, so that a later change of them is noticed. Keep in step with the Sqlite file.

-- Null: not yet sealed.
ALTER TABLE audit ADD COLUMN number bigint;
ALTER TABLE audit ADD COLUMN seal bytea;
CREATE INDEX audit_by_number ON audit (number) WHERE number IS NOT NULL;
CREATE INDEX audit_unsealed ON audit (at, id) WHERE number IS NULL;

-- Both ends of the chain: 'head' is the newest entry that was sealed, 'floor' the newest that was sealed and is forgotten.
CREATE TABLE audit_chain (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    number bigint NOT NULL,
    seal bytea NOT NULL
);
