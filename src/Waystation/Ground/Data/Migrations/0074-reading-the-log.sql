-- The audit administrator reads the log by time, or one kind of deed by time.
CREATE INDEX logbook_by_time ON logbook (at, seq);
CREATE INDEX logbook_by_deed ON logbook (did, at, seq);
