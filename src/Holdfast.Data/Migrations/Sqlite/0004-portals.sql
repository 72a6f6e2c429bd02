-- Who serves this database, by their own account.

CREATE TABLE portals (
    id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    machine TEXT NOT NULL,
    version TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
