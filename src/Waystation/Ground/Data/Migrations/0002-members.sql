-- Members: who belongs to which union, and the files that told us so.

-- One run of an import. A killed run goes on from last_row; the lock that a run holds dies with its connection.
CREATE TABLE import_runs (
    id           uuid PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('existing', 'applications')),
    file_name    text        NOT NULL,
    file_hash    bytea       NOT NULL CHECK (length(file_hash) = 32),
    workbook     boolean     NOT NULL,
    dry_run      boolean     NOT NULL DEFAULT false,
    -- Set where the file came through the browser: it is read again after a restart.
    upload       text,
    headers      text[]      NOT NULL DEFAULT '{}',
    last_row     int         NOT NULL DEFAULT 0,
    rows_total   int,
    created      int         NOT NULL DEFAULT 0,
    updated      int         NOT NULL DEFAULT 0,
    unchanged    int         NOT NULL DEFAULT 0,
    refused      int         NOT NULL DEFAULT 0,
    started_at   timestamptz NOT NULL,
    finished_at  timestamptz,
    refusal_key   text,
    refusal_parts text[]
);
-- One unfinished run of a file and kind: the last guard against importing it twice at once.
CREATE UNIQUE INDEX import_runs_unfinished ON import_runs (file_hash, kind) WHERE finished_at IS NULL AND NOT dry_run;
CREATE INDEX import_runs_by_start ON import_runs (started_at);

-- parts never hold what a person typed about a person; unit and credit_code name the employer, so that one cause can be mended once.
CREATE TABLE import_problems (
    run_id        uuid     NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
    row_number    int      NOT NULL,
    place         smallint NOT NULL,
    column_name   text,
    code          text     NOT NULL,
    refused       boolean  NOT NULL,
    message_key   text     NOT NULL,
    message_parts text[]   NOT NULL,
    unit          text,
    credit_code   text,
    PRIMARY KEY (run_id, row_number, place)
);

-- The refused rows as they were sent, sealed, so that they can be handed back for mending.
CREATE TABLE import_refused_rows (
    run_id     uuid  NOT NULL REFERENCES import_runs (id) ON DELETE CASCADE,
    row_number int   NOT NULL,
    cells      bytea NOT NULL,
    PRIMARY KEY (run_id, row_number)
);

-- A person who belongs, or asks to belong, to a union. Numbers, phone and address stand in secrets, which only the program opens; an index column finds equal values.
CREATE TABLE members (
    id                   uuid PRIMARY KEY,
    -- Guarded below, as is reported_by_run.
    union_id             uuid        NOT NULL,
    state                text        NOT NULL CHECK (state IN ('member', 'retained', 'applied')),
    name                 text        NOT NULL CHECK (name <> ''),
    sex                  text        CHECK (sex IN ('male', 'female')),
    born_on              date,
    document_kind        text        NOT NULL,
    -- Of kind and number together.
    document_index       uuid        NOT NULL,
    document_valid_until date,
    phone_index          uuid,
    card_index           uuid,
    secrets              bytea       NOT NULL,
    ethnicity            text        NOT NULL DEFAULT '',
    education            text        NOT NULL DEFAULT '',
    employment           text        NOT NULL DEFAULT '',
    skill                text        NOT NULL DEFAULT '',
    hukou                text        NOT NULL DEFAULT '',
    from_elsewhere       boolean,
    joined_on            date        NOT NULL,
    -- False: the form gave no day, and joined_on is the day of the import.
    joined_on_stated     boolean     NOT NULL,
    -- The first day below this union; open when it was so already where our records begin.
    belongs_since        date,
    form_digest          uuid        NOT NULL,
    reported_by_run      uuid,
    reported_on          date        NOT NULL,
    answer               text        NOT NULL DEFAULT 'none' CHECK (answer IN ('none', 'correct', 'denied')),
    answered_at          timestamptz,
    created_at           timestamptz NOT NULL DEFAULT now(),
    CHECK ((answer = 'none') = (answered_at IS NULL))
);
-- One person, one record.
CREATE UNIQUE INDEX members_document ON members (document_index);
-- Each union's own people, and how many they are on a day without reading the table.
CREATE INDEX members_by_union ON members (union_id, belongs_since, state);
-- The people of a run lie beside each other.
CREATE INDEX members_by_run ON members USING brin (reported_by_run) WITH (autosummarize = on);

CREATE TABLE past_memberships (
    member_id uuid      NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    union_id  uuid      NOT NULL REFERENCES unions (id),
    during    daterange NOT NULL CHECK (NOT isempty(during)),
    reason    text      NOT NULL,
    CONSTRAINT past_memberships_one_at_a_time EXCLUDE USING gist (member_id WITH =, during WITH &&)
);
CREATE INDEX past_memberships_by_union ON past_memberships (union_id);

CREATE VIEW memberships AS
    SELECT id AS member_id, union_id, daterange(belongs_since, NULL) AS during FROM members WHERE state <> 'applied'
    UNION ALL
    SELECT member_id, union_id, during FROM past_memberships;

-- Whoever moves a person (a transfer, a merger of unions) leaves a past membership behind, whether they think of it or not.
CREATE FUNCTION members_keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.belongs_since IS NOT DISTINCT FROM OLD.belongs_since THEN
        NEW.belongs_since := (now() AT TIME ZONE 'Asia/Shanghai')::date;
    END IF;
    IF OLD.state <> 'applied' AND NOT isempty(daterange(OLD.belongs_since, NEW.belongs_since)) THEN
        INSERT INTO past_memberships (member_id, union_id, during, reason) VALUES (OLD.id, OLD.union_id, daterange(OLD.belongs_since, NEW.belongs_since), 'moved');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER members_keep_past BEFORE UPDATE OF union_id ON members
    FOR EACH ROW WHEN (OLD.union_id <> NEW.union_id) EXECUTE FUNCTION members_keep_past();

-- What members name must stand: their union, which may hold members (a federation may not), and the import they came with.
-- Foreign keys would ask and lock row by row, a third of the time of importing a million; these guards ask once a statement, and
-- the rare one who deletes waits for all who write (named_by_members_guard).
-- Always by hashing: in a city's first minutes nobody has counted the unions yet, and the planner, who takes them for few, would read
-- all of them once for each one named (800 ms for 2,000).
CREATE FUNCTION members_guard() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE
    stranger record;
BEGIN
    SELECT u.id, u.name INTO stranger
    FROM (SELECT union_id FROM placed GROUP BY union_id) named LEFT JOIN unions u ON u.id = named.union_id LEFT JOIN union_kinds k ON k.code = u.kind
    WHERE k.holds_members IS NOT TRUE LIMIT 1;
    IF stranger.id IS NOT NULL THEN PERFORM union_refuse('members.union-holds-nobody', stranger.name); END IF;
    IF FOUND THEN RAISE foreign_key_violation USING MESSAGE = 'members name a union that is not there'; END IF;
    IF EXISTS (SELECT FROM (SELECT reported_by_run FROM placed WHERE reported_by_run IS NOT NULL GROUP BY reported_by_run) told
        WHERE reported_by_run NOT IN (SELECT id FROM import_runs)) THEN
        RAISE foreign_key_violation USING MESSAGE = 'members name an import that is not there';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER members_guard_new AFTER INSERT ON members REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION members_guard();
CREATE TRIGGER members_guard_changed AFTER UPDATE ON members REFERENCING NEW TABLE AS placed FOR EACH STATEMENT EXECUTE FUNCTION members_guard();

CREATE FUNCTION named_by_members_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE members IN SHARE ROW EXCLUSIVE MODE;
    IF TG_TABLE_NAME = 'unions' AND EXISTS (SELECT FROM members WHERE union_id = OLD.id)
        OR TG_TABLE_NAME = 'import_runs' AND EXISTS (SELECT FROM members WHERE reported_by_run = OLD.id) THEN
        RAISE foreign_key_violation USING MESSAGE = TG_TABLE_NAME || ' that members name stay';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER unions_stay_for_members BEFORE DELETE OR UPDATE OF id ON unions FOR EACH ROW EXECUTE FUNCTION named_by_members_guard();
CREATE TRIGGER import_runs_stay_for_members BEFORE DELETE OR UPDATE OF id ON import_runs FOR EACH ROW EXECUTE FUNCTION named_by_members_guard();

-- What a form changed about a known person: the value before, and until when it stood.
CREATE TABLE member_changes (
    member_id  uuid  NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    field      text  NOT NULL,
    old_sealed bytea,
    changed_on date  NOT NULL,
    run_id     uuid  REFERENCES import_runs (id)
);
CREATE INDEX member_changes_by_member ON member_changes (member_id, changed_on);
