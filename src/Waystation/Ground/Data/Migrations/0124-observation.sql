-- 急诊留观: a kind of line that only a city's rule lets in.
ALTER TABLE medical_lines ADD COLUMN observation boolean NOT NULL DEFAULT false;
