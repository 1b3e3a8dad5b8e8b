"""Which sentences of a programme promise something: found, explained and laid beside the promises that are known. Pure."""
