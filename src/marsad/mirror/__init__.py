"""The public site as a folder of files: what is asked of it, how pages are made to stand alone, how the folder is sealed."""
