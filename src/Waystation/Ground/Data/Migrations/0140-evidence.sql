-- What people who stood there say of a station, and what those who answer for it say.
ALTER TABLE stations ADD COLUMN verified_by text CHECK (verified_by IN ('keeper', 'officer', 'visitors', 'inspection'));

-- A report bears nothing of whoever made it. Only the first of its device and of its network that day is kept.
CREATE TABLE station_reports (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    said       text        NOT NULL CHECK (said IN ('fine', 'shut', 'broken')),
    facility   text COLLATE "C",
    at         timestamptz NOT NULL,
    CHECK ((facility IS NOT NULL) = (said = 'broken'))
);
CREATE INDEX station_reports_by_station ON station_reports (station_id, at);

-- Hashes of a device and of a network with the key of the day. Without the key, which goes at midnight, they are noise; they go within a day themselves.
CREATE TABLE visitor_keys (
    day date PRIMARY KEY,
    key bytea NOT NULL CHECK (length(key) = 32)
);
CREATE TABLE report_marks (
    station_id uuid  NOT NULL REFERENCES stations (id),
    about      text  NOT NULL,
    mark       bytea NOT NULL CHECK (length(mark) = 16),
    at         timestamptz NOT NULL,
    PRIMARY KEY (station_id, about, mark)
);
CREATE INDEX report_marks_by_age ON report_marks (at);

CREATE TABLE station_exceptions (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    kind       text        NOT NULL CHECK (kind IN ('closed', 'open', 'full')),
    reason     text        NOT NULL CHECK (reason <> '' AND length(reason) <= 60),
    from_at    timestamptz NOT NULL,
    until_at   timestamptz NOT NULL,
    made_at    timestamptz NOT NULL,
    CHECK (until_at >= from_at)
);
CREATE INDEX station_exceptions_by_station ON station_exceptions (station_id, until_at);

-- Somebody said otherwise: who answers for the station owes the answer, by a clock.
CREATE TABLE station_questions (
    id          uuid PRIMARY KEY,
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    about       text COLLATE "C" NOT NULL CHECK (about ~ '^[a-z0-9-]{2,30}$'),
    asked_at    timestamptz NOT NULL,
    rule        text        NOT NULL,
    due_on      date        NOT NULL,
    answer      text CHECK (answer IN ('fine', 'shut', 'mended', 'broken', 'missing')),
    answered_at timestamptz,
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND answered_at >= asked_at)
);
CREATE UNIQUE INDEX station_questions_one_at_a_time ON station_questions (station_id, about) WHERE answered_at IS NULL;
CREATE INDEX station_questions_by_union ON station_questions (union_id, due_on) WHERE answered_at IS NULL;

CREATE TRIGGER station_reports_tell AFTER INSERT ON station_reports REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
CREATE TRIGGER station_exceptions_tell_insert AFTER INSERT ON station_exceptions REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
CREATE TRIGGER station_exceptions_tell_update AFTER UPDATE ON station_exceptions REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
