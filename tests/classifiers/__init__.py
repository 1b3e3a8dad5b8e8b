"""Classifiers from outside, and servers that try to lead them astray."""
