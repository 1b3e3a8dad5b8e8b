"""How a page is laid beside promises: words, passages, places, terms of office, likeness, stance."""
