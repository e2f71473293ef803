"""Everything that may go wrong with a batch is made to go wrong, and an account is drawn up of what came of it."""
