"""Where the road runs: every engine gives the same rows, in the same order."""
