"""The paying screens."""
