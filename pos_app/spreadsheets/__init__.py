"""Excel and CSV in and out: clean records for the rooms that own them."""
