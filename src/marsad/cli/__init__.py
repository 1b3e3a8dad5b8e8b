"""The `marsad` command: one file a noun."""
