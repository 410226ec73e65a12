-- For PostgreSQL alone. Each change of an event's state writes its row anew, so what no statement changes stands apart from it:
-- a payload is written once, and whole days of payloads are dropped. Partitions are by the time in the event's id; those of
-- the days to come are made by the program, and what has none goes to the default.
-- Payloads from before stay in mediahook_event.body and headers, which are null from here on.
CREATE TABLE mediahook_payload (
    event_id ${long}  NOT NULL PRIMARY KEY,
    body     ${bytes} NOT NULL,
    headers  TEXT
) PARTITION BY RANGE (event_id);
CREATE TABLE mediahook_payload_default PARTITION OF mediahook_payload DEFAULT;

-- The highest id whose payload may stand in its event's row.
INSERT INTO mediahook_duty (purpose, node, until)
SELECT 'payloads in rows', '', max(id) FROM mediahook_event HAVING max(id) IS NOT NULL;

-- Room in each page for new versions of its rows. They need no new entry in any index (HOT) if only duplicates, webhook_at,
-- tries, lease or attempts change: a counted repeat. What changes state or due (claim, finish, a lease said again) is in indexes that
-- are partial by state, so it can't be had so.
ALTER TABLE mediahook_event SET (fillfactor = 80);
