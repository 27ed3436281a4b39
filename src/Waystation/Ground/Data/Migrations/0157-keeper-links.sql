-- A keeper may leave a phone of their own, so that a link by message lets them in. Sealed; gone when they take it away or go.
CREATE TABLE keeper_phones (
    keeper_id   uuid PRIMARY KEY REFERENCES keepers (id),
    phone       bytea       NOT NULL,
    phone_index uuid        NOT NULL UNIQUE,
    given_at    timestamptz NOT NULL
);
-- Only the hash of a link is kept. It opens once, by a tap on its page, not by being looked at.
CREATE TABLE keeper_links (
    token      bytea PRIMARY KEY CHECK (length(token) = 32),
    keeper_id  uuid        NOT NULL REFERENCES keepers (id),
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX keeper_links_by_keeper ON keeper_links (keeper_id);
CREATE FUNCTION keeper_phones_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM keeper_phones WHERE keeper_id = NEW.id;
    DELETE FROM keeper_links WHERE keeper_id = NEW.id;
    RETURN NULL;
END $$;
-- Whoever hands the place on takes their phone with them, and so does whoever goes.
CREATE TRIGGER keeper_phones_leave AFTER UPDATE OF name, withdrawn_at ON keepers FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION keeper_phones_leave();
