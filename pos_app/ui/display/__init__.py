"""What the customer sees: the second screen, and codes to scan on any screen."""
