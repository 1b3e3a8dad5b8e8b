"""What templates of the site and the desk may load: `moons`."""
