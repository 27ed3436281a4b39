-- A position that is known to the next town only says nothing of where the phone was: it is marked, as one far off is.
ALTER TABLE round_visits DROP CONSTRAINT round_visits_flags_check;
ALTER TABLE round_visits ADD CONSTRAINT round_visits_flags_check CHECK (flags <@ ARRAY ['clock', 'before', 'far', 'vague', 'nowhere', 'late']);
