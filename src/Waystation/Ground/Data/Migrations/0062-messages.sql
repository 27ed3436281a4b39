-- A house that was filled with the demo city says so: its people are invented, and their messages may be shown.
CREATE TABLE demo_house (
    one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
    made_at timestamptz NOT NULL
);

-- Texts on their way to a phone. What is over keeps its kind, its times and its tries; phone and text are erased.
CREATE TABLE messages (
    -- Also the idempotency key for whoever delivers it.
    id          uuid        PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$' AND length(kind) <= 60),
    -- Shown: on the demo's page, which is as far as it goes.
    state       text        NOT NULL CHECK (state IN ('waiting', 'shown', 'delivered', 'dropped', 'given-up')),
    phone       bytea,
    phone_index uuid,
    text        bytea,
    made_at     timestamptz NOT NULL,
    -- From then on it is of no use, and is not sent any more.
    expires_at  timestamptz,
    tries       int         NOT NULL DEFAULT 0 CHECK (tries >= 0),
    next_try_at timestamptz,
    ended_at    timestamptz,
    CONSTRAINT messages_only_waiting_is_tried CHECK ((state = 'waiting') = (next_try_at IS NOT NULL) AND (state = 'waiting') = (ended_at IS NULL)),
    CONSTRAINT messages_erased_when_over CHECK (num_nulls(phone, phone_index, text) = CASE WHEN state IN ('waiting', 'shown') THEN 0 ELSE 3 END)
);
CREATE INDEX messages_waiting ON messages (next_try_at) WHERE state = 'waiting';
CREATE INDEX messages_shown ON messages (made_at) WHERE state = 'shown';
-- A copy of the house must not send again what the house has sent.
COMMENT ON TABLE messages IS 'transient';
