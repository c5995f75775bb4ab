"""Past sales: find one, see its paper, print a copy."""
