-- What each commit changed, for those who follow the graph.
CREATE TABLE changes (
    generation INTEGER PRIMARY KEY,
    change TEXT NOT NULL
) STRICT;
