-- The failover group. Keep in step with the Postgres file.

-- One row. A group that is removed leaves it with no document: revisions never start anew, so that an old one is never obeyed again.
CREATE TABLE failover_group (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL,
    document TEXT,
    updated_at INTEGER NOT NULL
) STRICT;
