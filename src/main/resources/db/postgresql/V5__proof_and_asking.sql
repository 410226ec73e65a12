-- What shows that the sender sent it: token, signed, answered; none where nothing does.
ALTER TABLE mediahook_event ADD COLUMN proof TEXT NOT NULL DEFAULT 'none';

-- Why a medium could not be had that its job is whole without; null otherwise.
ALTER TABLE mediahook_medium ADD COLUMN reason TEXT;

-- When the job would have been asked after, had no refused delivery named it; null while none has.
ALTER TABLE mediahook_watch ADD COLUMN usual_due BIGINT;

-- Where the sender wants to be asked after the job; null where it does not say.
ALTER TABLE mediahook_submission ADD COLUMN status_url TEXT;
