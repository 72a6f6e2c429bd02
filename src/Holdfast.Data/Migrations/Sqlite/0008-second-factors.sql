-- Second factors, and what works once around them. Keep in step with the Postgres file.

-- How somebody signed in, when a second factor was last proven (null: never in this session), when anything was.
ALTER TABLE web_sessions ADD COLUMN signed_in_by TEXT NOT NULL DEFAULT 'password';
ALTER TABLE web_sessions ADD COLUMN factor_at INTEGER;
ALTER TABLE web_sessions ADD COLUMN confirmed_at INTEGER;

-- Whether who approved the app had proven a second factor.
ALTER TABLE authorization_codes ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE authorizations ADD COLUMN second_factor INTEGER NOT NULL DEFAULT 0;

-- One authenticator app a person. No time step at or before last_step is accepted again.
CREATE TABLE authenticators (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL,
    last_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;

CREATE TABLE recovery_codes (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE passkeys (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    credential BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    name TEXT NOT NULL,
    transports TEXT NOT NULL,
    counter INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (user_id);

-- Links with which somebody sets a new password, one a person.
CREATE TABLE reset_links (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- Challenges that were answered, until nobody would take them any more.
CREATE TABLE spent_challenges (
    hash BLOB NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX spent_challenges_by_end ON spent_challenges (expires_at);
