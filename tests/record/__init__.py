"""The record as a whole, under random acts of several people."""
