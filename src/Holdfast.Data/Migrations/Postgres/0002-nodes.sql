-- What the administrator wants of a node. Keep in step with the Sqlite file.

ALTER TABLE nodes ADD COLUMN weight bigint NOT NULL DEFAULT 100 CHECK (weight BETWEEN 0 AND 1000);
ALTER TABLE nodes ADD COLUMN draining_since bigint;
-- A JSON list of networks.
ALTER TABLE nodes ADD COLUMN client_networks text COLLATE "C" NOT NULL DEFAULT '[]';
-- In place of host_name, which is what the node says of itself.
ALTER TABLE nodes ADD COLUMN given_host_name text COLLATE "C";
ALTER TABLE nodes ADD COLUMN certificate_ends_at bigint;

-- At most one is open for a node, whichever portal saw it.
CREATE TABLE node_outages (
    node_id text COLLATE "C" NOT NULL REFERENCES nodes (id) ON DELETE CASCADE,
    began_at bigint NOT NULL,
    ended_at bigint,
    reason text COLLATE "C" NOT NULL,
    PRIMARY KEY (node_id, began_at)
);
CREATE UNIQUE INDEX node_outages_open ON node_outages (node_id) WHERE ended_at IS NULL;
CREATE INDEX node_outages_by_end ON node_outages (ended_at) WHERE ended_at IS NOT NULL;
