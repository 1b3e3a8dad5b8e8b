"""Marsad: watch whether a government keeps its promises. Five floors; imports run downward only (ARCHITECTURE.md)."""

__version__ = "0.1.0"
