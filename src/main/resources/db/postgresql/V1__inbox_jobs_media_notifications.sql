-- An event, kept once. The unique key is the idempotent consumer's claim; the row is the event itself.
-- Times are milliseconds since 1970. state: accepted, waiting (for due), processing (until due), done, dead.
CREATE TABLE mediahook_event (
    id          BIGINT PRIMARY KEY,
    sender      TEXT    NOT NULL,
    dedup_key   TEXT    NOT NULL,
    type        TEXT,
    job_id      TEXT,
    via         TEXT    NOT NULL,
    received_at BIGINT NOT NULL,
    state       TEXT    NOT NULL,
    since       BIGINT NOT NULL,
    deadline    BIGINT NOT NULL,
    due         BIGINT NOT NULL,
    lease       TEXT,
    attempts    BIGINT NOT NULL DEFAULT 0,
    duplicates  BIGINT NOT NULL DEFAULT 0,
    reason      TEXT,
    body        BYTEA   NOT NULL,
    UNIQUE (sender, dedup_key)
);
-- What can be taken up at once, the earliest deadline first.
CREATE INDEX mediahook_event_ready ON mediahook_event (sender, deadline) WHERE state = 'accepted';
-- What comes back by itself: a retry when it is due, a lease when it has run out.
CREATE INDEX mediahook_event_due ON mediahook_event (due) WHERE state IN ('waiting', 'processing');
CREATE INDEX mediahook_event_dead ON mediahook_event (id) WHERE state = 'dead';
CREATE INDEX mediahook_event_job ON mediahook_event (job_id, sender) WHERE job_id IS NOT NULL;

-- status_event: the event that gave the job its status, 0 where a submission did.
CREATE TABLE mediahook_job (
    seq              BIGINT PRIMARY KEY,
    sender           TEXT    NOT NULL,
    job_id           TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    status_event     BIGINT NOT NULL,
    status_by_sender TEXT,
    submitted_at     BIGINT,
    completed_at     BIGINT,
    error_code       TEXT,
    error_message    TEXT,
    UNIQUE (sender, job_id)
);
CREATE INDEX mediahook_job_status ON mediahook_job (status, seq);

CREATE TABLE mediahook_medium (
    sender        TEXT    NOT NULL,
    job_id        TEXT    NOT NULL,
    idx           BIGINT NOT NULL,
    source_url    TEXT    NOT NULL,
    location      TEXT,
    name          TEXT,
    content_type  TEXT,
    size          BIGINT,
    sha256        TEXT,
    stored_at     BIGINT,
    width         BIGINT,
    height        BIGINT,
    duration_ms   BIGINT,
    source_host   TEXT,
    etag          TEXT,
    last_modified TEXT,
    fetch_ms      BIGINT,
    fetches       BIGINT,
    PRIMARY KEY (sender, job_id, idx)
);

-- What others have yet to be told, written together with the change that they are told of.
CREATE TABLE mediahook_notification (
    id       TEXT    NOT NULL,
    target   TEXT    NOT NULL,
    event_id BIGINT NOT NULL,
    type     TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    sent_at  BIGINT,
    PRIMARY KEY (id, target)
);
CREATE INDEX mediahook_notification_unsent ON mediahook_notification (event_id) WHERE sent_at IS NULL;
