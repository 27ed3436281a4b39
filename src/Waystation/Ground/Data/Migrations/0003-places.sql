-- Stations, homes and the other places of the register.
CREATE TABLE stations (
    id                     uuid PRIMARY KEY,
    code                   text COLLATE "C" NOT NULL UNIQUE CHECK (code <> '' AND length(code) <= 40),
    slug                   text COLLATE "C" NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9-]{1,60}$'),
    name                   text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    name_key               text COLLATE "C" NOT NULL,
    kind                   text NOT NULL CHECK (kind IN ('station', 'home', 'nursing-room', 'bookroom', 'other')),
    union_id               uuid NOT NULL REFERENCES unions (id),
    district_code          text NOT NULL REFERENCES divisions (code),
    street_code            text NOT NULL REFERENCES divisions (code),
    address                text NOT NULL DEFAULT '',
    -- WGS-84, and the pair as it was given with its datum.
    lat                    double precision CHECK (lat BETWEEN -90 AND 90),
    lon                    double precision CHECK (lon BETWEEN -180 AND 180),
    given_lat              double precision,
    given_lon              double precision,
    given_datum            text CHECK (given_datum IN ('wgs84', 'gcj02', 'bd09')),
    -- OpenStreetMap syntax, and the words as they were given. No syntax: the hours are unknown.
    opening_hours          text CHECK (opening_hours <> ''),
    opening_hours_text     text NOT NULL DEFAULT '',
    other_facilities       text[] NOT NULL DEFAULT '{}',
    serves                 text NOT NULL DEFAULT '',
    access                 text NOT NULL DEFAULT '',
    serves_outdoor_workers boolean,
    host                   text NOT NULL DEFAULT '',
    -- Sealed by the vault.
    keeper                 bytea,
    phone                  bytea,
    opened_on              date,
    verified_at            timestamptz,
    status                 text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'retired')),
    created_at             timestamptz NOT NULL,
    changed_at             timestamptz NOT NULL,
    CHECK ((lat IS NULL) = (lon IS NULL)),
    CHECK ((lat IS NULL) = (given_datum IS NULL) AND (given_lat IS NULL) = (given_datum IS NULL) AND (given_lon IS NULL) = (given_datum IS NULL))
);
CREATE INDEX stations_by_street ON stations (street_code, name_key);
CREATE INDEX stations_by_district ON stations (district_code);
CREATE INDEX stations_by_union ON stations (union_id);

-- Facilities are rows, because each will be inspected, repaired and dated by itself; the index in memory makes one number of them.
CREATE TABLE station_facilities (
    station_id uuid NOT NULL REFERENCES stations (id),
    facility   text COLLATE "C" NOT NULL CHECK (facility ~ '^[a-z0-9-]{2,30}$'),
    status     text NOT NULL DEFAULT 'unknown' CHECK (status IN ('works', 'broken', 'missing', 'unknown')),
    PRIMARY KEY (station_id, facility)
);

-- What every node's index polls. The writing transaction stands in the row, so that a reader can ask for what its last snapshot
-- did not see: with sequence numbers alone it would pass by what commits late.
CREATE TABLE station_changes (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    station_id uuid        NOT NULL,
    at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX station_changes_in_order ON station_changes (xid, seq);
CREATE INDEX station_changes_by_age ON station_changes (at);

CREATE FUNCTION stations_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO station_changes (station_id) SELECT id FROM touched;
    RETURN NULL;
END $$;
CREATE TRIGGER stations_tell_insert AFTER INSERT ON stations REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION stations_tell();
CREATE TRIGGER stations_tell_update AFTER UPDATE ON stations REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION stations_tell();
CREATE TRIGGER stations_tell_delete AFTER DELETE ON stations REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION stations_tell();

CREATE FUNCTION station_facilities_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO station_changes (station_id) SELECT DISTINCT station_id FROM touched;
    RETURN NULL;
END $$;
CREATE TRIGGER station_facilities_tell_insert AFTER INSERT ON station_facilities REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
CREATE TRIGGER station_facilities_tell_update AFTER UPDATE ON station_facilities REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
CREATE TRIGGER station_facilities_tell_delete AFTER DELETE ON station_facilities REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION station_facilities_tell();
