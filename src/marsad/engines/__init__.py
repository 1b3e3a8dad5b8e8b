"""Where the road runs: the same rows from each engine. Never what the steps do."""
