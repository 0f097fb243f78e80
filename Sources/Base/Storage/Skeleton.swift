// The module's first type arrives with the next commit.
