-- Decided claims on their way to the bank: one batch belongs to one plan's fund, is prepared by one officer and released by another.
CREATE TABLE claim_batches (
    number      int         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan        text        NOT NULL,
    prepared_at timestamptz NOT NULL,
    prepared_by uuid        NOT NULL REFERENCES accounts (id),
    released_at timestamptz,
    released_by uuid        REFERENCES accounts (id),
    CHECK (num_nulls(released_at, released_by) IN (0, 2)),
    CONSTRAINT claim_batches_second_officer CHECK (released_by IS NULL OR released_by <> prepared_by)
);

CREATE TABLE claim_payments (
    id           uuid   PRIMARY KEY,
    reference    bigint GENERATED ALWAYS AS IDENTITY,
    claim_id     uuid   NOT NULL,
    round        int    NOT NULL,
    -- Of the payee.
    place        int    NOT NULL,
    plan         text   NOT NULL,
    fen          bigint NOT NULL CHECK (fen > 0),
    state        text   NOT NULL CHECK (state IN ('due', 'prepared', 'released', 'paid', 'failed')),
    batch        int    REFERENCES claim_batches (number),
    due_on       date   NOT NULL,
    returned_why text   CHECK (length(returned_why) <= 200),
    UNIQUE (claim_id, round, place),
    FOREIGN KEY (claim_id, round) REFERENCES claim_decisions (claim_id, round),
    FOREIGN KEY (claim_id, place) REFERENCES claim_payees (claim_id, place),
    CONSTRAINT claim_payments_in_a_batch CHECK ((state IN ('due', 'failed')) = (batch IS NULL))
);
CREATE UNIQUE INDEX claim_payments_by_reference ON claim_payments (reference);
CREATE INDEX claim_payments_waiting ON claim_payments (plan, due_on) WHERE state IN ('due', 'failed');
CREATE INDEX claim_payments_by_batch ON claim_payments (batch) WHERE batch IS NOT NULL;

-- Nothing is paid that a second officer still has to agree to, and never another sum than was decided.
CREATE FUNCTION claim_payments_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claim_decisions WHERE (claim_id, round) = (NEW.claim_id, NEW.round) AND (NOT needs_second OR agreed)) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.second-officer-first';
    END IF;
    IF (SELECT sum(fen) FROM claim_payments WHERE (claim_id, round) = (NEW.claim_id, NEW.round)) > (SELECT pay_fen FROM claim_decisions WHERE (claim_id, round) = (NEW.claim_id, NEW.round)) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.more-than-decided';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_payments_guard AFTER INSERT OR UPDATE OF fen ON claim_payments FOR EACH ROW EXECUTE FUNCTION claim_payments_guard();

-- What federation or district gives into a plan's fund: an entry in each one's own books.
CREATE TABLE plan_grants (
    id         uuid        PRIMARY KEY,
    plan       text        NOT NULL,
    entity     text        NOT NULL CHECK (entity IN ('federation-budget', 'district-federation')),
    union_id   uuid        REFERENCES unions (id),
    fen        bigint      NOT NULL CHECK (fen > 0),
    paper      text        NOT NULL CHECK (length(paper) BETWEEN 1 AND 100),
    granted_at timestamptz NOT NULL,
    granted_by uuid        NOT NULL REFERENCES accounts (id),
    CHECK ((entity = 'district-federation') = (union_id IS NOT NULL))
);
