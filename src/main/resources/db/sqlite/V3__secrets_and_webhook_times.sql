-- id: what the secret of the submission is derived from; told: that nobody knows what became of it was reported.
ALTER TABLE mediahook_submission ADD COLUMN id TEXT;
ALTER TABLE mediahook_submission ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mediahook_submission_job ON mediahook_submission (sender, job_id);

-- Keys that this program made for itself, or that a sender has shown once. The highest id is the newest.
CREATE TABLE mediahook_key (
    id         TEXT   NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at   INTEGER
);

-- When a webhook said again what a poll had found first; null where none did, or where the event came by webhook.
ALTER TABLE mediahook_event ADD COLUMN webhook_at INTEGER;

-- Each sender is asked at its own pace, so each has its own queue.
DROP INDEX mediahook_watch_due;
CREATE INDEX mediahook_watch_sender_due ON mediahook_watch (sender, due);
