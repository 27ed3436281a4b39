-- The data keys, each wrapped by a master key that stands outside the database.
CREATE TABLE data_keys (
    purpose    text        NOT NULL,
    version    int         NOT NULL,
    master_key text        NOT NULL,
    wrapped    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (purpose, version)
);
