-- How many came to a station in an hour, and nothing else: no row for a visit, nothing of a person.
CREATE TABLE station_visits (
    station_id uuid        NOT NULL REFERENCES stations (id),
    hour       timestamptz NOT NULL CHECK (extract(epoch FROM hour)::bigint % 3600 = 0),
    by_door    int         NOT NULL DEFAULT 0 CHECK (by_door BETWEEN 0 AND 100000),
    by_keeper  int         NOT NULL DEFAULT 0 CHECK (by_keeper BETWEEN 0 AND 100000),
    -- Of those at the door: came by a network of their own that day too. Only these speak for its being open.
    apart      int         NOT NULL DEFAULT 0 CHECK (apart BETWEEN 0 AND by_door),
    PRIMARY KEY (station_id, hour)
);

-- What the picture at the door leads to; nobody counts a visit who has not stood there, or been sent the picture.
CREATE TABLE station_doors (
    station_id uuid PRIMARY KEY REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    code       text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{9}$'),
    made_at    timestamptz NOT NULL
);
