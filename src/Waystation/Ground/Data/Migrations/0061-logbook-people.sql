-- Lines written by people: which account, on which post, for what purpose; and whom a line is about where they are many.
ALTER TABLE logbook DROP CONSTRAINT logbook_who_check;
ALTER TABLE logbook ADD CONSTRAINT logbook_who_check CHECK (who IN ('operator', 'command', 'system', 'account'));
ALTER TABLE logbook
    ADD COLUMN account_id uuid,
    ADD COLUMN post_id    uuid,
    ADD COLUMN purpose    text  CHECK (purpose ~ '^[a-z]+(-[a-z]+)*$' AND length(purpose) <= 60),
    -- Sealed with the key of the person it is about: the seals cover it as it stands, so that it can become unreadable without breaking them.
    ADD COLUMN payload    bytea CHECK (length(payload) <= 1000),
    ADD CONSTRAINT logbook_who_names_account CHECK ((who = 'account') = (account_id IS NOT NULL) AND (post_id IS NULL OR account_id IS NOT NULL));
ALTER INDEX logbook_about RENAME TO logbook_by_about;
CREATE INDEX logbook_by_account ON logbook (account_id, at) WHERE account_id IS NOT NULL;

-- The people an export, a list or a batch was about; a line about one person names them itself.
CREATE TABLE logbook_about (
    member_id uuid   NOT NULL,
    epoch     int    NOT NULL,
    xid       xid8   NOT NULL,
    seq       bigint NOT NULL,
    PRIMARY KEY (member_id, epoch, xid, seq)
);
CREATE TRIGGER logbook_about_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON logbook_about FOR EACH STATEMENT EXECUTE FUNCTION logbook_stays();

-- One key for each person about whom something is kept that outlives their record; wrapped by the vault. Deleting it is deleting what it sealed.
CREATE TABLE person_keys (
    person_id uuid        PRIMARY KEY,
    wrapped   bytea       NOT NULL,
    made_at   timestamptz NOT NULL DEFAULT now()
);
