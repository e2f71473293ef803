"""Findings told to people: sentences in the reader's language, tables, pages to be opened and printed."""
