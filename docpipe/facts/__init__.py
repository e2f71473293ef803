"""What a document says: one file a kind of fact, its cases beside it."""
