"""Every read of the record, a reader a file: public, desk, newsroom. Never a write."""
