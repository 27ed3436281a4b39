-- Who did what, when, about what. Codes, ids and counts only: never names, numbers or free text. Rows are added, never changed.

-- Transaction ids begin anew in another cluster: after a restore they are counted in a new epoch.
CREATE TABLE logbook_epochs (
    epoch    int         PRIMARY KEY,
    began_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO logbook_epochs (epoch) VALUES (1);
COMMENT ON TABLE logbook_epochs IS 'transient';
CREATE FUNCTION logbook_epoch() RETURNS int LANGUAGE sql STABLE AS 'SELECT max(epoch) FROM logbook_epochs';

CREATE TABLE logbook (
    epoch  int         NOT NULL DEFAULT logbook_epoch(),
    xid    xid8        NOT NULL DEFAULT pg_current_xact_id(),
    seq    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at     timestamptz NOT NULL,
    who    text        NOT NULL CHECK (who IN ('operator', 'command', 'system')),
    did    text        NOT NULL CHECK (did ~ '^[a-z]+(-[a-z]+)*$' AND length(did) <= 60),
    -- The thing it was done to: a run, a member, a union.
    about  uuid,
    -- How many: rows, people, slips.
    amount bigint,
    -- SHA-256 of the file that came in or went out.
    hash   bytea       CHECK (length(hash) = 32),
    PRIMARY KEY (epoch, xid, seq)
);
CREATE INDEX logbook_about ON logbook (about) WHERE about IS NOT NULL;

-- One seal over the rows after the seal before, in the order of the key: SHA-256 over the seal before, this one's number and those rows.
CREATE TABLE logbook_seals (
    number     bigint      PRIMARY KEY,
    last_epoch int         NOT NULL,
    last_xid   xid8        NOT NULL,
    last_seq   bigint      NOT NULL,
    rows       int         NOT NULL CHECK (rows > 0),
    hash       bytea       NOT NULL CHECK (length(hash) = 32),
    sealed_at  timestamptz NOT NULL
);

CREATE FUNCTION logbook_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'logbook.stays';
END $$;
CREATE TRIGGER logbook_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON logbook FOR EACH STATEMENT EXECUTE FUNCTION logbook_stays();
CREATE TRIGGER logbook_seals_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON logbook_seals FOR EACH STATEMENT EXECUTE FUNCTION logbook_stays();
CREATE TRIGGER logbook_epochs_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON logbook_epochs FOR EACH STATEMENT EXECUTE FUNCTION logbook_stays();
