-- A demo is shown only when it is whole: what was killed in the middle is finished at the next start, as large as it was begun.
ALTER TABLE demo_house ADD COLUMN size text NOT NULL DEFAULT 'full' CHECK (size IN ('full', 'small')), ADD COLUMN finished_at timestamptz;
UPDATE demo_house SET finished_at = made_at;

-- A house in which anything real may stand never becomes a demo, and a demo never becomes a real house.
CREATE FUNCTION demo_house_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM union_refuse('data.demo-stays-a-demo'); END IF;
    IF EXISTS (SELECT FROM demo_house) THEN RETURN NEW; END IF;
    IF EXISTS (SELECT FROM divisions) OR EXISTS (SELECT FROM unions) OR EXISTS (SELECT FROM members) OR EXISTS (SELECT FROM stations) OR EXISTS (SELECT FROM accounts) THEN
        PERFORM union_refuse('data.demo-needs-an-empty-house');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER demo_house_guard BEFORE INSERT ON demo_house FOR EACH ROW EXECUTE FUNCTION demo_house_guard();
CREATE TRIGGER demo_house_stays BEFORE DELETE OR TRUNCATE ON demo_house FOR EACH STATEMENT EXECUTE FUNCTION demo_house_guard();
