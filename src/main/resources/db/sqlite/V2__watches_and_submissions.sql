-- A job that has not ended yet and is asked after from due on, until it has or until is over.
CREATE TABLE mediahook_watch (
    sender  TEXT    NOT NULL,
    job_id  TEXT    NOT NULL,
    due     INTEGER NOT NULL,
    until   INTEGER NOT NULL,
    polls   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (sender, job_id)
);
CREATE INDEX mediahook_watch_due ON mediahook_watch (due);

-- The first answer to a caller's Idempotency-Key; job_id is null while the sender is being asked.
CREATE TABLE mediahook_submission (
    sender     TEXT    NOT NULL,
    idem_key   TEXT    NOT NULL,
    job_id     TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (sender, idem_key)
);
