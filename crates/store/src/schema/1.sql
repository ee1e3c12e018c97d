CREATE TABLE opening (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    posting TEXT NOT NULL,
    posting_kind TEXT NOT NULL,
    posting_name TEXT,
    language TEXT NOT NULL,
    weights TEXT NOT NULL,
    as_of TEXT NOT NULL,
    -- Keys the labels of the blind view; goes with the opening.
    salt TEXT NOT NULL,
    retention_months BIGINT NOT NULL CHECK (retention_months BETWEEN 1 AND 24),
    created BIGINT NOT NULL,
    last_contact BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX opening_expires ON opening (expires);

CREATE TABLE applicant (
    id TEXT PRIMARY KEY,
    opening TEXT NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    digest TEXT NOT NULL,
    file_name TEXT NOT NULL,
    name TEXT,
    status TEXT NOT NULL CHECK (status IN ('ok', 'error')),
    code TEXT,
    fit BIGINT,
    coverage DOUBLE PRECISION,
    missing BIGINT NOT NULL,
    created BIGINT NOT NULL,
    last_contact BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    -- The long texts last, so that lists need not walk through them.
    document TEXT,
    report TEXT,
    UNIQUE (opening, digest),
    UNIQUE (opening, label)
);
CREATE INDEX applicant_expires ON applicant (expires);

CREATE TABLE note (
    id TEXT PRIMARY KEY,
    applicant TEXT NOT NULL REFERENCES applicant (id) ON DELETE CASCADE,
    author TEXT NOT NULL,
    written BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX note_applicant ON note (applicant);

CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    opening TEXT NOT NULL REFERENCES opening (id) ON DELETE CASCADE,
    expected BIGINT NOT NULL,
    begun BIGINT NOT NULL,
    ended BIGINT
);
CREATE INDEX upload_opening ON upload (opening);

CREATE TABLE upload_file (
    upload TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    applicant TEXT NOT NULL REFERENCES applicant (id) ON DELETE CASCADE,
    new BIGINT NOT NULL,
    PRIMARY KEY (upload, digest)
);
CREATE INDEX upload_file_applicant ON upload_file (applicant);
