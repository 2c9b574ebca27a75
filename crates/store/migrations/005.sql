-- What is known of a feed between two polls, as JSON: the only rows that are overwritten, since they record nothing of the world.
CREATE TABLE feed (
    url   TEXT PRIMARY KEY,
    state TEXT NOT NULL
) STRICT;
