"""What a clerk should look at: one file a check."""
