-- The failover group. Keep in step with the Sqlite file.

-- One row. A group that is removed leaves it with no document: revisions never start anew, so that an old one is never obeyed again.
CREATE TABLE failover_group (
    id integer NOT NULL PRIMARY KEY CHECK (id = 1),
    revision bigint NOT NULL,
    document text,
    updated_at bigint NOT NULL
);
