-- Ids are 16 bytes (UUID version 7), times microseconds since 1970, truths 0 and 1. Keep in step with the Postgres file.

CREATE TABLE meta (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    epoch INTEGER NOT NULL,
    last_profile_number INTEGER NOT NULL
) STRICT;
INSERT INTO meta (only_row, epoch, last_profile_number) VALUES (1, 1, 0);

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    must_change_password INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('user', 'administrator')),
    disabled_at INTEGER,
    created_at INTEGER NOT NULL,
    password_changed_at INTEGER
) STRICT;

CREATE TABLE memberships (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    group_name TEXT NOT NULL,
    PRIMARY KEY (user_id, group_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_group ON memberships (group_name);

CREATE TABLE web_sessions (
    hash BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL
) STRICT;
CREATE INDEX web_sessions_by_user ON web_sessions (user_id);
CREATE INDEX web_sessions_by_end ON web_sessions (expires_at);

CREATE TABLE throttles (
    key TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    window_started_at INTEGER NOT NULL,
    blocked_until INTEGER
) STRICT;
CREATE INDEX throttles_by_window ON throttles (window_started_at);

CREATE TABLE data_protection_keys (
    name TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE apps (
    client_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    redirect_uris TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE authorizations (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL,
    revoked_at INTEGER,
    revoked_reason TEXT
) STRICT;
CREATE INDEX authorizations_by_user ON authorizations (user_id, created_at);
CREATE INDEX authorizations_by_end ON authorizations (expires_at);
CREATE INDEX authorizations_by_revocation ON authorizations (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE authorization_codes (
    hash BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    code_challenge TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    authorization_id BLOB
) STRICT;
CREATE INDEX authorization_codes_by_user ON authorization_codes (user_id);
CREATE INDEX authorization_codes_by_end ON authorization_codes (expires_at);

CREATE TABLE profiles (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    document TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE nodes (
    id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    certificate_serial TEXT,
    certificate_fingerprint TEXT,
    host_name TEXT NOT NULL,
    wireguard_tcp_url TEXT,
    revision INTEGER NOT NULL,
    services_revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
) STRICT;

-- The history keeps the user's name after the user is gone; a living configuration always has its user.
CREATE TABLE configurations (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB REFERENCES users (id) ON DELETE SET NULL,
    user_name TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    node_id TEXT NOT NULL REFERENCES nodes (id),
    protocol INTEGER NOT NULL,
    authorization_id BLOB,
    name TEXT NOT NULL,
    public_key TEXT,
    slot INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    removed_at INTEGER,
    removed_reason TEXT,
    CHECK (user_id IS NOT NULL OR removed_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX configurations_one_slot ON configurations (profile_id, protocol, slot) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX configurations_one_key ON configurations (public_key)
    WHERE removed_at IS NULL AND public_key IS NOT NULL;
CREATE INDEX configurations_by_user ON configurations (user_id, created_at);
CREATE INDEX configurations_by_user_living ON configurations (user_id, created_at) WHERE removed_at IS NULL;
CREATE INDEX configurations_by_authorization ON configurations (authorization_id)
    WHERE removed_at IS NULL AND authorization_id IS NOT NULL;
CREATE INDEX configurations_by_revision ON configurations (node_id, revision);
CREATE INDEX configurations_by_node ON configurations (node_id) WHERE removed_at IS NULL;
CREATE INDEX configurations_by_end ON configurations (expires_at) WHERE removed_at IS NULL;
CREATE INDEX configurations_by_removal ON configurations (removed_at) WHERE removed_at IS NOT NULL;

-- Slots from next_slot to end_slot - 1 were never given to anybody by this cursor.
CREATE TABLE slot_cursors (
    profile_id TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    node_id TEXT NOT NULL,
    first_slot INTEGER NOT NULL,
    end_slot INTEGER NOT NULL,
    next_slot INTEGER NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE free_slots (
    profile_id TEXT NOT NULL,
    protocol INTEGER NOT NULL,
    node_id TEXT NOT NULL,
    freed_at INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX free_slots_by_age ON free_slots (profile_id, protocol, node_id, freed_at, slot);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    configuration_id BLOB NOT NULL,
    user_id BLOB REFERENCES users (id) ON DELETE SET NULL,
    user_name TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    node_id TEXT NOT NULL,
    address4 TEXT NOT NULL,
    address6 TEXT NOT NULL,
    client_endpoint TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    last_seen_at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    end_reason TEXT
) STRICT;
CREATE INDEX sessions_live ON sessions (started_at, id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_user ON sessions (user_id, started_at);
CREATE INDEX sessions_by_configuration ON sessions (configuration_id);
CREATE INDEX sessions_by_address4 ON sessions (address4, started_at);
CREATE INDEX sessions_by_address6 ON sessions (address6, started_at);
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE outboxes (
    node_id TEXT NOT NULL,
    outbox_id BLOB NOT NULL,
    next_event INTEGER NOT NULL,
    PRIMARY KEY (node_id, outbox_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    from_address TEXT
) STRICT;
CREATE INDEX audit_by_time ON audit (at, id);

CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL,
    fence INTEGER NOT NULL
) STRICT;
