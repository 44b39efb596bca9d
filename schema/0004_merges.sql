-- Entities that somebody said are one: "from" is taken for "to". Both stay as they are read in the readings.
CREATE TABLE merges (
    "from" TEXT PRIMARY KEY,
    "to" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
