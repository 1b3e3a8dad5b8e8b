"""Writes rows as files: CSV, XLSX, Parquet. Knows nothing of where the rows come from."""
