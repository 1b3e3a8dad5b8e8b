"""What the interface says: each value as it stands in the JSON, and how it is told from what the record holds."""
