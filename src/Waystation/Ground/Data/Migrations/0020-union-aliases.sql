-- Other names by which forms call a union; members' forms and station registers are matched by these too.
CREATE TABLE union_aliases (
    name_key text COLLATE "C" PRIMARY KEY,
    union_id uuid NOT NULL REFERENCES unions (id)
);
CREATE INDEX union_aliases_by_union ON union_aliases (union_id);
