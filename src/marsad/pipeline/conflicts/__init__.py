"""Which statements cannot both hold: what pages assert, and the rule of each kind of conflict."""
