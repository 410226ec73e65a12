-- An event, kept once. The unique key is the idempotent consumer's claim; the row is the event itself.
-- job_id is compared byte by byte, so that an index finds all that begin alike.
-- Times are milliseconds since 1970. state: accepted, waiting (for due), processing (until due), done, dead.
-- proof: what shows that the sender sent it: token, signed, answered; none if nothing does.
-- body: null once mediahook.retention.payloads is over.
-- delivery_id: the sender's own id of the delivery that brought it; null if it gives none.
-- headers: of the request that brought it, one a line, its secrets hidden; they go with the body.
-- tries: what became of each try, as a line of JSON; of many the last.
-- trace: the traceparent (W3C Trace Context) that the work on it goes on from; null if nothing was traced.
-- webhook_at: when a webhook said again what a poll had found first; null if none did, or if the event came by webhook.
CREATE TABLE mediahook_event (
    id          ${long} PRIMARY KEY,
    sender      TEXT    NOT NULL,
    dedup_key   TEXT    NOT NULL,
    type        TEXT,
    job_id      TEXT ${bytewise},
    via         TEXT    NOT NULL,
    received_at ${long} NOT NULL,
    state       TEXT    NOT NULL,
    since       ${long} NOT NULL,
    deadline    ${long} NOT NULL,
    due         ${long} NOT NULL,
    lease       TEXT,
    attempts    ${long} NOT NULL DEFAULT 0,
    duplicates  ${long} NOT NULL DEFAULT 0,
    reason      TEXT,
    body        ${bytes},
    webhook_at  ${long},
    proof       TEXT    NOT NULL DEFAULT 'none',
    delivery_id TEXT,
    headers     TEXT,
    tries       TEXT,
    trace       TEXT,
    UNIQUE (sender, dedup_key)
);
-- What can be taken up at once, the earliest deadline first.
CREATE INDEX mediahook_event_ready ON mediahook_event (sender, deadline) WHERE state = 'accepted';
-- What comes back by itself: a retry when it is due, a lease when it has run out.
-- State and deadline, so that many are counted and looked through without their rows.
CREATE INDEX mediahook_event_due ON mediahook_event (due, state, deadline) WHERE state IN ('waiting', 'processing');
CREATE INDEX mediahook_event_dead ON mediahook_event (id) WHERE state = 'dead';
-- A page of a listing, by sender, by state or by both: each pair of the two has its newest first.
CREATE INDEX mediahook_event_page ON mediahook_event (sender, state, id);
CREATE INDEX mediahook_event_job ON mediahook_event (job_id, sender) WHERE job_id IS NOT NULL;

-- status_event: the event that gave the job its status, 0 if a submission did.
CREATE TABLE mediahook_job (
    seq              ${long} PRIMARY KEY,
    sender           TEXT    NOT NULL,
    job_id           TEXT ${bytewise}    NOT NULL,
    status           TEXT    NOT NULL,
    status_event     ${long} NOT NULL,
    status_by_sender TEXT,
    submitted_at     ${long},
    completed_at     ${long},
    error_code       TEXT,
    error_message    TEXT,
    UNIQUE (sender, job_id)
);
-- As that of the events.
CREATE INDEX mediahook_job_page ON mediahook_job (sender, status, seq);
-- How well webhooks come, of the newest jobs that were submitted here.
CREATE INDEX mediahook_job_submitted ON mediahook_job (sender, seq) WHERE submitted_at IS NOT NULL;

-- Whose media were lost, for what that cost.
CREATE INDEX mediahook_job_lost ON mediahook_job (error_code) WHERE status = 'failed';

-- reason: why a medium could not be had that its job is whole without; null otherwise.
-- c2pa: present or absent, a manifest of its provenance; null if nobody could see.
CREATE TABLE mediahook_medium (
    sender        TEXT    NOT NULL,
    job_id        TEXT ${bytewise}    NOT NULL,
    idx           ${long} NOT NULL,
    source_url    TEXT    NOT NULL,
    location      TEXT,
    name          TEXT,
    content_type  TEXT,
    size          ${long},
    sha256        TEXT,
    stored_at     ${long},
    width         ${long},
    height        ${long},
    duration_ms   ${long},
    c2pa          TEXT,
    source_host   TEXT,
    etag          TEXT,
    last_modified TEXT,
    fetch_ms      ${long},
    fetches       ${long},
    reason        TEXT,
    PRIMARY KEY (sender, job_id, idx)
);

-- What others are told, written together with the change that they are told of. event_id: 0 if it came of none.
-- target: its name. seq: the order in which a target hears of one job. job_id: empty if it is about no job.
-- state: pending (for due; claimed 1 while a try is under way), sent, dead. since: what giving up is counted from.
-- reason: why the last try failed; null if none did.
CREATE TABLE mediahook_notification (
    id         TEXT    NOT NULL,
    target     TEXT    NOT NULL,
    seq        ${long} NOT NULL,
    event_id   ${long} NOT NULL,
    sender     TEXT    NOT NULL,
    job_id     TEXT ${bytewise} NOT NULL,
    type       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    created_at ${long} NOT NULL,
    state      TEXT    NOT NULL,
    since      ${long} NOT NULL,
    due        ${long} NOT NULL,
    claimed    ${long} NOT NULL DEFAULT 0,
    attempts   ${long} NOT NULL DEFAULT 0,
    sent_at    ${long},
    reason     TEXT,
    PRIMARY KEY (id, target)
);
CREATE INDEX mediahook_notification_due ON mediahook_notification (target, due) WHERE state = 'pending';
-- Whether a target has yet to hear of something earlier about the same job.
CREATE INDEX mediahook_notification_order ON mediahook_notification (target, sender, job_id, seq) WHERE state = 'pending';
CREATE INDEX mediahook_notification_claimed ON mediahook_notification (target) WHERE claimed = 1;
CREATE INDEX mediahook_notification_dead ON mediahook_notification (target, seq) WHERE state = 'dead';
CREATE INDEX mediahook_notification_event ON mediahook_notification (event_id) WHERE state = 'dead';
CREATE INDEX mediahook_notification_page ON mediahook_notification (sender, state, seq);
CREATE INDEX mediahook_notification_created ON mediahook_notification (created_at);

-- The targets that nothing is sent to until somebody resumes them.
CREATE TABLE mediahook_paused_target (
    name      TEXT    NOT NULL PRIMARY KEY,
    paused_at ${long} NOT NULL
);

-- A job that has not ended yet and is asked after from due on, until it has or until is over.
-- usual_due: when it would have been asked after, had no refused delivery named it; null while none has.
-- trace: the traceparent of the submission, that what a poll finds goes on from; null if nothing was traced.
CREATE TABLE mediahook_watch (
    sender  TEXT    NOT NULL,
    job_id  TEXT ${bytewise}    NOT NULL,
    due     ${long} NOT NULL,
    until   ${long} NOT NULL,
    polls   ${long} NOT NULL DEFAULT 0,
    usual_due ${long},
    trace   TEXT,
    PRIMARY KEY (sender, job_id)
);
-- Each sender is asked at its own pace, so each has its own queue.
CREATE INDEX mediahook_watch_sender_due ON mediahook_watch (sender, due);

-- The first answer to a caller's Idempotency-Key; job_id is null while the sender is being asked.
-- status_url: where the sender wants to be asked after the job; null if it does not say.
-- id: what the secret of the submission is derived from; told: that nobody knows what became of it was reported.
CREATE TABLE mediahook_submission (
    sender     TEXT    NOT NULL,
    idem_key   TEXT    NOT NULL,
    id         TEXT,
    job_id     TEXT ${bytewise},
    created_at ${long} NOT NULL,
    told       ${long} NOT NULL DEFAULT 0,
    status_url TEXT,
    PRIMARY KEY (sender, idem_key)
);
CREATE INDEX mediahook_submission_job ON mediahook_submission (sender, job_id);
CREATE INDEX mediahook_submission_id ON mediahook_submission (id);
CREATE INDEX mediahook_submission_created ON mediahook_submission (created_at);
-- Those of which nobody knows what became of them; those among them that nobody was told of.
CREATE INDEX mediahook_submission_open ON mediahook_submission (sender, created_at) WHERE job_id IS NULL;
CREATE INDEX mediahook_submission_untold ON mediahook_submission (created_at) WHERE job_id IS NULL AND told = 0;

-- Keys that this program made for itself, or that a sender has shown once. The highest id is the newest.
CREATE TABLE mediahook_key (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    value      TEXT    NOT NULL,
    created_at ${long} NOT NULL,
    ended_at   ${long}
);

-- What one node does for all, and until when nobody else does. Of the purpose clock until is the highest time
-- that this program has seen, so that the embedded database's time goes on if the machine's clock was set back.
CREATE TABLE mediahook_duty (
    purpose TEXT    NOT NULL PRIMARY KEY,
    node    TEXT    NOT NULL,
    until   ${long} NOT NULL
);

-- What a sender was ever seen to use. kind: status, header, field, host, or delivery for all of its deliveries.
-- earlier: how many deliveries of the sender came before the first that had it.
CREATE TABLE mediahook_seen (
    sender   TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    first_at ${long} NOT NULL,
    last_at  ${long} NOT NULL,
    times    ${long} NOT NULL,
    earlier  ${long} NOT NULL,
    PRIMARY KEY (sender, kind, name)
);

-- What a sender says that a job cost, in millionths of the unit.
CREATE TABLE mediahook_cost (
    sender TEXT    NOT NULL,
    job_id TEXT    NOT NULL,
    amount ${long} NOT NULL,
    unit   TEXT    NOT NULL,
    at     ${long} NOT NULL,
    PRIMARY KEY (sender, job_id)
);
CREATE INDEX mediahook_cost_at ON mediahook_cost (at);

-- Their sums by day (UTC, counted from 1970), so that nobody adds up all that is kept.
CREATE TABLE mediahook_cost_day (
    day    ${long} NOT NULL,
    sender TEXT    NOT NULL,
    unit   TEXT    NOT NULL,
    jobs   ${long} NOT NULL,
    amount ${long} NOT NULL,
    PRIMARY KEY (day, sender, unit)
);

-- What all nodes counted of a minute (since 1970), for the last day.
CREATE TABLE mediahook_minute (
    minute   ${long} PRIMARY KEY,
    accepted ${long} NOT NULL,
    repeats  ${long} NOT NULL,
    refused  ${long} NOT NULL,
    dead     ${long} NOT NULL,
    stored   ${long} NOT NULL
);

-- When a webhook of a sender was last kept and last refused; 0 for never.
CREATE TABLE mediahook_heard (
    sender     TEXT    NOT NULL PRIMARY KEY,
    kept_at    ${long} NOT NULL,
    refused_at ${long} NOT NULL
);

-- The last refused deliveries, if several nodes share the database: none of their content.
CREATE TABLE mediahook_refusal (
    id     ${long} PRIMARY KEY,
    at     ${long} NOT NULL,
    sender TEXT    NOT NULL,
    cause  TEXT    NOT NULL,
    bytes  ${long} NOT NULL,
    sha256 TEXT,
    detail TEXT
);
