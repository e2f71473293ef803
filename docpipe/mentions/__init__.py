"""Numbers, dates, people, posts, bodies and references found in a text, computed once a document."""
