"""What is kept: originals by content, extractions that are only ever added, and what is looked up in them."""
