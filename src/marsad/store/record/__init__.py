"""Every write to the record, a subject a file; only the newsroom calls them, and what is public gets its ledger entry here."""
