-- Which articles are copies of one text, and so one source. An article stored before has no row and counts for itself
-- until it is read again.

CREATE TABLE text_prints (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    -- The first of the articles that are copies of one text, in the order of ids; itself if it has no copy.
    origin TEXT NOT NULL,
    -- Hashes of runs of words, by which copies are found.
    sketch BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX text_prints_by_origin ON text_prints (origin);

DROP VIEW v_meetings;
DROP VIEW v_events;

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

CREATE VIEW v_meetings AS
SELECT * FROM v_events WHERE type = 'CONSULT';
