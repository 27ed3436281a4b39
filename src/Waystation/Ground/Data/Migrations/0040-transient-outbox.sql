-- An outbox means nothing in another cluster: its rows are ordered by this one's transaction ids.
COMMENT ON TABLE station_changes IS 'transient';
