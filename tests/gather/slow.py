"""A reader that never ends, takes all the memory it gets, or answers too much: what the limits are tried on."""

import time


def tell(how):
    if how == "half":
        return "\ud800"
    if how == "answer":
        return ["one text told a thousand times" * 100_000] * 1000
    if how == "time":
        time.sleep(60)
    return len(bytearray(4 * 2**30))
