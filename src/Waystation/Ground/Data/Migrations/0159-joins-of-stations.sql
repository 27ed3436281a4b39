-- Joins are counted for the station by whose code they began; most applications begin elsewhere.
CREATE INDEX applications_by_station ON applications (station_id) WHERE station_id IS NOT NULL;
