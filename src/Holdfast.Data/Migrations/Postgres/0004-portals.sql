-- Who serves this database, by their own account.

CREATE TABLE portals (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    address text NOT NULL,
    machine text NOT NULL,
    version text NOT NULL,
    started_at bigint NOT NULL,
    seen_at bigint NOT NULL
);
