-- What officers do with a settlement: files handed in by the browser, batches that go to the bank, answers that come back.

-- A file that waits for its run, or a trial of it; the file itself is deleted when that is over.
CREATE TABLE aid_uploads (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('register', 'lines', 'trial')),
    quarter       int,
    file_name     text        NOT NULL,
    account_id    uuid        NOT NULL,
    post_id       uuid        NOT NULL,
    made_at       timestamptz NOT NULL,
    done          bigint      NOT NULL DEFAULT 0,
    of            bigint,
    finished_at   timestamptz,
    -- The trial's districts and largest, or the register's counts.
    result        jsonb,
    refusal_key   text,
    refusal_parts text[],
    CHECK ((kind = 'register') = (quarter IS NULL)),
    CHECK (finished_at IS NOT NULL OR (result IS NULL AND refusal_key IS NULL))
);
CREATE INDEX aid_uploads_waiting ON aid_uploads (made_at) WHERE finished_at IS NULL;

-- Why the bank sent a payment back, as it said; the payment waits for its card again.
ALTER TABLE aid_payments ADD COLUMN returned_why text CHECK (length(returned_why) <= 200), ADD COLUMN reference bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX aid_payments_by_reference ON aid_payments (reference);
CREATE INDEX aid_payments_by_batch ON aid_payments (batch) WHERE state IN ('prepared', 'released');
