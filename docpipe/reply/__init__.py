"""Letters drafted from what is known: an inquiry, the archive, a data file; every value with its source, what is missing named, nothing invented."""
