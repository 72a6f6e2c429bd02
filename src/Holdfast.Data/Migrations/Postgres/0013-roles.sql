-- More roles, and tokens with which programs use the admin API over the network. Keep in step with the Sqlite file.

-- What somebody whose role is user may do beyond: 'help-desk' or 'auditor'; null: nothing. A portal of the release before knows two roles,
-- and sees a user.
ALTER TABLE users ADD COLUMN duty text;

-- Hash: of the secret, which nobody keeps. Scopes: words with spaces between. Revoked ones are taken away; the audit log keeps their names.
CREATE TABLE api_tokens (
    id uuid NOT NULL PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    hash bytea NOT NULL UNIQUE,
    scopes text NOT NULL,
    made_by text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    last_used_at bigint
);
