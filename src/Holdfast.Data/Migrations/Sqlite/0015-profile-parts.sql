-- Parts of the WireGuard pool of a shared profile, one a virtual address, in hosts from the beginning of the pool. '@' is that of the
-- first address, '@52' that of unit 52. Keep in step with the Postgres file.
CREATE TABLE profile_parts (
    profile_id TEXT NOT NULL,
    part TEXT NOT NULL,
    first_host INTEGER NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (profile_id, part)
) STRICT, WITHOUT ROWID;
