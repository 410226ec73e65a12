-- What was told long ago is deleted.
CREATE INDEX mediahook_notification_sent ON mediahook_notification (sent_at) WHERE sent_at IS NOT NULL;
