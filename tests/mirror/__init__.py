"""The public site as files."""
