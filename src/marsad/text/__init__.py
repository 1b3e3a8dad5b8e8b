"""Arabic as newspapers write it: folding, tokens, numbers, dates, names. Pure; offsets always point into the text as it was."""
