"""What a page does to a promise and how far the work has come: signs, named features, a small model, and the door for others."""
