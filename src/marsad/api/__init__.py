"""Open data for programs: what readers see, as JSON. It reads, and writes nothing."""
