-- A member says that a settlement is wrong. Somebody answers who neither handed in the run nor prepared or released its payments.
CREATE TABLE aid_objections (
    id          uuid        PRIMARY KEY,
    person_id   uuid        NOT NULL,
    quarter     int         NOT NULL REFERENCES aid_settlements (quarter),
    account_id  uuid        NOT NULL,
    -- Both may tell of an illness: sealed.
    said        bytea       NOT NULL,
    made_at     timestamptz NOT NULL,
    due_on      date        NOT NULL,
    answer      bytea,
    upheld      boolean,
    answered_by uuid,
    answered_at timestamptz,
    CHECK (num_nulls(answer, upheld, answered_by, answered_at) IN (0, 4))
);
-- One at a time for a quarter: the next waits for the answer.
CREATE UNIQUE INDEX aid_objections_one_open ON aid_objections (person_id, quarter) WHERE answered_at IS NULL;
CREATE INDEX aid_objections_by_person ON aid_objections (person_id, made_at);

CREATE FUNCTION aid_objections_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answered_at IS NOT NULL OR (NEW.id, NEW.person_id, NEW.quarter, NEW.account_id, NEW.made_at, NEW.due_on) <> (OLD.id, OLD.person_id, OLD.quarter, OLD.account_id, OLD.made_at, OLD.due_on) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'aid.objection-answered';
    END IF;
    IF NEW.answered_by = NEW.account_id
        OR EXISTS (SELECT FROM aid_settlements s WHERE s.quarter = NEW.quarter AND s.account_id = NEW.answered_by)
        OR EXISTS (SELECT FROM aid_batches b JOIN aid_payments p ON p.batch = b.number
            WHERE p.quarter = NEW.quarter AND p.person_id = NEW.person_id AND NEW.answered_by IN (b.prepared_by, b.released_by)) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'aid.another-officer-answers';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER aid_objections_guard BEFORE UPDATE ON aid_objections FOR EACH ROW EXECUTE FUNCTION aid_objections_guard();

-- A rule file is handed in to see what it would change.
ALTER TABLE aid_uploads DROP CONSTRAINT aid_uploads_kind_check, DROP CONSTRAINT aid_uploads_check;
ALTER TABLE aid_uploads ADD CONSTRAINT aid_uploads_kind_check CHECK (kind IN ('register', 'lines', 'trial', 'rule')),
    ADD CONSTRAINT aid_uploads_check CHECK ((kind IN ('register', 'rule')) = (quarter IS NULL));

-- A member's statement is all of their entries.
CREATE INDEX aid_ledger_by_person ON aid_ledger (person_id, id);
