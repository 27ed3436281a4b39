-- How many rest stations a street is to have, by which day: each decision is added, the newest counts.
CREATE TABLE station_plans (
    id          uuid PRIMARY KEY,
    -- The street's federation, which answers for places there.
    union_id    uuid        NOT NULL REFERENCES unions (id),
    street_code text        NOT NULL REFERENCES divisions (code),
    planned     integer     NOT NULL CHECK (planned BETWEEN 0 AND 1000),
    due_on      date,
    paper       text        NOT NULL DEFAULT '' CHECK (length(paper) <= 100),
    post_id     uuid        NOT NULL REFERENCES posts (id),
    set_at      timestamptz NOT NULL
);
CREATE INDEX station_plans_by_street ON station_plans (street_code, set_at DESC);
CREATE INDEX station_plans_by_union ON station_plans (union_id);
CREATE TRIGGER station_plans_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON station_plans FOR EACH STATEMENT EXECUTE FUNCTION station_steps_stay();
