"""Programmes of governments as files, DOCX, PDF, HTML and text, read into lines with page and line. Judges no word."""
