-- Second factors, and what works once around them. Keep in step with the Sqlite file.

-- How somebody signed in, when a second factor was last proven (null: never in this session), when anything was.
ALTER TABLE web_sessions ADD COLUMN signed_in_by text NOT NULL DEFAULT 'password';
ALTER TABLE web_sessions ADD COLUMN factor_at bigint;
ALTER TABLE web_sessions ADD COLUMN confirmed_at bigint;

-- Whether who approved the app had proven a second factor.
ALTER TABLE authorization_codes ADD COLUMN second_factor bigint NOT NULL DEFAULT 0;
ALTER TABLE authorizations ADD COLUMN second_factor bigint NOT NULL DEFAULT 0;

-- One authenticator app a person. No time step at or before last_step is accepted again.
CREATE TABLE authenticators (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    sealed bytea NOT NULL,
    last_step bigint NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint
);

CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash bytea NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE passkeys (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential bytea NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    name text NOT NULL,
    transports text NOT NULL,
    counter bigint NOT NULL,
    created_at bigint NOT NULL,
    last_used_at bigint
);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

-- Links with which somebody sets a new password, one a person.
CREATE TABLE reset_links (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    hash bytea NOT NULL UNIQUE,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);

-- Challenges that were answered, until nobody would take them any more.
CREATE TABLE spent_challenges (
    hash bytea NOT NULL PRIMARY KEY,
    expires_at bigint NOT NULL
);
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_at);
