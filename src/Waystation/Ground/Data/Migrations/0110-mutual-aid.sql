-- 互助保障: the register of insured people, the medical insurance's lines, and what the quarterly direct settlement made of them.
-- A person here is the keyed index of their document, also where the register does not know them yet: whoever is found later
-- brings their earlier lines along. What is large is parted by person, so that a run can be shared by units that never meet.

-- 所属工会 as the register writes it; linked where the tree knows a union of that name.
CREATE TABLE aid_unions (
    id       int  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL UNIQUE CHECK (name <> ''),
    union_id uuid REFERENCES unions (id)
);

CREATE TABLE insured_people (
    id         uuid     NOT NULL,
    -- Bits: in service 1, unit remits 2, medical insurance 4, holds a card 8, the card works 16.
    facts      smallint NOT NULL CHECK (facts BETWEEN 0 AND 31),
    card_index uuid,
    aid_union  int      NOT NULL,
    -- Number, name, card and its state, sealed as one.
    secrets    bytea    NOT NULL,
    -- Equal for equal rows, keyed.
    digest     uuid     NOT NULL,
    PRIMARY KEY (id),
    CHECK ((facts & 8 = 8) = (card_index IS NOT NULL))
) PARTITION BY HASH (id);

-- Every line ever taken, each version. The last one of a serial number counts; one that moved to another person is marked.
CREATE TABLE medical_lines (
    person_id     uuid    NOT NULL,
    quarter       int     NOT NULL,
    line_no       int     NOT NULL,
    own_fen       bigint  NOT NULL CHECK (own_fen >= 0),
    above_cap_fen bigint  NOT NULL CHECK (above_cap_fen >= 0),
    visited_on    date    NOT NULL,
    discharged_on date,
    superseded_in int,
    is_stay       boolean NOT NULL,
    serial        text    COLLATE "C" NOT NULL
) PARTITION BY HASH (person_id);
CREATE INDEX medical_lines_by_quarter ON medical_lines USING brin (quarter);

CREATE TABLE aid_settlements (
    quarter          int         PRIMARY KEY CHECK (quarter / 10 BETWEEN 2000 AND 2199 AND quarter % 10 BETWEEN 1 AND 4),
    file_name        text        NOT NULL,
    file_hash        bytea       NOT NULL CHECK (length(file_hash) = 32),
    -- The version of the plan that all its decisions go by.
    rule             text        NOT NULL,
    lines            int         NOT NULL,
    refused_lines    int         NOT NULL,
    account_id       uuid,
    began_at         timestamptz NOT NULL,
    finished_at      timestamptz,
    known_lines      int,
    unknown_lines    int,
    ineligible       int,
    payments         int,
    failed           int,
    total_fen        bigint,
    overpaid         int,
    CHECK (num_nulls(finished_at, known_lines, unknown_lines, ineligible, payments, failed, total_fen, overpaid) IN (0, 8))
);
-- One at a time: the next quarter needs to know all that was paid.
CREATE UNIQUE INDEX aid_settlements_one_open ON aid_settlements ((true)) WHERE finished_at IS NULL;

CREATE TABLE aid_settlement_units (
    quarter       int         NOT NULL REFERENCES aid_settlements (quarter),
    unit          smallint    NOT NULL CHECK (unit BETWEEN 0 AND 31),
    done_at       timestamptz,
    known_lines   int,
    unknown_lines int,
    ineligible    int,
    payments      int,
    failed        int,
    total_fen     bigint,
    overpaid      int,
    PRIMARY KEY (quarter, unit)
);

CREATE TABLE aid_refused_lines (
    quarter int  NOT NULL REFERENCES aid_settlements (quarter),
    line_no int  NOT NULL,
    code    text NOT NULL CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
    PRIMARY KEY (quarter, line_no)
);

CREATE TABLE aid_decisions (
    person_id       uuid     NOT NULL,
    quarter         int      NOT NULL,
    facts           smallint NOT NULL,
    entitled_fen    bigint   NOT NULL CHECK (entitled_fen >= 0),
    paid_before_fen bigint   NOT NULL CHECK (paid_before_fen >= 0),
    carried_fen     bigint   NOT NULL CHECK (carried_fen >= 0),
    pay_fen         bigint   NOT NULL CHECK (pay_fen >= 0),
    overpaid_fen    bigint   NOT NULL CHECK (overpaid_fen >= 0),
    lines           text     NOT NULL,
    PRIMARY KEY (person_id, quarter),
    CHECK (pay_fen - overpaid_fen = entitled_fen - paid_before_fen - carried_fen AND (pay_fen = 0 OR overpaid_fen = 0))
) PARTITION BY HASH (person_id);
CREATE INDEX aid_decisions_by_quarter ON aid_decisions USING brin (quarter);

DO $$ BEGIN
    FOR i IN 0..31 LOOP
        EXECUTE format('CREATE TABLE insured_people_%s PARTITION OF insured_people FOR VALUES WITH (MODULUS 32, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE medical_lines_%s PARTITION OF medical_lines FOR VALUES WITH (MODULUS 32, REMAINDER %s)', i, i);
        EXECUTE format('CREATE TABLE aid_decisions_%s PARTITION OF aid_decisions FOR VALUES WITH (MODULUS 32, REMAINDER %s)', i, i);
    END LOOP;
END $$;

-- A batch of payments: one officer (or the command line) prepares, another releases.
CREATE TABLE aid_batches (
    number      int         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quarter     int         NOT NULL REFERENCES aid_settlements (quarter),
    prepared_at timestamptz NOT NULL,
    prepared_by uuid,
    released_at timestamptz,
    released_by uuid,
    payments    int,
    total_fen   bigint,
    file_hash   bytea CHECK (length(file_hash) = 32),
    CHECK (num_nulls(released_at, released_by, payments, total_fen) IN (0, 4)),
    CONSTRAINT aid_batches_second_officer CHECK (released_by IS NULL OR released_by IS DISTINCT FROM prepared_by)
);

CREATE TABLE aid_payments (
    quarter     int     NOT NULL,
    person_id   uuid    NOT NULL,
    fen         bigint  NOT NULL CHECK (fen > 0),
    -- As it came out of the settlement; the state is where it has got to since.
    born_failed boolean NOT NULL,
    state       text    NOT NULL CHECK (state IN ('prepared', 'failed', 'released', 'paid')),
    batch       int,
    PRIMARY KEY (quarter, person_id),
    CONSTRAINT aid_payments_in_a_batch CHECK ((state = 'failed') = (batch IS NULL))
);
CREATE INDEX aid_payments_waiting ON aid_payments (quarter, person_id) WHERE state = 'failed';

-- Every account names whose money it is.
CREATE TABLE aid_accounts (
    code    text PRIMARY KEY,
    entity  text NOT NULL,
    plan    text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL
);
INSERT INTO aid_accounts (code, entity, plan, name_zh, name_en) VALUES
    ('bank',       'mutual-aid-centre', 'nuan-huzhu', '暖·互助专户存款',       'Bank, the plan''s own account'),
    ('benefits',   'mutual-aid-centre', 'nuan-huzhu', '给付支出',             'Benefits'),
    ('payable',    'mutual-aid-centre', 'nuan-huzhu', '应付互助金',           'Payable to members'),
    ('suspense',   'mutual-aid-centre', 'nuan-huzhu', '待更正账户的互助金',     'Payments waiting for a card'),
    ('receivable', 'mutual-aid-centre', 'nuan-huzhu', '多付待抵扣',           'Paid too much, to be set off');

-- Double entry: a row takes from one account what it gives to another, so that no row can be out of balance. Reversed by entries, never changed.
CREATE TABLE aid_ledger (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quarter   int    NOT NULL,
    person_id uuid   NOT NULL,
    debit     text   NOT NULL,
    credit    text   NOT NULL,
    fen       bigint NOT NULL CHECK (fen > 0),
    CHECK (debit <> credit)
);
CREATE INDEX aid_ledger_overpaid ON aid_ledger (person_id) WHERE debit = 'receivable' OR credit = 'receivable';

-- Once a statement, because a foreign key asked a million times took a fifth of a run.
CREATE FUNCTION aid_ledger_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM (SELECT DISTINCT debit, credit FROM fresh) e
        LEFT JOIN aid_accounts d ON d.code = e.debit LEFT JOIN aid_accounts c ON c.code = e.credit
        WHERE d.entity IS NULL OR c.entity IS NULL OR d.entity <> c.entity) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'aid.entry-over-two-entities';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER aid_ledger_guard AFTER INSERT ON aid_ledger REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION aid_ledger_guard();

CREATE FUNCTION aid_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'aid.stays';
END $$;
CREATE TRIGGER aid_ledger_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON aid_ledger FOR EACH STATEMENT EXECUTE FUNCTION aid_stays();
CREATE TRIGGER aid_decisions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON aid_decisions FOR EACH STATEMENT EXECUTE FUNCTION aid_stays();

-- A house with a register is a real one.
CREATE OR REPLACE FUNCTION demo_house_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM union_refuse('data.demo-stays-a-demo'); END IF;
    IF EXISTS (SELECT FROM demo_house) THEN RETURN NEW; END IF;
    IF EXISTS (SELECT FROM divisions) OR EXISTS (SELECT FROM unions) OR EXISTS (SELECT FROM members) OR EXISTS (SELECT FROM stations) OR EXISTS (SELECT FROM accounts)
        OR EXISTS (SELECT FROM insured_people) OR EXISTS (SELECT FROM medical_lines) THEN
        PERFORM union_refuse('data.demo-needs-an-empty-house');
    END IF;
    RETURN NEW;
END $$;
