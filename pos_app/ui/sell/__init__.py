"""The selling screen."""
