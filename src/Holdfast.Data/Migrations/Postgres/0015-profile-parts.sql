-- Parts of the WireGuard pool of a shared profile, one a virtual address, in hosts from the beginning of the pool. '@' is that of the
-- first address, '@52' that of unit 52. Keep in step with the SQLite file.
CREATE TABLE profile_parts (
    profile_id text COLLATE "C" NOT NULL,
    part text COLLATE "C" NOT NULL,
    first_host bigint NOT NULL,
    size bigint NOT NULL,
    PRIMARY KEY (profile_id, part)
);
