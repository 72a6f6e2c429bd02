-- People who come from a directory or a provider. Keep in step with the Sqlite file.

-- Subject: by which the source knows the person for good. Name: as the source calls the person now.
-- Vanished: since when the source does not know the person any more; the user is disabled for that.
-- Refresh: with what a provider is asked whether the person is still there; sealed.
CREATE TABLE source_people (
    user_id uuid NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    source_id uuid NOT NULL,
    subject text COLLATE "C" NOT NULL,
    name text NOT NULL,
    seen_at bigint NOT NULL,
    vanished_at bigint,
    refresh bytea,
    UNIQUE (source_id, subject)
);

-- How the last look at a source ended. Trouble: what administrators must know; null: nothing.
CREATE TABLE source_looks (
    source_id uuid NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    trouble text,
    summary text NOT NULL
);
