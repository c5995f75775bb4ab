"""Papers, read back as customers and scanners read them."""
