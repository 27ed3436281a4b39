-- A round that was opened by mistake is cancelled before anybody has inspected a station; it stays in the list, with the reason.
ALTER TABLE rounds
    ADD COLUMN cancelled_why text,
    ADD CONSTRAINT rounds_cancelled_are_over CHECK (cancelled_why IS NULL OR (ended_at IS NOT NULL AND length(cancelled_why) BETWEEN 1 AND 200));
