-- Lists of members and search; whose an import is; what officers mend.

-- A name is looked for by its beginning and sorted by its characters' codes, both of which one index can do.
ALTER TABLE members ALTER COLUMN name TYPE text COLLATE "C";
-- Of the last four characters of the document number, keyed: equal ones are found, and nothing else can be read from it.
ALTER TABLE members ADD COLUMN last_four int;
CREATE INDEX members_by_name ON members (name, union_id);
CREATE INDEX members_by_last_four ON members (last_four);
CREATE INDEX members_of_other_states ON members (state, name, union_id) WHERE state <> 'member';

-- What an officer mended, on which evidence; a form's own changes name their run instead.
ALTER TABLE member_changes
    ADD COLUMN id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    ADD COLUMN account_id uuid REFERENCES accounts (id),
    ADD COLUMN evidence   text CHECK (evidence IN ('saw-document', 'member-asked', 'unit-confirmed')),
    ADD CHECK ((account_id IS NULL) = (evidence IS NULL));

-- A file that somebody of another post hands in too is another run: what it may do is another matter.
DROP INDEX import_runs_unfinished;
CREATE UNIQUE INDEX import_runs_unfinished ON import_runs (file_hash, kind, post_id) NULLS NOT DISTINCT WHERE finished_at IS NULL AND NOT dry_run;
