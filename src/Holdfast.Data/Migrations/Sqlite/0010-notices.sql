-- What people must know, and to whom it was told. Keep in step with the Postgres file.

-- Where the person gets mail; null: nowhere.
ALTER TABLE users ADD COLUMN mail_address TEXT;

-- When the person was told that it expires soon; null: not yet.
ALTER TABLE configurations ADD COLUMN expiry_told_at INTEGER;

-- Recipient: a person's address; empty: administrators. No message: it waits for others of its kind, to be told with them.
CREATE TABLE notices (
    id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id BLOB
) STRICT;
CREATE INDEX notices_pending ON notices (kind, recipient, at) WHERE message_id IS NULL;
CREATE INDEX notices_by_message ON notices (message_id, at, id) WHERE message_id IS NOT NULL;
CREATE INDEX notices_by_time ON notices (at);

CREATE TABLE notice_deliveries (
    id BLOB NOT NULL PRIMARY KEY,
    message_id BLOB NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_since INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    ended_at INTEGER,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX notice_deliveries_due ON notice_deliveries (next_try_at) WHERE state = 'waiting';
CREATE INDEX notice_deliveries_by_kind ON notice_deliveries (kind, at);
CREATE INDEX notice_deliveries_by_time ON notice_deliveries (at, id);
CREATE INDEX notice_deliveries_by_end ON notice_deliveries (ended_at) WHERE ended_at IS NOT NULL;

-- Scope: who looks; empty: all portals as one.
CREATE TABLE notice_conditions (
    scope TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    told_at INTEGER,
    PRIMARY KEY (scope, kind, subject)
) STRICT, WITHOUT ROWID;
