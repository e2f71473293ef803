"""One document in two languages: paragraph held against paragraph, and what is said to be equal across the languages."""
