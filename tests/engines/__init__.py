"""The engines: one suite over all of them."""
