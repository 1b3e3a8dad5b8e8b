"""A reader that never ends, or takes all the memory it gets: what the limits are tried on."""

import time


def tell(how):
    if how == "time":
        time.sleep(60)
    return len(bytearray(4 * 2**30))
