-- A photo says that a fault is mended, and what came with a delivery.
ALTER TABLE round_faults ADD mended_picture uuid REFERENCES pictures (id);
ALTER TABLE goods_deliveries ADD picture_id uuid REFERENCES pictures (id);

-- Where a station has no keeper, or none who can, its street signs and says why.
ALTER TABLE goods_deliveries ADD signed_for text CHECK (signed_for <> '' AND length(signed_for) <= 200);
ALTER TABLE goods_deliveries ADD CHECK (signed_for IS NULL OR received_at IS NOT NULL);

-- Whoever was met draws their name on the phone: sealed, and gone when the names of people met are.
CREATE TABLE round_signatures (
    id         uuid PRIMARY KEY,
    round_id   uuid        NOT NULL REFERENCES rounds (id),
    station_id uuid        NOT NULL REFERENCES stations (id),
    union_id   uuid        NOT NULL REFERENCES unions (id),
    account_id uuid        NOT NULL REFERENCES accounts (id),
    -- Of what came, keyed: the same again is known by it.
    stamp      uuid        NOT NULL,
    drawn      bytea,
    kept_at    timestamptz NOT NULL
);
CREATE INDEX round_signatures_to_forget ON round_signatures (kept_at) WHERE drawn IS NOT NULL;
ALTER TABLE round_visits ADD signature uuid;
ALTER TABLE round_visits ADD CHECK (signature IS NULL OR agreed = 'agreed');
DROP TRIGGER round_visits_keep ON round_visits;
CREATE TRIGGER round_visits_keep BEFORE UPDATE ON round_visits FOR EACH ROW
    WHEN ((NEW.met IS NOT NULL AND NEW.met IS DISTINCT FROM OLD.met) OR (NEW.id, NEW.visit_id, NEW.version, NEW.round_id, NEW.station_id, NEW.account_id, NEW.checklist_id, NEW.visited_at, NEW.happened_at, NEW.received_at, NEW.flags, NEW.answers, NEW.agreed, NEW.note, NEW.pictures, NEW.signature)
        IS DISTINCT FROM (OLD.id, OLD.visit_id, OLD.version, OLD.round_id, OLD.station_id, OLD.account_id, OLD.checklist_id, OLD.visited_at, OLD.happened_at, OLD.received_at, OLD.flags, OLD.answers, OLD.agreed, OLD.note, OLD.pictures, OLD.signature))
    EXECUTE FUNCTION round_visits_stay();
