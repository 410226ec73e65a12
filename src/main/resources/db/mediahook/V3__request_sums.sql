-- request: the SHA-256 of what a submission asked for; null if it was begun before there were such sums.
ALTER TABLE mediahook_submission ADD COLUMN request TEXT;
