"""Kazakh, Russian, English: alphabets, endings, names, which language a line is in, and repair."""
