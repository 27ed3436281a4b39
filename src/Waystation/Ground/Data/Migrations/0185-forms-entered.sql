-- A form that begins something, or enters something into a ledger, bears a number of its own: sent twice, it is entered once. Nothing of anybody stands here.
CREATE TABLE forms_entered (
    id uuid        PRIMARY KEY,
    at timestamptz NOT NULL
);
