-- Enrolment codes that brought a node here, so that whoever asks again with one, because the answer got lost, is told the same. Keep in
-- step with the SQLite file.
CREATE TABLE used_codes (
    code_id text COLLATE "C" NOT NULL PRIMARY KEY,
    node_key text COLLATE "C" NOT NULL,
    node_id text COLLATE "C" NOT NULL,
    node_created_at bigint NOT NULL,
    ends_at bigint NOT NULL
);
