"""What judged pages teach: the pairs of pages and promises that people judged, what is learnt from them, how far to trust it."""
