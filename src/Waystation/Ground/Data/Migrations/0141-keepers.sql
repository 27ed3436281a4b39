-- Keepers of one station: they come in by the station's inner code and a PIN, and see nothing but their station.
ALTER TABLE accounts DROP CONSTRAINT accounts_kind_check, ADD CONSTRAINT accounts_kind_check CHECK (kind IN ('staff', 'worker', 'keeper'));

ALTER TABLE posts ADD COLUMN station_id uuid REFERENCES stations (id), ADD CONSTRAINT posts_at_a_station CHECK (station_id IS NULL OR (role = 'station-keeper' AND NOT below));

-- Neither the register's number, nor the code of joining, nor the one at the door.
CREATE TABLE keeper_codes (
    station_id uuid PRIMARY KEY REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    code       text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[2-9A-HJKMNP-Z]{8}$'),
    made_at    timestamptz NOT NULL
);

-- The PIN stands hashed with the account; its first digit is the keeper's number at the station.
CREATE TABLE keepers (
    id           uuid PRIMARY KEY,
    account_id   uuid        NOT NULL UNIQUE REFERENCES accounts (id),
    station_id   uuid        NOT NULL REFERENCES stations (id),
    union_id     uuid        NOT NULL REFERENCES unions (id),
    number       int         NOT NULL CHECK (number BETWEEN 1 AND 9),
    -- First name or nickname, sealed; gone when the keeper goes.
    name         bytea,
    made_at      timestamptz NOT NULL,
    pin_made_at  timestamptz NOT NULL,
    withdrawn_at timestamptz,
    CHECK ((name IS NULL) = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX keepers_number ON keepers (station_id, number) WHERE withdrawn_at IS NULL;
