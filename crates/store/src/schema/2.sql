CREATE TABLE account (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'recruiter')),
    created BIGINT NOT NULL
);

CREATE TABLE signed_in (
    -- Digest of the token; the token itself is with the browser only.
    token TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
    begun BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX signed_in_account ON signed_in (account);
CREATE INDEX signed_in_expires ON signed_in (expires);

-- Attempts to sign in that have not succeeded: digests of names and of clients, since people type passwords into the wrong field.
CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    made BIGINT NOT NULL
);
CREATE INDEX attempt_subject ON attempt (subject, made);
CREATE INDEX attempt_made ON attempt (made);

-- No foreign key: what was done is told after the applicant is gone, by ids alone.
CREATE TABLE audit (
    entry {identity},
    made BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT,
    opening TEXT,
    applicant TEXT
);
CREATE INDEX audit_opening ON audit (opening);
CREATE INDEX audit_applicant ON audit (applicant);

-- One row while erased bytes may still lie in the files of SQLite.
CREATE TABLE traces (pending BIGINT PRIMARY KEY);
