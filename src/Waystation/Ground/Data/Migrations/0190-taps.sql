-- What a keeper taps lies over what others have planned, and is taken away by the next tap; a closing for some days stays beneath it.
ALTER TABLE station_exceptions ADD COLUMN is_tap boolean NOT NULL DEFAULT false;
-- Whatever was said to begin at once counted as a tap until now.
UPDATE station_exceptions SET is_tap = true WHERE kind <> 'open' AND from_at = made_at AND until_at > now();
