-- A repair that did not hold stays with its evidence when the next is made: who said so, how, with which photo, and who found that it was not so.
ALTER TABLE round_faults ADD past_repairs jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(past_repairs) = 'array');

CREATE FUNCTION round_faults_keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.past_repairs <> '[]' AND OLD.past_repairs IS DISTINCT FROM (
        SELECT jsonb_agg(one ORDER BY n) FROM jsonb_array_elements(NEW.past_repairs) WITH ORDINALITY AS past (one, n) WHERE n <= jsonb_array_length(OLD.past_repairs)) THEN
        RAISE EXCEPTION 'past repairs of a fault are only added to';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_faults_keep_past BEFORE UPDATE OF past_repairs ON round_faults FOR EACH ROW EXECUTE FUNCTION round_faults_keep_past();
