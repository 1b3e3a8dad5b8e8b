"""What a page holds and says of itself: its article, title, day, outlet and credits. Knows nothing of promises."""
