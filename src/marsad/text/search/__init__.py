"""How texts and questions are laid beside each other in search: pure, and so the same on every database."""
