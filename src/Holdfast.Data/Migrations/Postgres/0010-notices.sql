-- What people must know, and to whom it was told. Keep in step with the Sqlite file.

-- Where the person gets mail; null: nowhere.
ALTER TABLE users ADD COLUMN mail_address text;

-- When the person was told that it expires soon; null: not yet.
ALTER TABLE configurations ADD COLUMN expiry_told_at bigint;

-- Recipient: a person's address; empty: administrators. No message: it waits for others of its kind, to be told with them.
CREATE TABLE notices (
    id uuid NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    recipient text COLLATE "C" NOT NULL,
    message_id uuid
);
CREATE INDEX notices_pending ON notices (kind, recipient, at) WHERE message_id IS NULL;
CREATE INDEX notices_by_message ON notices (message_id, at, id) WHERE message_id IS NOT NULL;
CREATE INDEX notices_by_time ON notices (at);

CREATE TABLE notice_deliveries (
    id uuid NOT NULL PRIMARY KEY,
    message_id uuid NOT NULL,
    at bigint NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    target text NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    due_since bigint NOT NULL,
    next_try_at bigint NOT NULL,
    ended_at bigint,
    answer text NOT NULL
);
CREATE INDEX notice_deliveries_due ON notice_deliveries (next_try_at) WHERE state = 'waiting';
CREATE INDEX notice_deliveries_by_kind ON notice_deliveries (kind, at);
CREATE INDEX notice_deliveries_by_time ON notice_deliveries (at, id);
CREATE INDEX notice_deliveries_by_end ON notice_deliveries (ended_at) WHERE ended_at IS NOT NULL;

-- Scope: who looks; empty: all portals as one.
CREATE TABLE notice_conditions (
    scope text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    text text NOT NULL,
    since bigint NOT NULL,
    seen_at bigint NOT NULL,
    told_at bigint,
    PRIMARY KEY (scope, kind, subject)
);
