-- A configuration may be live on several nodes (OpenVPN), so what a node must be told about it stands in a row for each of them.

CREATE TABLE placements (
    configuration_id uuid NOT NULL REFERENCES configurations (id) ON DELETE CASCADE,
    node_id text NOT NULL REFERENCES nodes (id),
    revision bigint NOT NULL,
    ended bigint NOT NULL,
    PRIMARY KEY (configuration_id, node_id)
);
CREATE INDEX placements_by_revision ON placements (node_id, revision);
CREATE INDEX placements_living ON placements (node_id) WHERE ended = 0;

INSERT INTO placements (configuration_id, node_id, revision, ended)
SELECT id, node_id, revision, CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END FROM configurations;

DROP INDEX configurations_by_revision;
ALTER TABLE configurations DROP COLUMN revision;

-- Parts of the pools, in hosts from the beginning of a pool.
CREATE TABLE slices (
    profile_id text COLLATE "C" NOT NULL,
    protocol bigint NOT NULL,
    node_id text COLLATE "C" NOT NULL REFERENCES nodes (id),
    first_host bigint NOT NULL,
    size bigint NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id)
);
