"""Days ahead that a document sets for something to be done: the words, the days, the clause, and what is meant. Pure."""
