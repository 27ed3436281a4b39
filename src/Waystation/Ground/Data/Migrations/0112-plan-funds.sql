-- Each plan's own fund: double entry for premiums, claims and grants. The quarterly settlements keep their own ledger (0110),
-- because a million rows of one kind at once want a narrow table.

-- Every account names whose money it is; a district's is told by its union. Made when first used, because a city brings plans of its own.
CREATE TABLE fund_accounts (
    id       int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entity   text NOT NULL CHECK (entity IN ('mutual-aid-centre', 'federation-budget', 'district-federation')),
    union_id uuid REFERENCES unions (id),
    plan     text NOT NULL CHECK (plan <> ''),
    account  text NOT NULL CHECK (account IN ('bank', 'premiums', 'benefits', 'payable', 'suspense', 'receivable', 'grants')),
    CHECK ((entity = 'district-federation') = (union_id IS NOT NULL)),
    UNIQUE NULLS NOT DISTINCT (entity, union_id, plan, account)
);

CREATE FUNCTION fund_account(its_entity text, its_union uuid, its_plan text, its_account text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE found int;
BEGIN
    SELECT id INTO found FROM fund_accounts WHERE (entity, plan, account) = (its_entity, its_plan, its_account) AND union_id IS NOT DISTINCT FROM its_union;
    IF found IS NOT NULL THEN RETURN found; END IF;
    INSERT INTO fund_accounts (entity, union_id, plan, account) VALUES (its_entity, its_union, its_plan, its_account) ON CONFLICT DO NOTHING;
    SELECT id INTO found FROM fund_accounts WHERE (entity, plan, account) = (its_entity, its_plan, its_account) AND union_id IS NOT DISTINCT FROM its_union;
    RETURN found;
END $$;

-- A row takes from one account what it gives to another, so that none can be out of balance. Reversed by an entry, never changed.
CREATE TABLE fund_entries (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    debit      int         NOT NULL REFERENCES fund_accounts (id),
    credit     int         NOT NULL REFERENCES fund_accounts (id),
    fen        bigint      NOT NULL CHECK (fen > 0),
    source     text        NOT NULL CHECK (source IN ('premium', 'claim', 'grant')),
    source_id  uuid        NOT NULL,
    person_id  uuid,
    entered_at timestamptz NOT NULL,
    CHECK (debit <> credit)
);
CREATE INDEX fund_entries_by_source ON fund_entries (source_id);
CREATE INDEX fund_entries_by_person ON fund_entries (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX fund_entries_by_debit ON fund_entries (debit);
CREATE INDEX fund_entries_by_credit ON fund_entries (credit);

CREATE FUNCTION fund_entries_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT debit, credit FROM fresh) e JOIN fund_accounts d ON d.id = e.debit JOIN fund_accounts c ON c.id = e.credit
        WHERE (d.entity, d.union_id, d.plan) IS DISTINCT FROM (c.entity, c.union_id, c.plan)) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'aid.entry-over-two-entities';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER fund_entries_guard AFTER INSERT ON fund_entries REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION fund_entries_guard();
CREATE TRIGGER fund_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_entries FOR EACH STATEMENT EXECUTE FUNCTION aid_stays();
CREATE TRIGGER fund_accounts_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON fund_accounts FOR EACH STATEMENT EXECUTE FUNCTION aid_stays();
