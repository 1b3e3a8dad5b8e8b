"""How small models are fitted."""
