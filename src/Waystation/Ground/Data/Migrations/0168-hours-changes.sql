-- Hours that a keeper posted and that are others than were agreed. They stand at once; the street is told and agrees, or asks why.
CREATE TABLE station_hours_changes (
    id            uuid PRIMARY KEY,
    station_id    uuid        NOT NULL REFERENCES stations (id),
    union_id      uuid        NOT NULL REFERENCES unions (id),
    -- What stood before the keeper changed it: as agreed with the host, or as the register has it.
    agreed_words  text        NOT NULL,
    agreed_syntax text,
    posted_words  text        NOT NULL CHECK (posted_words <> ''),
    posted_syntax text        NOT NULL,
    posted_by     uuid        NOT NULL REFERENCES accounts (id),
    posted_at     timestamptz NOT NULL,
    why           text        NOT NULL DEFAULT '' CHECK (length(why) <= 200),
    -- The street wants to know why, and nobody has said since.
    asked_at      timestamptz,
    -- Agreed by the street, taken back by the keeper, or overtaken by other hours.
    outcome       text CHECK (outcome IN ('agreed', 'back', 'overtaken')),
    ended_at      timestamptz,
    ended_by      uuid        REFERENCES accounts (id),
    CHECK (num_nulls(outcome, ended_at, ended_by) IN (0, 3)),
    -- A keeper does not agree to the own hours.
    CONSTRAINT station_hours_changes_second_person CHECK (outcome IS DISTINCT FROM 'agreed' OR ended_by <> posted_by)
);
CREATE UNIQUE INDEX station_hours_changes_one_open ON station_hours_changes (station_id) WHERE ended_at IS NULL;

-- What is open follows its station to another union.
CREATE FUNCTION station_hours_changes_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE station_hours_changes SET union_id = NEW.union_id WHERE station_id = NEW.id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER station_hours_changes_move AFTER UPDATE OF union_id ON stations FOR EACH ROW WHEN (NEW.union_id IS DISTINCT FROM OLD.union_id) EXECUTE FUNCTION station_hours_changes_move();
