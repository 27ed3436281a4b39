-- 申领: what members ask of the plans that are not settled by data. Who, which plan, which day and where it stands are clear and for
-- the room alone; what happened, illness, accounts and papers are sealed with the person's own key.
CREATE TABLE claims (
    -- Made by whoever files, so that a second sending is the same claim.
    id                   uuid        PRIMARY KEY,
    -- The keyed index of the document, as everywhere in mutual aid.
    person               uuid        NOT NULL,
    member_id            uuid        NOT NULL,
    union_id             uuid        NOT NULL REFERENCES unions (id),
    account_id           uuid        REFERENCES accounts (id),
    entered_by           uuid        REFERENCES accounts (id),
    plan                 text        NOT NULL CHECK (plan <> ''),
    benefit              text        NOT NULL CHECK (benefit <> ''),
    -- The version of the plan that holds for its plan year, and where that begins.
    rule                 text        NOT NULL,
    year_begins          date        NOT NULL,
    happened_on          date        NOT NULL,
    serial_index         uuid,
    state                text        NOT NULL CHECK (state IN ('identity', 'review', 'papers', 'decide', 'second', 'payable', 'paid', 'returned', 'withdrawn')),
    state_since          timestamptz NOT NULL,
    filed_at             timestamptz NOT NULL,
    by_app               boolean     NOT NULL,
    details              bytea,
    -- Which text about health data was agreed to, and when; taken back, nothing of it is used any more.
    consent              text        NOT NULL,
    consent_at           timestamptz NOT NULL,
    consent_withdrawn_at timestamptz,
    forgotten_at         timestamptz,
    CONSTRAINT claims_filed_by CHECK (num_nonnulls(account_id, entered_by) = 1 AND by_app = (account_id IS NOT NULL)),
    CONSTRAINT claims_forgotten CHECK ((forgotten_at IS NULL) = (details IS NOT NULL))
);
-- A stay is asked for once of each plan.
CREATE UNIQUE INDEX claims_one_of_a_stay ON claims (plan, serial_index) WHERE serial_index IS NOT NULL AND state NOT IN ('withdrawn', 'returned');
CREATE INDEX claims_by_person ON claims (person, plan);
CREATE INDEX claims_waiting ON claims (union_id, state, state_since);
CREATE INDEX claims_by_account ON claims (account_id, filed_at);

CREATE TABLE claim_papers (
    -- Made by the sender as well.
    id       uuid        PRIMARY KEY,
    claim_id uuid        NOT NULL REFERENCES claims (id),
    -- Its place among the documents of the plan.
    document int         NOT NULL CHECK (document >= 0),
    sha256   bytea       NOT NULL CHECK (length(sha256) = 32),
    sealed   bytea       NOT NULL,
    kept_at  timestamptz NOT NULL
);
CREATE INDEX claim_papers_of ON claim_papers (claim_id, document);

-- Whom it is paid to: the claimant, or those who are left behind, by shares of ten thousand.
CREATE TABLE claim_payees (
    claim_id uuid  NOT NULL REFERENCES claims (id),
    place    int   NOT NULL CHECK (place >= 0),
    share    int   NOT NULL CHECK (share BETWEEN 1 AND 10000),
    sealed   bytea NOT NULL,
    PRIMARY KEY (claim_id, place)
);
CREATE FUNCTION claim_payees_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(share) FROM claim_payees WHERE claim_id = coalesce(NEW.claim_id, OLD.claim_id)) IS DISTINCT FROM 10000 THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.shares-make-a-whole';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_payees_whole AFTER INSERT OR UPDATE OF share ON claim_payees DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claim_payees_whole();

-- What is missing is asked for once, with all of it: the key refuses a second asking.
CREATE TABLE claim_asks (
    claim_id  uuid        PRIMARY KEY REFERENCES claims (id),
    documents int[]       NOT NULL CHECK (cardinality(documents) > 0),
    asked_at  timestamptz NOT NULL,
    asked_by  uuid        NOT NULL REFERENCES accounts (id),
    due_on    date        NOT NULL
);

CREATE TABLE claim_steps (
    claim_id   uuid        NOT NULL REFERENCES claims (id),
    no         int         NOT NULL,
    step       text        NOT NULL CHECK (step IN ('filed', 'identity', 'asked', 'papers', 'forwarded', 'decided', 'seconded', 'declined', 'objected', 'withdrawn', 'paid', 'bank-returned')),
    at         timestamptz NOT NULL,
    account_id uuid,
    PRIMARY KEY (claim_id, no)
);

CREATE TABLE claim_decisions (
    claim_id     uuid        NOT NULL REFERENCES claims (id),
    round        int         NOT NULL CHECK (round > 0),
    decided_at   timestamptz NOT NULL,
    -- None: the facts sufficed.
    decided_by   uuid        REFERENCES accounts (id),
    rule         text        NOT NULL,
    -- Event and facts, sealed with the person's key: by them it can be decided anew, until their time is over.
    facts        bytea,
    lines        text        NOT NULL,
    reasons      text        NOT NULL,
    entitled_fen bigint      NOT NULL CHECK (entitled_fen >= 0),
    pay_fen      bigint      NOT NULL CHECK (pay_fen BETWEEN 0 AND entitled_fen),
    -- Of the plan year's days, where days are paid.
    days         int         NOT NULL DEFAULT 0,
    needs_second boolean     NOT NULL,
    second_by    uuid        REFERENCES accounts (id),
    second_at    timestamptz,
    agreed       boolean,
    PRIMARY KEY (claim_id, round),
    CONSTRAINT claim_decisions_second_officer CHECK (second_by IS NULL OR second_by IS DISTINCT FROM decided_by),
    CHECK (num_nulls(second_by, second_at, agreed) IN (0, 3)),
    CHECK (needs_second OR second_by IS NULL),
    CHECK (decided_by IS NOT NULL OR NOT needs_second)
);

CREATE TABLE claim_objections (
    claim_id   uuid        NOT NULL,
    round      int         NOT NULL,
    made_at    timestamptz NOT NULL,
    account_id uuid        NOT NULL REFERENCES accounts (id),
    sealed     bytea,
    PRIMARY KEY (claim_id, round),
    FOREIGN KEY (claim_id, round) REFERENCES claim_decisions (claim_id, round)
);

-- Whoever decided or agreed before does not decide on an objection, and neither does the program.
CREATE FUNCTION claim_decisions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE officer uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW.decided_by ELSE NEW.second_by END;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.facts IS NULL AND to_jsonb(NEW) - 'facts' = to_jsonb(OLD) - 'facts' THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND (OLD.second_by IS NOT NULL OR to_jsonb(NEW) - 'second_by' - 'second_at' - 'agreed' <> to_jsonb(OLD) - 'second_by' - 'second_at' - 'agreed') THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.decisions-stay';
    END IF;
    IF EXISTS (SELECT FROM claim_objections WHERE claim_id = NEW.claim_id) AND (officer IS NULL OR EXISTS (
        SELECT FROM claim_decisions d JOIN claim_objections o ON o.claim_id = d.claim_id AND d.round <= o.round WHERE d.claim_id = NEW.claim_id AND officer IN (d.decided_by, d.second_by))) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.another-officer-decides';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_decisions_guard BEFORE INSERT OR UPDATE ON claim_decisions FOR EACH ROW EXECUTE FUNCTION claim_decisions_guard();
CREATE FUNCTION claims_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'claims.decisions-stay';
END $$;
CREATE TRIGGER claim_decisions_stay BEFORE DELETE OR TRUNCATE ON claim_decisions FOR EACH STATEMENT EXECUTE FUNCTION claims_stay();
CREATE TRIGGER claim_steps_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_steps FOR EACH STATEMENT EXECUTE FUNCTION claims_stay();

-- What of a ceiling is used: of a person or a unit, in a plan year or (first day of all) for life.
CREATE TABLE claim_counters (
    plan     text   NOT NULL,
    ceiling  text   NOT NULL,
    holder   uuid   NOT NULL,
    year     date   NOT NULL,
    most_fen bigint NOT NULL,
    used_fen bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (plan, ceiling, holder, year),
    CONSTRAINT claim_counters_within CHECK (used_fen BETWEEN 0 AND most_fen)
);
CREATE TABLE claim_uses (
    claim_id uuid   NOT NULL REFERENCES claims (id),
    plan     text   NOT NULL,
    ceiling  text   NOT NULL,
    holder   uuid   NOT NULL,
    year     date   NOT NULL,
    fen      bigint NOT NULL CHECK (fen >= 0),
    PRIMARY KEY (claim_id, ceiling)
);

-- One person's claims on a plan are decided one after the other; then the counters are held in the order of their keys, so that two cannot wait for one another.
CREATE FUNCTION claim_hold(its_person uuid, its_plan text, ceilings text[], holders uuid[], years date[], mosts bigint[]) RETURNS TABLE (ceiling text, used_fen bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(its_plan || its_person::text, 20261122));
    INSERT INTO claim_counters (plan, ceiling, holder, year, most_fen) SELECT its_plan, t.c, t.h, t.y, t.m FROM unnest(ceilings, holders, years, mosts) AS t (c, h, y, m) ORDER BY 2, 3, 4
        ON CONFLICT (plan, ceiling, holder, year) DO UPDATE SET most_fen = greatest(claim_counters.used_fen, excluded.most_fen);
    RETURN QUERY SELECT k.ceiling, k.used_fen FROM claim_counters k JOIN unnest(ceilings, holders, years) AS t (c, h, y) ON (k.plan, k.ceiling, k.holder, k.year) = (its_plan, t.c, t.h, t.y)
        ORDER BY k.ceiling, k.holder, k.year FOR UPDATE OF k;
END $$;
