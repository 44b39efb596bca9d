CREATE TABLE agreement_parties (
    agreement TEXT NOT NULL REFERENCES agreements (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (agreement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreements (
    id TEXT PRIMARY KEY REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    subject TEXT,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    time_text TEXT,
    state TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source_id TEXT,
    title TEXT,
    published TEXT,
    source TEXT,
    url TEXT,
    language TEXT,
    dateline_place TEXT,
    dateline_date TEXT,
    has_dateline INTEGER NOT NULL CHECK (has_dateline IN (0, 1)),
    text TEXT NOT NULL,
    -- Tells a changed text from a known one.
    digest TEXT NOT NULL,
    -- The input record as intake took it, for reading it again under other rules.
    raw TEXT NOT NULL,
    generation INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'articles', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE changes (
    generation INTEGER PRIMARY KEY,
    change TEXT NOT NULL
) STRICT;

CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    dispute TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    "by" TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    claim TEXT NOT NULL,
    UNIQUE (dispute, "by", claim)
) STRICT;

CREATE TABLE coded_entities (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    -- Further names, a JSON array.
    names TEXT NOT NULL
) STRICT;

CREATE TABLE coded_events (
    number INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,
    cameo TEXT NOT NULL,
    actor1 INTEGER,
    actor1_for INTEGER,
    actor2 INTEGER,
    actor2_for INTEGER,
    place INTEGER,
    sources INTEGER NOT NULL,
    known INTEGER NOT NULL,
    url TEXT
) STRICT;

CREATE TABLE dispute_parties (
    dispute TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (dispute, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_states (
    number INTEGER PRIMARY KEY,
    dispute TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    "from" TEXT,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE disputes (
    id TEXT PRIMARY KEY REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    subject TEXT,
    state TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_articles (
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (entity, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity_names (
    number INTEGER PRIMARY KEY,
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    UNIQUE (entity, name)
) STRICT;

CREATE TABLE event_concerns (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_places (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    place TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_sayers (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT,
    plover TEXT,
    cameo TEXT,
    status TEXT NOT NULL,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    time_text TEXT,
    part_of TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    known_from TEXT,
    confidence REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    number INTEGER PRIMARY KEY,
    event TEXT REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    dispute TEXT REFERENCES disputes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    claim INTEGER REFERENCES claims (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    state INTEGER REFERENCES dispute_states (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    agreement TEXT REFERENCES agreements (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
    "in" TEXT NOT NULL CHECK ("in" IN ('title', 'text')),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    rule TEXT NOT NULL,
    CHECK ((event IS NOT NULL) + (dispute IS NOT NULL) + (claim IS NOT NULL) + (state IS NOT NULL)
        + (agreement IS NOT NULL) = 1)
) STRICT;

CREATE TABLE merges (
    "from" TEXT PRIMARY KEY,
    "to" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE names_fts USING fts5 (
    name, content = 'entity_names', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE offices (
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    "of" TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    "from" TEXT,
    "to" TEXT,
    as_of TEXT,
    PRIMARY KEY (entity, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL,
    on_behalf_of TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    digest TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    raw BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    rules_version TEXT NOT NULL,
    reading TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE redirects (
    "from" TEXT PRIMARY KEY,
    "to" TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE schema_history (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
) STRICT;

CREATE TABLE signatories (
    agreement TEXT NOT NULL REFERENCES agreements (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    entity TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (agreement, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE tellings (
    event TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    article TEXT NOT NULL REFERENCES articles (id) DEFERRABLE INITIALLY DEFERRED,
    telling TEXT NOT NULL,
    PRIMARY KEY (event, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_prints (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    -- The first of the articles that are copies of one text, in the order of ids; itself if it has no copy.
    origin TEXT NOT NULL,
    -- Hashes of runs of words, by which copies are found.
    sketch BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX agreement_parties_by_entity ON agreement_parties (entity, agreement);

CREATE INDEX agreements_by_earliest ON agreements (earliest, id);

CREATE INDEX articles_by_generation ON articles (generation);

CREATE INDEX articles_by_published ON articles (published);

CREATE INDEX claims_by_by ON claims ("by", dispute);

CREATE INDEX coded_events_actor1 ON coded_events (actor1, day) WHERE actor1 IS NOT NULL;

CREATE INDEX coded_events_actor2 ON coded_events (actor2, day) WHERE actor2 IS NOT NULL;

CREATE INDEX coded_events_day ON coded_events (day);

CREATE INDEX dispute_parties_by_entity ON dispute_parties (entity, dispute);

CREATE INDEX dispute_states_by_dispute ON dispute_states (dispute, "from", state);

CREATE INDEX entities_by_country ON entities (country);

CREATE INDEX entities_by_kind ON entities (kind, name);

CREATE INDEX entity_articles_by_article ON entity_articles (article);

CREATE INDEX entity_names_by_name ON entity_names (name COLLATE NOCASE);

CREATE INDEX event_concerns_by_entity ON event_concerns (entity, event);

CREATE INDEX event_places_by_place ON event_places (place, event);

CREATE INDEX event_sayers_by_entity ON event_sayers (entity, event);

CREATE INDEX events_by_earliest ON events (earliest, id);

CREATE INDEX events_by_known_from ON events (known_from);

CREATE INDEX events_by_mode ON events (mode, earliest);

CREATE INDEX events_by_part_of ON events (part_of);

CREATE INDEX events_by_status ON events (status, earliest);

CREATE INDEX events_by_type ON events (type, earliest);

CREATE INDEX evidence_by_agreement ON evidence (agreement) WHERE agreement IS NOT NULL;

CREATE INDEX evidence_by_article ON evidence (article);

CREATE INDEX evidence_by_claim ON evidence (claim) WHERE claim IS NOT NULL;

CREATE INDEX evidence_by_dispute ON evidence (dispute) WHERE dispute IS NOT NULL;

CREATE INDEX evidence_by_event ON evidence (event) WHERE event IS NOT NULL;

CREATE INDEX evidence_by_rule ON evidence (rule);

CREATE INDEX evidence_by_state ON evidence (state) WHERE state IS NOT NULL;

CREATE INDEX offices_by_of ON offices ("of");

CREATE INDEX participants_by_entity ON participants (entity, event);

CREATE INDEX participants_by_on_behalf_of ON participants (on_behalf_of, event);

CREATE INDEX readings_by_rules_version ON readings (rules_version);

CREATE INDEX redirects_by_to ON redirects ("to");

CREATE INDEX signatories_by_entity ON signatories (entity, agreement);

CREATE INDEX tellings_by_article ON tellings (article);

CREATE INDEX text_prints_by_origin ON text_prints (origin);

CREATE TRIGGER articles_fts_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE TRIGGER articles_fts_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TRIGGER articles_fts_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TRIGGER names_fts_delete AFTER DELETE ON entity_names BEGIN
    INSERT INTO names_fts (names_fts, rowid, name) VALUES ('delete', old.number, old.name);
END;

CREATE TRIGGER names_fts_insert AFTER INSERT ON entity_names BEGIN
    INSERT INTO names_fts (rowid, name) VALUES (new.number, new.name);
END;

CREATE VIEW v_dyad_month AS
WITH taking_part (event, country) AS (
    SELECT event, on_behalf_of FROM participants WHERE on_behalf_of GLOB 'country:*'
    UNION
    SELECT event, entity FROM participants WHERE entity GLOB 'country:*'
)
SELECT
    a.country AS country_a,
    b.country AS country_b,
    substr(e.earliest, 1, 7) AS month,
    e.type,
    e.plover,
    e.status,
    count(*) AS events
FROM taking_part a
JOIN taking_part b ON b.event = a.event AND a.country < b.country
JOIN events e ON e.id = a.event
WHERE e.earliest IS NOT NULL
GROUP BY a.country, b.country, month, e.type, e.plover, e.status;

CREATE VIEW v_entities AS
SELECT
    e.id,
    e.kind,
    e.name,
    e.country,
    (SELECT group_concat(n.name, '; ') FROM (SELECT name FROM entity_names WHERE entity = e.id ORDER BY name) n) AS names,
    (SELECT count(*) FROM entity_articles a WHERE a.entity = e.id) AS articles
FROM entities e;

CREATE VIEW v_events AS
SELECT
    e.id,
    e.type,
    e.mode,
    e.plover,
    e.cameo,
    e.status,
    e.edtf,
    e.earliest,
    e.latest,
    (SELECT group_concat(p.place, '; ') FROM (SELECT place FROM event_places WHERE event = e.id ORDER BY ordinal) p)
        AS places,
    (SELECT group_concat(p.entity, '; ') FROM (SELECT entity FROM participants WHERE event = e.id ORDER BY ordinal) p)
        AS participants,
    (SELECT group_concat(c.entity, '; ') FROM (SELECT entity FROM event_concerns WHERE event = e.id ORDER BY ordinal) c)
        AS concerns,
    e.part_of,
    (SELECT count(DISTINCT coalesce(p.origin, t.article))
        FROM tellings t LEFT JOIN text_prints p ON p.article = t.article WHERE t.event = e.id) AS sources,
    e.known_from,
    e.confidence
FROM events e;

CREATE VIEW v_evidence AS
SELECT
    coalesce(v.event, v.dispute, v.agreement, c.dispute, s.dispute) AS fact,
    CASE
        WHEN v.event IS NOT NULL THEN 'event'
        WHEN v.dispute IS NOT NULL THEN 'dispute'
        WHEN v.claim IS NOT NULL THEN 'claim'
        WHEN v.state IS NOT NULL THEN 'state'
        ELSE 'agreement'
    END AS kind,
    c."by",
    c.claim,
    v.article,
    a.title,
    a.source,
    a.published,
    a.url,
    v."in",
    v.start,
    v."end",
    v.quote,
    v.rule
FROM evidence v
JOIN articles a ON a.id = v.article
LEFT JOIN claims c ON c.number = v.claim
LEFT JOIN dispute_states s ON s.number = v.state;

CREATE VIEW v_meetings AS
SELECT * FROM v_events WHERE type = 'CONSULT';

CREATE VIEW v_participants AS
SELECT
    p.event,
    e.type,
    e.mode,
    e.status,
    e.earliest,
    e.latest,
    p.entity,
    n.kind,
    n.name,
    p.role,
    p.on_behalf_of
FROM participants p
JOIN events e ON e.id = p.event
JOIN entities n ON n.id = p.entity;
