-- Which steps of a claim its member has been told of, on the phone.
CREATE TABLE claim_told (
    claim_id uuid NOT NULL,
    no       int  NOT NULL,
    PRIMARY KEY (claim_id, no),
    FOREIGN KEY (claim_id, no) REFERENCES claim_steps (claim_id, no)
);

CREATE INDEX claim_steps_by_time ON claim_steps (at);
