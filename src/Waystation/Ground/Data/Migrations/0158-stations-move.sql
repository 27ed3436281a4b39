-- When a station passes to another union, all that is open about it passes with it: otherwise those who answer for it now would not see it. What is over stays with those who did it.
CREATE FUNCTION station_moves() RETURNS trigger LANGUAGE plpgsql AS $$
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
    UPDATE goods_deliveries SET union_id = NEW.union_id WHERE station_id = NEW.id AND received_at IS NULL AND recalled_at IS NULL;
    UPDATE goods_asks SET union_id = NEW.union_id WHERE station_id = NEW.id AND answered_at IS NULL;
    UPDATE goods_write_offs SET union_id = NEW.union_id WHERE station_id = NEW.id AND decided_at IS NULL;
    -- A fund whose name the next union already uses stays where it is, to be renamed by people.
    UPDATE goods_funds f SET union_id = NEW.union_id WHERE station_id = NEW.id AND NOT EXISTS (SELECT FROM goods_funds o WHERE o.union_id = NEW.union_id AND o.name = f.name);
    RETURN NULL;
END $$;
CREATE TRIGGER station_moves AFTER UPDATE OF union_id ON stations FOR EACH ROW WHEN (NEW.union_id IS DISTINCT FROM OLD.union_id) EXECUTE FUNCTION station_moves();
CREATE INDEX posts_by_station ON posts (station_id) WHERE station_id IS NOT NULL;

-- What was left behind by moves before today.
UPDATE station_questions q SET union_id = s.union_id FROM stations s WHERE s.id = q.station_id AND s.union_id <> q.union_id AND q.answered_at IS NULL;
UPDATE station_exceptions e SET union_id = s.union_id FROM stations s WHERE s.id = e.station_id AND s.union_id <> e.union_id AND e.until_at > now();
UPDATE keeper_codes c SET union_id = s.union_id FROM stations s WHERE s.id = c.station_id AND s.union_id <> c.union_id;
UPDATE keepers k SET union_id = s.union_id FROM stations s WHERE s.id = k.station_id AND s.union_id <> k.union_id AND k.withdrawn_at IS NULL;
UPDATE posts p SET union_id = s.union_id FROM stations s WHERE s.id = p.station_id AND s.union_id <> p.union_id AND p.until_on IS NULL;
UPDATE station_doors d SET union_id = s.union_id FROM stations s WHERE s.id = d.station_id AND s.union_id <> d.union_id;
UPDATE umbrellas u SET union_id = s.union_id FROM stations s WHERE s.id = u.station_id AND s.union_id <> u.union_id;
UPDATE umbrella_loans l SET union_id = s.union_id FROM stations s WHERE s.id = l.station_id AND s.union_id <> l.union_id AND l.ended_at IS NULL;
