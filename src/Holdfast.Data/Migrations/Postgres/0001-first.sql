-- Times are microseconds since 1970, truths 0 and 1; names that are compared or sorted use the byte order, as SQLite does.
-- Keep in step with the Sqlite file.

CREATE TABLE meta (
    only_row bigint NOT NULL PRIMARY KEY CHECK (only_row = 1),
    epoch bigint NOT NULL,
    last_profile_number bigint NOT NULL
);
INSERT INTO meta (only_row, epoch, last_profile_number) VALUES (1, 1, 0);

CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE,
    password_hash text,
    must_change_password bigint NOT NULL,
    role text NOT NULL CHECK (role IN ('user', 'administrator')),
    disabled_at bigint,
    created_at bigint NOT NULL,
    password_changed_at bigint
);

CREATE TABLE memberships (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    group_name text COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, group_name)
);
CREATE INDEX memberships_by_group ON memberships (group_name);

CREATE TABLE web_sessions (
    hash bytea NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL
);
CREATE INDEX web_sessions_by_user ON web_sessions (user_id);
CREATE INDEX web_sessions_by_end ON web_sessions (expires_at);

CREATE TABLE throttles (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    failures bigint NOT NULL,
    window_started_at bigint NOT NULL,
    blocked_until bigint
);
CREATE INDEX throttles_by_window ON throttles (window_started_at);

CREATE TABLE data_protection_keys (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    sealed bytea NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE secrets (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    sealed bytea NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE settings (
    key text COLLATE "C" NOT NULL PRIMARY KEY,
    document text NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE apps (
    client_id text NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    redirect_uris text NOT NULL,
    enabled bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE authorizations (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    generation bigint NOT NULL,
    rotated_at bigint NOT NULL,
    revoked_at bigint,
    revoked_reason text
);
CREATE INDEX authorizations_by_user ON authorizations (user_id, created_at);
CREATE INDEX authorizations_by_end ON authorizations (expires_at);
CREATE INDEX authorizations_by_revocation ON authorizations (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE authorization_codes (
    hash bytea NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    client_id text NOT NULL,
    redirect_uri text NOT NULL,
    code_challenge text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    authorization_id uuid
);
CREATE INDEX authorization_codes_by_user ON authorization_codes (user_id);
CREATE INDEX authorization_codes_by_end ON authorization_codes (expires_at);

CREATE TABLE profiles (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    document text NOT NULL,
    updated_at bigint NOT NULL
);

CREATE TABLE nodes (
    id text COLLATE "C" NOT NULL PRIMARY KEY,
    address text NOT NULL,
    certificate_serial text,
    certificate_fingerprint text,
    host_name text NOT NULL,
    wireguard_tcp_url text,
    revision bigint NOT NULL,
    services_revision bigint NOT NULL,
    created_at bigint NOT NULL,
    removed_at bigint
);

-- The history keeps the user's name after the user is gone; a living configuration always has its user.
CREATE TABLE configurations (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid REFERENCES users (id) ON DELETE SET NULL,
    user_name text NOT NULL,
    profile_id text NOT NULL,
    node_id text NOT NULL REFERENCES nodes (id),
    protocol bigint NOT NULL,
    authorization_id uuid,
    name text COLLATE "C" NOT NULL,
    public_key text,
    slot bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revision bigint NOT NULL,
    removed_at bigint,
    removed_reason text,
    CHECK (user_id IS NOT NULL OR removed_at IS NOT NULL)
);
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
    profile_id text NOT NULL,
    protocol bigint NOT NULL,
    node_id text NOT NULL,
    first_slot bigint NOT NULL,
    end_slot bigint NOT NULL,
    next_slot bigint NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id)
);

CREATE TABLE free_slots (
    profile_id text NOT NULL,
    protocol bigint NOT NULL,
    node_id text NOT NULL,
    freed_at bigint NOT NULL,
    slot bigint NOT NULL,
    PRIMARY KEY (profile_id, protocol, node_id, slot)
);
CREATE INDEX free_slots_by_age ON free_slots (profile_id, protocol, node_id, freed_at, slot);

CREATE TABLE sessions (
    id uuid NOT NULL PRIMARY KEY,
    configuration_id uuid NOT NULL,
    user_id uuid REFERENCES users (id) ON DELETE SET NULL,
    user_name text NOT NULL,
    profile_id text NOT NULL,
    node_id text NOT NULL,
    address4 text NOT NULL,
    address6 text NOT NULL,
    client_endpoint text,
    started_at bigint NOT NULL,
    ended_at bigint,
    last_seen_at bigint NOT NULL,
    received bigint NOT NULL,
    sent bigint NOT NULL,
    end_reason text
);
CREATE INDEX sessions_live ON sessions (started_at, id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_user ON sessions (user_id, started_at);
CREATE INDEX sessions_by_configuration ON sessions (configuration_id);
CREATE INDEX sessions_by_address4 ON sessions (address4, started_at);
CREATE INDEX sessions_by_address6 ON sessions (address6, started_at);
CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE outboxes (
    node_id text NOT NULL,
    outbox_id uuid NOT NULL,
    next_event bigint NOT NULL,
    PRIMARY KEY (node_id, outbox_id)
);

CREATE TABLE audit (
    id uuid NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    from_address text
);
CREATE INDEX audit_by_time ON audit (at, id);

CREATE TABLE leases (
    name text COLLATE "C" NOT NULL PRIMARY KEY,
    holder text NOT NULL,
    until bigint NOT NULL,
    fence bigint NOT NULL
);
