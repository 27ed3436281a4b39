-- 参加名单 and 互助费: a unit's list of who takes part, what is owed for it, and what was paid.

-- A list is read whole: one row that is wrong, and none of it can be taken.
CREATE TABLE aid_rolls (
    id             uuid        PRIMARY KEY,
    union_id       uuid        NOT NULL REFERENCES unions (id),
    plan           text        COLLATE "C" NOT NULL CHECK (plan <> ''),
    year_begins_on date        NOT NULL,
    rule           text        NOT NULL,
    file_name      text        NOT NULL CHECK (length(file_name) <= 200),
    account_id     uuid        NOT NULL,
    post_id        uuid        NOT NULL,
    made_at        timestamptz NOT NULL,
    state          text        NOT NULL CHECK (state IN ('waiting', 'wrong', 'ready', 'taken', 'dropped')),
    read_at        timestamptz,
    rows           int,
    -- How many rows are wrong.
    wrong          int,
    -- From when the people of this list take part, had it been taken on the day on which it was read.
    begins_on      date,
    renewals       int,
    people         int,
    joined_before  int,
    premium_fen    bigint,
    taken_at       timestamptz,
    refusal_key    text,
    refusal_parts  text[],
    CONSTRAINT aid_rolls_read CHECK ((state = 'ready' OR state = 'taken') <= (num_nulls(read_at, rows, begins_on, renewals, people, joined_before, premium_fen) = 0 AND wrong = 0)),
    CONSTRAINT aid_rolls_taken CHECK ((state = 'taken') = (taken_at IS NOT NULL))
);
CREATE INDEX aid_rolls_waiting ON aid_rolls (made_at) WHERE state = 'waiting';
CREATE INDEX aid_rolls_by_union ON aid_rolls (union_id, made_at);

-- Of a list that is ready; they go when it is taken or dropped.
CREATE TABLE aid_roll_rows (
    roll_id    uuid     NOT NULL REFERENCES aid_rolls (id),
    row_number int      NOT NULL,
    person_id  uuid     NOT NULL,
    member_id  uuid     NOT NULL,
    shares     smallint NOT NULL CHECK (shares BETWEEN 1 AND 99),
    price_fen  bigint   NOT NULL CHECK (price_fen > 0),
    PRIMARY KEY (roll_id, person_id)
);

-- Row 0: the list as a whole. The parts never hold what somebody typed about a person.
CREATE TABLE aid_roll_problems (
    roll_id       uuid   NOT NULL REFERENCES aid_rolls (id),
    row_number    int    NOT NULL,
    column_name   text,
    code          text   NOT NULL CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    message_parts text[] NOT NULL
);
CREATE INDEX aid_roll_problems_by_roll ON aid_roll_problems (roll_id, row_number);

-- What a unit, or somebody who takes part alone, owes for one list or one part: by this number it is paid.
CREATE TABLE aid_premiums (
    id             uuid        PRIMARY KEY,
    number         bigint      GENERATED ALWAYS AS IDENTITY (START WITH 1000001) UNIQUE,
    plan           text        COLLATE "C" NOT NULL CHECK (plan <> ''),
    rule           text        NOT NULL,
    year_begins_on date        NOT NULL,
    union_id       uuid        NOT NULL REFERENCES unions (id),
    roll_id        uuid        UNIQUE REFERENCES aid_rolls (id),
    -- Set: this person alone; then the part begins when the payment is confirmed.
    person_id      uuid,
    member_id      uuid,
    shares         smallint CHECK (shares BETWEEN 1 AND 99),
    price_fen      bigint   CHECK (price_fen > 0),
    months         smallint CHECK (months BETWEEN 1 AND 120),
    people         int         NOT NULL CHECK (people > 0),
    fen            bigint      NOT NULL CHECK (fen > 0),
    billed_at      timestamptz NOT NULL,
    billed_by      uuid,
    -- Somebody alone thought better of it before they paid.
    withdrawn_at   timestamptz,
    CONSTRAINT aid_premiums_of_a_list_or_a_person CHECK (num_nonnulls(roll_id, person_id) = 1 AND num_nulls(person_id, member_id, shares, price_fen, months) IN (0, 5)),
    CONSTRAINT aid_premiums_withdrawn CHECK (withdrawn_at IS NULL OR person_id IS NOT NULL)
);
CREATE INDEX aid_premiums_by_union ON aid_premiums (union_id, billed_at);
CREATE UNIQUE INDEX aid_premiums_one_alone ON aid_premiums (person_id, plan, year_begins_on) WHERE person_id IS NOT NULL AND withdrawn_at IS NULL;
ALTER TABLE aid_enrolments ADD CONSTRAINT aid_enrolments_bill FOREIGN KEY (premium_id) REFERENCES aid_premiums (id);

-- One officer enters what came in, another confirms it; only then it is in the ledger.
CREATE TABLE aid_premium_payments (
    id             uuid        PRIMARY KEY,
    premium_id     uuid        NOT NULL REFERENCES aid_premiums (id),
    fen            bigint      NOT NULL CHECK (fen > 0),
    received_on    date        NOT NULL,
    -- The bank's own number of the credit: one credit is entered once.
    bank_reference text        NOT NULL CHECK (bank_reference ~ '^[0-9A-Z-]{4,40}$'),
    entered_by     uuid        NOT NULL,
    entered_at     timestamptz NOT NULL,
    confirmed_by   uuid,
    confirmed_at   timestamptz,
    refused_at     timestamptz,
    CONSTRAINT aid_premium_payments_second_officer CHECK (confirmed_by <> entered_by),
    CONSTRAINT aid_premium_payments_settled CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL OR refused_at IS NULL))
);
CREATE UNIQUE INDEX aid_premium_payments_once ON aid_premium_payments (bank_reference) WHERE refused_at IS NULL;
CREATE INDEX aid_premium_payments_by_premium ON aid_premium_payments (premium_id);

-- 新就业形态劳动者工会: whose members may take part alone.
CREATE TABLE aid_open_unions (
    union_id  uuid        PRIMARY KEY REFERENCES unions (id),
    opened_by uuid        NOT NULL,
    opened_at timestamptz NOT NULL
);
