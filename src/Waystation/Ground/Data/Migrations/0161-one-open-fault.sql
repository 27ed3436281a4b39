-- What fails again while it is open is the same fault: the second round adds to its history. Each round's report counts what it found itself.
CREATE TABLE round_found_again (
    id          uuid PRIMARY KEY,
    fault_id    uuid        NOT NULL REFERENCES round_faults (id),
    delivery_id uuid        NOT NULL REFERENCES round_visits (id),
    round_id    uuid        NOT NULL REFERENCES rounds (id),
    station_id  uuid        NOT NULL REFERENCES stations (id),
    union_id    uuid        NOT NULL REFERENCES unions (id),
    note        text        NOT NULL CHECK (length(note) <= 300),
    missing     boolean     NOT NULL,
    found_at    timestamptz NOT NULL,
    -- The visit does not count after all.
    withdrawn   boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX round_found_again_once ON round_found_again (fault_id, delivery_id);
CREATE INDEX round_found_again_by_round ON round_found_again (round_id);

-- Of those that were opened twice before today the one that is still open, or else the first, stays.
WITH kept AS (
    SELECT DISTINCT ON (station_id, item) id, station_id, item FROM round_faults WHERE state IN ('open', 'mended') ORDER BY station_id, item, state <> 'open', found_at, id
), again AS (
    INSERT INTO round_found_again (id, fault_id, delivery_id, round_id, station_id, union_id, note, missing, found_at)
    SELECT gen_random_uuid(), kept.id, f.delivery_id, f.round_id, f.station_id, f.union_id, f.note, f.missing, f.found_at
    FROM round_faults f JOIN kept USING (station_id, item) WHERE f.state IN ('open', 'mended') AND f.id <> kept.id
)
UPDATE round_faults f SET state = 'withdrawn' FROM kept WHERE kept.station_id = f.station_id AND kept.item = f.item AND kept.id <> f.id AND f.state IN ('open', 'mended');
DROP INDEX round_faults_by_station;
CREATE UNIQUE INDEX round_faults_one_open ON round_faults (station_id, item) WHERE state IN ('open', 'mended');

-- What was found again follows its fault when a station passes to another union.
CREATE OR REPLACE FUNCTION station_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE station_questions SET union_id = NEW.union_id WHERE station_id = NEW.id AND answered_at IS NULL;
    UPDATE station_exceptions SET union_id = NEW.union_id WHERE station_id = NEW.id AND until_at > now();
    UPDATE keeper_codes SET union_id = NEW.union_id WHERE station_id = NEW.id;
    UPDATE keepers SET union_id = NEW.union_id WHERE station_id = NEW.id AND withdrawn_at IS NULL;
    UPDATE posts SET union_id = NEW.union_id WHERE station_id = NEW.id AND until_on IS NULL;
    UPDATE keeper_notes SET union_id = NEW.union_id WHERE station_id = NEW.id;
    UPDATE station_doors SET union_id = NEW.union_id WHERE station_id = NEW.id;
    UPDATE umbrellas SET union_id = NEW.union_id WHERE station_id = NEW.id;
    UPDATE umbrella_loans SET union_id = NEW.union_id WHERE station_id = NEW.id AND ended_at IS NULL;
    UPDATE pictures SET union_id = NEW.union_id WHERE station_id = NEW.id;
    UPDATE place_pictures SET union_id = NEW.union_id WHERE station_id = NEW.id AND ended_at IS NULL;
    UPDATE round_faults SET union_id = NEW.union_id WHERE station_id = NEW.id AND state IN ('open', 'mended');
    UPDATE round_found_again a SET union_id = NEW.union_id FROM round_faults f WHERE f.id = a.fault_id AND a.station_id = NEW.id AND f.state IN ('open', 'mended');
    UPDATE goods_deliveries SET union_id = NEW.union_id WHERE station_id = NEW.id AND received_at IS NULL AND recalled_at IS NULL;
    UPDATE goods_asks SET union_id = NEW.union_id WHERE station_id = NEW.id AND answered_at IS NULL;
    UPDATE goods_write_offs SET union_id = NEW.union_id WHERE station_id = NEW.id AND decided_at IS NULL;
    -- A fund whose name the next union already uses stays where it is, to be renamed by people.
    UPDATE goods_funds f SET union_id = NEW.union_id WHERE station_id = NEW.id AND NOT EXISTS (SELECT FROM goods_funds o WHERE o.union_id = NEW.union_id AND o.name = f.name);
    RETURN NULL;
END $$;
