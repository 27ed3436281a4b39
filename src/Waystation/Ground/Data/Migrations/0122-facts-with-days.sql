-- From when to when a fact of the register held, where the register knows it: a visit is judged by its own day, so that
-- somebody who left later keeps what was due before.
CREATE TABLE insured_days (
    id              uuid NOT NULL,
    in_service_from date,
    in_service_to   date,
    remits_from     date,
    remits_to       date,
    cover_from      date,
    cover_to        date,
    died_on         date,
    PRIMARY KEY (id),
    CHECK (in_service_from <= in_service_to AND remits_from <= remits_to AND cover_from <= cover_to),
    CHECK (num_nonnulls(in_service_from, in_service_to, remits_from, remits_to, cover_from, cover_to, died_on) > 0)
) PARTITION BY HASH (id);

DO $$ BEGIN
    FOR i IN 0..31 LOOP
        EXECUTE format('CREATE TABLE insured_days_%s PARTITION OF insured_days FOR VALUES WITH (MODULUS 32, REMAINDER %s)', i, i);
    END LOOP;
END $$;

-- The days that a decision went by, so that it can be made again; null where the register gave none.
ALTER TABLE aid_decisions ADD COLUMN days text;

-- Whether somebody agrees that their medical insurance's data are used for the settlement: only added to, the last row counts. None is agreed by membership of the plan.
CREATE TABLE aid_agreements (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id  uuid        NOT NULL,
    agrees     boolean     NOT NULL,
    account_id uuid        NOT NULL,
    at         timestamptz NOT NULL
);
CREATE INDEX aid_agreements_by_person ON aid_agreements (person_id, id);

-- Who receives a payment to somebody who has died, named by an officer who saw the papers. The payment's own row stays with whom it was made for.
CREATE TABLE aid_beneficiaries (
    quarter    int         NOT NULL,
    person_id  uuid        NOT NULL,
    -- Name and account, sealed as one.
    secrets    bytea       NOT NULL,
    -- What shows that they may receive it: the paper's kind and number, sealed.
    paper      bytea       NOT NULL,
    account_id uuid        NOT NULL,
    named_at   timestamptz NOT NULL,
    PRIMARY KEY (quarter, person_id),
    FOREIGN KEY (quarter, person_id) REFERENCES aid_payments (quarter, person_id)
);
