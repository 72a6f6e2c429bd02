-- What the administrator wants of a node. Keep in step with the Postgres file.

ALTER TABLE nodes ADD COLUMN weight INTEGER NOT NULL DEFAULT 100 CHECK (weight BETWEEN 0 AND 1000);
ALTER TABLE nodes ADD COLUMN draining_since INTEGER;
-- A JSON list of networks.
ALTER TABLE nodes ADD COLUMN client_networks TEXT NOT NULL DEFAULT '[]';
-- In place of host_name, which is what the node says of itself.
ALTER TABLE nodes ADD COLUMN given_host_name TEXT;
ALTER TABLE nodes ADD COLUMN certificate_ends_at INTEGER;

-- At most one is open for a node, whichever portal saw it.
CREATE TABLE node_outages (
    node_id TEXT NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (node_id, began_at)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX node_outages_open ON node_outages (node_id) WHERE ended_at IS NULL;
CREATE INDEX node_outages_by_end ON node_outages (ended_at) WHERE ended_at IS NOT NULL;
