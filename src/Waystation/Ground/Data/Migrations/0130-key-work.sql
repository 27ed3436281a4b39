-- 重点工作: what the monthly meeting set, who owns it, until when. Every change is a line that stays; a past month is read from the lines up to its close.
CREATE TABLE key_items (
    id          uuid   PRIMARY KEY,
    -- The unit that owns it.
    union_id    uuid   NOT NULL REFERENCES unions (id),
    -- The union that set it: its terms are changed there or above.
    set_by_id   uuid   NOT NULL REFERENCES unions (id),
    title       text   NOT NULL CHECK (title <> '' AND length(title) <= 100),
    -- What will show that it is done.
    measure     text   NOT NULL DEFAULT '' CHECK (length(measure) <= 300),
    -- The person who answers for it: a post, or a name as written.
    post_id     uuid   REFERENCES posts (id),
    person      text   CHECK (person <> '' AND length(person) <= 30),
    set_on      date   NOT NULL,
    due_on      date   NOT NULL,
    state       text   NOT NULL CHECK (state IN ('open', 'done', 'withdrawn')),
    ended_on    date,
    -- The latest day for which something was shown.
    shown_on    date,
    version     int    NOT NULL,
    CONSTRAINT key_items_one_person CHECK (num_nonnulls(post_id, person) = 1),
    CONSTRAINT key_items_ended CHECK ((state = 'open') = (ended_on IS NULL)),
    CONSTRAINT key_items_due_later CHECK (due_on >= set_on)
);
CREATE INDEX key_items_by_union ON key_items (union_id, due_on, id);

-- The list of a month: what was set in it, and what was carried over from the month before. Exactly once, whoever carries over.
CREATE TABLE key_month_items (
    month      date        NOT NULL CHECK (extract(day FROM month) = 1),
    item_id    uuid        NOT NULL REFERENCES key_items (id),
    carried_at timestamptz,
    PRIMARY KEY (month, item_id)
);

CREATE TABLE key_lines (
    seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id         uuid        NOT NULL REFERENCES key_items (id),
    at              timestamptz NOT NULL,
    by_post_id      uuid        NOT NULL REFERENCES posts (id),
    kind            text        NOT NULL CHECK (kind IN ('set', 'changed', 'shown', 'done', 'reopened', 'withdrawn', 'comment')),
    words           text        NOT NULL DEFAULT '' CHECK (length(words) <= 500),
    -- What is shown happened on that day; and what a number of the review said then.
    on_day          date,
    indicator       text,
    indicator_month date,
    indicator_value bigint,
    -- The item as this line left it.
    union_id        uuid        NOT NULL REFERENCES unions (id),
    title           text        NOT NULL,
    measure         text        NOT NULL,
    post_id         uuid        REFERENCES posts (id),
    person          text,
    due_on          date        NOT NULL,
    state           text        NOT NULL,
    ended_on        date,
    shown_on        date,
    CONSTRAINT key_lines_number CHECK (num_nonnulls(indicator, indicator_month, indicator_value) IN (0, 3)),
    CONSTRAINT key_lines_say_something CHECK (kind NOT IN ('shown', 'done', 'reopened', 'withdrawn', 'comment') OR words <> '')
);
CREATE INDEX key_lines_of_item ON key_lines (item_id, at, seq);

-- A unit's report of a month, once.
CREATE TABLE key_reports (
    union_id    uuid        NOT NULL REFERENCES unions (id),
    month       date        NOT NULL CHECK (extract(day FROM month) = 1),
    at          timestamptz NOT NULL,
    by_post_id  uuid        NOT NULL REFERENCES posts (id),
    nothing_new boolean     NOT NULL,
    -- What was done, or why there is nothing new.
    words       text        NOT NULL CHECK (words <> '' AND length(words) <= 1000),
    PRIMARY KEY (union_id, month)
);

CREATE FUNCTION key_work_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'keywork.stays';
END $$;
CREATE TRIGGER key_lines_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON key_lines FOR EACH STATEMENT EXECUTE FUNCTION key_work_stays();
CREATE TRIGGER key_reports_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON key_reports FOR EACH STATEMENT EXECUTE FUNCTION key_work_stays();
CREATE TRIGGER key_month_items_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON key_month_items FOR EACH STATEMENT EXECUTE FUNCTION key_work_stays();
-- Nothing falls off the list: an item is done or withdrawn with a word, never deleted.
CREATE TRIGGER key_items_stay BEFORE DELETE OR TRUNCATE ON key_items FOR EACH STATEMENT EXECUTE FUNCTION key_work_stays();
