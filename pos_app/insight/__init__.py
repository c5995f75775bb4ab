"""Looks at what happened; writes nothing but its own derived tables."""
