"""The encoders, and text that tries to break them."""
