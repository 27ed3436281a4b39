-- 参加: who takes part in which mutual-aid plan, with how many shares, from which day to which.
CREATE TABLE aid_enrolments (
    id             uuid        PRIMARY KEY,
    -- The keyed index of the document, as the members' records and the register of insured people have it.
    person_id      uuid        NOT NULL,
    plan           text        COLLATE "C" NOT NULL CHECK (plan <> ''),
    -- The version of the plan that this plan year goes by, as its stamp.
    rule           text        NOT NULL CHECK (rule <> ''),
    union_id       uuid        NOT NULL REFERENCES unions (id),
    shares         smallint    NOT NULL,
    most_shares    smallint    NOT NULL CHECK (most_shares BETWEEN 1 AND 99),
    -- A share for a whole plan year: it tells the tier.
    price_fen      bigint      NOT NULL CHECK (price_fen > 0),
    year_begins_on date        NOT NULL,
    year_months    smallint    NOT NULL CHECK (year_months BETWEEN 1 AND 120),
    -- How many of the year's months are paid for.
    months         smallint    NOT NULL,
    premium_fen    bigint      NOT NULL,
    begins_on      date        NOT NULL,
    ends_on        date        NOT NULL,
    -- The first day on which the plan pays: after the waiting days.
    paid_from      date        NOT NULL,
    is_renewal     boolean     NOT NULL,
    -- The bill that this is on.
    premium_id     uuid        NOT NULL,
    -- Null: the person's own doing.
    enrolled_by    uuid,
    enrolled_at    timestamptz NOT NULL,
    told_at        timestamptz,
    -- The first day on which they take no part any more, by their own wish; nothing is paid back.
    left_on        date,
    left_at        timestamptz,
    CONSTRAINT aid_enrolments_shares CHECK (shares BETWEEN 1 AND most_shares),
    CONSTRAINT aid_enrolments_days CHECK (year_begins_on <= begins_on AND begins_on <= ends_on AND begins_on <= paid_from),
    CONSTRAINT aid_enrolments_months CHECK (months BETWEEN 1 AND year_months),
    -- Half a fen a share counts up.
    CONSTRAINT aid_enrolments_premium CHECK (premium_fen = shares * ((2 * price_fen * months + year_months) / (2 * year_months))),
    CONSTRAINT aid_enrolments_left CHECK ((left_on IS NULL) = (left_at IS NULL) AND left_on BETWEEN begins_on AND ends_on),
    -- Nobody twice in one plan on one day. Who leaves before the first day takes no part on any.
    CONSTRAINT aid_enrolments_once EXCLUDE USING gist (person_id WITH =, plan WITH =, daterange(begins_on, coalesce(left_on, ends_on + 1)) WITH &&)
);
CREATE INDEX aid_enrolments_by_union ON aid_enrolments (union_id, plan, year_begins_on);
CREATE INDEX aid_enrolments_by_premium ON aid_enrolments (premium_id);
CREATE INDEX aid_enrolments_untold ON aid_enrolments (enrolled_at) WHERE told_at IS NULL;
