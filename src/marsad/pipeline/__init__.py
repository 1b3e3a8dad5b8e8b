"""From page to candidate: one pure, named, versioned step a file. Never a table, a network, a clock or chance."""
