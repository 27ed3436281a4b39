-- Membership codes: the keys that sign them, and for whom they were revoked. The codes themselves are stored nowhere.

CREATE TABLE code_keys (
    -- Drawn from the public key.
    id          text        PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{8}$'),
    algorithm   text        NOT NULL CHECK (algorithm IN ('ES256', 'SM2-SM3')),
    public_key  bytea       NOT NULL CHECK (length(public_key) = 65),
    -- Sealed by the vault: the database alone can sign nothing.
    private_key bytea       NOT NULL,
    made_at     timestamptz NOT NULL,
    retired_at  timestamptz
);
CREATE UNIQUE INDEX code_keys_in_use ON code_keys (algorithm) WHERE retired_at IS NULL;

-- "I have lost my phone": what was issued for this person up to then is void. Codes live for minutes, so a row is of use for a day.
CREATE TABLE code_revocations (
    member_id  uuid        PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    revoked_at timestamptz NOT NULL
);
CREATE INDEX code_revocations_by_time ON code_revocations (revoked_at);
