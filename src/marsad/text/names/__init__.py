"""Names in Arabic text: the entries of a gazetteer, their spellings, and who is meant where a name is also a word."""
