"""Tests of what is set in letters: cards as pictures."""
