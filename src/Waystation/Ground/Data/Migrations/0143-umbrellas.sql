-- Umbrellas with a numbered tag. An umbrella stands where it was returned last, and keeps the tag of its first station.
CREATE TABLE umbrellas (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    home_id    uuid        NOT NULL REFERENCES stations (id),
    number     int         NOT NULL CHECK (number BETWEEN 1 AND 999),
    tag        text        NOT NULL,
    made_at    timestamptz NOT NULL,
    gone_at    timestamptz
);
CREATE UNIQUE INDEX umbrellas_number ON umbrellas (home_id, number);
CREATE UNIQUE INDEX umbrellas_tag ON umbrellas (tag);
CREATE INDEX umbrellas_by_station ON umbrellas (station_id);

CREATE TABLE umbrella_loans (
    id          uuid PRIMARY KEY,
    umbrella_id uuid        NOT NULL REFERENCES umbrellas (id),
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    lent_at     timestamptz NOT NULL,
    rule        text        NOT NULL,
    due_on      date        NOT NULL,
    -- Sealed, only where somebody wished to be reminded; gone when the umbrella is back.
    phone       bytea,
    phone_index uuid,
    reminded_at timestamptz,
    ended_at    timestamptz,
    -- Where it came back; none where it is lost.
    back_at_id  uuid        REFERENCES stations (id),
    CHECK ((phone IS NULL) = (phone_index IS NULL)),
    CHECK (ended_at IS NULL OR (phone IS NULL AND ended_at >= lent_at)),
    CHECK (ended_at IS NOT NULL OR back_at_id IS NULL)
);
-- Of two who lend one umbrella at once, one does.
CREATE UNIQUE INDEX umbrella_loans_one_at_a_time ON umbrella_loans (umbrella_id) WHERE ended_at IS NULL;
CREATE INDEX umbrella_loans_by_union ON umbrella_loans (union_id, due_on) WHERE ended_at IS NULL;
CREATE INDEX umbrella_loans_by_phone ON umbrella_loans (phone_index) WHERE phone_index IS NOT NULL;
