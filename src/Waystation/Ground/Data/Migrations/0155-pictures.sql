-- Photos of stations. The bytes stand in files under uploads/pictures; what cameras write beside a picture stands nowhere but in these columns.
CREATE TABLE pictures (
    id           uuid PRIMARY KEY,
    union_id     uuid        NOT NULL REFERENCES unions (id),
    station_id   uuid        NOT NULL REFERENCES stations (id),
    account_id   uuid        REFERENCES accounts (id),
    sha256       bytea       NOT NULL CHECK (length(sha256) = 32),
    bytes        integer     NOT NULL CHECK (bytes > 0),
    width        integer     NOT NULL CHECK (width > 0),
    height       integer     NOT NULL CHECK (height > 0),
    taken_at     timestamptz,
    lat          double precision CHECK (lat BETWEEN -90 AND 90),
    lon          double precision CHECK (lon BETWEEN -180 AND 180),
    bearing      integer CHECK (bearing BETWEEN 0 AND 359),
    kept_at      timestamptz NOT NULL,
    small_at     timestamptz,
    published_at timestamptz,
    -- Its files are gone and so is what was known of it; the id stays, so that a phone that sends it again is told so.
    forgotten_at timestamptz,
    CHECK ((lat IS NULL) = (lon IS NULL)),
    CHECK (forgotten_at IS NULL OR (account_id IS NULL AND taken_at IS NULL AND lat IS NULL AND bearing IS NULL AND published_at IS NULL))
);
CREATE INDEX pictures_by_station ON pictures (station_id);
CREATE INDEX pictures_without_small ON pictures (kept_at) WHERE small_at IS NULL AND forgotten_at IS NULL;
