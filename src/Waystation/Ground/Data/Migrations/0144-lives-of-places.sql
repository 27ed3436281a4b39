-- The life of a place, from the application to the day its sign comes down, and what its standards ask about it.
ALTER TABLE stations DROP CONSTRAINT stations_kind_check, DROP CONSTRAINT stations_status_check;
ALTER TABLE stations
    ADD CONSTRAINT stations_kind_check CHECK (kind IN ('station', 'home', 'nursing-room', 'bookroom', 'site', 'other')),
    -- Preparing: its sign has not been hung; nothing outside the house knows of it.
    ADD CONSTRAINT stations_status_check CHECK (status IN ('preparing', 'active', 'suspended', 'retired')),
    -- Where its last step led to; none for a place from a register about which no step was taken here.
    ADD COLUMN stage           text CHECK (stage IN ('applied', 'visited', 'approved', 'agreed', 'equipped', 'dropped', 'signed', 'running', 'suspended', 'ended')),
    ADD COLUMN host_kind       text CHECK (host_kind IN ('union', 'community', 'government', 'enterprise', 'bank', 'fuel-station', 'shop', 'restaurant', 'courier', 'property', 'sanitation', 'park', 'hospital', 'builder', 'other')),
    ADD COLUMN grade           text CHECK (grade IN ('model', 'standard', 'ordinary')),
    ADD COLUMN starts_on       date,
    -- The day its period ends: on that day it is gone.
    ADD COLUMN ends_on         date CHECK (ends_on > starts_on),
    ADD COLUMN area            integer CHECK (area BETWEEN 1 AND 100000),
    ADD COLUMN on_ground_floor boolean,
    ADD COLUMN books           integer CHECK (books BETWEEN 0 AND 10000000),
    ADD COLUMN rules_posted    boolean,
    ADD CONSTRAINT stations_stage_fits CHECK (CASE
        WHEN stage IS NULL THEN status <> 'preparing'
        WHEN stage IN ('applied', 'visited', 'approved', 'agreed', 'equipped', 'dropped') THEN status = 'preparing'
        WHEN stage IN ('signed', 'running') THEN status = 'active'
        WHEN stage = 'suspended' THEN status = 'suspended'
        ELSE status = 'retired' END),
    ADD CONSTRAINT stations_site_has_an_end CHECK (kind <> 'site' OR stage IS NULL OR ends_on IS NOT NULL);
CREATE INDEX stations_in_preparation ON stations (union_id) WHERE status = 'preparing';

CREATE TABLE station_steps (
    id         uuid PRIMARY KEY,
    station_id uuid        NOT NULL REFERENCES stations (id),
    nth        integer     NOT NULL CHECK (nth > 0),
    step       text        NOT NULL CHECK (step IN ('apply', 'visit', 'approve', 'agree', 'equip', 'sign', 'run', 'suspend', 'recheck', 'end')),
    stage      text        NOT NULL CHECK (stage IN ('applied', 'visited', 'approved', 'agreed', 'equipped', 'dropped', 'signed', 'running', 'suspended', 'ended')),
    post_id    uuid        NOT NULL REFERENCES posts (id),
    on_day     date        NOT NULL,
    at         timestamptz NOT NULL,
    paper      text        NOT NULL DEFAULT '' CHECK (length(paper) <= 100),
    note       text        NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    passed     boolean,
    by_host    boolean,
    goods      text CHECK (goods IN ('none', 'returned', 'written-off')),
    CHECK ((passed IS NOT NULL) = (step = 'recheck')),
    CHECK ((goods IS NOT NULL) = (step = 'end') AND (by_host IS NOT NULL) = (step = 'end') AND (step <> 'end' OR note <> ''))
);
-- Of two officers who decide the same step at once, one is told that the other has.
CREATE UNIQUE INDEX station_steps_one_after_another ON station_steps (station_id, nth);

CREATE TABLE station_agreements (
    step_id   uuid PRIMARY KEY REFERENCES station_steps (id),
    host      text NOT NULL CHECK (host <> '' AND length(host) <= 100),
    from_on   date NOT NULL,
    until_on  date NOT NULL CHECK (until_on > from_on),
    utilities text NOT NULL CHECK (utilities IN ('host', 'union', 'shared')),
    cover     text NOT NULL CHECK (cover IN ('host', 'union', 'none')),
    hours     text NOT NULL CHECK (hours <> '' AND length(hours) <= 300),
    -- Sealed by the vault; gone when the place ends.
    contact   bytea,
    phone     bytea
);

CREATE FUNCTION station_steps_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'lives.stays';
END $$;
CREATE TRIGGER station_steps_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON station_steps FOR EACH STATEMENT EXECUTE FUNCTION station_steps_stay();
CREATE TRIGGER station_agreements_stay BEFORE DELETE OR TRUNCATE ON station_agreements FOR EACH STATEMENT EXECUTE FUNCTION station_steps_stay();
-- Of an agreement nothing changes but that its contact is forgotten.
CREATE TRIGGER station_agreements_keep BEFORE UPDATE ON station_agreements FOR EACH ROW
    WHEN (NEW.contact IS NOT NULL OR NEW.phone IS NOT NULL OR (NEW.step_id, NEW.host, NEW.from_on, NEW.until_on, NEW.utilities, NEW.cover, NEW.hours) IS DISTINCT FROM (OLD.step_id, OLD.host, OLD.from_on, OLD.until_on, OLD.utilities, OLD.cover, OLD.hours))
    EXECUTE FUNCTION station_steps_stay();

-- A station counts from its sign until it is given up, one on a building site until its period ends.
CREATE OR REPLACE FUNCTION stations_on(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT union_id, count(*) FROM stations
    WHERE status IN ('active', 'suspended') AND coalesce(opened_on, (created_at AT TIME ZONE 'Asia/Shanghai')::date) <= last AND (starts_on <= last) IS NOT FALSE AND (ends_on > last) IS NOT FALSE
    GROUP BY union_id
$$;
