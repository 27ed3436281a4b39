-- Rounds of inspection (回访自查): every station of a branch is seen by somebody, and what was found wrong is mended and looked at again.

-- A checklist as it was when it was first taken along. A visit names the one it was made with, whatever the rules say later.
CREATE TABLE round_checklists (
    id      uuid PRIMARY KEY,
    stamp   text        NOT NULL,
    content jsonb       NOT NULL,
    kept_at timestamptz NOT NULL
);

CREATE TABLE rounds (
    id        uuid PRIMARY KEY,
    union_id  uuid        NOT NULL REFERENCES unions (id),
    title     text        NOT NULL CHECK (title <> '' AND length(title) <= 60),
    announced boolean     NOT NULL,
    teams     integer     NOT NULL CHECK (teams BETWEEN 1 AND 20),
    from_on   date        NOT NULL,
    until_on  date        NOT NULL CHECK (until_on >= from_on),
    opened_at timestamptz NOT NULL,
    opened_by uuid        NOT NULL REFERENCES accounts (id),
    ended_at  timestamptz,
    ended_by  uuid        REFERENCES accounts (id),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX rounds_by_union ON rounds (union_id, opened_at);

CREATE TABLE round_people (
    round_id   uuid    NOT NULL REFERENCES rounds (id),
    account_id uuid    NOT NULL REFERENCES accounts (id),
    team       integer NOT NULL CHECK (team BETWEEN 1 AND 20),
    PRIMARY KEY (round_id, account_id)
);
CREATE INDEX round_people_by_account ON round_people (account_id);

-- The stations of the branch on the day the round was opened, in the order in which they are visited.
CREATE TABLE round_stops (
    id              uuid PRIMARY KEY,
    round_id        uuid    NOT NULL REFERENCES rounds (id),
    station_id      uuid    NOT NULL REFERENCES stations (id),
    union_id        uuid    NOT NULL REFERENCES unions (id),
    team            integer NOT NULL CHECK (team BETWEEN 1 AND 20),
    on_day          date    NOT NULL,
    place           integer NOT NULL CHECK (place > 0),
    excuse          text CHECK (excuse <> '' AND length(excuse) <= 200),
    excuse_asked_by uuid REFERENCES accounts (id),
    excuse_asked_at timestamptz,
    excused_by      uuid REFERENCES accounts (id),
    excused_at      timestamptz,
    CHECK (num_nonnulls(excuse, excuse_asked_by, excuse_asked_at) IN (0, 3)),
    CHECK ((excused_by IS NULL) = (excused_at IS NULL) AND (excused_by IS NULL OR (excuse IS NOT NULL AND excused_by <> excuse_asked_by)))
);
CREATE UNIQUE INDEX round_stops_once ON round_stops (round_id, station_id);
CREATE INDEX round_stops_by_station ON round_stops (station_id);

-- Everything that was ever delivered, each different version as it came. Of a station and a round one counts; what contradicts it waits for a person.
CREATE TABLE round_visits (
    id           uuid PRIMARY KEY,
    visit_id     uuid        NOT NULL,
    version      uuid        NOT NULL,
    round_id     uuid        NOT NULL REFERENCES rounds (id),
    station_id   uuid        NOT NULL REFERENCES stations (id),
    union_id     uuid        NOT NULL REFERENCES unions (id),
    team         integer     NOT NULL CHECK (team BETWEEN 1 AND 20),
    account_id   uuid        NOT NULL REFERENCES accounts (id),
    checklist_id uuid        NOT NULL REFERENCES round_checklists (id),
    -- As the phone says; what counts is the next.
    visited_at   timestamptz NOT NULL,
    happened_at  timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    lat          double precision CHECK (lat BETWEEN -90 AND 90),
    lon          double precision CHECK (lon BETWEEN -180 AND 180),
    accuracy     double precision CHECK (accuracy >= 0),
    flags        text[]      NOT NULL CHECK (flags <@ ARRAY ['clock', 'before', 'far', 'nowhere', 'late']),
    answers      jsonb       NOT NULL,
    -- Sealed; taken away after its time.
    met          bytea,
    agreed       text        NOT NULL CHECK (agreed IN ('agreed', 'refused', 'nobody')),
    note         text        NOT NULL CHECK (length(note) <= 500),
    pictures     uuid[]      NOT NULL CHECK (cardinality(pictures) <= 20),
    standing     text        NOT NULL CHECK (standing IN ('counts', 'waits', 'set-aside')),
    settled_by   uuid        REFERENCES accounts (id),
    settled_at   timestamptz,
    CHECK ((lat IS NULL) = (lon IS NULL)),
    CHECK ((settled_by IS NULL) = (settled_at IS NULL)),
    CHECK (standing <> 'set-aside' OR settled_by IS NOT NULL)
);
-- The same visit, however often it comes, is one row; and of one station in one round one visit counts.
CREATE UNIQUE INDEX round_visits_version ON round_visits (visit_id, version);
CREATE UNIQUE INDEX round_visits_one_counts ON round_visits (round_id, station_id) WHERE standing = 'counts';
CREATE INDEX round_visits_by_station ON round_visits (station_id, happened_at);
CREATE INDEX round_visits_by_met ON round_visits (received_at) WHERE met IS NOT NULL;

-- What a visit found wrong: to be mended by a day, and looked at again by somebody else.
CREATE TABLE round_faults (
    id          uuid PRIMARY KEY,
    delivery_id uuid        NOT NULL REFERENCES round_visits (id),
    round_id    uuid        NOT NULL REFERENCES rounds (id),
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    item        text        NOT NULL,
    title       text        NOT NULL,
    title_en    text        NOT NULL,
    facilities  text[]      NOT NULL,
    missing     boolean     NOT NULL,
    severity    text        NOT NULL CHECK (severity IN ('grave', 'ordinary', 'slight')),
    owner       text        NOT NULL CHECK (owner IN ('keeper', 'street')),
    note        text        NOT NULL CHECK (length(note) <= 300),
    rule        text        NOT NULL,
    found_at    timestamptz NOT NULL,
    due_on      date        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('open', 'mended', 'closed', 'withdrawn')),
    mended_by   uuid REFERENCES accounts (id),
    mended_at   timestamptz,
    mended_how  text CHECK (length(mended_how) <= 300),
    checked_by  uuid REFERENCES accounts (id),
    checked_at  timestamptz,
    checked_how text CHECK (length(checked_how) <= 300),
    returned    integer     NOT NULL DEFAULT 0 CHECK (returned >= 0),
    CHECK (state NOT IN ('mended', 'closed') OR num_nonnulls(mended_by, mended_at, mended_how) = 3),
    CHECK (state <> 'closed' OR (checked_at IS NOT NULL AND checked_by <> mended_by))
);
CREATE INDEX round_faults_by_station ON round_faults (station_id) WHERE state IN ('open', 'mended');
CREATE INDEX round_faults_by_union ON round_faults (union_id, due_on) WHERE state IN ('open', 'mended');
CREATE INDEX round_faults_by_round ON round_faults (round_id);

CREATE FUNCTION round_visits_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'rounds.stays';
END $$;
CREATE TRIGGER round_visits_stay BEFORE DELETE OR TRUNCATE ON round_visits FOR EACH STATEMENT EXECUTE FUNCTION round_visits_stay();
-- Of what was delivered nothing changes but whether it counts, and that a name is forgotten.
CREATE TRIGGER round_visits_keep BEFORE UPDATE ON round_visits FOR EACH ROW
    WHEN ((NEW.met IS NOT NULL AND NEW.met IS DISTINCT FROM OLD.met) OR (NEW.id, NEW.visit_id, NEW.version, NEW.round_id, NEW.station_id, NEW.account_id, NEW.checklist_id, NEW.visited_at, NEW.happened_at, NEW.received_at, NEW.flags, NEW.answers, NEW.agreed, NEW.note, NEW.pictures)
        IS DISTINCT FROM (OLD.id, OLD.visit_id, OLD.version, OLD.round_id, OLD.station_id, OLD.account_id, OLD.checklist_id, OLD.visited_at, OLD.happened_at, OLD.received_at, OLD.flags, OLD.answers, OLD.agreed, OLD.note, OLD.pictures))
    EXECUTE FUNCTION round_visits_stay();
