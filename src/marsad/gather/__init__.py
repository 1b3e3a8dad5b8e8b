"""The way in: outlets, feeds, sitemaps, files, fetching, archive. Never a table: it returns bytes and where they came from."""
