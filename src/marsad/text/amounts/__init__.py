"""Amounts in Arabic text: the number, what it counts, in which currency, and whose it is."""
