"""The way in: outlets, feeds, sitemaps, files, fetching and the archive. Never a table: it returns bytes and says where they came from."""
