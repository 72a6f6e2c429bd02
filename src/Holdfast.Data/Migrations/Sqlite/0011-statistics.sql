-- Who used the service, and how much, day by day. Keep in step with the Postgres file.

-- What of a session stands in the books of its days already.
ALTER TABLE sessions ADD COLUMN counted_received INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN counted_sent INTEGER NOT NULL DEFAULT 0;

-- 1: it was counted after its end.
ALTER TABLE sessions ADD COLUMN tallied INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sessions_to_tally ON sessions (ended_at) WHERE ended_at IS NOT NULL AND tallied = 0;

-- Days since 1970, UTC. Only grows.
CREATE TABLE daily_traffic (
    day INTEGER NOT NULL,
    profile_id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    received INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    PRIMARY KEY (day, profile_id, node_id)
) STRICT, WITHOUT ROWID;

-- Empty: all profiles, all nodes. Computed anew whenever the day changes.
CREATE TABLE daily_use (
    day INTEGER NOT NULL,
    profile_id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    people INTEGER NOT NULL,
    devices INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    peak INTEGER NOT NULL,
    PRIMARY KEY (day, profile_id, node_id)
) STRICT, WITHOUT ROWID;

-- A day is due when marks and settled differ.
CREATE TABLE statistics_days (
    day INTEGER NOT NULL PRIMARY KEY,
    marks INTEGER NOT NULL,
    settled INTEGER NOT NULL
) STRICT;
