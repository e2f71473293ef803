"""Values that everything else passes along: text with its places, and the record."""
