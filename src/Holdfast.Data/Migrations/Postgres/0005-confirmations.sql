-- What nodes have told some portal. Keep in step with the Sqlite file.

-- Up to which revision a node has made real what it should be; in a table of its own, as the row of the node is locked by every change.
CREATE TABLE node_confirmations (
    node_id text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES nodes (id) ON DELETE CASCADE,
    epoch bigint NOT NULL,
    revision bigint NOT NULL
);

-- A node numbers its events under a new id at each start; ids that it no longer uses are forgotten.
ALTER TABLE outboxes ADD COLUMN used_at bigint NOT NULL DEFAULT 0;

CREATE INDEX sessions_live_by_node ON sessions (node_id) WHERE ended_at IS NULL;
