"""Who said what: verbs of saying, speakers, what was said, who passed it on."""
