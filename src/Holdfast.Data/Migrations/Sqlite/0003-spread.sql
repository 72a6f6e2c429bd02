-- A configuration may be live on several nodes (OpenVPN), so what a node must be told about it stands in a row for each of them.

CREATE TABLE placements (
    configuration_id BLOB NOT NULL REFERENCES configurations (id) ON DELETE CASCADE,
    node_id TEXT NOT NULL REFERENCES nodes (id),
    revision INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    PRIMARY KEY (configuration_id, node_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX placements_by_revision ON placements (node_id, revision);
CREATE INDEX placements_living ON placements (node_id) WHERE ended = 0;

INSERT INTO placements (configuration_id, node_id, revision, ended)
SELECT id, node_id, revision, CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END FROM configurations;

DROP INDEX configurations_by_revision;
ALTER TABLE configurations DROP COLUMN revision;

-- Parts of the pools, in hosts from the beginning of a pool.
CREATE TABLE slices (
    profile_id TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    node_id TEXT NOT NULL REFERENCES nodes (id),
    first_host INTEGER NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id)
) STRICT, WITHOUT ROWID;
