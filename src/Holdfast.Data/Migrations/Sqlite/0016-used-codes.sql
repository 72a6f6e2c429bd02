-- Enrolment codes that brought a node here, so that whoever asks again with one, because the answer got lost, is told the same. Keep in
-- step with the Postgres file.
CREATE TABLE used_codes (
    code_id TEXT NOT NULL PRIMARY KEY,
    node_key TEXT NOT NULL,
    node_id TEXT NOT NULL,
    node_created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
