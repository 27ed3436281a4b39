-- Joining the union: the codes by which people find a union, their applications, and transfers of those who are members already.
CREATE TABLE join_codes (
    id         uuid        PRIMARY KEY,
    union_id   uuid        NOT NULL REFERENCES unions (id),
    -- Set: the code hangs at a station, and who comes by it is counted there.
    station_id uuid        REFERENCES stations (id),
    code       text        COLLATE "C" NOT NULL CHECK (code ~ '^[2-9A-HJKMNP-Z]{10}$'),
    made_at    timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE UNIQUE INDEX join_codes_code ON join_codes (code);
CREATE UNIQUE INDEX join_codes_one_of_union ON join_codes (union_id) WHERE revoked_at IS NULL AND station_id IS NULL;
CREATE UNIQUE INDEX join_codes_one_of_station ON join_codes (station_id) WHERE revoked_at IS NULL AND station_id IS NOT NULL;

CREATE TABLE applications (
    id           uuid        PRIMARY KEY,
    -- Whose key sealed it; the same id as the member's, once there is one.
    person_id    uuid        NOT NULL,
    -- None: an officer wrote it down for somebody without a phone.
    account_id   uuid        REFERENCES accounts (id),
    -- Who must act now, or acted last.
    union_id     uuid        NOT NULL REFERENCES unions (id),
    -- Where the person is to belong; none where the street has no union for individuals yet.
    home_id      uuid        REFERENCES unions (id),
    street_code  text        REFERENCES divisions (code),
    station_id   uuid        REFERENCES stations (id),
    state        text        NOT NULL CHECK (state IN ('submitted', 'appealed', 'approved', 'refused', 'withdrawn')),
    -- Blind index of kind and number; goes when the application is forgotten.
    document     uuid,
    -- Sealed with the person's own key.
    details      bytea,
    signature    bytea,
    -- By this the person without a phone finds it: blind index of the code on their slip.
    follow       uuid,
    entered_by   uuid        REFERENCES accounts (id),
    submitted_at timestamptz NOT NULL,
    -- The version of the rule by which the clock runs, and the last day in time; no day where nobody has to act.
    clock        text        NOT NULL,
    due_on       date,
    passed_up    int         NOT NULL DEFAULT 0 CHECK (passed_up >= 0),
    deciders     uuid[]      NOT NULL DEFAULT '{}',
    decided_at   timestamptz,
    -- The version of the rule by which it was refused.
    reason       text,
    member_id    uuid,
    forgotten_at timestamptz,
    CONSTRAINT applications_clock_runs CHECK ((state IN ('submitted', 'appealed')) = (due_on IS NOT NULL)),
    CONSTRAINT applications_decided CHECK ((state IN ('approved', 'refused')) <= (decided_at IS NOT NULL)),
    CONSTRAINT applications_member CHECK ((state = 'approved') = (member_id IS NOT NULL)),
    CONSTRAINT applications_reason CHECK ((state = 'refused') <= (reason IS NOT NULL)),
    CONSTRAINT applications_forgotten CHECK ((forgotten_at IS NULL) = (details IS NOT NULL) AND (forgotten_at IS NULL OR num_nonnulls(document, signature, follow) = 0))
);
-- A double click is one application; what an officer wrote down counts for the union it is meant for.
CREATE UNIQUE INDEX applications_one_open ON applications (account_id, document) WHERE account_id IS NOT NULL AND state IN ('submitted', 'appealed');
CREATE UNIQUE INDEX applications_one_on_paper ON applications (coalesce(home_id, union_id), document) WHERE account_id IS NULL AND state IN ('submitted', 'appealed');
CREATE UNIQUE INDEX applications_follow ON applications (follow) WHERE follow IS NOT NULL;
CREATE INDEX applications_waiting ON applications (union_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX applications_due ON applications (due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX applications_by_union ON applications (union_id, submitted_at);
CREATE INDEX applications_by_account ON applications (account_id, submitted_at);
CREATE INDEX applications_to_forget ON applications (id) WHERE forgotten_at IS NULL AND state IN ('refused', 'withdrawn');

-- Somebody who is a member elsewhere: the new union asks, the old one answers.
CREATE TABLE transfers (
    id             uuid        PRIMARY KEY,
    application_id uuid        NOT NULL REFERENCES applications (id),
    member_id      uuid        NOT NULL,
    from_id        uuid        NOT NULL REFERENCES unions (id),
    to_id          uuid        NOT NULL REFERENCES unions (id),
    -- Who must answer now, or answered last.
    union_id       uuid        NOT NULL REFERENCES unions (id),
    state          text        NOT NULL CHECK (state IN ('asked', 'objected', 'done', 'declined')),
    clock          text        NOT NULL,
    due_on         date,
    asked_at       timestamptz NOT NULL,
    objected_by    uuid        REFERENCES accounts (id),
    ended_at       timestamptz,
    CONSTRAINT transfers_move CHECK (from_id <> to_id),
    CONSTRAINT transfers_clock_runs CHECK ((state IN ('asked', 'objected')) = (due_on IS NOT NULL) AND (due_on IS NULL) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX transfers_one_open ON transfers (member_id) WHERE due_on IS NOT NULL;
CREATE INDEX transfers_by_application ON transfers (application_id);
CREATE INDEX transfers_waiting ON transfers (union_id, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX transfers_due ON transfers (due_on, id) WHERE due_on IS NOT NULL;

-- The unions of a street that take individuals, the joint grassroots union first: they bear its code, or stand below its federation.
CREATE FUNCTION street_homes(street text, day date) RETURNS TABLE (id uuid, name text, above text) LANGUAGE sql STABLE AS $$
    SELECT u.id, u.name, p.name FROM unions u
    LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> day LEFT JOIN unions p ON p.id = e.parent_id
    WHERE u.kind IN ('joint-grassroots', 'community-union') AND daterange(u.entered_on, u.dissolved_on) @> day
      AND (u.division_code = street OR p.division_code = street)
    ORDER BY (u.kind = 'joint-grassroots') DESC, (u.name LIKE '%联合基层工会') DESC, u.sort_key, u.id
$$;
