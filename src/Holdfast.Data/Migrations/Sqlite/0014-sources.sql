-- People who come from a directory or a provider. Keep in step with the Postgres file.

-- Subject: by which the source knows the person for good. Name: as the source calls the person now.
-- Vanished: since when the source does not know the person any more; the user is disabled for that.
-- Refresh: with what a provider is asked whether the person is still there; sealed.
CREATE TABLE source_people (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    source_id BLOB NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    vanished_at INTEGER,
    refresh BLOB,
    UNIQUE (source_id, subject)
) STRICT;

-- How the last look at a source ended. Trouble: what administrators must know; null: nothing.
CREATE TABLE source_looks (
    source_id BLOB NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    trouble TEXT,
    summary TEXT NOT NULL
) STRICT;
