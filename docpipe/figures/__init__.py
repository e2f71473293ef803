"""Amounts put into their sentences and tables: what each counts, when, where, changed from what, a part of what."""
