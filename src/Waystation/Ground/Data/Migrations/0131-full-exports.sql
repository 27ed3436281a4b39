-- Lists that leave the house unmasked: one officer asks, another releases, once, within a day.
CREATE TABLE full_exports (
    id            uuid        PRIMARY KEY,
    -- The union whose list it is, and whether it takes in those below.
    union_id      uuid        NOT NULL REFERENCES unions (id),
    below         boolean     NOT NULL,
    -- None: the list of members, as it was filtered.
    indicator     text,
    month         date,
    people        int         NOT NULL CHECK (people > 0),
    purpose       text        NOT NULL CHECK (purpose ~ '^[a-z]+(-[a-z]+)*$'),
    asked_by      uuid        NOT NULL REFERENCES accounts (id),
    asked_post    uuid        NOT NULL REFERENCES posts (id),
    asked_at      timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    released_by   uuid        REFERENCES accounts (id),
    released_post uuid        REFERENCES posts (id),
    released_at   timestamptz,
    CONSTRAINT full_exports_number CHECK ((indicator IS NULL) = (month IS NULL)),
    CONSTRAINT full_exports_four_eyes CHECK (released_by <> asked_by),
    CONSTRAINT full_exports_released CHECK (num_nonnulls(released_by, released_post, released_at) IN (0, 3)),
    CONSTRAINT full_exports_one_day CHECK (expires_at <= asked_at + interval '1 day' AND released_at < expires_at)
);
CREATE INDEX full_exports_waiting ON full_exports (union_id, expires_at) WHERE released_at IS NULL;
CREATE INDEX full_exports_by_account ON full_exports (asked_by, asked_at);

-- Who stands on it: settled when it is asked for, so that what is released is what was asked for. Gone when it was taken or its day is over.
CREATE TABLE full_export_people (
    export_id uuid NOT NULL REFERENCES full_exports (id),
    member_id uuid NOT NULL REFERENCES members (id),
    PRIMARY KEY (export_id, member_id)
);
CREATE INDEX full_export_people_by_member ON full_export_people (member_id);

-- Once: its key is the export's.
CREATE TABLE full_export_downloads (
    export_id uuid        PRIMARY KEY REFERENCES full_exports (id),
    at        timestamptz NOT NULL,
    rows      int         NOT NULL,
    hash      bytea       NOT NULL CHECK (length(hash) = 32)
);

CREATE FUNCTION full_export_download_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM full_exports e WHERE e.id = NEW.export_id AND e.released_at <= NEW.at AND e.expires_at > NEW.at) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'exports.not-released';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER full_export_download_guard BEFORE INSERT OR UPDATE ON full_export_downloads FOR EACH ROW EXECUTE FUNCTION full_export_download_guard();

-- What was asked for stays as it was asked, and is released once.
CREATE FUNCTION full_exports_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.released_at IS NOT NULL OR (to_jsonb(OLD) - '{released_by,released_post,released_at}'::text[]) <> (to_jsonb(NEW) - '{released_by,released_post,released_at}'::text[]) THEN
        RAISE SQLSTATE 'WS001' USING MESSAGE = 'exports.released-already';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER full_exports_stay BEFORE UPDATE ON full_exports FOR EACH ROW EXECUTE FUNCTION full_exports_stay();
