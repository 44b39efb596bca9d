-- Events that a machine coded elsewhere (GDELT 2.0 event exports), apart from what articles tell.
CREATE TABLE coded_entities (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    -- Further names, a JSON array.
    names TEXT NOT NULL
) STRICT;

-- Days as yyyymmdd; actors, whom they act for and places as numbers of coded_entities.
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

-- An import into an empty table drops these and makes them at its end.
CREATE INDEX coded_events_actor1 ON coded_events (actor1, day) WHERE actor1 IS NOT NULL;

CREATE INDEX coded_events_actor2 ON coded_events (actor2, day) WHERE actor2 IS NOT NULL;

CREATE INDEX coded_events_day ON coded_events (day);
