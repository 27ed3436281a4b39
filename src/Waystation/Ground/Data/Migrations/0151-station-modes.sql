-- Heat, cold and storm: a district asks its stations to open longer for some days; each host says yes or no.
CREATE TABLE station_modes (
    id         uuid PRIMARY KEY,
    union_id   uuid        NOT NULL REFERENCES unions (id),
    kind       text        NOT NULL CHECK (kind IN ('heat', 'cold', 'storm')),
    from_on    date        NOT NULL,
    -- Its last day.
    until_on   date        NOT NULL,
    -- Between these it is asked to be open, whatever its hours say; an end that is not later is on the next day.
    open_from  time        NOT NULL,
    open_until time        NOT NULL,
    account_id uuid        NOT NULL REFERENCES accounts (id),
    made_at    timestamptz NOT NULL,
    ended_at   timestamptz,
    CHECK (until_on >= from_on AND until_on < from_on + 31)
);
CREATE INDEX station_modes_by_union ON station_modes (union_id, until_on);

CREATE TABLE station_mode_answers (
    mode_id     uuid        NOT NULL REFERENCES station_modes (id),
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    says_yes    boolean     NOT NULL,
    answered_at timestamptz NOT NULL,
    -- The changes of hours that a yes made.
    changes     uuid[]      NOT NULL,
    PRIMARY KEY (mode_id, station_id),
    CHECK (says_yes OR changes = '{}')
);
