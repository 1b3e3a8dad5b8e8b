"""Small models whose every weight can be read: how they are fitted, kept, checked and told apart by version."""
