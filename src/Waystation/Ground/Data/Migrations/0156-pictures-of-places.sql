-- Pictures that show a place to everybody: handed in with what they show in words, looked at by an officer before anybody else sees them.
CREATE TABLE place_pictures (
    id          uuid PRIMARY KEY REFERENCES pictures (id),
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    description text        NOT NULL CHECK (length(description) BETWEEN 4 AND 100),
    offered_at  timestamptz NOT NULL,
    -- Refused or withdrawn; the picture itself is forgotten with it.
    ended_at    timestamptz
);
CREATE INDEX place_pictures_by_station ON place_pictures (station_id) WHERE ended_at IS NULL;

-- The short messages of a street to the keepers of a station, and who of them has read which.
CREATE TABLE keeper_notes (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    post_id    uuid        NOT NULL REFERENCES posts (id),
    text       text        NOT NULL CHECK (text <> '' AND length(text) <= 200),
    made_at    timestamptz NOT NULL
);
CREATE INDEX keeper_notes_by_station ON keeper_notes (station_id, made_at);
CREATE TABLE keeper_note_reads (
    note_id    uuid        NOT NULL REFERENCES keeper_notes (id),
    keeper_id  uuid        NOT NULL REFERENCES keepers (id),
    -- Their number at the station then; names go with the keepers.
    number     integer     NOT NULL CHECK (number BETWEEN 1 AND 9),
    read_at    timestamptz NOT NULL,
    PRIMARY KEY (note_id, keeper_id)
);
CREATE FUNCTION keeper_notes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'keepers.notes-stay';
END $$;
CREATE TRIGGER keeper_notes_stay BEFORE DELETE OR TRUNCATE ON keeper_notes FOR EACH STATEMENT EXECUTE FUNCTION keeper_notes_stay();
-- Nothing of a message changes but the union whose station it is.
CREATE TRIGGER keeper_notes_keep BEFORE UPDATE ON keeper_notes FOR EACH ROW
    WHEN ((NEW.id, NEW.station_id, NEW.post_id, NEW.text, NEW.made_at) IS DISTINCT FROM (OLD.id, OLD.station_id, OLD.post_id, OLD.text, OLD.made_at)) EXECUTE FUNCTION keeper_notes_stay();
CREATE TRIGGER keeper_note_reads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON keeper_note_reads FOR EACH STATEMENT EXECUTE FUNCTION keeper_notes_stay();
