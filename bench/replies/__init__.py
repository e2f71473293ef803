"""Replies made by the hundred, read back, compared with what was put in; letters full of hostile values; what they cost."""
