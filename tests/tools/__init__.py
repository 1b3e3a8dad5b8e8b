"""Tests of the way in, against files on disk and a server on the loopback address."""
