"""The care page: today's work for customers, one task at a time."""
