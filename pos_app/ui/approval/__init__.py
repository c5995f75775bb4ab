"""A second person's leave, asked for on the spot."""
