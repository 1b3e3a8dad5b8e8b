"""Models that read Arabic, each loaded when it is named. Never a network in the default ones."""
