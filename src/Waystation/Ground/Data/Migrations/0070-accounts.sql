-- Accounts, the posts they hold, and how they come in.
CREATE TABLE accounts (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL CHECK (kind IN ('staff', 'worker')),
    -- Staff only: the name they sign in with, and that colleagues read.
    name          text        NOT NULL DEFAULT '' CHECK (length(name) <= 60),
    name_key      text        COLLATE "C",
    password_hash text,
    -- Sealed by the vault.
    totp_secret   bytea,
    -- The last time step whose code was used: a code works once.
    totp_step     bigint      NOT NULL DEFAULT 0,
    -- Workers only: their record, once it is bound.
    member_id     uuid        REFERENCES members (id),
    bound_at      timestamptz,
    created_at    timestamptz NOT NULL,
    closed_at     timestamptz,
    CHECK ((kind = 'staff') = (name_key IS NOT NULL)),
    CHECK (kind = 'worker' OR member_id IS NULL),
    CHECK ((member_id IS NULL) = (bound_at IS NULL))
);
CREATE UNIQUE INDEX accounts_name ON accounts (name_key) WHERE closed_at IS NULL;
-- One person, one account.
CREATE UNIQUE INDEX accounts_member ON accounts (member_id) WHERE member_id IS NOT NULL AND closed_at IS NULL;

CREATE TABLE posts (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    role       text NOT NULL CHECK (role IN ('grassroots-chair', 'subdistrict-officer', 'district-officer', 'city-officer', 'station-keeper', 'claims-officer', 'leader',
        'system-administrator', 'security-administrator', 'audit-administrator')),
    union_id   uuid NOT NULL REFERENCES unions (id),
    below      boolean NOT NULL,
    from_on    date NOT NULL,
    until_on   date,
    CHECK (until_on >= from_on)
);
CREATE INDEX posts_by_account ON posts (account_id);
CREATE INDEX posts_by_union ON posts (union_id);

-- The cookie holds a random token, this table only its SHA-256.
CREATE TABLE sessions (
    id         uuid        PRIMARY KEY,
    token      bytea       NOT NULL UNIQUE CHECK (length(token) = 32),
    account_id uuid        NOT NULL REFERENCES accounts (id),
    post_id    uuid        REFERENCES posts (id),
    phone      uuid,
    device     uuid        NOT NULL,
    made_at    timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);
CREATE INDEX sessions_by_account ON sessions (account_id, seen_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- One phone may serve several people, one person several phones.
CREATE TABLE account_phones (
    account_id   uuid        NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    phone        uuid        NOT NULL,
    phone_sealed bytea       NOT NULL,
    added_at     timestamptz NOT NULL,
    -- A phone that joined a bound record shows masked data until then.
    masked_until timestamptz,
    PRIMARY KEY (account_id, phone)
);
CREATE INDEX account_phones_by_phone ON account_phones (phone);

-- Carriers give a number to somebody else after about 90 days. A phone nobody came in with for so long leads to a new account, and the record
-- has to be bound again by its document.
CREATE FUNCTION phone_is_theirs(account uuid, number uuid, now timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM sessions s WHERE s.account_id = account AND s.phone = number AND s.seen_at > now - interval '90 days')
        OR EXISTS (SELECT FROM account_phones p WHERE p.account_id = account AND p.phone = number AND p.added_at > now - interval '90 days')
$$;

CREATE TABLE phone_codes (
    id         uuid        PRIMARY KEY,
    phone      uuid        NOT NULL,
    code       uuid        NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    wrong      int         NOT NULL DEFAULT 0 CHECK (wrong BETWEEN 0 AND 5),
    proven_at  timestamptz,
    used_at    timestamptz
);
CREATE INDEX phone_codes_by_phone ON phone_codes (phone, made_at);
CREATE INDEX phone_codes_by_expiry ON phone_codes (expires_at);

CREATE TABLE set_up_links (
    token      bytea       PRIMARY KEY CHECK (length(token) = 32),
    account_id uuid        NOT NULL REFERENCES accounts (id),
    -- The second factor offered with it, sealed.
    secret     bytea       NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

-- How often something was tried in one window of time.
CREATE TABLE limits (
    what     text        NOT NULL,
    key      uuid        NOT NULL,
    began_at timestamptz NOT NULL,
    count    int         NOT NULL,
    PRIMARY KEY (what, key, began_at)
);
CREATE INDEX limits_by_age ON limits (began_at);
COMMENT ON TABLE limits IS 'transient';

-- Five wrong tries lock what they were made against (a name, a record), whether it exists or not.
CREATE TABLE locks (
    what         text        NOT NULL,
    key          uuid        NOT NULL,
    wrong        int         NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (what, key)
);

-- Which unions a post reaches: queries narrow by this, always as of a day.
CREATE VIEW union_reach AS SELECT above_id, below_id, during FROM union_lines;

-- Nothing asks it any more: the guard of members asks once a statement.
DROP FUNCTION union_holds_members(uuid);

-- Who handed a form in, and for which branch: none where it came by the command line.
ALTER TABLE import_runs
    ADD COLUMN account_id uuid REFERENCES accounts (id),
    ADD COLUMN post_id    uuid REFERENCES posts (id),
    ADD COLUMN union_id   uuid REFERENCES unions (id);
