-- More roles, and tokens with which programs use the admin API over the network. Keep in step with the Postgres file.

-- What somebody whose role is user may do beyond: 'help-desk' or 'auditor'; null: nothing. A portal of the release before knows two roles,
-- and sees a user.
ALTER TABLE users ADD COLUMN duty TEXT;

-- Hash: of the secret, which nobody keeps. Scopes: words with spaces between. Revoked ones are taken away; the audit log keeps their names.
CREATE TABLE api_tokens (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    hash BLOB NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;
