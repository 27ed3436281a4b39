-- The way that a shift leader goes with a gang, drawn by an officer. It says nothing of any person.
CREATE TABLE shift_routes (
    id         uuid PRIMARY KEY,
    union_id   uuid             NOT NULL REFERENCES unions (id),
    name       text             NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- Degrees of WGS-84 in the order of the way: latitude, longitude, latitude, longitude …
    line       double precision[] NOT NULL CHECK (cardinality(line) BETWEEN 4 AND 4000 AND cardinality(line) % 2 = 0),
    -- How far from the way a place may lie to stand on its list, in metres.
    within     integer          NOT NULL CHECK (within BETWEEN 50 AND 1000),
    drawn_at   timestamptz      NOT NULL,
    ended_at   timestamptz
);
CREATE UNIQUE INDEX shift_routes_name ON shift_routes (union_id, name) WHERE ended_at IS NULL;

-- Public toilets outside of stations, as their own register lists them.
CREATE TABLE public_toilets (
    id          uuid PRIMARY KEY,
    -- Their number in the register; where it gives none, name and address.
    key         text             NOT NULL,
    name        text             NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    address     text             NOT NULL DEFAULT '',
    lat         double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon         double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
    hours       text             NOT NULL DEFAULT '',
    -- Null: the register does not say.
    step_free   boolean,
    is_open     boolean          NOT NULL,
    listed_at   timestamptz      NOT NULL
);
CREATE UNIQUE INDEX public_toilets_key ON public_toilets (key);
CREATE INDEX public_toilets_by_place ON public_toilets (lat, lon);
