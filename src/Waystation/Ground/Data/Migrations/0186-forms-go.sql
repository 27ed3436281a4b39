-- The oldest numbers of forms go as new ones come.
CREATE INDEX forms_entered_at ON forms_entered (at);
