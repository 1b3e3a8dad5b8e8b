"""The public site: it reads, and its forms call newsroom.submit. Never writes otherwise."""
