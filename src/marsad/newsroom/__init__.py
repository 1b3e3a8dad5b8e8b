"""What the newsroom does: one verb a file, the only floor that writes through the record."""
