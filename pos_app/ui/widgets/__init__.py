"""The parts every screen is made of, one file a family."""
