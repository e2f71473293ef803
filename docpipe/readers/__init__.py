"""Files to pages: one reader a format, OCR behind one seam."""
