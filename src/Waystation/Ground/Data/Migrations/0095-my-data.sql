-- What people ask about their own data: each a task of their union with the clock it was asked under.
CREATE TABLE data_requests (
    id          uuid        PRIMARY KEY,
    union_id    uuid        NOT NULL REFERENCES unions (id),
    account_id  uuid        NOT NULL REFERENCES accounts (id),
    member_id   uuid        REFERENCES members (id),
    kind        text        NOT NULL CHECK (kind IN ('correct', 'withdraw-consent', 'close-account', 'quit', 'erase')),
    -- What of the record it is about: a column's code.
    field       text        CHECK (field ~ '^[a-z]+(_[a-z]+)*$'),
    -- What they wrote, sealed with their own key: gone when the key is destroyed.
    sealed      bytea,
    -- The rule its clock follows, as it stood.
    rule        text        NOT NULL,
    state       text        NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'taken-back')),
    reason      text        CHECK (reason IN ('kept-by-law', 'identity-not-established', 'already-correct', 'not-held')),
    made_at     timestamptz NOT NULL,
    due_on      date        NOT NULL,
    answered_at timestamptz,
    -- None: answered at once, without anybody having to decide.
    answered_by uuid        REFERENCES posts (id),
    CONSTRAINT data_requests_open_is_unanswered CHECK ((state = 'open') = (answered_at IS NULL)),
    CONSTRAINT data_requests_refused_with_reason CHECK ((state = 'refused') = (reason IS NOT NULL))
);
-- A second one waits until the first is answered.
CREATE UNIQUE INDEX data_requests_one_open ON data_requests (account_id, kind, field) NULLS NOT DISTINCT WHERE state = 'open';
CREATE INDEX data_requests_by_account ON data_requests (account_id, made_at);
CREATE INDEX data_requests_by_member ON data_requests (member_id);
CREATE INDEX data_requests_waiting ON data_requests (union_id, due_on, id) WHERE state = 'open';
CREATE INDEX data_requests_by_answer ON data_requests (answered_at);

-- An open request moves with its person: the union that keeps the record answers.
CREATE FUNCTION data_requests_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE data_requests SET union_id = NEW.union_id WHERE member_id = NEW.id AND state = 'open';
    RETURN NULL;
END $$;
CREATE TRIGGER data_requests_follow AFTER UPDATE OF union_id ON members
    FOR EACH ROW WHEN (OLD.union_id <> NEW.union_id) EXECUTE FUNCTION data_requests_follow();

-- 退会: the record stays, the membership is over; and what was erased keeps its place in the counts of past months.
ALTER TABLE members DROP CONSTRAINT members_state_check;
ALTER TABLE members ADD CONSTRAINT members_state_check CHECK (state IN ('member', 'retained', 'applied', 'left'));
ALTER TABLE members ADD COLUMN left_on date, ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT members_left_on_a_day CHECK ((state = 'left') = (left_on IS NOT NULL));
CREATE INDEX members_by_leaving ON members (left_on) WHERE state = 'left' AND erased_at IS NULL;

CREATE OR REPLACE VIEW memberships AS
    SELECT id AS member_id, union_id, daterange(belongs_since, NULL) AS during FROM members WHERE state NOT IN ('applied', 'left')
    UNION ALL
    SELECT member_id, union_id, during FROM past_memberships;

CREATE OR REPLACE FUNCTION union_members_below(above uuid, day date) RETURNS TABLE (union_id uuid, members bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT l.below_id, now.members + past.members
    FROM union_lines l
    CROSS JOIN LATERAL (SELECT count(*) AS members FROM members m
        WHERE m.union_id = l.below_id AND m.state NOT IN ('applied', 'left') AND (m.belongs_since IS NULL OR m.belongs_since <= day)) now
    CROSS JOIN LATERAL (SELECT count(*) AS members FROM past_memberships p WHERE p.union_id = l.below_id AND p.during @> day) past
    WHERE l.above_id = above AND l.during @> day
$$;

CREATE OR REPLACE FUNCTION members_keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.belongs_since IS NOT DISTINCT FROM OLD.belongs_since THEN
        NEW.belongs_since := (now() AT TIME ZONE 'Asia/Shanghai')::date;
    END IF;
    IF OLD.state NOT IN ('applied', 'left') AND NOT isempty(daterange(OLD.belongs_since, NEW.belongs_since)) THEN
        INSERT INTO past_memberships (member_id, union_id, during, reason) VALUES (OLD.id, OLD.union_id, daterange(OLD.belongs_since, NEW.belongs_since), 'moved');
    END IF;
    RETURN NEW;
END $$;

-- Whoever ends a membership leaves it behind as a past one; whoever takes it up again begins anew.
CREATE FUNCTION members_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
    IF NEW.state = 'left' THEN
        NEW.left_on := coalesce(NEW.left_on, today);
        IF OLD.state <> 'applied' AND NOT isempty(daterange(OLD.belongs_since, NEW.left_on)) THEN
            INSERT INTO past_memberships (member_id, union_id, during, reason) VALUES (OLD.id, OLD.union_id, daterange(OLD.belongs_since, NEW.left_on), 'left');
        END IF;
    ELSE
        NEW.left_on := NULL;
        NEW.belongs_since := greatest(OLD.left_on, today);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER members_leave BEFORE UPDATE OF state ON members
    FOR EACH ROW WHEN (OLD.state <> NEW.state AND 'left' IN (OLD.state, NEW.state)) EXECUTE FUNCTION members_leave();

-- How old a count of wrong tries is, so that it can be forgotten.
ALTER TABLE locks ADD COLUMN tried_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX locks_by_age ON locks (tried_at);
CREATE INDEX accounts_by_closing ON accounts (closed_at) WHERE closed_at IS NOT NULL;
