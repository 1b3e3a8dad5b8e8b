"""The addresses of the interface, a subject a file: each reads the question, makes one call, answers."""
