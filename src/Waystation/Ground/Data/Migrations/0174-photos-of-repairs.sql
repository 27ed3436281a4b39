-- Where the rule asks for it a fault is said to be mended with a photo only. Those found before keep to the rule they were found under.
ALTER TABLE round_faults ADD needs_photo boolean NOT NULL DEFAULT false;
ALTER TABLE round_faults ADD CHECK (NOT needs_photo OR state NOT IN ('mended', 'closed') OR mended_picture IS NOT NULL);
