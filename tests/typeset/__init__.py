"""Tests of what is set for print, against the real press."""
