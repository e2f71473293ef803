"""docpipe reads the bilingual letters and orders of Kazakhstan's ministries into one record a file."""

__version__ = "0.7.0"
