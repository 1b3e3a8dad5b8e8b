"""Whether two texts are one: their words as numbers, what they share, what tells two events in one frame apart, the stories."""
