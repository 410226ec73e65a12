-- For SQLite alone, whose file has no checksums; on PostgreSQL they are the server's own (data_checksums).
-- body_sum: the CRC-32C of the body; null if the body was kept before there were such sums.
ALTER TABLE mediahook_event ADD COLUMN body_sum ${long};
