"""Tests of the programs that stand alone, run as a stranger runs them."""
