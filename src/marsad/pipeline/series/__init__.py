"""Amounts of one thing over time: what a page tells of a number, the points gathered, the series proposed."""
