"""Tests: cases beside the code, properties, the house itself."""
