"""Pages to reading order, a packet to documents, documents to zones."""
