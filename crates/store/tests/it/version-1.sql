CREATE TABLE schema_version (version BIGINT NOT NULL);
INSERT INTO schema_version (version) VALUES (1);

CREATE TABLE opening (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    posting TEXT NOT NULL,
    posting_kind TEXT NOT NULL,
    posting_name TEXT,
    language TEXT NOT NULL,
    weights TEXT NOT NULL,
    as_of TEXT NOT NULL,
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

INSERT INTO opening VALUES ('0123456789abcdef0123456789abcdef', 'Développeur Rust', 'Rust exigé.', 'text', NULL, 'fr', '{"lang.rust":2}',
    '2026-01-05', '00112233445566778899aabbccddeeff', 6, 1767607200000, 1767607200000, 1783245600000);
INSERT INTO applicant VALUES ('fedcba9876543210fedcba9876543210', '0123456789abcdef0123456789abcdef', 'a0011223344',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'cv.pdf', 'Camille Exemple', 'ok', NULL, 7470, 0.75, 1, 1767607200000, 1767607200000, 1783245600000,
    '{"text":"Rust"}', '{"fit":{"total":7470}}');
INSERT INTO applicant VALUES ('11111111111111111111111111111111', '0123456789abcdef0123456789abcdef', 'a5566778899',
    'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 'scan.pdf', NULL, 'error', 'input.scanned', NULL, NULL, 0, 1767607200000, 1767607200000, 1783245600000, NULL, NULL);
INSERT INTO note VALUES ('22222222222222222222222222222222', 'fedcba9876543210fedcba9876543210', 'local', 1767607200000, 'l’appeler');
INSERT INTO upload VALUES ('33333333333333333333333333333333', '0123456789abcdef0123456789abcdef', 2, 1767607200000, NULL);
INSERT INTO upload_file VALUES ('33333333333333333333333333333333', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'fedcba9876543210fedcba9876543210', 1);
