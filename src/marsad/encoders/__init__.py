"""Models that read Arabic, one a file, loaded by name through `marsad.plugins` and never inside the web process."""
