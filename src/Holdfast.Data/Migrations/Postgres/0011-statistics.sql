-- Who used the service, and how much, day by day. Keep in step with the Sqlite file.

-- What of a session stands in the books of its days already.
ALTER TABLE sessions ADD COLUMN counted_received bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN counted_sent bigint NOT NULL DEFAULT 0;

-- 1: it was counted after its end.
ALTER TABLE sessions ADD COLUMN tallied bigint NOT NULL DEFAULT 0;
CREATE INDEX sessions_to_tally ON sessions (ended_at) WHERE ended_at IS NOT NULL AND tallied = 0;

-- Days since 1970, UTC. Only grows.
CREATE TABLE daily_traffic (
    day bigint NOT NULL,
    profile_id text COLLATE "C" NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    received bigint NOT NULL,
    sent bigint NOT NULL,
    PRIMARY KEY (day, profile_id, node_id)
);

-- Empty: all profiles, all nodes. Computed anew whenever the day changes.
CREATE TABLE daily_use (
    day bigint NOT NULL,
    profile_id text COLLATE "C" NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    people bigint NOT NULL,
    devices bigint NOT NULL,
    sessions bigint NOT NULL,
    peak bigint NOT NULL,
    PRIMARY KEY (day, profile_id, node_id)
);

-- A day is due when marks and settled differ.
CREATE TABLE statistics_days (
    day bigint NOT NULL PRIMARY KEY,
    marks bigint NOT NULL,
    settled bigint NOT NULL
);
